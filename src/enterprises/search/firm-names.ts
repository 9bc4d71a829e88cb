import type { City } from '../../reference/city.ts'
import { toSimplified } from '../../triage/normalise.ts'

/** A firm's name as it is compared. */
export type ComparedName = { exact: string; core: string }

const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司|集团|\(个人独资\)|\(有限合伙\)|\(普通合伙\)|\(特殊普通合伙\))/g
/** What keeps a branch apart from its parent stays in the core. */
const BRANCH = /(?:分公司|分店|分厂|支行|分行|分院|营业部|门店)$/
const LABEL = /^(?:标称(?:生产企业|生产商|商标)?|委托方|生产企业|生产商|被投诉方|商家)[::]/
const REGION_IN_BRACKETS = /\((?:中国|[\p{Script=Han}]{2,4})\)/gu

/** The name in one script and width, without blanks: what must agree letter by letter for the same name. */
export function exactName(written: string): string {
  return toSimplified(written.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\s\p{Cf}·•]/gu, '')
    .replace(LABEL, '')
}

/**
 * The name without what most names of the city share: province, city and district before it, a region in brackets, the legal form.
 * 深圳市某某电器有限公司南通分公司 gives 某某电器南通分公司. Where fewer than two letters would be left, more is kept.
 */
export function comparedName(written: string, city: City): ComparedName {
  const exact = exactName(written)
  const bare = exact.replace(REGION_IN_BRACKETS, '')
  const branch = BRANCH.exec(bare)?.[0] ?? ''
  const stem = withoutRegion(bare.slice(0, bare.length - branch.length).replace(LEGAL_FORM, ''), city)
  return { exact, core: long(stem) ? stem + branch : exact }
}

/** The text without province, city and district at its beginning. */
export function withoutRegion(exact: string, city: City): string {
  const parts = [/^\p{Script=Han}{2,3}省/u, ...regionsOf(city)]
  return parts.reduce((name, part) => {
    const rest = name.replace(part, '')
    return long(rest) ? rest : name
  }, exact)
}

const long = (name: string): boolean => name.length >= 2

const regions = new WeakMap<City, RegExp[]>()

function regionsOf(city: City): RegExp[] {
  const known = regions.get(city)
  if (known) return known
  const cityName = city.name.zh.replace(/市$/, '')
  const districts = city.districts.map(({ zh }) => zh).join('|')
  const made = [new RegExp(`^${cityName}市?`), new RegExp(`^(?:${districts})`)]
  regions.set(city, made)
  return made
}
