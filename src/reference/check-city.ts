import { isWeekend } from './calendar.ts'
import { lineage } from './clock-rules.ts'
import type { CityFiles } from './load-city.ts'

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
}

function checkCityNames({ city, bureaus, clocks }: CityFiles): void {
  const known = idsOf(bureaus.value.bureaus)
  for (const key of ['fallback_bureau', 'dispatch_bureau'] as const) {
    if (!known.has(city.value[key])) city.fault([key], unknown('单位', 'bureau', city.value[key]))
  }
  const sets = idsOf(clocks.value.sets)
  for (const key of ['default_clocks', 'danger_clocks'] as const) {
    if (!sets.has(city.value[key])) city.fault([key], unknown('时限组', 'clock set', city.value[key]))
  }
}

function checkLeaves({ sectors, bureaus, clocks }: CityFiles): void {
  const knownBureaus = idsOf(bureaus.value.bureaus)
  const knownSets = idsOf(clocks.value.sets)
  const first = new Set(
    sectors.value.sectors.flatMap((sector) => sector.leaves.filter((l) => !l.counts_as).map((l) => l.code)),
  )
  const seen = new Set<string>()
  const checkSets = (sets: object | undefined, fault: (path: PropertyKey[], message: string) => void) => {
    for (const [key, set] of Object.entries(sets ?? {})) {
      if (!knownSets.has(set)) fault(['clocks', key], unknown('时限组', 'clock set', set))
    }
  }
  sectors.value.sectors.forEach((sector, s) => {
    checkSets(sector.clocks, (path, message) => sectors.fault(['sectors', s, ...path], `${sector.code} ${message}`))
    once(seen, sector.code, () => sectors.fault(['sectors', s, 'code'], twice('行业', 'sector', sector.code)))
    sector.leaves.forEach((leaf, l) => {
      const at = ['sectors', s, 'leaves', l]
      const fault = (path: PropertyKey[], message: string) => sectors.fault([...at, ...path], `${leaf.code} ${message}`)
      once(seen, leaf.code, () => fault(['code'], twice('事项', 'leaf', leaf.code)))
      if (!leaf.code.startsWith(`${sector.code}.`)) {
        fault(['code'], `不属于行业 ${sector.code} / does not belong to sector ${sector.code}`)
      }
      if (leaf.counts_as && leaf.counts_as !== 'NONE' && !first.has(leaf.counts_as)) {
        fault(['counts_as'], unknown('事项', 'leaf', leaf.counts_as))
      }
      checkSets(leaf.clocks, fault)
      checkOwners(leaf, knownBureaus, fault)
    })
  })
}

type LeafValue = CityFiles['sectors']['value']['sectors'][number]['leaves'][number]

function checkOwners(leaf: LeafValue, known: Set<string>, fault: (path: PropertyKey[], message: string) => void): void {
  if (leaf.owners.length === 0) fault(['owners'], '没有负责单位：请写一个 / has no owner: name one under owners')
  leaf.owners.forEach((bureau, i) => {
    if (!known.has(bureau)) fault(['owners', i], unknown('单位', 'bureau', bureau))
    if (i > 0 && !leaf.owner_rules.some((rule) => rule.bureau === bureau)) {
      fault(['owners', i], `由多个单位负责而没有 ${bureau} 的规则 / has several owners and no owner rule for ${bureau}`)
    }
  })
  leaf.owner_rules.forEach((rule, i) => {
    if (!leaf.owners.slice(1).includes(rule.bureau)) {
      fault(
        ['owner_rules', i, 'bureau'],
        `规则里的 ${rule.bureau} 不是后续负责单位 / the rule names ${rule.bureau}, which is no further owner`,
      )
    }
  })
  leaf.support.forEach((bureau, i) => {
    if (!known.has(bureau)) fault(['support', i], unknown('单位', 'bureau', bureau))
    if (leaf.owners.includes(bureau)) {
      fault(['support', i], `${bureau} 已是负责单位 / ${bureau} is an owner already`)
    }
  })
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
  districts.value.districts.forEach((district, d) => {
    const at = ['districts', d]
    once(seen, district.id, () => districts.fault([...at, 'id'], twice('区', 'district', district.id)))
    const { code } = district
    if (code) once(codes, code, () => districts.fault([...at, 'code'], twice('代码', 'code', code)))
    district.streets.forEach(({ code }, s) => {
      if (code) once(codes, code, () => districts.fault([...at, 'streets', s, 'code'], twice('代码', 'code', code)))
    })
  })
}

