import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import { csvRecords } from '../../intake/csv-records.ts'
import { decodeText } from '../../intake/source-text.ts'
import type { Bilingual } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'

export type ExportsImported = {
  rows: number
  periods: string[]
  rejects: { row: number | string; reason: Bilingual }[]
}

type Figure = { period: string; hs: string; market: string; usd: number }

const headings: Record<keyof Figure, RegExp> = {
  period: /^(?:period|month|year|期间|月份|年份|年月|统计年月)$/i,
  hs: /^(?:hs|hs ?code|hs6|海关编码|商品编码|税号)$/i,
  market: /^(?:market|country|destination|市场|国家|国家或地区|国家（地区）|目的国|贸易伙伴|贸易伙伴名称)$/i,
  usd: /^(?:usd|us\$|value|value_usd|美元|金额|出口额|出口额（美元）|金额（美元）|美元值)$/i,
}
const batch = 2_000

/**
 * Takes the city's exports from a CSV file (UTF-8 or GB 18030): period (`2026-08`, or `2025` for a whole year), HS code of 2 to 10 digits,
 * market by name or code, US dollars. A figure told again replaces the one before; rows of one file for the same period, market and
 * code are added up. Measures are weighed anew with them. Throws Invalid for a file without the four columns.
 */
export async function importExports(
  context: Context,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<ExportsImported> {
  const { db, now } = context
  const { header, rows, rejects } = csvRecords(decodeText(bytes))
  const columns = columnsOf(name, header)
  const read = rows.map(({ row, record }) => ({ row, figure: figureOf(columns, record) }))
  const sums = new Map<string, Figure>()
  for (const { figure } of read) if ('usd' in figure) addUp(sums, figure)
  const figures = [...sums.values()]
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < figures.length; at += batch)
      await tx
        .insertInto('export_figure')
        .values(figures.slice(at, at + batch).map((figure) => ({ ...figure, imported_at: now })))
        .onConflict((conflict) =>
          conflict
            .columns(['period', 'market', 'hs'])
            .doUpdateSet((eb) => ({ usd: eb.ref('excluded.usd'), imported_at: eb.ref('excluded.imported_at') })),
        )
        .execute()
    if (figures.length > 0) await tx.updateTable('measure').set({ weighed_on: sql`weighed_on - 1` }).execute()
  })
  return {
    rows: figures.length,
    periods: [...new Set(figures.map(({ period }) => period))].toSorted(),
    rejects: [
      ...rejects.map(({ row, reason }) => ({ row, reason })),
      ...read.flatMap(({ row, figure }) => ('usd' in figure ? [] : [{ row, reason: figure }])),
    ],
  }
}

function columnsOf(name: string, header: string[]): Record<keyof Figure, string> {
  const found = Object.entries(headings).map(
    ([key, heading]) => [key, header.find((one) => heading.test(one))] as const,
  )
  const missing = found.filter(([, heading]) => heading === undefined).map(([key]) => key)
  if (missing.length > 0)
    throw new Invalid({
      zh: `${name} 缺少列：${missing.join('、')}。标题行应有 period（期间）、hs（海关编码）、market（市场）、usd（美元）。`,
      en: `${name} lacks the columns ${missing.join(', ')}: the first row should name period, hs, market and usd.`,
    })
  return Object.fromEntries(found) as Record<keyof Figure, string>
}

function figureOf(columns: Record<keyof Figure, string>, record: Record<string, unknown>): Figure | Bilingual {
  const cell = (key: keyof Figure) => String(record[columns[key]] ?? '').trim()
  const period = periodOf(cell('period'))
  const hs = cell('hs').replace(/[.\s]/g, '')
  const market = countryCode(cell('market'))
  const usd = Number(cell('usd').replaceAll(',', ''))
  if (period === null) return { zh: '期间应写成 2026-08 或 2025', en: 'Write the period as 2026-08 or 2025' }
  if (!/^\d{2,10}$/.test(hs)) return { zh: '海关编码应为 2 至 10 位数字', en: 'An HS code has 2 to 10 digits' }
  if (market === null) return { zh: `不认识市场“${cell('market')}”`, en: `The market “${cell('market')}” is not known` }
  if (cell('usd') === '' || !Number.isFinite(usd) || usd < 0)
    return { zh: '金额应为不小于零的美元数', en: 'Give US dollars, nought or more' }
  return { period, hs, market, usd }
}

/** `2026-08`, `202608`, `2026年8月`, `2026/8` or a year alone. */
function periodOf(written: string): string | null {
  const [, year, month] = /^(\d{4})(?:(?:[-/.年]\s?)?(\d{1,2})月?|年)?$/.exec(written) ?? []
  if (year === undefined || Number(year) < 1980) return null
  if (month === undefined) return year
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : null
}

function addUp(sums: Map<string, Figure>, figure: Figure): void {
  const key = `${figure.period} ${figure.market} ${figure.hs}`
  sums.set(key, { ...figure, usd: figure.usd + (sums.get(key)?.usd ?? 0) })
}
