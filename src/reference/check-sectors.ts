import type { CityFiles } from './city-files.ts'
import { idsOf, once, twice, unknown } from './fault-words.ts'

export function checkLeaves({ sectors, bureaus, clocks }: CityFiles): void {
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
