import { countryCode } from '../../reference/countries.ts'
import type { Firm, FirmRole } from '../notice.ts'
import { foldSpaces, nothingStated } from '../source-text.ts'

const usStates =
  /\b(Ala(?:bama|\.)?|Alaska|Ariz(?:ona|\.)?|Ark(?:ansas|\.)?|Calif(?:ornia|\.)?|Colo(?:rado|\.)?|Conn(?:ecticut|\.)?|Del(?:aware|\.)?|Fla\.?|Florida|Ga\.?|Georgia|Hawaii|Idaho|Ill(?:inois|\.)?|Ind(?:iana|\.)?|Iowa|Kan(?:sas|\.)?|Ky\.?|Kentucky|La\.?|Louisiana|Maine|Md\.?|Maryland|Mass(?:achusetts|\.)?|Mich(?:igan|\.)?|Minn(?:esota|\.)?|Miss(?:issippi|\.)?|Mo\.?|Missouri|Mont(?:ana|\.)?|Neb(?:raska|\.)?|Nev(?:ada|\.)?|N\.H\.|New Hampshire|N\.J\.|New Jersey|N\.M\.|New Mexico|N\.Y\.|New York|N\.C\.|North Carolina|N\.D\.|North Dakota|Ohio|Okla(?:homa|\.)?|Ore(?:gon|\.)?|Pa\.?|Pennsylvania|R\.I\.|Rhode Island|S\.C\.|South Carolina|S\.D\.|South Dakota|Tenn(?:essee|\.)?|Texas|Utah|Vt\.?|Vermont|Va\.?|Virginia|Wash(?:ington|\.)?|W\.Va\.|West Virginia|Wis(?:consin|\.)?|Wyo(?:ming|\.)?)$/

/**
 * `Toymaker Ltd., of Shenzhen, China` → name, city, country. American notices leave the country out and end in the state.
 * A single word after `of` that is a country leaves the city null.
 */
export function readFirm(written: string, role: FirmRole): Firm | null {
  const text = foldSpaces(written)
  if (nothingStated(text)) return null
  const located = /^(.+?),? of ([A-Z][^,]*(?:,[^,]+){0,3})$/.exec(text)
  if (!located?.[1] || !located[2]) return { name: text, role, country: null, city: cityInName(text) }
  const place = located[2].split(',').map((part) => part.trim())
  const country = placeCountry(place.at(-1) ?? '')
  if (!country) return { name: text, role, country: null, city: cityInName(text) }
  const city = place.length > 1 ? (place[0] ?? null) : cityInName(located[1])
  return { name: located[1].replace(/,$/, ''), role, country, city }
}

/** The firm that recalls, with the place that its source gives in fields of their own. Null when it is not named. */
export function usFirm(at: { firm: string; city: string; state: string; country: string }): Firm | null {
  if (nothingStated(at.firm)) return null
  const named = readFirm(at.firm, 'recaller')
  const country = countryCode(at.country) ?? (at.state !== '' ? 'USA' : null) ?? named?.country ?? null
  return { name: named?.name ?? at.firm, role: 'recaller', country, city: at.city || (named?.city ?? null) }
}

/**
 * Shops named in a sentence such as `Acme, Bigmart and other stores nationwide and online at acme.com from May 2024 …`:
 * the capitalised names before the place and time, and the sites.
 */
export function readRetailers(written: string): Firm[] {
  const text = foldSpaces(written)
  if (nothingStated(text)) return []
  const sites = [...text.matchAll(/\b((?:[A-Za-z0-9-]{1,63}\.){1,5}(?:com|net|org|co|us|ca|shop|store))\b/g)].map(
    (match) => (match[1] ?? '').replace(/^www\./i, ''),
  )
  const lead = text.split(/\b(?:stores?|nationwide|online|from|between|during|for|at other|sold|in [A-Z])\b/i)[0] ?? ''
  const names = lead
    .split(/,|;|&|\band\b/)
    .map((name) => name.trim())
    .filter(
      (name) =>
        /^[A-Z][\w'’.&-]*/.test(name) &&
        name.length > 1 &&
        !/\.(com|net|org|co|us|ca)$/.test(name) &&
        !genericShop.test(name),
    )
  return unique([...names, ...sites]).map((name) => ({ name, role: 'retailer', country: null, city: null }))
}

const genericShop =
  /^(Other|Various|Independent|Department|Specialty|Furniture|Hardware|Home|Toy|Major|Online|Dealers?|Sold|Exclusively|The|Bikes?|Given|Stores?)\b/

/** The city that the name of a firm begins with: `汕头市…`, `深圳…有限公司`, `Shenzhen … Co., Ltd.`. Null when it does not: 某超市 is no city. */
export function cityInName(name: string): string | null {
  const marked = /^(?:\p{Script=Han}{2,3}省)?(\p{Script=Han}{1,3}?(?![超门夜])\p{Script=Han}市)(?!场)/u.exec(name)?.[1]
  if (marked) return marked
  const chinese = exportCities.find(([zh]) => name.replace(/^广东省?/, '').startsWith(zh))
  if (chinese) return `${chinese[0]}市`
  const latin = exportCities.find(([, en]) => new RegExp(`\\b${en}\\b`, 'i').test(name))
  return latin ? `${latin[0]}市` : null
}

/** Cities that makers put into their names without 市; the list is of those that notices name most. */
const exportCities: [string, string][] = [
  ['深圳', 'Shenzhen'],
  ['广州', 'Guangzhou'],
  ['东莞', 'Dongguan'],
  ['佛山', 'Foshan'],
  ['中山', 'Zhongshan'],
  ['汕头', 'Shantou'],
  ['珠海', 'Zhuhai'],
  ['惠州', 'Huizhou'],
  ['江门', 'Jiangmen'],
  ['宁波', 'Ningbo'],
  ['温州', 'Wenzhou'],
  ['义乌', 'Yiwu'],
  ['杭州', 'Hangzhou'],
  ['苏州', 'Suzhou'],
  ['上海', 'Shanghai'],
  ['北京', 'Beijing'],
  ['天津', 'Tianjin'],
  ['重庆', 'Chongqing'],
  ['厦门', 'Xiamen'],
  ['泉州', 'Quanzhou'],
  ['青岛', 'Qingdao'],
]

function placeCountry(place: string): string | null {
  return usStates.test(place) ? 'USA' : countryCode(place)
}

function unique(list: string[]): string[] {
  return [...new Set(list)]
}
