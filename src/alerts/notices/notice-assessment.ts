import type { Tables } from '../../db/tables.ts'
import type { BulletinNotice, MeasureType, Notice, TradeDate } from '../../intake/notice.ts'
import { type NoticeChange, noticeChanges } from '../../intake/notice-changes.ts'
import { addDays } from '../../reference/calendar.ts'
import type { City, LeafCode } from '../../reference/city.ts'
import type { NoticeRules } from '../../reference/notice-rules.ts'
import { type ExportFigures, type Exposure, exposureOf } from '../measures/exposure.ts'
import type { MeasureHistory } from '../measures/gather-history.ts'
import { levelsUpward } from '../warning-acts.ts'
import { bulletinWords } from './bulletin-words.ts'
import { type FamilyState, familyOf, familyState, inOrder } from './notice-family.ts'
import { type NoticeHistory, type NoticeWarning, noticeWarning, type WarningReason } from './notice-warning.ts'
import { recallWords, type WarningWords } from './recall-words.ts'
import { concernedLeaves } from './sector-evidence.ts'

/** A notice with its number here; `before` is how its last version told it, null at the first. */
export type Member = { id: number; version: number; notice: Notice; before?: Notice | null }

/** The last warning drafted for a notice or its family, whatever became of it, and how the family stood when last read. */
export type EarlierWarning = {
  level: Tables['warning']['level']
  leaves: LeafCode[]
  state: Tables['warning']['state']
  /** What it was drafted on: the notice, or a level that the measure rose to. */
  occasion: string
  stood: Pick<FamilyState, 'comment' | 'adoption' | 'inForce' | 'withdrawn'> | null
}

/** What a notice, together with its family, means for the city. `draft` is null where nobody need be warned anew. */
export type NoticeAssessment = {
  subject: Member
  family: string
  readings: Reading[]
  /** The whole measure as it stands now; null for a recall. */
  measure: MeasureStanding | null
  draft: Draft | null
  /** Why there is no draft. */
  because: 'drafted' | 'no_sector' | 'long_past' | 'nothing_changed'
}
/** A family with what it comes to. `notice` is the last one with what it leaves open filled in. */
export type MeasureStanding = {
  family: string
  members: Bulletin[]
  notice: BulletinNotice
  state: FamilyState
  warning: NoticeWarning | null
  exposure: Exposure | null
}
export type Draft = { warning: NoticeWarning; words: WarningWords; comment: TradeDate | null }
export type Reading = {
  member: Member
  newest: boolean
  leaves: LeafCode[]
  relief: boolean
  withdrawn: boolean
  state: FamilyState | null
}

/** A measure in force for longer than this, with comments closed, is old news. */
const inForcePast_days = 365
/** An entry into force that nobody stated is taken to come this long after circulation. */
const inForceUnknown_days = 730
/** Of a recall older than this few products are still in use. */
const recallPast_days = 5 * 365

/**
 * Reads a notice with all that belongs to it. The last follow-up speaks for its family; it drafts anew only where a date, the
 * scope or the level is not what the earlier warning said. `today` is an ISO date in Shanghai.
 */
export function assessmentOf(
  members: [Member, ...Member[]],
  ground: {
    city: City
    rules: NoticeRules
    today: string
    earlier: EarlierWarning | null
    figures?: ExportFigures | null
    /** How many firms say that the measure hits them. */
    firms?: number
    history?: MeasureHistory | null
  },
): NoticeAssessment {
  const bulletins = members.flatMap(({ id, version, notice }) =>
    notice.kind === 'bulletin' ? [{ id, version, notice }] : [],
  )
  return bulletins.length > 0 ? ofFamily(inOrder(bulletins), ground) : ofRecall(members[0], ground)
}

type Ground = Parameters<typeof assessmentOf>[1]
export type Bulletin = Member & { notice: BulletinNotice }

