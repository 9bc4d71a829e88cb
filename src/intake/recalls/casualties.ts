export type Casualties = { deaths: number | null; injuries: number | null }

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const words = new Map([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.flatMap((ten, at) =>
    ['', ...small.slice(1, 10)].map((one, value): [string, number] => [
      one ? `${ten}-${one}` : ten,
      at * 10 + 20 + value,
    ]),
  ),
])
const numberWord = [...words.keys()].sort((a, b) => b.length - a.length).join('|')
const count = `(?<![\\w-])(\\d{1,3}(?:,\\d{3})+|\\d{1,6}|${numberWord}|a|an)`
/** Between a count and what it counts lies no other count: of "12 fires, including one injury" one person was hurt. */
const between = `(?:(?!and\\b|injur|death|fatal|no\\b|includ|which\\b|\\d(?!\\d?-(?:year|month|week|day)s?-old)|(?:${numberWord})\\b)[\\w'’-]+[ ,]+){0,5}?`
const englishDeath = new RegExp(
  `${count} ${between}(?:deaths?|fatalit(?:y|ies))\\b|${count} ${between}(?:died|(?:(?:was|were) killed|drowned))\\b`,
  'gi',
)
const englishInjury = new RegExp(
  `${count} ${between}injur(?:y|ies)\\b|${count} ${between}(?:(?:was|were) injured|(?:burns|lacerations|fractures|cuts|concussions)\\b)`,
  'gi',
)
const englishNone =
  /\b(none(?: reported| known)?|no (?!additional|other|further)(?:\w+ ){0,3}(?:injur(?:y|ies)|incidents?)|(?:has|have) not received any|without injur)/i
const noDeath = /\bno (?:\w+ ){0,4}(?:deaths?|fatalities)\b|\bno injuries or deaths\b/i
const chineseDeath = /(?<!\d)(\d{1,6})\s*(?:人|名[^，。；]{0,8})?死亡|死亡\s*(\d{1,6})\s*人/g
const chineseInjury = /(?<!\d)(\d{1,6})\s*(?:人|名[^，。；]{0,8})?受伤|(?:受伤|伤)\s*(\d{1,6})\s*人/g
const chineseNone = /(未|没有|暂无|尚未)(收到|发生|接到|造成)?[^。；]{0,12}(伤|亡|事故)/

/**
 * Deaths and injuries that the notice counts. Zero only where it says none; null where it says nothing that can be counted.
 * Of several counts the largest stands, since parts are counted again inside a total.
 */
export function readCasualties(text: string): Casualties {
  if (text.trim() === '') return { deaths: null, injuries: null }
  const deaths = largest(text, [englishDeath, chineseDeath])
  const injuries = largest(text, [englishInjury, chineseInjury])
  const none = englishNone.test(text) || chineseNone.test(text)
  return { deaths: deaths ?? (none || noDeath.test(text) ? 0 : null), injuries: injuries ?? (none ? 0 : null) }
}

function largest(text: string, patterns: RegExp[]): number | null {
  const counts = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter((match) => !/\bno\b|\bnot\b/i.test(match[0]))
    .map((match) => countOf(match.slice(1).find((group) => group !== undefined) ?? ''))
    .filter((value) => value !== null)
  return counts.length > 0 ? Math.max(...counts) : null
}

function countOf(written: string): number | null {
  const word = written.toLowerCase()
  if (word === 'a' || word === 'an') return 1
  const named = words.get(word)
  if (named !== undefined) return named
  const value = Number(word.replace(/,/g, ''))
  return Number.isFinite(value) ? value : null
}
