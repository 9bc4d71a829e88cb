import { checkCalendar } from './check-calendar.ts'
import { checkClockSets, checkVersions } from './check-clocks.ts'
import { checkCreditRules } from './check-credit-rules.ts'
import { checkIncidentThresholds } from './check-incidents.ts'
import { checkPlaybooks } from './check-playbooks.ts'
import { checkLeaves } from './check-sectors.ts'
import { checkTemplates } from './check-templates.ts'
import type { CityFiles } from './city-files.ts'
import { checkCommentRoutes } from './comment-routes.ts'
import { checkEvaluation } from './evaluation-rules.ts'
import { idsOf, once, twice, unknown } from './fault-words.ts'
import { checkRecallRules } from './recall-rules.ts'
import { checkPopulation, checkTargets } from './report-ground.ts'

/** What no single file can know: codes used twice, names that point nowhere, dates with gaps. Each becomes a fault with its line. */
export function checkCity(files: CityFiles): void {
  checkCityNames(files)
  checkLeaves(files)
  checkBureaus(files)
  checkDistricts(files)
  checkClockSets(files.clocks)
  checkVersions(files.clocks)
  checkCalendar(files.calendar)
  checkHazards(files.hazards)
  checkRiskMatrix(files.riskMatrix)
  checkProducts(files)
  checkCommentRoutes(files.commentRoutes)
  checkRecallRules(files.recallRules)
  checkTemplates(files)
  checkEvaluation(files.evaluation)
  checkIncidentThresholds(files)
  checkCreditRules(files.creditRules)
  checkPopulation(files.population, files.districts.value.districts)
  checkTargets(files.targets, files.bureaus.value.bureaus)
  checkWarningRules(files)
  checkPlaybooks(files)
}

function checkCityNames({ city, bureaus, clocks }: CityFiles): void {
  const known = idsOf(bureaus.value.bureaus)
  for (const key of ['fallback_bureau', 'dispatch_bureau', 'trade_bureau'] as const) {
    if (!known.has(city.value[key])) city.fault([key], unknown('单位', 'bureau', city.value[key]))
  }
  const sets = idsOf(clocks.value.sets)
  for (const key of ['default_clocks', 'danger_clocks', 'again_clocks', 'part_clocks', 'notice_clocks'] as const) {
    if (!sets.has(city.value[key])) city.fault([key], unknown('时限组', 'clock set', city.value[key]))
  }
}

function checkBureaus({ bureaus }: CityFiles): void {
  const known = idsOf(bureaus.value.bureaus)
  const seen = new Set<string>()
  bureaus.value.bureaus.forEach((bureau, i) => {
    once(seen, bureau.id, () => bureaus.fault(['bureaus', i, 'id'], twice('单位', 'bureau', bureau.id)))
  })
  bureaus.value.succession.forEach((step, i) => {
    step.now.forEach((id, j) => {
      if (!known.has(id)) bureaus.fault(['succession', i, 'now', j], unknown('单位', 'bureau', id))
    })
  })
}

function checkDistricts({ districts }: CityFiles): void {
  const seen = new Set<string>()
  const codes = new Set<string>()
  const tiles = new Set<string>()
  districts.value.districts.forEach((district, d) => {
    const at = ['districts', d]
    const tile = district.tile.join(', ')
    once(tiles, tile, () => districts.fault([...at, 'tile'], twice('格子', 'tile', tile)))
    once(seen, district.id, () => districts.fault([...at, 'id'], twice('区', 'district', district.id)))
    const { code } = district
    if (code) once(codes, code, () => districts.fault([...at, 'code'], twice('代码', 'code', code)))
    district.streets.forEach(({ code }, s) => {
      if (code) once(codes, code, () => districts.fault([...at, 'streets', s, 'code'], twice('代码', 'code', code)))
    })
  })
}

function checkHazards(hazards: CityFiles['hazards']): void {
  const seen = new Set<string>()
  hazards.value.hazards.forEach(({ id }, i) => {
    once(seen, id, () => hazards.fault(['hazards', i, 'id'], twice('危害', 'hazard', id)))
  })
}

const LEVELS = ['low', 'medium', 'high', 'serious']

/** More likely or more severe can never mean less risk. */
function checkRiskMatrix(matrix: CityFiles['riskMatrix']): void {
  const { bands } = matrix.value
  bands.forEach((band, b) => {
    const likelier = bands[b - 1]
    if (likelier && band.above >= likelier.above) {
      matrix.fault(['bands', b, 'above'], '应由大到小 / bands go from most to least likely')
    }
    band.levels.forEach((level, s) => {
      const milder = band.levels[s - 1] ?? 'low'
      const upper = likelier?.levels[s] ?? 'serious'
      if (LEVELS.indexOf(level) < LEVELS.indexOf(milder) || LEVELS.indexOf(level) > LEVELS.indexOf(upper)) {
        matrix.fault(['bands', b, 'levels', s], '风险应随伤害和概率上升 / risk must rise with severity and probability')
      }
    })
  })
  if (bands.at(-1)?.above !== 0)
    matrix.fault(['bands', bands.length - 1, 'above'], '最后一档应为 0 / the last band is above 0')
}

function checkProducts({ products, sectors }: CityFiles): void {
  const leaves = new Set(sectors.value.sectors.flatMap((sector) => sector.leaves.map((leaf) => leaf.code)))
  const seen = new Set<string>()
  products.value.groups.forEach((group, i) => {
    once(seen, group.id, () => products.fault(['groups', i, 'id'], twice('产品组', 'product group', group.id)))
    if (!leaves.has(group.leaf)) products.fault(['groups', i, 'leaf'], unknown('事项', 'leaf', group.leaf))
  })
}

function checkWarningRules({ warningColours, sectors }: CityFiles): void {
  const known = new Set(sectors.value.sectors.map(({ code }) => code))
  warningColours.value.versions.forEach((rules, v) => {
    const before = warningColours.value.versions[v - 1]
    if (before && before.until !== rules.since)
      warningColours.fault(['versions', v, 'since'], '版本须首尾相接 / versions must follow on each other')
    rules.upward.forEach(({ sectors: named }, u) => {
      for (const code of named ?? [])
        if (!known.has(code))
          warningColours.fault(['versions', v, 'upward', u, 'sectors'], unknown('领域', 'sector', code))
    })
  })
}
