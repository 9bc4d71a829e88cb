import type { BureauId, DistrictId, HazardId, LeafCode, RiskLevel } from '../reference/city.ts'

/** What a report means, with the reasons for every part of it. Everything in it was computed from the text and the form alone. */
export type Assessment = {
  /** The text the spans below point into: as written, NFKC; `simplified` differs only for traditional script. */
  text: string
  leaf: Choice<LeafCode>
  lead: Choice<BureauId>
  support: BureauId[]
  place: { district: DistrictId | null; street: string | null; because: string }
  mentions: Mention[]
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
  kind: 'respondent' | 'product' | 'place' | 'amount' | 'injury' | 'time'
  text: string
  start: number
  end: number
  /** Yuan for an amount, people for an injury, ISO date for a time; null for names. */
  value: number | string | null
}

export type RiskAssessment = {
  severity: 1 | 2 | 3 | 4
  /** Probability of harm, 0–1, the product of the scenario's steps. */
  probability: number
  level: RiskLevel
  because: string[]
}
