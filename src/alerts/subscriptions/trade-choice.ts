import type { Said } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { QuietHours, Rhythm } from './subscription-rhythm.ts'
import { rhythms } from './subscription-rhythm.ts'

/** What a subscriber says of trade beside sectors and markets, and how often letters come. Empty lists ask for nothing in particular. */
export type TradeChoice = {
  /** Digits at the beginning of HS codes. */
  hs: string[]
  /** Groups of the standards classification, e.g. `97.190`. */
  ics: string[]
  words: string[]
  /** Objectives in the fixed English words of the WTO. */
  objectives: string[]
  rhythm: Rhythm
  quiet: QuietHours | null
}

/** As typed: lists parted by spaces, commas or lines. */
export type TypedTradeChoice = {
  hs?: string
  ics?: string
  words?: string
  objectives?: string[]
  rhythm?: string
  quiet?: string
}

/** The objectives that one can ask for, in the words in which the WTO gives them. */
export const objectiveNames: (Bilingual & { value: string })[] = [
  { value: 'human health or safety', zh: '保护人类健康或安全', en: 'Human health or safety' },
  { value: 'protection of the environment', zh: '保护环境', en: 'The environment' },
  { value: 'animal or plant life or health', zh: '保护动植物', en: 'Animal or plant life or health' },
  { value: 'deceptive practices', zh: '防止欺诈', en: 'Deceptive practices' },
  { value: 'consumer information', zh: '消费者信息和标签', en: 'Consumer information, labelling' },
  { value: 'quality requirements', zh: '质量要求', en: 'Quality requirements' },
  { value: 'national security', zh: '国家安全', en: 'National security' },
  { value: 'food safety', zh: '食品安全', en: 'Food safety' },
]

/** Hours in which nothing is sent that one can choose from. */
export const quietChoices: (Bilingual & { value: string })[] = [
  { value: '22-7', zh: '晚十点到早七点', en: '22:00 to 7:00' },
  { value: '20-8', zh: '晚八点到早八点', en: '20:00 to 8:00' },
  { value: '18-9', zh: '下班时间（晚六点到早九点）', en: '18:00 to 9:00' },
]

const listMax = 20

/** Parses what was typed, with a message beside each field that needs a change. */
export function readTradeChoice(typed: TypedTradeChoice, fields: Record<string, Said>): TradeChoice {
  const hs = parts(typed.hs).map((code) => code.replaceAll('.', ''))
  if (hs.length > listMax || !hs.every((code) => /^\d{2,10}$/.test(code)))
    fields.hs = { zh: '海关编码填 2 至 10 位数字，用空格分开', en: 'HS codes of 2 to 10 digits, parted by blanks' }
  const ics = parts(typed.ics)
  if (ics.length > listMax || !ics.every((code) => /^\d{2}(?:\.\d{3}(?:\.\d{2})?)?$/.test(code)))
    fields.ics = { zh: '标准分类写成 97 或 97.190', en: 'Write ICS groups as 97 or 97.190' }
  const words = [...new Set((typed.words ?? '').split(/[\n,，、;；]+/).flatMap((word) => word.trim() || []))]
  if (words.length > listMax || !words.every((word) => word.length >= 2 && word.length <= 40))
    fields.words = { zh: '每个词 2 至 40 字，用逗号分开', en: 'Words of 2 to 40 letters, parted by commas' }
  const objectives = [...new Set(typed.objectives ?? [])]
  if (!objectives.every((asked) => objectiveNames.some(({ value }) => value === asked)))
    fields.objectives = { zh: '请从列出的目的里选', en: 'Choose from the objectives listed' }
  const rhythm = (Object.keys(rhythms) as Rhythm[]).find((one) => one === (typed.rhythm || 'instant'))
  if (!rhythm) fields.rhythm = { zh: '请选择多久发一次', en: 'Choose how often letters come' }
  const quiet = typed.quiet ? quietChoices.find(({ value }) => value === typed.quiet) : undefined
  if (typed.quiet && !quiet) fields.quiet = { zh: '请从列出的时段里选', en: 'Choose from the hours listed' }
  return {
    hs: hs.toSorted(),
    ics: ics.toSorted(),
    words: words.toSorted(),
    objectives: objectives.toSorted(),
    rhythm: rhythm ?? 'instant',
    quiet: quiet ? hoursOf(quiet.value) : null,
  }
}

const parts = (typed = ''): string[] => [...new Set(typed.split(/[\s,，、;；]+/).filter((part) => part !== ''))]

function hoursOf(value: string): QuietHours {
  const [from = 0, to = 0] = value.split('-').map(Number)
  return { from, to }
}

/** What is asked of trade in words; nothing when nothing is. */
export function tradeChoiceWords({ hs, ics, words, objectives }: Omit<TradeChoice, 'rhythm' | 'quiet'>): Bilingual[] {
  const aims = objectiveNames.filter(({ value }) => objectives.includes(value))
  return [
    ...(hs.length > 0 ? [{ zh: `海关编码 ${hs.join('、')}`, en: `HS ${hs.join(', ')}` }] : []),
    ...(ics.length > 0 ? [{ zh: `标准分类 ${ics.join('、')}`, en: `ICS ${ics.join(', ')}` }] : []),
    ...(words.length > 0 ? [{ zh: `词语 ${words.join('、')}`, en: `words ${words.join(', ')}` }] : []),
    ...(aims.length > 0
      ? [{ zh: `目的 ${aims.map(({ zh }) => zh).join('、')}`, en: `objectives ${aims.map(({ en }) => en).join(', ')}` }]
      : []),
  ]
}
