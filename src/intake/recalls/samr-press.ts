import { joinChinese, nothingStated } from '../source-text.ts'

/** One recall told in prose, in pieces that are still text. */
export type PressRecall = {
  /** Several where firms recall together. */
  firms: string[]
  imported: boolean
  product: string
  brand: string | null
  models: string
  produced: string
  units: string
  origin: string | null
  defect: string
  text: string
}

const firmName = String.raw`(?:[\p{Script=Han}A-Za-z·]|[（(][\p{Script=Han}]{2,6}[)）]|-(?=\p{Script=Han})){2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|制造厂|制品厂|分厂|童车厂|玩具厂|塑料厂|厂|商行|经营部|合作社)`
/** 召回 followed by what is recalled, not by one of the words that make a noun of it. */
const act = `召回(?!管理|计划|产品|范围|活动|通知|公告|服务|实施|工作|条例|规定|周报|信息|通告|负责|联系|进度|措施|的|$)`
const statement = new RegExp(
  `(${firmName}(?:[、和及与]${firmName}){0,9})(?:[^。\\n]{0,160}?)${act}([^。；;\\n]{2,160})`,
  'gu',
)
const lead = /^.*?(?:日前|近日|近期|日讯|记者[^)）]{1,8}[)）]|[;；。,，:：、])/u
const day = String.raw`(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?`
const period = String.raw`\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:\s*(?:至|到|[-—~～])\s*${day})?`

/**
 * Recalls told in a press text: every "firm … recalls something" begins one, up to the next. A shared explanation after
 * "the two firms above" serves those that have none of their own.
 */
export function readPressRecalls(text: string): PressRecall[] {
  const joined = text
    .split(/\n\s*\n/)
    .map(joinChinese)
    .join('\n')
    // `…备案了召回计划。自3月1日起，召回…` is one statement in two sentences.
    .replace(/(召回计划)。(?=[^。\n]{0,24}召回)/g, '$1，')
  const found = statements(joined).filter(({ object }) => plausibleObject(object))
  const recalls = found.map(({ firm, object, at }, index) =>
    toRecall(firm, object, joined.slice(at, found[index + 1]?.at ?? joined.length)),
  )
  return recalls.map((recall, index) =>
    recall.defect === '' ? { ...recall, defect: recalls[index + 1]?.defect ?? '' } : recall,
  )
}

/** Sentence by sentence, up to the last word of recall in each: a page without that word is not searched at all. */
function statements(text: string): { firm: string; object: string; at: number }[] {
  return [...text.matchAll(/[^。\n]+/g)].flatMap((sentence) => {
    const last = sentence[0].lastIndexOf('召回')
    const told = last < 0 ? [] : sentence[0].slice(0, last + 200).matchAll(statement)
    return Array.from(told, (match) => ({
      firm: match[1] ?? '',
      object: match[2] ?? '',
      at: sentence.index + match.index,
    }))
  })
}

function plausibleObject(object: string): boolean {
  return /生产|制造|灌装|部分|进口|品牌|牌|汽车|批次/.test(object) && !/^(了|以下|上述)/.test(object)
}

function toRecall(firm: string, object: string, text: string): PressRecall {
  const named = readObject(object)
  return {
    firms: firmsIn(firm),
    imported: /进口/.test(object),
    ...named,
    models:
      named.models ||
      (/(?:型号(?:规格)?|规格(?:型号)?)(?:分别)?(?:为|是|[:：])\s*([^，,。；;]{1,60})/.exec(text)?.[1] ?? ''),
    produced: producedIn(text),
    units: unitsIn(text),
    origin: /原产(?:国|地)(?:为|是|[:：])\s*(\p{Script=Han}{2,8})/u.exec(text)?.[1] ?? null,
    defect: defectIn(text),
    text,
  }
}

