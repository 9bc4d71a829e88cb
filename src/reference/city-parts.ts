import type { z } from 'zod'
import type {
  Bureau,
  Calendar,
  CalendarYear,
  City,
  District,
  Hazard,
  Leaf,
  ProductGroup,
  RiskFactors,
  RiskMatrix,
  Sector,
} from './city.ts'
import type { CityFile } from './city-file.ts'
import type {
  bureausShape,
  calendarShape,
  districtsShape,
  hazardsShape,
  productsShape,
  riskMatrixShape,
  sectorsShape,
} from './city-shapes.ts'

/** From the files' shape to the shape the program reads. Pure; the values were checked before. */

type SectorValue = z.infer<typeof sectorsShape>['sectors'][number]

export function sectorsOf(value: z.infer<typeof sectorsShape>): Sector[] {
  return value.sectors.map((sector) => ({
    code: sector.code,
    zh: sector.zh,
    en: sector.en,
    domain: sector.domain,
    leaves: sector.leaves.map((leaf) => leafOf(sector, leaf)),
  }))
}

function leafOf(sector: SectorValue, leaf: SectorValue['leaves'][number]): Leaf {
  return {
    code: leaf.code,
    zh: leaf.zh,
    en: leaf.en,
    sector: sector.code,
    domain: sector.domain,
    countsAs: leaf.counts_as ?? leaf.code,
    lead: leaf.owners[0] ?? '',
    ownerRules: leaf.owner_rules.map((rule) => ({
      bureau: rule.bureau,
      words: rule.words,
      because: rule.because,
      becauseEn: rule.because_en,
    })),
    support: leaf.support,
    complaintRule: (leaf.clocks ?? sector.clocks).complaint,
    reportRule: (leaf.clocks ?? sector.clocks).report,
    baseSeverity: leaf.severity,
    riskHints: leaf.risk_hints,
    keywords: leaf.keywords,
  }
}

export function bureausOf(value: z.infer<typeof bureausShape>): Pick<City, 'bureaus' | 'succession'> {
  const bureaus = value.bureaus.map(
    (bureau): Bureau => ({
      id: bureau.id,
      zh: bureau.zh,
      en: bureau.en,
      level: bureau.level,
      referral: bureau.level === 'vertical',
      superior: bureau.superior.zh,
      superiorEn: bureau.superior.en,
      remit: bureau.remit.zh,
      remitEn: bureau.remit.en,
      hotline: bureau.hotline,
      party: bureau.party,
    }),
  )
  return { bureaus: new Map(bureaus.map((bureau) => [bureau.id, bureau])), succession: value.succession }
}

export function districtsOf(value: z.infer<typeof districtsShape>): District[] {
  return value.districts
}

export function calendarOf({ names, years }: z.infer<typeof calendarShape>): Calendar {
  const entries = years.map(({ year, status, notice, holidays, makeup }): CalendarYear => {
    const named = Object.entries(holidays).flatMap(([zh, days]) =>
      days.map((day) => [day, { zh, en: names[zh] ?? zh }] as const),
    )
    return { year, status, notice, holidays: new Map(named), makeupDays: new Set(makeup) }
  })
  return { years: new Map(entries.map((entry) => [entry.year, entry])) }
}

export function hazardsOf(value: z.infer<typeof hazardsShape>): Hazard[] {
  return value.hazards.map(({ words, ...hazard }) => ({ ...hazard, words: words.zh, wordsEn: words.en }))
}

export function riskMatrixOf(value: z.infer<typeof riskMatrixShape>): RiskMatrix {
  return { bands: value.bands, severities: value.severities, source: value.source.zh, sourceEn: value.source.en }
}

export function riskFactorsOf(value: z.infer<typeof riskMatrixShape>): RiskFactors {
  const { ladder, harms, denied, otherwise } = value
  const steps = value.steps.map(({ by_danger, ...step }) => ({ ...step, byDanger: by_danger }))
  const groups = value.groups.map(({ severity_up, ...group }) => ({ ...group, severityUp: severity_up }))
  return { steps, ladder, harms, denied, otherwise, groups }
}

export function productGroupsOf(value: z.infer<typeof productsShape>): ProductGroup[] {
  return value.groups
}

/** One word a line, then its weight for the segmenter; a line that begins with `#` is a remark. */
export function lexiconOf(file: CityFile<string>): City['lexicon'] {
  const entries: City['lexicon'] = []
  file.value.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return
    const [word, weight, ...rest] = line.trim().split(/\s+/)
    if (word === undefined || rest.length > 0 || !/^\d+$/.test(weight ?? '')) {
      file.fault([index + 1], `写成“词 权重” / write "word weight": ${line}`)
    } else entries.push({ word, weight: Number(weight) })
  })
  return entries
}
