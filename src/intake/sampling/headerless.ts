import type { SampleColumn } from './sample-headers.ts'
import type { Column, Matrix } from './sample-table.ts'

const firm = /(?:公司|厂|店|超市|商行|经营部|合作社|食堂|餐厅|酒店|市场|批发|食品坊|门市|商场|集团)/
const address = /(?:省|市|区|县|镇|乡|街道|路|街|号|村)\S{0,30}(?:路|街|号|村|栋|楼|园|区|镇)/
const province =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|新疆兵团)(?:省|市|\S{0,4}自治区)?$/
const day = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|^\d{8}$/
const parted = /\|\||[║‖∥∣｜]|\S\/\S+\/\S/

/**
 * Columns of a table without a header, by what their cells hold, as the published tables put them: maker, its address, where
 * sampled, its address, product, specification, brand, day of production, result. Null where the cells do not bear that out.
 */
export function guessColumns(rows: Matrix): Column[] | null {
  const width = Math.max(...rows.map((row) => row.length))
  const share = (at: number, pattern: RegExp) =>
    rows.filter((row) => pattern.test((row[at] ?? '').trim())).length / rows.length
  const columns: (SampleColumn | null)[] = Array.from({ length: width }, () => null)
  const place = Array.from({ length: width }, (_, at) => at)
  if (place[0] === 0 && share(0, /^\d{1,4}$/) > 0.8) columns[0] = 'row'
  const dayAt =
    place.findLast(
      (at) =>
        share(at, day) >= 0.5 && !place.some((other) => other > at && share(other, parted) >= 0.5 && other - at > 2),
    ) ?? -1
  const resultAt = place.findLast((at) => at > dayAt && share(at, parted) >= 0.6) ?? -1
  const firms = place.filter((at) => at < dayAt && share(at, firm) >= 0.6 && share(at, address) < 0.6)
  const [makerAt, sellerAt] = firms
  if (dayAt < 0 || makerAt === undefined || sellerAt === undefined || dayAt - sellerAt < 2) return null
  columns[makerAt] = 'maker'
  if (sellerAt - makerAt === 2) columns[makerAt + 1] = 'makerAddress'
  columns[sellerAt] = 'seller'
  const between = place.slice(sellerAt + 1, dayAt).filter((at) => share(at, address) < 0.6 && share(at, province) < 0.6)
  const addressAt = sellerAt + 1
  if (!between.includes(addressAt)) columns[addressAt] = 'sellerAddress'
  for (const [index, column] of (['product', 'spec', 'brand'] as const).entries()) {
    const at = between[index]
    if (at !== undefined) columns[at] = column
  }
  columns[dayAt] = 'batch'
  if (resultAt > 0) columns[resultAt] = 'combined'
  if (!columns.includes('product')) return null
  return columns.map((column) => ({
    column,
    header: '',
    group: '',
    parts: column === 'combined' ? ['item', 'measured', 'limit'] : [],
  }))
}
