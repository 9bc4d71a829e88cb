import { Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { placeholderFaults, templateActs } from '../../reference/reply-templates.ts'
import { acts } from '../acts/case-states.ts'
import { isTemplateAct, type OwnTemplate } from './offered-templates.ts'

/** What the head of a bureau typed; `matters` are codes of sectors or leaves. */
export type TypedTemplate = { act: string; name: string; matters: string[]; article: string; text: string }

/** Most templates of one bureau, and the longest name in characters. */
export const templateLimits = { perBureau: 60, name: 40, matters: 20 } as const

/** Checks what was typed. Throws Invalid with a message per field. */
export function readTemplate(city: City, typed: TypedTemplate): Omit<OwnTemplate, 'number' | 'version'> {
  const faults: Record<string, Said> = {}
  const { act, matters } = typed
  const [name, text, article] = [typed.name.trim(), typed.text.trim(), typed.article.trim()]
  if (name === '' || name.length > templateLimits.name) faults.name = nameFault
  if (!isTemplateAct(act)) throw new Invalid(toMend, { ...faults, act: chooseAct })
  const textFault = faultOfText(act, text)
  if (textFault) faults.text = textFault
  if (article !== '' && !acts[act].asks.some((ask) => ask.name === 'article')) faults.article = noArticle
  if (article.length > 200) faults.article = longArticle
  const strangers = matters.filter((code) => !city.leaves.has(code) && !city.sectors.some((one) => one.code === code))
  if (strangers.length > 0 || matters.length > templateLimits.matters) faults.matters = chooseMatters
  if (Object.keys(faults).length > 0) throw new Invalid(toMend, faults)
  return { act, name, matters, article: article === '' ? null : article, text }
}

function faultOfText(act: OwnTemplate['act'], text: string): Said | null {
  const ask = acts[act].asks.find(({ name }) => name === templateActs[act])
  const max = ask?.max ?? 0
  if (text.length < 10 || text.length > max)
    return { zh: `模板 10 至 ${max} 个字`, en: `A template has 10 to ${max} characters` }
  return placeholderFaults(text, false)[0] ?? null
}

const nameFault: Said = {
  zh: `请写名称，最多 ${templateLimits.name} 个字`,
  en: `Give it a name of at most ${templateLimits.name} characters`,
}
const chooseAct: Said = { zh: '请选择用于哪一步', en: 'Choose the act it is for' }
const noArticle: Said = { zh: '这一步不填依据，请清空', en: 'This act asks for no legal basis; leave it empty' }
const longArticle: Said = { zh: '依据最多 200 个字', en: 'A legal basis has at most 200 characters' }
const chooseMatters: Said = {
  zh: `请从列表中选择领域，最多 ${templateLimits.matters} 个`,
  en: `Choose at most ${templateLimits.matters} sectors of the list`,
}
const toMend: Said = {
  zh: '模板还没有保存，您填写的内容都在，请看各栏的提示。',
  en: 'Not saved yet; nothing you typed is lost. See the note beside each field.',
}
