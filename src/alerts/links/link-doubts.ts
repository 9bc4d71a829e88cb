import type { Comparison } from './compare-portraits.ts'
import type { Portrait, ReportPortrait } from './portraits.ts'
import { isNotGenuine, saidHow } from './said-plainly.ts'

/**
 * Why a pair with one identifier still needs a person: the number is not said plainly of the reporter's own article, says too little, or
 * stands beside another brand, another model or another product of the notice. Empty where nothing is doubtful.
 */
export function linkDoubts(report: ReportPortrait, recall: Portrait, compared: Comparison): string[] {
  return [
    ...(isApart(report, recall, compared) ? ['所说的可能不是召回的这件'] : []),
    ...(isNotGenuine(report.told) ? ['可能不是该厂的产品'] : []),
    ...(compared.gtin.level === 'same' ? [] : doubtsOfNames(report, recall, compared)),
  ]
}

function doubtsOfNames(report: ReportPortrait, recall: Portrait, compared: Comparison): string[] {
  const brand = otherBrand(report, recall)
  const model = otherModel(report, recall)
  return [
    ...(brand === undefined ? [] : [`还提到其他品牌 ${brand}`]),
    ...(model === undefined ? [] : [`还提到其他型号 ${model}`]),
    ...(isOneArticle(recall, compared) ? [] : ['品牌、型号与批号分属通报中的不同产品']),
    ...(saysEnough(report, compared) ? [] : ['号码太短或太普通']),
    ...(saysGoods(report, recall, compared) ? [] : ['没有提到这种产品']),
  ]
}

const brandMarked = /([\p{Script=Han}]{2,4})(?<![品招车门大杂名铭吊黄上挂老金假王冒贴无胸奖])牌/gu

/** A brand that is none of the notice's: named as one, or marked by 牌. */
function otherBrand({ brands, told }: ReportPortrait, recall: Portrait): string | undefined {
  const marked = [...told.matchAll(brandMarked)].map((hit) => hit[1] ?? '')
  return [...brands, ...marked].find((one) => !sharesLetters(one, recall.brands))
}

/** None of the numbers that tie them is said plainly. */
function isApart({ told }: ReportPortrait, recall: Portrait, { gtin, model, batch }: Comparison): boolean {
  const known = [...recall.models, ...recall.batches]
  const keys = [gtin, model, batch].flatMap(({ level, key }) => (level === 'same' && key !== null ? [key] : []))
  const how = keys.map((key) => saidHow(told, key.replace(/^0{1,6}(?=\d{8})/, ''), known)).filter((one) => one !== null)
  return how.length > 0 && !how.includes('plain')
}

const sharesLetters = (one: string, brands: string[]): boolean =>
  brands.some((brand) => brand.includes(one) || one.includes(brand))

const modelRun = /(?<![A-Z0-9\-_/.@])(?=[A-Z0-9\-/]*\d)[A-Z]{1,6}[A-Z0-9]*(?:[-/][A-Z0-9]+)*(?![A-Z0-9@])/g
const noModel =
  /^(?:USB|TYPE|WIFI|IPX?\d|IMEI|APP|GB|EN|IEC|ISO|UPC|EAN|GTIN|V\d|HTTP|VIN|QQ|SN|LOT|MM|CM|MAH|COVID|PM\d|MP\d|SC\d{14}|H\d$)/

/** A number like a model that the notice does not hold: perhaps that is the article complained of. */
function otherModel({ told, numbers, models }: ReportPortrait, recall: Portrait): string | undefined {
  const known = [...recall.models, ...recall.batches, ...recall.codes]
  const runs = (told.match(modelRun) ?? []).map((run) => run.replace(/[-/]/g, ''))
  const stated = [...models, ...runs.filter((run) => run.length >= 3 && run.length <= 16 && numbers.includes(run))]
  return stated.find((one) => !noModel.test(one) && !known.some((key) => key.includes(one) || one.includes(key)))
}

/** One product of the notice bears all that agrees; a notice that names one product alone does. */
function isOneArticle({ articles }: Portrait, { brand, model, batch }: Comparison): boolean {
  if (articles.length <= 1) return true
  return articles.some(
    ({ brands, models, batches }) =>
      holds(brands, brand) && (model.level !== 'same' || holds(models, model)) && holds(batches, batch),
  )
}

const holds = (keys: string[], { level, key }: Comparison['brand']): boolean =>
  keys.length === 0 || key === null || !['same', 'held', 'sound'].includes(level) || keys.includes(key)

/** A Chinese notice's product, or two letters of its name, stands in the report; abroad it is called otherwise. */
function saysGoods({ told }: ReportPortrait, { articles }: Portrait, { goods }: Comparison): boolean {
  if (goods.level === 'same' || goods.level === 'group') return true
  const names = articles.map(({ name }) => name.match(/\p{Script=Han}+/gu)?.join('') ?? '')
  if (names.some((name) => name.length < 2)) return true
  return names.some((name) => [...name].slice(1).some((letter, at) => told.includes(`${name[at]}${letter}`)))
}

/** A number of digits alone may be a year, a price or a day, unless it is said to be one; a short one is found in much. */
function saysEnough(report: ReportPortrait, { code, model, batch, brand }: Comparison): boolean {
  const stated = (key: string, list: string[]): boolean => /\D/.test(key) || list.includes(key)
  const [units, batchUnits] = brand.level === 'same' ? [3, 5] : [4, 5]
  const enough = (key: string | null, most: number, list: string[]): boolean =>
    key !== null && key.length >= most && stated(key, list)
  return (
    code.level === 'same' ||
    (model.level === 'same' && enough(model.key, units, report.models)) ||
    (batch.level === 'same' && enough(batch.key, batchUnits, [...report.batches, ...madeDays(report)]))
  )
}

/** A day of production is what many batches are called by. */
export const madeDays = ({ made }: Portrait): string[] =>
  made.filter(({ from, to }) => from === to).map(({ from }) => from.replaceAll('-', ''))
