import { gramAt } from './grams.ts'
import { type IncidentModel, rarityOf } from './incident-model.ts'
import { tiesOf } from './pair.ts'
import type { Portrait } from './portrait.ts'
import { type ComparedReport, comparedRuns } from './sketch.ts'

const WORDS_MAX = 5
const WORD_UNITS_MAX = 8
/** Twice as rare as one text in fifty. */
const RARE_FROM = Math.log(50)
const NEARLY_ALL = 0.9
/** Telephone, order and identity numbers are nobody else's to read. */
const PRIVATE = /\d{5,}/

/** A report with its own words, which a portrait does not hold. */
export type Told = { portrait: Portrait; report: Pick<ComparedReport, 'title' | 'text' | 'respondent' | 'place'> }

/** Why two reports count as one incident, in words for an officer, the strongest first. */
export function reasonsOf(one: Told, other: Told, model: IncidentModel): string[] {
  const [a, b] = [one.portrait, other.portrait]
  const ties = tiesOf(a, b)
  const alike = Math.round((Math.exp(ties.likeness) - 0.02) * 100)
  const words = sharedRareWords(comparedRuns(one.report), comparedRuns(other.report).join(' '), model)
  const days = Math.ceil(Math.abs(a.day - b.day))
  const sameRespondent = a.sketch.respondent !== null && a.sketch.respondent === b.sketch.respondent
  return [
    sameRespondent && '同一被投诉方 / same respondent',
    words.length > 0 && `共有 ${words.length} 个少见词 / ${words.length} shared rare words：${words.join('、')}`,
    `文字相近 ${alike}% / text ${alike}% alike`,
    ties.headline_found_least >= NEARLY_ALL && '标题所说在对方正文中都有 / each tells all of the other’s title',
    ties.same_leaf === 1 && '同一事项 / same matter',
    days <= 31 && (days <= 1 ? '相隔不到一天 / within a day' : `相隔 ${days} 天 / ${days} days apart`),
  ].filter((reason) => reason !== false)
}

/** The longest runs of characters that stand in both and are rare in other texts: names of places, firms and things. */
function sharedRareWords(runs: string[], other: string, model: IncidentModel): string[] {
  const shared = new Set<string>()
  for (const run of runs) {
    let at = 0
    while (at + 2 <= run.length) {
      const end = endOfShared(run, at, other)
      if (end - at >= 2) shared.add(run.slice(at, end))
      at = Math.max(end - 1, at + 1)
    }
  }
  return [...shared]
    .filter((word) => !PRIVATE.test(word))
    .map((word) => ({ word, rarity: rarityOfWord(word, model) }))
    .filter(({ rarity }) => rarity >= RARE_FROM)
    .sort((one, other) => other.rarity - one.rarity || other.word.length - one.word.length)
    .slice(0, WORDS_MAX)
    .map(({ word }) => word)
}

function endOfShared(run: string, from: number, other: string): number {
  let end = from
  while (end < run.length && end - from < WORD_UNITS_MAX && other.includes(run.slice(from, end + 1))) end += 1
  return end
}

/** The mean rarity of its pairs, so that a chance neighbour does not make common words rare. */
function rarityOfWord(word: string, model: IncidentModel): number {
  let sum = 0
  for (let at = 0; at + 2 <= word.length; at += 1) sum += rarityOf(model, gramAt(word, at, 2))
  return sum / (word.length - 1)
}
