import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import type { CutText } from './cut-text.ts'
import { mention } from './mention.ts'
import { numberOf } from './numerals.ts'

const NUMBER = '(\\d{1,5}|[一二两三四五六七八九十百]{1,4})'
const WHO = '(?:人|孩子|小孩|学生|老人|儿童|幼儿|工人|同学|员工|乘客|村民|居民|顾客|业主|个)'
const HARM =
  '(?:受伤|中毒|死亡|身亡|住院|呕吐|腹泻|拉肚子|不适|烧伤|烫伤|骨折|被困|触电|感染|过敏|昏迷|送医|送到?医院|发烧|遇难|轻伤|重伤)'
const COUNTED = new RegExp(
  `${NUMBER}[多余]?(?:个|名|位)?${WHO}[^,，。！？!?\\n]{0,6}?${HARM}|(?:致|造成|导致)${NUMBER}(?:死|伤)(?:${NUMBER}伤)?`,
  'g',
)
const HARMED = phraseIndex(
  '受伤 骨折 烫伤 烧伤 中毒 呕吐 腹泻 拉肚子 昏迷 死亡 身亡 住院 过敏 触电 被困 感染 流血 送医 遇难 轻伤 重伤 死1 死2 死3'
    .split(' ')
    .map((word): [string, null] => [word, null]),
)

/** People hurt or ill: with their number where it is named, else one. */
export function hurtIn({ text, simplified }: CutText): Mention[] {
  const words = findPhrases(simplified, HARMED)
  if (words.length === 0) return []
  const counted = [...simplified.matchAll(COUNTED)].map((hit) => {
    const people = [hit[1], hit[2], hit[3]].reduce((sum, said) => sum + (said ? (numberOf(said) ?? 1) : 0), 0)
    return mention('injury', text, { start: hit.index, end: hit.index + hit[0].length }, people)
  })
  const named = words.map(({ phrase, start }) => mention('injury', text, { start, end: start + phrase.length }, 1))
  return [...counted, ...named]
}
