/** What the city has agreed on, as read from `city/<name>/` and checked once at start. Plain data: nothing here computes. */

import type { CommentRoute, ReviewTerms } from './comment-routes.ts'
import type { CreditRules } from './credit-rules.ts'
import type { DangerRule } from './danger-rules.ts'
import type { EvaluationRules } from './evaluation-rules.ts'
import type { IncidentGrading } from './incident-grading.ts'
import type { Playbooks } from './playbooks.ts'
import type { RecallRegime } from './recall-rules.ts'
import type { ReplyTemplate } from './reply-templates.ts'
import type { Population, QualityTarget } from './report-ground.ts'
import type { SourcePlans } from './source-plans.ts'
import type { WarningRules } from './warning-rules.ts'

export type Bilingual = { zh: string; en: string }

export type Domain = 'product' | 'service' | 'engineering' | 'environment'
export type FilingKind = 'complaint' | 'report'

/** Leaf code such as `FOOD.01`; `NONE` is the answer "not a quality matter" and is a class like any other. */
export type LeafCode = string
export type BureauId = string
export type DistrictId = string
export type HazardId = string

export type Sector = Bilingual & { code: string; domain: Domain; leaves: Leaf[] }

export type Leaf = Bilingual & {
  code: LeafCode
  sector: string
  domain: Domain
  /** The code it has among the 94 first agreed leaves, or `NONE`: statistics and evaluations keep one yardstick while leaves are added. */
  countsAs: LeafCode
  /** The bureau that owns the clock when no owner rule says otherwise. */
  lead: BureauId
  /** Further possible leads, each with the words that give it the matter. Empty when the leaf has one owner. */
  ownerRules: OwnerRule[]
  support: BureauId[]
  /** Clock rule of the 投诉 track and of the 举报 track. */
  complaintRule: string
  reportRule: string
  /** 1 (nuisance) … 5 (life), a proposal for the scorer, not law. */
  baseSeverity: number
  riskHints: string[]
  keywords: string[]
}

/** `words` in the text hand the matter to `bureau`; an empty list means "joint with the lead". */
export type OwnerRule = { bureau: BureauId; words: string[]; because: string; becauseEn: string }

export type Bureau = Bilingual & {
  id: BureauId
  level: 'city' | 'vertical' | 'party' | 'public-body' | 'district'
  /** Vertical bodies (customs, post, telecom, finance, fire) get a referral with a notice, not a dispatch. */
  referral: boolean
  superior: string
  superiorEn: string
  remit: string[]
  remitEn: string[]
  hotline: string | null
  /** A constructing or operating party in quality cases, never their regulator (回避). */
  party: boolean
}

/** A member of the 2010 joint conference and the bureaus that carry its duties now; none for one that handles no quality matters. */
export type Succession = { formerly: string; now: BureauId[] }

export type District = Bilingual & {
  id: DistrictId
  /** GB/T 2260 code; null for 大鹏新区 and 深汕特别合作区, which have none. */
  code: string | null
  /** Column and row on the schematic map. */
  tile: [column: number, row: number]
  aliases: string[]
  /** Stations, malls, parks … whose name in a text means this district. */
  landmarks: string[]
  /** Latitude and longitude (WGS 84, to about a kilometre) of the places whose position is known, by name. */
  points: Record<string, [latitude: number, longitude: number]>
  streets: Street[]
}
export type Street = Bilingual & {
  code: string | null
  aliases: string[]
  /** Latitude and longitude of its middle, to about two kilometres; null where it is not known for certain. */
  centre: [latitude: number, longitude: number] | null
}

export type ClockUnit = 'workday' | 'day' | 'hour' | 'minute'
export type ClockForce = 'statutory' | 'local' | 'target'

/** One dated version of one limit, e.g. AMR_COMPLAINT.accept_decision as the Order in force from 2026-04-15 sets it. */
export type ClockRule = Bilingual & {
  /** `AMR_COMPLAINT.accept_decision` */
  id: string
  set: string
  milestone: string
  amount: number
  unit: ClockUnit
  /** Event that starts it: received, accepted, dispatched, danger_flag, filing_decision … */
  from: string
  /** Event that meets it; alternatives are joined by `|`: `accepted|refused`. */
  until: string
  force: ClockForce
  article: string
  /** The article, readable in English. */
  articleEn: string
  /** The one extension that the head of the bureau may approve; null where none is allowed. */
  extension: ClockExtension | null
  /** What stops it, if anything does. */
  pauses: ClockPause[]
  effectiveFrom: string
  /** First day on which it no longer governs; null while in force. */
  effectiveTo: string | null
  note: string | null
}

/** How much longer, counted on from the end of the clock itself. */
export type ClockExtension = { amount: number; unit: 'workday' | 'day'; article: string; articleEn: string }

export type PauseKind = 'supplement' | 'identity' | 'testing' | 'suspension'

/** What may stop a clock, under which article, and what becomes of the case when what was asked of the reporter does not come. */
export type ClockPause = {
  for: PauseKind
  article: string
  articleEn: string
  otherwise: 'goes_on' | { ends: Bilingual }
}

export type ReminderRole = 'officer' | 'head' | 'joint_office'
export type ReminderStep = 50 | 80 | 100

/** Whom the city reminds of its clocks, when, and how long they have to acknowledge it. */
export type ReminderRules = {
  forces: ClockForce[]
  /** Working days to acknowledge; then the next role is told. */
  answerWithin: number
  steps: { percent: ReminderStep; tells: ReminderRole[] }[]
}

