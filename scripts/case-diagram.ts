import { actNames, acts, type CaseState, caseStates } from '../src/cases/acts/case-states.ts'
import type { Who } from '../src/cases/acts/who.ts'

/** docs/case-states.md: the table of acts as a diagram and a list, written from the table itself. */
export function caseDiagram(): string {
  return `${[
    '# The states of a case and what moves it',
    '',
    'Written from `src/cases/acts/case-states.ts` by `npm run write-diagram`; a test holds the two together. Acts that change no state are only in the list.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> to_dispatch: received',
    ...Object.entries(caseStates).map(([id, { zh, en }]) => `  ${id}: ${zh} ${en}`),
    ...edges(),
    ...finals().map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| act | who | from → to | must be given | meets · starts | told |',
    '| --- | --- | --- | --- | --- | --- |',
    ...actNames.map(row),
    '',
    'In *italics*: where it leads when it was done before. Once: at most once in the life of a case. Not after: no longer once one of those acts was done.',
  ].join('\n')}\n`
}

/** One arrow for each pair of states, with the acts that walk it. */
function edges(): string[] {
  const byPair = new Map<string, string[]>()
  for (const act of actNames) {
    const { next, again = {}, label } = acts[act]
    for (const [from, to] of [...Object.entries(next), ...Object.entries(again)]) {
      if (from === to) continue
      const pair = `${from} --> ${to}`
      byPair.set(pair, [...(byPair.get(pair) ?? []), label.zh])
    }
  }
  return [...byPair].map(([pair, labels]) => `  ${pair}: ${[...new Set(labels)].join(' / ')}`)
}

const finals = (): CaseState[] => (Object.keys(caseStates) as CaseState[]).filter((state) => caseStates[state].final)

function row(act: (typeof actNames)[number]): string {
  const { label, who, next, again = {}, asks, once, notAfter = [], meets, starts, tells } = acts[act]
  const moves = [
    ...Object.entries(next).map(([from, to]) => (from === to ? from : `${from} → ${to}`)),
    ...Object.entries(again).map(([from, to]) => `*${from} → ${to}*`),
  ]
  const needed = asks.filter(({ required }) => required).map(({ label: { zh, en } }) => `${zh} ${en}`)
  const events = [meets.join(', '), starts.join(', ')].filter((part) => part !== '').join(' · ')
  const terms = [...(once ? ['once'] : []), ...(notAfter.length > 0 ? [`not after ${notAfter.join(', ')}`] : [])]
  const cells = [
    `${label.zh} ${label.en} \`${act}\`${terms.length > 0 ? ` (${terms.join('; ')})` : ''}`,
    [...new Set(who.map(whoWords))].join(', '),
    moves.length === Object.keys(caseStates).length ? 'any state' : moves.join('; '),
    needed.join('; '),
    events,
    tells.join(', '),
  ]
  return `| ${cells.map((cell) => (cell === '' ? '–' : cell)).join(' | ')} |`
}

const whoWords = (who: Who): string => ('at' in who ? `${who.role} (${who.at})` : who.role)
