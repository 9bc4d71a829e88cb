import type { SampleNotice, SampleParty } from '../notice.ts'
import { cityInName } from '../recalls/firms.ts'
import { foldSpaces, nothingStated } from '../source-text.ts'

const platforms =
  /拼多多|淘宝|天猫|京东|抖音|快手|美团|饿了么|苏宁易购|小红书|得物|盒马|唯品会|1688|阿里巴巴|叮咚买菜|微店|有赞/

/** A firm as the table names it, without 标称 and with the city that name or address tells; null when the cell says none. */
export function partyOf(written: string, address = ''): SampleParty | null {
  const name = bareName(written)
  if (nothingStated(name)) return null
  const at = nothingStated(address) ? null : foldSpaces(address)
  return { name, address: at, city: cityInName(name) ?? cityOfAddress(at ?? '') }
}

/** `…(委托方:某公司)` and `甲公司委托乙厂`: who had it made, apart from who made it. */
export function makerAndConsignor(
  written: string,
  address = '',
): { maker: SampleParty | null; consignor: SampleParty | null } {
  const text = foldSpaces(written).normalize('NFKC')
  const bracketed = /^(.*?)[(（](?:委托方|委托单位|委托企业|委托商)[:：为]?([^()（）]+)[)）]/.exec(text)
  if (bracketed) return { maker: partyOf(bracketed[1] ?? '', address), consignor: partyOf(bracketed[2] ?? '') }
  const ordered = /^(.{4,60}?)(?:委托)(.{4,60})$/.exec(text)
  if (ordered) return { maker: partyOf(ordered[2] ?? '', address), consignor: partyOf(ordered[1] ?? '') }
  return { maker: partyOf(text, address), consignor: null }
}

/** A shop on a platform is a shop: the operator named in brackets is the firm. */
export function sellerOf(written: string, address = ''): SampleNotice['sampledAt'] {
  const text = foldSpaces(written).normalize('NFKC')
  const platform = platforms.exec(text)?.[0] ?? null
  const operated = /^(.*?)[(（](?:经营者|经营单位|入网食品经营者|主体)(?:为|是)?[:：]?([^()（）]+)[)）]/.exec(text)
  const party = partyOf(operated?.[2] ?? withoutPlatform(text), address)
  if (!party) return null
  const shop = operated ? operated[1]?.replace(platforms, '').replace(/[()（）\s]/g, '') || null : null
  return { ...party, shop, platform }
}

function withoutPlatform(text: string): string {
  return text.replace(
    /在?(?:拼多多|淘宝|天猫|京东|抖音|快手|美团|饿了么)(?:商城|平台)?[(（](?:手机APP|网店|网站|平台)[)）]/i,
    '',
  )
}

function bareName(written: string): string {
  return foldSpaces(written)
    .replace(/^(?:标称|标识|标示)(?:生产企业|生产者)?[:：]?/, '')
    .replace(/^[:：、,，]+|[、,，;；]+$/g, '')
    .trim()
}

function cityOfAddress(address: string): string | null {
  return /(?:省|自治区|^)(\p{Script=Han}{2,6}?市)/u.exec(address)?.[1] ?? cityInName(address)
}
