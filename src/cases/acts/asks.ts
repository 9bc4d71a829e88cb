import type { Bilingual } from '../../reference/city.ts'

export type AskName =
  | 'bureau'
  | 'milestone'
  | 'text'
  | 'reason'
  | 'article'
  | 'note'
  | 'clock'
  | 'amount'
  | 'filing'
  | 'ending'
  | 'overrule'
  | 'item'
  | 'fact'
  | 'result'
  | 'unwaited'
  | 'apart'
  | 'ground'
  | 'ruling'
  | 'title'
  | 'due'
  | 'cases'
  | 'representatives'
  | 'participants'

/** One thing an act asks for. `public` words go to the reporter, `internal` ones never leave the bureaus. Lengths in characters. */
export type Ask = {
  name: AskName
  label: Bilingual
  hint?: Bilingual
  required: boolean
  min: number
  max: number
  audience: 'public' | 'internal'
}

export const bureauAsk = (zh: string, en: string): Ask => ({
  name: 'bureau',
  label: { zh, en },
  required: true,
  min: 1,
  max: 20,
  audience: 'public',
})
export const reasonAsk: Ask = {
  name: 'reason',
  label: { zh: '理由', en: 'Reason' },
  hint: { zh: '诉求人会看到。', en: 'The reporter sees this.' },
  required: true,
  min: 5,
  max: 500,
  audience: 'public',
}
export const articleAsk: Ask = {
  name: 'article',
  label: { zh: '依据（法规和条款）', en: 'Legal basis (rule and article)' },
  hint: { zh: '写明文件和第几条。诉求人会看到。', en: 'Name the rule and the article. The reporter sees this.' },
  required: true,
  min: 4,
  max: 200,
  audience: 'public',
}
export const noteAsk = (required: boolean): Ask => ({
  name: 'note',
  label: { zh: '内部备注', en: 'Internal note' },
  hint: { zh: '只有办案单位和分拨人员能看到。', en: 'Seen only by the bureaus involved and the dispatchers.' },
  required,
  min: 2,
  max: 2000,
  audience: 'internal',
})

/** Asked only while a bureau still has a part of the case in hand. */
export const unwaitedAsk: Ask = {
  name: 'unwaited',
  label: { zh: '协办单位还没有交回，为什么先行答复', en: 'Why the answer does not wait for the parts still open' },
  hint: { zh: '诉求人会看到。', en: 'The reporter sees this.' },
  required: false,
  min: 5,
  max: 500,
  audience: 'public',
}

/** Only the head of the bureau has it: the answer stands although the check asks for more. */
export const overruleAsk: Ask = {
  name: 'overrule',
  label: { zh: '负责人坚持此答复的理由', en: 'Why the head lets it stand' },
  hint: {
    zh: '答复检查有提示而仍要发出时填写；只在内部可见。',
    en: 'Given when the check asks for more and the answer goes out all the same; kept inside.',
  },
  required: false,
  min: 5,
  max: 500,
  audience: 'internal',
}