/** Working-day calendar. A year is official (with its notice), provisional (fixed days only) or absent. */
export type Calendar = {
  years: Map<number, CalendarYear>
}
export type CalendarYear = {
  year: number
  status: 'official' | 'provisional'
  notice: string | null
  /** ISO dates off work, with the holiday they belong to; weekends inside a holiday are listed too. */
  holidays: Map<string, Bilingual>
  /** ISO dates of weekends that are worked (调休). */
  makeupDays: Set<string>
}

export type Hazard = Bilingual & {
  id: HazardId
  words: string[]
  wordsEn: string[]
  /** Harm severity 1–4 assumed when the text names no injury. */
  severity: Severity
}

/** How badly somebody is hurt, 1–4: Regulation (EU) 2024/3173 Annex II. */
export type Severity = 1 | 2 | 3 | 4

export type RiskLevel = 'low' | 'medium' | 'high' | 'serious'
/** rows[band][severity - 1]; bands from most to least likely, each the probability it must exceed. */
export type RiskMatrix = {
  bands: { above: number; levels: [RiskLevel, RiskLevel, RiskLevel, RiskLevel] }[]
  source: string
  sourceEn: string
  /** What harm severity 1, 2, 3 and 4 mean. */
  severities: [Bilingual, Bilingual, Bilingual, Bilingual]
}

/** What risk scenarios are made of: the city's own proposal, changed case by case by an officer. */
export type RiskFactors = {
  /** The steps by which harm comes about, each with its probability by danger level 0–3 and where people were hurt already. */
  steps: (Bilingual & { id: string; byDanger: [number, number, number, number]; told: number })[]
  /** Probabilities an officer may choose from. */
  ladder: number[]
  /** Words that tell how badly somebody was harmed. */
  harms: (Bilingual & { severity: Severity; words: string[] })[]
  /** Words that, right before one of those, deny it. */
  denied: string[]
  /** Severity by danger level where neither a hazard nor an injury is found. */
  otherwise: [Severity, Severity, Severity, Severity]
  /** People who are hurt more by the same event; `mentioned` are the values of mentions of kind `vulnerable`. */
  groups: (Bilingual & { id: string; mentioned: string[]; severityUp: number; exposed: number | null })[]
}

/** The colours of a warning, mildest first. */
export type WarningColour = 'blue' | 'yellow' | 'orange' | 'red'

/** How products of trade notices map to the city's sectors. */
export type ProductGroup = Bilingual & {
  id: string
  leaf: LeafCode
  hs: string[]
  ics: string[]
  words: { zh: string[]; en: string[] }
}

export type City = {
  /** Folder name under `city/`. */
  id: string
  name: Bilingual
  code: string
  sectors: Sector[]
  leaves: Map<LeafCode, Leaf>
  bureaus: Map<BureauId, Bureau>
  succession: Succession[]
  /** Takes what fits no bureau (兜底). */
  fallbackBureau: BureauId
  /** Runs the hotline and rules on disputed dispatch. */
  dispatchBureau: BureauId
  hotline: string
  /** The host of the city's own website, without `www`: its name among the cities of Open311. */
  website: string
  /** Days after the end of a case when who filed it is erased. */
  identityDays: number
  /** Address of a bureau's duty desk, `{bureau}` standing for its id in lower case; null where the city has none. */
  dutyMail: string | null
  districts: District[]
  clockRules: ClockRule[]
  /** Set of clock rules for a matter that fits no leaf. */
  defaultClocks: string
  /** Set of clock rules added to every matter in which somebody may be hurt. */
  dangerClocks: string
  /** Set of clock rules of a matter that is handled again. */
  againClocks: string
  /** Set of clock rules for a demand that another bureau handles beside the lead. */
  partClocks: string
  /** Set of clock rules for following up recalls and foreign bulletins. */
  noticeClocks: string
  /** Reviews foreign bulletins and gathers comments on them. */
  tradeBureau: BureauId
  /** The ways by which comments on a foreign measure reach who notified it. */
  commentRoutes: CommentRoute[]
  /** How long the steps of a review of a measure take. */
  reviewTerms: ReviewTerms[]
  /** What a recalling firm hands in and by when, by kind of recall. */
  recallRegimes: RecallRegime[]
  /** How long a reporter has for what a bureau asks of them. */
  supplementTerm: { amount: number; unit: 'workday' | 'day' }
  reminders: ReminderRules
  calendar: Calendar
  hazards: Hazard[]
  /** What is danger whatever a model says, the gravest first. */
  dangerRules: DangerRule[]
  riskMatrix: RiskMatrix
  riskFactors: RiskFactors
  incidentGrading: IncidentGrading
  playbooks: Playbooks
  productGroups: ProductGroup[]
  /** How often each source of notices is expected to tell something, and what may be fetched. */
  sourcePlans: SourcePlans
  /** Texts to begin a reply from. */
  replyTemplates: ReplyTemplate[]
  /** The rules by which bureaus are evaluated, the oldest first. */
  evaluationRules: EvaluationRules[]
  /** How firms are graded, what they may ask and by when it is decided. */
  credit: CreditRules
  population: Population
  /** The targets of the policy, in its order. */
  targets: QualityTarget[]
  /** How the city's own warnings get their colour, their signatures and their receipts, version by version. */
  warningRules: WarningRules[]
  /** Words the segmenter must keep whole, with the weight jieba gives them. */
  lexicon: { word: string; weight: number }[]
}
