import type { SampleItem } from '../notice.ts'
import { makerAndConsignor, sellerOf } from './sample-parties.ts'
import type { SampleRow } from './sample-row.ts'
import { emptyRow } from './sample-row.ts'

/** `甲超市销售的、标称乙公司（委托丙厂）生产的某食品，其中某项目不符合食品安全国家标准规定`. */
const sold =
  /(?:[(（][一二三四五六七八九十\d]+[)）]|^|[。；;\n])\s*(?<seller>[^。；;\n]{2,110}?)(?:在[^。；;\n]{2,30}?)?销售的[、,，]?\s*(?:标称(?<maker>[^。；;\n]{2,200}?)(?:生产|分装|加工|灌装)的)?(?<product>[^。；;,，\n]{1,80}?)[,，]\s*(?:其中)?(?:的)?(?<items>[^。；;\n]{1,200}?)不符合(?<standard>[^。；;\n]{2,90}?)(?:规定|要求|[。；;\n]|$)/gu
/** `甲公司生产的某食品的某项目检出值为7500cfu/g，标准为不超过1000cfu/g`. */
const measured =
  /(?:[:：。；;\n]|^)\s*(?<maker>[^:：,，。；;\n]{2,70}?)生产的(?<product>[^,，。；;]{1,50}?)(?:的|[,，]其中)(?<item>[^,，。；;的]{1,40}?)(?:检出值|检验值|检测值|实测值|检验结果)?(?:为|是)(?<value>[^,，。；;]{1,60})[,，](?:食品安全国家)?标准(?:规定|要求|值)?(?:为|是)(?<limit>[^,，。；;]{1,60})/gu

/** Samples that the running text of a notice tells, in simplified script. A sentence cut off in the middle tells none. */
export function readNarrative(text: string): SampleRow[] {
  const bySale = [...text.matchAll(sold)].map(({ groups = {} }) => rowOfSale(groups))
  const told = bySale.length > 0 ? [] : [...text.matchAll(measured)].map(({ groups = {} }) => rowOfValue(groups))
  return [...bySale, ...told]
}

type Groups = Record<string, string | undefined>

function rowOfSale({ seller = '', maker = '', product = '', items = '', standard = '' }: Groups): SampleRow {
  // `乙公司经销的、丙厂` — who trades it is not who made it.
  const made = maker.split(/(?:经销|委托生产|出品)的[、,，]?/).at(-1) ?? ''
  const { maker: firm, consignor } = makerAndConsignor(made)
  return {
    ...emptyRow,
    product,
    maker: firm,
    consignor,
    sampledAt: sellerOf(platformSeller(seller)),
    items: splitItems(items).map(
      (item): SampleItem => ({ item, measured: null, limit: standard.replace(/^的/, '') || null }),
    ),
    conclusion: 'failed',
  }
}

function platformSeller(seller: string): string {
  return seller
    .replace(/^.*?[(（][一二三四五六七八九十\d]+[)）]\s*/, '')
    .replace(/在[^在]{2,20}?[(（](?:手机APP|网店|平台)[)）]$/i, '')
}

function rowOfValue({ maker = '', product = '', item = '', value = '', limit = '' }: Groups): SampleRow {
  return {
    ...emptyRow,
    product,
    ...makerAndConsignor(maker.replace(/^.*(?:指标|情况)为/, '')),
    items: [{ item, measured: value, limit }],
    conclusion: 'failed',
  }
}

function splitItems(items: string): string[] {
  return items
    .replace(/(?:的)?(?:项目|检验值|检出值|检测值|含量|指标)?(?:均)?$/, '')
    .replace(/^(?:其中|经检验)/, '')
    .split(/(?<![(（][^)）]*)[、]|和(?=[\p{Script=Han}])|及(?=[\p{Script=Han}])/u)
    .map((item) => item.replace(/(?:检验值|检出值|检测值|项目)$/, '').trim())
    .filter((item) => item !== '')
}
