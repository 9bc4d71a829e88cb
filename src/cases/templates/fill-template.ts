import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { groundPlaceholders, placeholders, templateActs } from '../../reference/reply-templates.ts'
import type { Typed } from '../acts/act-words.ts'
import { acts } from '../acts/case-states.ts'
import { type Clock, meetsClock, pauseNow } from '../clocks/clocks.ts'
import type { CaseRead } from '../read-case.ts'
import type { OfferedTemplate } from './offered-templates.ts'

/** What a template is told of a case. Nothing of the reporter is in it, and no receipt: a case page knows neither. */
type Facts = Record<keyof typeof placeholders, string | null>

type About = { read: CaseRead; city: City; now: Date }

/**
 * Puts a template into what is typed so far: an empty field takes it, a field with words keeps them and takes it below. What the case
 * does not know stays as 〔…〕 for a person to fill in; the act refuses to send that.
 */
export function insertTemplate(typed: Typed, template: OfferedTemplate, about: About): Typed {
  return inserted(typed, template, filled(template.text, { ...factsOf(template.act, about), ...template.ground }))
}

/**
 * The same for an act on several cases: what differs from case to case stays as `{…}`, in sight of who writes, until the act is done on each
 * (`fillTyped`).
 */
export function insertForAll(typed: Typed, template: OfferedTemplate): Typed {
  return inserted(
    typed,
    template,
    template.text.replace(placeholder, (whole, name: string) => template.ground[name] ?? whole),
  )
}

/** What was typed for several cases, with the placeholders of an act's template filled from one of them. */
export function fillTyped(typed: Typed, act: OfferedTemplate['act'], about: About): Typed {
  const field = templateActs[act]
  const words = typed[field]
  return words === undefined ? typed : { ...typed, [field]: filled(words, factsOf(act, about)) }
}

function inserted(typed: Typed, template: OfferedTemplate, words: string): Typed {
  const field = templateActs[template.act]
  const before = typed[field]?.trim() ?? ''
  return {
    ...typed,
    [field]: before === '' ? words : `${before}\n${words}`,
    ...(template.article !== null && !typed.article?.trim() ? { article: template.article } : {}),
    ...(template.ending !== null ? { ending: template.ending } : {}),
  }
}

const placeholder = /\{([^{}]*)\}/g

function filled(text: string, known: Record<string, string | null | undefined>): string {
  const names: Record<string, { zh: string }> = { ...placeholders, ...groundPlaceholders }
  return text.replace(
    placeholder,
    (whole, name: string) => known[name] || (names[name] ? `〔${names[name].zh}〕` : whole),
  )
}

function factsOf(act: OfferedTemplate['act'], { read, city, now }: About): Facts {
  const bureau = city.bureaus.get(read.lead)
  const next = nextClock(read, act)
  return {
    bureau: bureau?.zh ?? null,
    bureau_en: bureau?.en ?? null,
    phone: bureau?.hotline ?? city.hotline,
    case: String(read.id),
    matter: read.leaf.zh,
    matter_en: read.leaf.en,
    demands: demandsOf(read),
    received: day(read.report.receivedAt),
    today: day(now),
    due: next && lastDay(next),
    due_clock: next?.rule.zh ?? null,
    due_article: next?.rule.article ?? null,
    hotline: city.hotline,
  }
}

/** The clock that is due next once the act is done: what the act itself meets no longer counts. */
function nextClock({ clocks }: CaseRead, act: OfferedTemplate['act']): Clock | null {
  const running = clocks.filter(
    ({ clock, metAt }) =>
      metAt === null && pauseNow(clock) === null && !acts[act].meets.some((event) => meetsClock(clock.rule, event)),
  )
  return running.map(({ clock }) => clock).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null
}

function demandsOf({ report, items }: CaseRead): string | null {
  const asked = report.claims.length > 0 ? report.claims : items.map(({ leaf }) => leaf.zh)
  return asked.length > 0 ? asked.join('、') : null
}

/** `2026年11月16日` in Shenzhen. */
function day(at: Date): string {
  const [year, month, date] = toShanghaiDate(at).split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A clock of days ends as its last day does, one instant before the next day. */
const lastDay = ({ dueAt }: Clock): string => day(new Date(dueAt.getTime() - 1))