function ofRecall(member: Member, { city, rules, today, earlier }: Ground): NoticeAssessment {
  const { notice, before = null } = member
  if (notice.kind !== 'recall') throw new Error(`notice ${member.id} is no recall`)
  const changes = before === null ? [] : noticeChanges(before, notice)
  const warning = withChanges(noticeWarning(notice, city, rules, today), changes)
  const leaves = codesOf(warning)
  const withdrawn = notice.status === 'withdrawn'
  const unchanged = before !== null && earlier !== null && !recallDiffers(changes, warning, earlier)
  const past = notice.publishedOn !== null && notice.publishedOn < addDays(today, -recallPast_days)
  return {
    subject: member,
    family: `${notice.source}:${notice.sourceId}`,
    readings: [{ member, newest: true, leaves, relief: withdrawn, withdrawn, state: null }],
    measure: null,
    ...decided(warning && { ...warning, relief: withdrawn }, past, unchanged, (drafted) => ({
      warning: drafted,
      words: recallWords(city, notice, leaves, withdrawn),
      comment: null,
    })),
  }
}

/** What was filled in or reworded changes nobody's task; what people act on does, and so does another level or sector. */
function recallDiffers(
  changes: NoticeChange[],
  warning: NoticeWarning | null,
  { level, leaves }: EarlierWarning,
): boolean {
  return changes.some(({ material }) => material) || warning?.level !== level || !sameLeaves(leaves, warning)
}

/** What the notice says otherwise than before stands first among the reasons, so that nobody has to compare by eye. */
function withChanges(warning: NoticeWarning | null, changes: NoticeChange[]): NoticeWarning | null {
  const lines = changes
    .filter(({ material }) => material)
    .map(
      ({ field, from, to }): WarningReason => ({
        part: 'change',
        points: 0,
        zh: `${field.zh}由“${from || '未说明'}”改为“${to || '未说明'}”`,
        en: `${field.en} was "${from || 'not stated'}", is now "${to || 'not stated'}"`,
      }),
    )
  return warning && { ...warning, reasons: [...lines, ...warning.reasons] }
}

function ofFamily(
  members: Bulletin[],
  { city, rules, today, earlier, figures = null, firms = 0, history = null }: Ground,
): NoticeAssessment {
  const subject = members.at(-1)
  if (!subject) throw new Error('a family has a member')
  const before = members.slice(0, -1)
  const state = familyState(members.map(({ notice }) => notice))
  const parentLeaves = leavesConcerned(before, city, rules)
  const notice = asItStands(members, state)
  const changes = subject.before ? noticeChanges(subject.before, subject.notice) : []
  const exportsOf = (leaf: LeafCode) => exposureOf(figures, city, notice, leaf)
  const read = withChanges(
    noticeWarning(notice, city, rules, today, {
      ...{ parentLeaves, exportsOf, firms },
      ...(history ? { historyOf: (leaf: LeafCode) => historyFor(history, leaf) } : {}),
    }),
    changes,
  )
  const warning = read && { ...read, relief: read.relief || state.withdrawn }
  const leaves = codesOf(warning)
  const unchanged =
    earlier !== null && (before.length > 0 || subject.before) && !somethingNew(subject, state, warning, earlier)
  const [first] = leaves
  const family = familyOf(members[0]?.notice)
  return {
    subject,
    family,
    measure: { family, members, notice, state, warning, exposure: first === undefined ? null : exportsOf(first) },
    readings: members.map((member) => ({
      member,
      newest: member === subject,
      leaves: member === subject ? leaves : parentLeaves,
      relief: member === subject ? (warning?.relief ?? state.withdrawn) : member.notice.relief,
      withdrawn: state.withdrawn,
      state,
    })),
    ...decided(warning, longPast(notice, state, today), Boolean(unchanged), (drafted) => ({
      warning: drafted,
      words: bulletinWords(city, {
        ...{ notice, family: state, stood: earlier?.stood ?? null },
        ...{ leaves, relief: drafted.relief },
      }),
      comment: state.comment,
    })),
  }
}

const leavesConcerned = (members: Bulletin[], city: City, rules: Ground['rules']): LeafCode[] => [
  ...new Set(members.flatMap(({ notice }) => concernedLeaves(notice, city, rules.tbt).map(({ code }) => code))),
]

function decided(
  warning: NoticeWarning | null,
  past: boolean,
  unchanged: boolean,
  drafted: (warning: NoticeWarning) => Draft,
): Pick<NoticeAssessment, 'draft' | 'because'> {
  if (!warning) return { draft: null, because: 'no_sector' }
  if (past) return { draft: null, because: 'long_past' }
  if (unchanged) return { draft: null, because: 'nothing_changed' }
  return { draft: drafted(warning), because: 'drafted' }
}

