import type { NotificationType, TradeSymbol } from '../notice.ts'

const current =
  /G\s*\/\s*(TBT|SPS)\s*\/\s*N\s*\/\s*([A-Z]{2,5})\s*\/\s*(\d{1,6})((?:\s*\/\s*(?:Rev|Add|Corr|Suppl)\s*\.?\s*\d{1,4})*)/gi
const before2001 =
  /G\s*\/\s*(TBT|SPS)\s*\/\s*Notif\s*\.?\s*(\d{2})\s*\/\s*(\d{1,5})((?:\s*\/\s*(?:Rev|Add|Corr|Suppl)\s*\.?\s*\d{1,4})*)/gi
const suffix = /(Rev|Add|Corr|Suppl)\s*\.?\s*(\d{1,4})/gi

/**
 * Every WTO document symbol in a text, each once, in order. A joint draft carries several in one field; a leading space means nothing;
 * suffixes nest (`/Rev.2/Add.1`); `G/TBT/Notif.00/15` is the form used before 2001 and names no member.
 */
export function readSymbols(text: string): TradeSymbol[] {
  const found = [...text.matchAll(current)].map((match) => ({ at: match.index, symbol: currentSymbol(match) }))
  const old = [...text.matchAll(before2001)].map((match) => ({ at: match.index, symbol: oldSymbol(match) }))
  const inOrder = [...found, ...old].sort((a, b) => a.at - b.at).map((one) => one.symbol)
  return inOrder.filter((one, index) => inOrder.findIndex((other) => other.symbol === one.symbol) === index)
}

/** What a document is, by its last suffix. */
export function typeOfSymbol(symbol: TradeSymbol | undefined): NotificationType {
  const types = { Add: 'addendum', Corr: 'corrigendum', Rev: 'revision', Suppl: 'supplement' } as const
  const last = symbol?.suffixes.at(-1)
  return last ? types[last.kind] : 'new'
}

function currentSymbol(match: RegExpExecArray): TradeSymbol {
  const area = (match[1] ?? '').toUpperCase() as TradeSymbol['area']
  const member = (match[2] ?? '').toUpperCase()
  const number = String(Number(match[3]))
  return build(area, member, number, `G/${area}/N/${member}/`, match[4] ?? '')
}

function oldSymbol(match: RegExpExecArray): TradeSymbol {
  const area = (match[1] ?? '').toUpperCase() as TradeSymbol['area']
  const year = match[2] ?? ''
  const built = build(area, null, match[3] ?? '', `G/${area}/Notif.${year}/`, match[4] ?? '')
  return { ...built, number: `${year}/${built.number}` }
}

function build(
  area: TradeSymbol['area'],
  member: string | null,
  number: string,
  start: string,
  tail: string,
): TradeSymbol {
  const suffixes = [...tail.matchAll(suffix)].map((match) => ({
    kind: properCase(match[1] ?? ''),
    number: Number(match[2]),
  }))
  const root = start + number
  return {
    symbol: root + suffixes.map((one) => `/${one.kind}.${one.number}`).join(''),
    area,
    member,
    number,
    suffixes,
    ordered:
      start +
      number.padStart(8, '0') +
      suffixes.map((one) => `/${one.kind}.${String(one.number).padStart(8, '0')}`).join(''),
    root,
  }
}

function properCase(kind: string): TradeSymbol['suffixes'][number]['kind'] {
  return (kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()) as TradeSymbol['suffixes'][number]['kind']
}
