import type { BureauId, City, FilingKind, LeafCode } from '../reference/city.ts'
import { leafAsTaught, withAddedLeaf } from './added-leaves.ts'
import type { Assessment } from './assessment.ts'
import { cityWordsFor } from './bridge.ts'
import { classify } from './classify.ts'
import { dangerOf } from './danger.ts'
import { decidingWords } from './deciding-words.ts'
import { mentionsIn } from './entities.ts'
import { gramsOf } from './features.ts'
import { kindOf } from './filing-kind.ts'
import { hazardsIn } from './hazards.ts'
import { isSure, type TriageModel } from './model.ts'
import { type NormalText, normalise, toSimplified } from './normalise.ts'
import { placeOf, placesIn } from './places.ts'
import { riskOf } from './risk.ts'
import { scoresOf, vectorOf } from './score.ts'
import { segment } from './segment.ts'

/** What a citizen wrote and chose; only `text` must be there. */
export type Filing = {
  title?: string | undefined
  text: string
  kind?: FilingKind | undefined
  respondent?: string | undefined
  product?: string | undefined
  place?: string | undefined
  /** Yuan. */
  amount?: number | undefined
}

/** Reads a filing and says what it means, with reasons. Same input, same answer: no clock, no database, no chance. Never throws on odd text. */
export function triage(filing: Filing, { city, model }: { city: City; model: TriageModel }): Assessment {
  const normal = normalise(filing)
  const words = segment(normal.simplified, city)
  const choice = chooseFor(normal, words, { city, model })
  const leaf = withAddedLeaf(choice.leaf, normal, city)
  const places = placesIn(normal.simplified, city)
  const mentions = mentionsIn(normal, words, filing, { places, city, leaf: leaf.value })
  const kind = kindOf(normal)
  const lowerCase = normal.simplified.toLowerCase()
  const danger = dangerOf(normal.simplified, lowerCase, choice, { city, model })
  const hazards = hazardsIn(lowerCase, city)
  return {
    text: normal.text,
    leaf,
    lead: choice.lead,
    sure: isSure(leafAsTaught(leaf.value, city, model), choice.lead.confidence, model),
    support: supportOf(leaf.value, choice.lead.value, city),
    place: placeOf(toSimplified((filing.place ?? '').normalize('NFKC')), places, city),
    mentions,
    kind,
    hazards,
    danger,
    risk: riskOf(normal.simplified, hazards, danger, mentions, city),
    model: model.version,
  }
}

/** A text of foreigners or of people from Hong Kong is read with the city's words for what it says behind it. */
function chooseFor(normal: NormalText, words: string[], ground: { city: City; model: TriageModel }) {
  const { simplified, titleUnits } = normal
  const cityWords = cityWordsFor(normal)
  if (cityWords === '') return choose(simplified, words, titleUnits, ground.model)
  const behind = `\n${cityWords}`
  return choose(simplified + behind, [...words, ...segment(behind, ground.city)], titleUnits, ground.model)
}

function choose(simplified: string, words: string[], titleUnits: number, model: TriageModel) {
  const grams = gramsOf(simplified, words, titleUnits)
  const vector = vectorOf(grams, model)
  const scores = scoresOf(vector, model)
  const { leaf, lead, leafColumn, leadColumn, leaves, leads } = classify(scores, model)
  const reasons = (column: number) => decidingWords(words, grams, vector, model, column)
  return {
    scores,
    leaves,
    leads,
    leaf: { ...leaf, because: reasons(leafColumn) },
    lead: { ...lead, because: reasons(leadColumn) },
  }
}

/** Bureaus the leaf names beside the lead. */
function supportOf(leaf: LeafCode, lead: BureauId, city: City): BureauId[] {
  const known = city.leaves.get(leaf)
  if (!known) return []
  return [...new Set([known.lead, ...known.support])].filter((bureau) => bureau !== lead)
}