const historyFor = ({ concernOnMeasure, concernLeaves, recalls }: MeasureHistory, leaf: LeafCode): NoticeHistory => ({
  concernOnMeasure,
  concernOnSector: concernLeaves.includes(leaf),
  localEvents: recalls[leaf] ?? 0,
})

/** The last notice of a family with what it leaves open filled in from those before it. */
function asItStands(members: Bulletin[], state: FamilyState): BulletinNotice {
  const last = members.at(-1)?.notice
  const first = members[0]?.notice
  if (!last || !first) throw new Error('a family has a member')
  const newestFirst = members.map(({ notice }) => notice).toReversed()
  return {
    ...last,
    circulatedOn: first.circulatedOn,
    commentDeadline: state.comment,
    entryIntoForce: state.inForce,
    adoption: state.adoption,
    products: last.products || (newestFirst.find(({ products }) => products !== '')?.products ?? ''),
    measureTypes: measureTypesOf(members),
    articles: newestFirst.find(({ articles }) => articles.length > 0)?.articles ?? [],
    urgent: newestFirst.some(({ urgent }) => urgent),
  }
}

/**
 * What the last full text imposes, with what its follow-ups add: an addendum that ticks a box and repeats the title says nothing of the
 * ban it belongs to. A revision begins anew.
 */
function measureTypesOf(members: Bulletin[]): MeasureType[] {
  const full = members.findLastIndex(({ notice: { notificationType: type } }) => type === 'new' || type === 'revision')
  return [...new Set(members.slice(Math.max(full, 0)).flatMap(({ notice }) => notice.measureTypes))]
}

function somethingNew(
  subject: Bulletin,
  now: FamilyState,
  warning: NoticeWarning | null,
  { stood, level, leaves }: EarlierWarning,
): boolean {
  if (stood === null) return true
  const dates = (['comment', 'adoption', 'inForce'] as const).some((clock) => !sameDate(stood[clock], now[clock]))
  const scope = subject.notice.addendum.some(({ kind }) => kind === 'scope') || !sameLeaves(leaves, warning)
  return dates || scope || stood.withdrawn !== now.withdrawn || rises(level, warning) || eases(level, warning)
}

/** Whether a level is more urgent than the one told before: a fall is no news that anybody need be called for. */
export function rises(before: NoticeWarning['level'], warning: NoticeWarning | null): boolean {
  return warning !== null && levelsUpward.indexOf(warning.level) > levelsUpward.indexOf(before)
}

const eases = (before: NoticeWarning['level'], warning: NoticeWarning | null): boolean =>
  warning?.relief === true && warning.level !== before

const sameDate = (a: TradeDate, b: TradeDate): boolean => a.earliest === b.earliest && a.latest === b.latest

function sameLeaves(leaves: LeafCode[], warning: NoticeWarning | null): boolean {
  return leaves.toSorted().join() === codesOf(warning).toSorted().join()
}

function longPast({ circulatedOn }: BulletinNotice, { comment, inForce }: FamilyState, today: string): boolean {
  const open = comment.latest !== null && comment.latest >= today
  const force = inForce.latest ?? (circulatedOn === null ? null : addDays(circulatedOn, inForceUnknown_days))
  return !open && force !== null && force < addDays(today, -inForcePast_days)
}

const codesOf = (warning: NoticeWarning | null): LeafCode[] => warning?.leaves.map(({ code }) => code) ?? []

/** The lines kept with a warning: for each leaf why it is concerned, then the parts of the level with their points. */
export function reasonLines(city: City, warning: NoticeWarning): WarningReason[] {
  const sectors = warning.leaves.map(({ code, label, because }): WarningReason => {
    const leaf = city.leaves.get(code)
    const sure =
      label === 'direct' ? { zh: '直接涉及', en: 'concerned directly' } : { zh: '可能涉及', en: 'may be concerned' }
    return {
      part: 'sector',
      points: 0,
      zh: `${sure.zh}“${leaf?.zh ?? code}”：${because.map(({ zh }) => zh).join('；')}`,
      en: `${leaf?.en ?? code} ${sure.en}: ${because.map(({ en }) => en).join('; ')}`,
    }
  })
  return [...sectors, ...warning.reasons]
}
