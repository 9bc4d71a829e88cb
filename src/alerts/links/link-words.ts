import type { Bilingual } from '../../reference/city.ts'
import type { Compared } from './compare-portraits.ts'
import type { FirmField, LinkField } from './link-weights.ts'

/** What is compared, in words. */
export const linkNames: Record<LinkField, Bilingual> = {
  gtin: { zh: 'GTIN', en: 'GTIN' },
  code: { zh: '统一社会信用代码', en: 'Credit code' },
  model: { zh: '型号', en: 'Model' },
  batch: { zh: '批号', en: 'Batch' },
  brand: { zh: '品牌', en: 'Brand' },
  firm: { zh: '企业', en: 'Firm' },
  goods: { zh: '产品', en: 'Goods' },
  made: { zh: '生产日期', en: 'Made' },
  hazard: { zh: '危害', en: 'Hazard' },
}
export const firmNames: Record<FirmField, Bilingual> = {
  code: { zh: '统一社会信用代码', en: 'Credit code' },
  licence: { zh: '生产许可证号', en: 'Production licence' },
  name: { zh: '名称', en: 'Name' },
  brand: { zh: '品牌', en: 'Brand' },
  region: { zh: '所在地', en: 'Place' },
}

const levels: Partial<Record<Compared['level'], (name: string, one: Compared) => string>> = {
  same: (name, { said }) => `同一${name} ${said}`,
  core: (name, { said }) => `${name}字号相同（${said}）`,
  branch: (name, { said, key }) => `${name}是分支机构与总部，不是同一家（${said}／${key}）`,
  near: (name, { likeness, said, key }) => `${name}相似 ${likeness.toFixed(2)}（${said}／${key}）`,
  alike: (name, { likeness, said, key }) => `${name}相近 ${likeness.toFixed(2)}（${said}／${key}）`,
  sound: (name, { said }) => `${name}读音相同（${said}）`,
  held: (name, { said }) => `提到${name} ${said}`,
  inside: (name, { said }) => `${name} ${said} 在所列之内`,
  group: (name) => `${name}同属一类`,
  leaf: () => '事项相同',
  outside: (name, { said }) => `${name} ${said} 不在召回所列之内`,
  different: (name) => `${name}不同`,
}

/** One reason in a line; none for what either side does not say. */
export function reasonOf(name: string, one: Compared): string[] {
  const words = levels[one.level]?.(name, one)
  return words === undefined ? [] : [words]
}
