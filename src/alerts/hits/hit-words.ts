import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type HitBand = Tables['measure_hit']['band']

/** Roughly what a firm exports of it to that market in a year, in US dollars; asked in bands, so that nobody has to tell a figure. */
export const hitBands: Record<HitBand, Bilingual> = {
  unknown: { zh: '不便说明', en: 'rather not say' },
  under_1m: { zh: '不到 100 万美元', en: 'under US$ 1 m' },
  under_10m: { zh: '100 万至 1000 万美元', en: 'US$ 1 to 10 m' },
  under_100m: { zh: '1000 万至 1 亿美元', en: 'US$ 10 to 100 m' },
  over_100m: { zh: '1 亿美元以上', en: 'over US$ 100 m' },
}
export const hitBandNames = Object.keys(hitBands) as HitBand[]

/** Fewer firms than this are not counted before the public: a number of one would name it. */
export const publicFirms_min = 3