/** `2022年8月15日至8月22日期间生产的图形牌型号规格为48V20Ah的磷酸铁锂电池组` → product, brand, models. */
function readObject(object: string): { product: string; brand: string | null; models: string } {
  const bare = (object.split(/[,，](?!\d{4}款)/)[0] ?? '')
    .replace(new RegExp(`^(?:自)?${period}(?:起)?(?:期间)?(?:生产|制造|灌装|进口|销售)?的?`), '')
    .replace(/^(?:部分|全部|一批|该公司)?(?:全新|进口)?(?:的)?/, '')
    .replace(/^(?:\d{4}款[,，、]?)+/, '')
  const models = /(?:型号规格|规格型号|型号|规格)(?:分别)?(?:为|是)\s*(.+?)的/.exec(bare)?.[1] ?? ''
  const brand = /^([^的]{1,20}?)(?:品牌|牌)/.exec(bare)?.[1] ?? null
  const product = bare
    .replace(/(?:使用的)?(?:型号规格|规格型号|型号|规格)(?:分别)?(?:为|是).+?的/, '')
    .replace(/^[^的]{1,20}?(?:品牌|牌)(?:的)?/, '')
    .replace(/^(?:部分|进口)/, '')
    .replace(/[(（][^)）]*$/, '')
  return { product: product.trim() || bare, brand: brand && !nothingStated(brand) ? brand : null, models }
}

function producedIn(text: string): string {
  const made = new RegExp(`(${period})(?:期间)?(?:生产|制造|灌装)`).exec(text)?.[1]
  return made ?? new RegExp(`生产(?:起止)?日期(?:在|为|是|[:：])?\\s*(${period})`).exec(text)?.[1] ?? ''
}

function unitsIn(text: string): string {
  const counted =
    /(?:涉及数量|受影响的?(?:产品)?数量|数量)(?:分别)?(?:共计|总计|合计)?(?:为|约为|约)?\s*((?:约)?[\d,.]+\s*[万亿]?\s*\p{Script=Han}(?:[、和及][\d,.]+\s*[万亿]?\s*\p{Script=Han})*)/u
  return counted.exec(text)?.[1] ?? /共计\s*((?:约)?[\d,.]+\s*[万亿]?\s*\p{Script=Han})/u.exec(text)?.[1] ?? ''
}

/** What is wrong and what it may lead to: from "within this recall" on, until the text turns to what the firm will do. */
function defectIn(text: string): string {
  const listed = /(?:主要)?存在以下问题[:：]\s*([^。]+。?)/.exec(text)?.[1]
  if (listed) return listed
  const start = text.search(/本次召回范围内的?[^。]*?(?:存在|可能|未|不符合|不足|断裂|故障|不合格|缺少)/)
  if (start < 0) return plainDefect(text)
  const sentences = text.slice(start).split(/(?<=。)/)
  const turn = sentences.findIndex(
    (sentence, index) => index > 0 && /免费|对于|将(?:为|通过|积极|委托|对|在)|用户|消费者可/.test(sentence),
  )
  return sentences
    .slice(0, turn < 0 ? 2 : Math.min(turn, 4))
    .join('')
    .trim()
}

/** Without that opening: the first sentence that says what is wrong. */
function plainDefect(text: string): string {
  const sentences = text.split(/(?<=。)/).slice(1)
  return (
    sentences.find((one) => /不符合|不合格|存在[^。]{0,40}(?:隐患|风险|缺陷)|可能(?:导致|造成|发生)/.test(one)) ?? ''
  ).trim()
}

function firmsIn(names: string): string[] {
  return [...names.matchAll(new RegExp(firmName, 'gu'))].map((name) => trimFirm(name[0])).filter((name) => name !== '')
}

function trimFirm(firm: string): string {
  let name = firm.replace(/^[、和及与]/, '')
  while (lead.test(name)) name = name.replace(lead, '')
  return name.replace(/^(?:其中|以及|和|及|与|由)/, '')
}
