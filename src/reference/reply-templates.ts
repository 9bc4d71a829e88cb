import type { Bilingual, FilingKind } from './city.ts'

/** The acts whose public words may begin from a template, each with the field that the template fills. */
export const templateActs = {
  accept: 'text',
  ask_supplement: 'text',
  answer: 'text',
  refuse: 'reason',
  return: 'reason',
  start_testing: 'text',
  extend: 'reason',
  decide_filing: 'text',
  end_mediation: 'text',
} as const

export type TemplateAct = keyof typeof templateActs

/** A text to begin a reply from. `{name}` is filled from the case, 〔…〕 is left to the person who replies. */
export type ReplyTemplate = Bilingual & {
  id: string
  act: TemplateAct
  /** Sectors or leaves it is for; empty for every matter. */
  matters: string[]
  /** Null for both tracks. */
  track: FilingKind | null
  /** Offered once for each ground on which the matter may be refused, or each way in which a mediation may end. */
  forEach: 'refusal_ground' | 'mediation_ending' | null
  /** What it fills into the field for the legal basis; null when nothing. */
  article: string | null
  /** First and last day on which matters were received that it is for; null leaves an end open. */
  since: string | null
  until: string | null
  text: string
}

/** What a template may ask of the case, in the words that stand there when the case does not know it. */
export const placeholders = {
  bureau: { zh: '承办单位', en: 'bureau in charge' },
  bureau_en: { zh: '承办单位英文名', en: 'bureau in charge, in English' },
  phone: { zh: '单位电话', en: 'phone of the bureau' },
  case: { zh: '案件编号', en: 'number of the case' },
  matter: { zh: '事项', en: 'matter' },
  matter_en: { zh: '事项英文名', en: 'matter, in English' },
  demands: { zh: '诉求', en: 'demands' },
  received: { zh: '收到日期', en: 'day of receipt' },
  today: { zh: '今天', en: 'today' },
  due: { zh: '办理期限', en: 'next due date' },
  due_clock: { zh: '期限事项', en: 'what is due by then' },
  due_article: { zh: '期限依据', en: 'article of the due date' },
  hotline: { zh: '热线', en: 'hotline of the city' },
} satisfies Record<string, Bilingual>

/** What only a template offered for each ground or ending may ask. */
export const groundPlaceholders = {
  ground: { zh: '情形', en: 'ground' },
  ground_en: { zh: '情形英文', en: 'ground, in English' },
  ground_article: { zh: '依据条款', en: 'article of the ground' },
  remedy: { zh: '救济途径', en: 'way still open' },
  remedy_en: { zh: '救济途径英文', en: 'way still open, in English' },
} satisfies Record<string, Bilingual>

/** The names that a text asks to be filled, each once. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ''))]
}

/** What a person must still fill in: 〔…〕 that does not begin with a digit, for 〔2010〕 is part of a document's number. */
const toFill = /〔(?!\s*\d)[^〔〕]{0,60}〕/g

/** The places of a text that were left to a person and are not filled in, each once. */
export function unfilledIn(text: string): string[] {
  return [...new Set(text.match(toFill) ?? [])]
}

/** What is wrong with the placeholders of a template, in words for whoever wrote it; empty when nothing. */
export function placeholderFaults(text: string, forEach: boolean): Bilingual[] {
  const known = { ...placeholders, ...(forEach ? groundPlaceholders : {}) }
  const strangers = namesIn(text).filter((name) => !Object.hasOwn(known, name))
  const list = Object.keys(known).join('、')
  return [
    ...strangers.map((name) => ({
      zh: `没有占位符 {${name}}；可用：${list}`,
      en: `unknown placeholder {${name}}; there are: ${list}`,
    })),
    ...(balanced(text, '{', '}') && balanced(text, '〔', '〕')
      ? []
      : [{ zh: '括号 {} 或〔〕没有成对', en: 'a bracket {} or 〔〕 is not closed' }]),
  ]
}

function balanced(text: string, open: string, close: string): boolean {
  let depth = 0
  for (const unit of text) {
    if (unit === open) depth += 1
    if (unit === close) depth -= 1
    if (depth < 0 || depth > 1) return false
  }
  return depth === 0
}
