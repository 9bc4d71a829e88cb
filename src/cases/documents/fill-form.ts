import { Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { endingsFor } from '../acts/mediation-endings.ts'
import { groundsFor } from '../acts/refusal-grounds.ts'
import { byWhen } from '../case-letters.ts'
import { explainClock } from '../clocks/clock-count.ts'
import type { Clock } from '../clocks/clocks.ts'
import type { CaseRead } from '../read-case.ts'
import type { DocumentAsk, DocumentForm } from './document-forms.ts'

/** A document as it is kept and shown for ever: words only, nothing is computed again. */
export type DocumentContent = {
  title: { zh: string; en: string }
  number: string
  paragraphs: string[]
  /** The counting of each limit named in it, line by line. */
  arithmetic: { clock: string; lines: string[] }[]
  bureau: { zh: string; en: string }
  date: string
}

type About = { form: DocumentForm; read: CaseRead; city: City; number: string; today: string }

const channels = { web: '网页', api: '接口', hotline: '热线' } as Record<string, string>
const notGiven = '（未填写）'
const provisional = '（暂定，放假安排公布后重算，只会提前）'

/** Fills a form with the facts of the case and what was given. Throws Invalid with a message per field. */
export function fillForm({ form, read, city, number, today }: About, typed: Record<string, string>): DocumentContent {
  const receivedOn = civil(read.report.receivedAt)
  const given = readGivenFields(form, typed, receivedOn)
  const clocks = limitsOf(read)
  const words: Record<string, string> = { ...factsOf(read, city), ...given }
  return {
    title: { zh: form.zh, en: form.en },
    number,
    paragraphs: form.body.map((line) => filled(line, words)).filter((line) => line !== ''),
    arithmetic: (form.id === 'acceptance' ? clocks : []).map((clock) => ({
      clock: `${clock.zh}（${clock.article}）`,
      lines: explainClock(city.calendar, clock).map(
        ({ date, counted, running, because }) => `${date}　${counted ? `第 ${running} 日` : '不计'}　${because.zh}`,
      ),
    })),
    bureau: bureauOf(city, form.to === 'bureau' ? city.dispatchBureau : read.lead),
    date: today,
  }
}

/** The limits in days that bind and still run; targets and hours are no matter for a decision on paper. */
function limitsOf(read: CaseRead): Clock[] {
  const running = read.clocks.filter(({ metAt }) => metAt === null).map(({ clock }) => clock)
  return running.filter(({ force, lastDay }) => force !== 'target' && lastDay !== null)
}

function factsOf(read: CaseRead, city: City): Record<string, string> {
  const { report } = read
  return {
    case: String(read.id),
    title: read.title,
    received: civil(report.receivedAt),
    channel: channels[report.channel] ?? report.channel,
    respondent: report.respondent ?? notGiven,
    product: report.product ?? notGiven,
    amount: report.amount === null ? notGiven : `${report.amount} 元`,
    occurred: report.occurredOn ?? notGiven,
    place: report.place ?? notGiven,
    claims: report.claims.join('、') || notGiven,
    text: report.text,
    lead: bureauOf(city, read.lead).zh,
    clocks: limitsOf(read)
      .map((clock) => `${clock.zh}，${byWhen(clock)} 前${clock.provisional ? provisional : ''}（${clock.article}）`)
      .join('；'),
  }
}

function readGivenFields(
  form: DocumentForm,
  typed: Record<string, string>,
  receivedOn: string,
): Record<string, string> {
  const faults: Record<string, Said> = {}
  const given: Record<string, string> = {}
  for (const ask of form.asks) {
    const value = (typed[ask.name] ?? '').trim()
    const fault = faultOf(ask, value, form, receivedOn)
    if (fault) faults[ask.name] = fault
    Object.assign(given, spelled(ask, value, form, receivedOn))
  }
  if (Object.keys(faults).length > 0) throw new Invalid(someMissing, faults)
  return given
}

function faultOf(ask: DocumentAsk, value: string, form: DocumentForm, receivedOn: string): Said | null {
  const { zh, en } = ask.label
  if (value === '') return ask.required ? { zh: `请填写“${zh}”`, en: `Please give: ${en}` } : null
  if (value.length > ask.max) return { zh: `“${zh}”最多 ${ask.max} 字`, en: `${en}: at most ${ask.max} characters` }
  if (ask.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return { zh: '日期请写成 2026-11-30 的形式', en: 'Write the date as 2026-11-30' }
  if (
    (ask.kind === 'ground' || ask.kind === 'ending') &&
    !choicesOf(ask, form, receivedOn).some(({ id }) => id === value)
  )
    return { zh: '请从列表中选择', en: 'Choose one of the list' }
  return null
}

/** What may be picked for an ask of this matter: the list of the Order in force when it was received. */
export function choicesOf(
  ask: DocumentAsk,
  form: DocumentForm,
  receivedOn: string,
): { id: string; zh: string; en: string; article: string; remedy: string }[] {
  if (ask.kind === 'ground') {
    const track = form.track === 'report' ? 'report' : 'complaint'
    return groundsFor(track, receivedOn).map(({ remedy, ...ground }) => ({ ...ground, remedy: remedy.zh }))
  }
  if (ask.kind !== 'ending') return []
  return endingsFor(receivedOn)
    .filter(({ settled }) => !settled)
    .map((ending) => ({ ...ending, remedy: '' }))
}

function spelled(ask: DocumentAsk, value: string, form: DocumentForm, receivedOn: string): Record<string, string> {
  const picked = choicesOf(ask, form, receivedOn).find(({ id }) => id === value)
  if (!picked) return { [ask.name]: value }
  return { [ask.name]: picked.zh, [`${ask.name}_article`]: picked.article, [`${ask.name}_remedy`]: picked.remedy }
}

/** Without anything to say in its braces a paragraph that consists of them alone is left out. */
const filled = (line: string, words: Record<string, string>): string =>
  line.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')

const civil = (instant: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instant)

function bureauOf(city: City, id: string): { zh: string; en: string } {
  const bureau = city.bureaus.get(id)
  return bureau ? { zh: bureau.zh, en: bureau.en } : { zh: id, en: id }
}

const someMissing: Said = {
  zh: '文书还没有制作，请看各栏的提示。',
  en: 'The document was not made; see the note beside each field.',
}