function checkClockSets(clocks: CityFiles['clocks']): void {
  const sets = new Map(clocks.value.sets.map((set) => [set.id, set]))
  const seen = new Set<string>()
  clocks.value.sets.forEach((set, s) => {
    once(seen, set.id, () => clocks.fault(['sets', s, 'id'], twice('时限组', 'clock set', set.id)))
    if (set.extends && !sets.has(set.extends)) {
      clocks.fault(['sets', s, 'extends'], unknown('时限组', 'clock set', set.extends))
    }
    if (sets.get(lineage(set, sets).at(-1)?.extends ?? '')) {
      clocks.fault(['sets', s, 'extends'], `${set.id} 绕回自己 / ${set.id} extends itself in a circle`)
    }
    const milestones = new Set<string>()
    set.milestones.forEach(({ id }, m) => {
      once(milestones, id, () => clocks.fault(['sets', s, 'milestones', m, 'id'], twice('节点', 'milestone', id)))
    })
  })
}

/** The versions of one milestone follow each other without a gap and without an overlap; only the last may be open. */
function checkVersions(clocks: CityFiles['clocks']): void {
  clocks.value.sets.forEach((set, s) => {
    set.milestones.forEach((milestone, m) => {
      milestone.versions.forEach((version, v) => {
        const next = milestone.versions[v + 1]
        const fault = (message: string) =>
          clocks.fault(['sets', s, 'milestones', m, 'versions', v, 'until'], `${set.id}.${milestone.id} ${message}`)
        if (version.until !== null && version.until <= version.since) {
          fault(`在生效之前就失效 / ends before it begins (${version.since})`)
        }
        if (next && version.until === null) fault(`后面还有版本，须写 until / needs until, a version follows it`)
        if (next && version.until !== null && version.until < next.since) {
          fault(`与下一版本之间有空档 / leaves a gap from ${version.until} to ${next.since}`)
        }
        if (next && version.until !== null && version.until > next.since) {
          fault(`与下一版本重叠 / overlaps the version from ${next.since}`)
        }
      })
    })
  })
}

function checkCalendar(calendar: CityFiles['calendar']): void {
  const { years } = calendar.value
  years.forEach((entry, y) => {
    const before = years[y - 1]
    if (before && entry.year !== before.year + 1) {
      calendar.fault(
        ['years', y, 'year'],
        `${before.year} 年之后应是 ${before.year + 1} 年 / the year after ${before.year} is missing`,
      )
    }
    if (entry.status === 'official' && entry.notice === null) {
      calendar.fault(['years', y, 'notice'], `${entry.year} 年没有通知文号 / an official year needs its notice`)
    }
    checkDays(calendar, y)
  })
}

function checkDays(calendar: CityFiles['calendar'], y: number): void {
  const entry = calendar.value.years[y]
  if (!entry) return
  const seen = new Set<string>()
  const check = (day: string, at: PropertyKey[]) => {
    once(seen, day, () => calendar.fault(at, twice('日期', 'day', day)))
    if (!day.startsWith(`${entry.year}-`)) {
      calendar.fault(at, `${day} 不在 ${entry.year} 年 / is not a day of ${entry.year}`)
    }
  }
  for (const [name, days] of Object.entries(entry.holidays)) {
    const at = ['years', y, 'holidays', name]
    if (!(name in calendar.value.names)) calendar.fault(at, unknown('节日', 'holiday', name))
    for (const day of days) check(day, at)
  }
  for (const day of entry.makeup) {
    const at = ['years', y, 'makeup']
    check(day, at)
    if (!isWeekend(day)) calendar.fault(at, `${day} 不是周末，不能调休上班 / ${day} is no weekend, so no make-up day`)
  }
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

function idsOf(list: { id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id))
}

function once(seen: Set<string>, id: string, again: () => void): void {
  if (seen.has(id)) again()
  seen.add(id)
}

function twice(zh: string, en: string, id: string): string {
  return `${zh} ${id} 出现两次 / ${en} ${id} appears twice`
}

function unknown(zh: string, en: string, id: string): string {
  return `没有这个${zh} ${id} / unknown ${en} ${id}`
}
