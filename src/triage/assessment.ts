import type { BureauId, DistrictId, HazardId, LeafCode, RiskLevel, Severity } from '../reference/city.ts'
import type { KindReading } from './filing-kind.ts'
import type { Scenario } from './risk-scenario.ts'

/** What a report means, with the reasons for every part of it. Everything in it was computed from the text and the form alone. */
export type Assessment = {
  /** The text the spans below point into: as written, NFKC; `simplified` differs only for traditional script. */
  text: string
  leaf: Choice<LeafCode>
  lead: Choice<BureauId>
  /** The model is sure enough of the bureau for it to be dispatched without a person; absent in assessments made before it was said. */
  sure?: boolean | undefined
  support: BureauId[]
  place: {
    district: DistrictId | null
    street: string | null
    because: string
    /** Latitude and longitude (WGS 84, to about a kilometre) where the city knows them of a place named; else absent. */
    point?: [latitude: number, longitude: number]
  }
  mentions: Mention[]
  /** What the words say the filing is, beside what was ticked; absent in assessments made before it was read. */
  kind?: KindReading | undefined
  hazards: { id: HazardId; because: string[] }[]
  /** 0 nuisance, 1 loss, 2 somebody can be hurt, 3 life in danger now. `rule` names the hard rule that may not be out-voted. */
  danger: { level: 0 | 1 | 2 | 3; probability: number; because: string[]; rule: string | null }
  risk: RiskAssessment
  model: string
}

/** The first answer with its calibrated probability, the next two, and the words that decided. */
export type Choice<T> = {
  value: T
  confidence: number
  alternatives: { value: T; confidence: number }[]
  because: { word: string; weight: number }[]
}

/** Something named in the text; `start` and `end` are UTF-16 offsets into `Assessment.text`. */
export type Mention = {
  kind: MentionKind
  text: string
  start: number
  end: number
  /**
   * Yuan for an amount, people for an injury, ISO date for a time (null where the text alone does not say it), the group of vulnerable
   * people, what is asked for, the number of an identifier without blanks; null for names, the product group for known goods.
   */
  value: number | string | null
}

export type MentionKind = (typeof mentionKinds)[number]

/** What a text can name. The last eight are identifiers, checked where they carry a check digit. */
export const mentionKinds = [
  'respondent',
  'product',
  'brand',
  'place',
  'time',
  'amount',
  'injury',
  'vulnerable',
  'claim',
  'credit_code',
  'gtin',
  'standard',
  'plate',
  'batch',
  'model',
  'order',
  'complaint_number',
] as const

/** Severity, probability of harm (0–1) and level of the worst scenario, with its reasons; and the scenarios, the worst first. */
export type RiskAssessment = {
  severity: Severity
  probability: number
  level: RiskLevel
  because: string[]
  scenarios: Scenario[]
}
