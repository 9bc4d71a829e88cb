import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CityFaults, loadCity } from '../../src/reference/load-city.ts'

const shenzhen = `${import.meta.dirname}/../../city/shenzhen`
const scratch = mkdtempSync(join(tmpdir(), 'city-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** A copy of the city with one text replaced in one file, and the line the replacement begins on. */
function changed(file: string, from: string | RegExp, to: string): { directory: string; line: number } {
  const directory = mkdtempSync(join(scratch, 'copy-'))
  cpSync(shenzhen, directory, { recursive: true, filter: (path) => !path.includes('trade') && !path.endsWith('.bin') })
  const text = readFileSync(join(directory, file), 'utf8')
  const at = typeof from === 'string' ? text.indexOf(from) : text.search(from)
  expect(at, `${from} is in ${file}`).toBeGreaterThanOrEqual(0)
  writeFileSync(join(directory, file), text.replace(from, to))
  return { directory, line: text.slice(0, at).split('\n').length }
}

function faultsOf(directory: string) {
  try {
    loadCity(directory)
  } catch (error) {
    if (error instanceof CityFaults) return error.faults
    throw error
  }
  return []
}

describe('the city of Shenzhen', () => {
  const city = loadCity(shenzhen)

  test('has its fourteen sectors, the ninety-four first leaves and those added since', () => {
    expect(city.sectors).toHaveLength(14)
    const leaves = [...city.leaves.values()]
    expect(leaves.filter((leaf) => leaf.countsAs === leaf.code)).toHaveLength(94)
    expect(city.leaves.get('ENV.12')?.countsAs).toBe('ENV.04')
    expect(city.leaves.get('ENV.13')?.countsAs).toBe('ENV.01')
    expect(city.leaves.get('BUILD.10')?.countsAs).toBe('BUILD.07')
    expect(city.leaves.get('SERV.08')?.countsAs).toBe('NONE')
    for (const leaf of leaves) expect(leaf.countsAs === 'NONE' || city.leaves.has(leaf.countsAs)).toBe(true)
  })

  test('refers to vertical bodies and knows who is a party, never a regulator', () => {
    const ids = (is: (id: string) => boolean | undefined) => [...city.bureaus.keys()].filter(is).sort()
    expect(ids((id) => city.bureaus.get(id)?.referral)).toEqual(['CSRC', 'CUS', 'FRB', 'NFRA', 'PBC', 'POST', 'TCA'])
    expect(ids((id) => city.bureaus.get(id)?.party)).toEqual(['CWD', 'SASAC'])
    expect([...city.leaves.values()].filter((leaf) => city.bureaus.get(leaf.lead)?.party)).toEqual([])
    expect(city.succession.find((step) => step.formerly === '农业局')?.now).toEqual(['AMR', 'PNR'])
  })

  test('has eleven districts, two of them without a code of their own, and seventy-eight streets and towns', () => {
    expect(city.districts).toHaveLength(11)
    expect(city.districts.filter((district) => district.code === null).map((district) => district.id)).toEqual([
      'DAPENG',
      'SHENSHAN',
    ])
    expect(city.districts.flatMap((district) => district.streets)).toHaveLength(78)
  })

  test('names no alias or landmark for two districts', () => {
    const owners = new Map<string, Set<string>>()
    for (const { id, aliases, landmarks, streets } of city.districts) {
      for (const name of [...aliases, ...landmarks, ...streets.flatMap((street) => street.aliases)]) {
        owners.set(name, (owners.get(name) ?? new Set()).add(id))
      }
    }
    expect([...owners].filter(([, ids]) => ids.size > 1)).toEqual([])
  })

  test.each([
    '居民治安没人管，重新安装也没用，主人公明白就好',
    '碧桂园业主参观湖北农田面积，荣华富贵，幸福保障',
    '晚上步行经过草坪地面，公园山上有灵芝孢子粉',
    '小区东门的沙井盖很响，大浪费，公布心得，江南园林',
  ])('finds no place hidden in ordinary words: %s', (text) => {
    const names = city.districts.flatMap(({ aliases, landmarks, streets }) => [
      ...aliases,
      ...landmarks,
      ...streets.flatMap((street) => street.aliases),
    ])
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })

  test('has both versions of the complaint rules, one after the other', () => {
    const versions = city.clockRules.filter((rule) => rule.id === 'AMR_COMPLAINT.mediation_end')
    expect(
      versions.map(({ amount, unit, effectiveFrom, effectiveTo }) => [amount, unit, effectiveFrom, effectiveTo]),
    ).toEqual([
      [45, 'workday', '2020-01-01', '2026-04-15'],
      [60, 'day', '2026-04-15', null],
    ])
  })

  test('a set inherits what it extends and replaces what it names itself', () => {
    const rule = (id: string) => city.clockRules.find((candidate) => candidate.id === id)
    expect(rule('UTIL.reply')?.amount).toBe(5)
    expect(rule('UTIL.dispatch')?.amount).toBe(2)
    expect(rule('H12345.dispatch')?.amount).toBe(24)
    expect(rule('EMERG_SITE.first_reply')?.amount).toBe(15)
  })

  test('keeps enough words whole, each once', () => {
    const words = city.lexicon.map((entry) => entry.word)
    expect(words.length).toBeGreaterThanOrEqual(1500)
    expect(new Set(words).size).toBe(words.length)
    for (const word of ['预付卡跑路', '飞线充电', '幽灵外卖', '粤海街道', '市场监督管理局'])
      expect(words).toContain(word)
  })

  test('reads every text in both languages', () => {
    const named = [
      ...city.leaves.values(),
      ...city.bureaus.values(),
      ...city.districts,
      ...city.clockRules,
      ...city.hazards,
      ...city.dangerRules,
    ]
    for (const { zh, en } of named) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[\x20-\x7eé’]+$/)
    }
  })
})

describe('a fault in the files is named with its file and line', () => {
  test.each([
    ['a leaf without an owner', 'sectors.yaml', 'owners: AMR\n', 'owners: []\n', /FOOD\.01 没有负责单位/],
    ['two owners without a rule', 'sectors.yaml', 'owners: AMR\n', 'owners: AMR, HC\n', /no owner rule for HC/],
    ['an unknown bureau', 'sectors.yaml', 'support: HC\n', 'support: NOBODY\n', /unknown bureau NOBODY/],
    [
      'an unknown clock set',
      'sectors.yaml',
      'clocks: {complaint: AMR_COMPLAINT',
      'clocks: {complaint: NEVER',
      /unknown clock set NEVER/,
    ],
    ['a leaf code used twice', 'sectors.yaml', 'code: FOOD.02', 'code: FOOD.01', /leaf FOOD\.01 appears twice/],
    ['a leaf of another sector', 'sectors.yaml', 'code: FOOD.02', 'code: DRUG.92', /does not belong to sector FOOD/],
    ['an unknown leaf to count as', 'sectors.yaml', 'counts_as: ENV.04', 'counts_as: ENV.99', /unknown leaf ENV\.99/],
    ['a bureau id used twice', 'bureaus.yaml', 'id: EEB', 'id: AMR', /bureau AMR appears twice/],
    [
      'a key written twice',
      'bureaus.yaml',
      '    level: vertical',
      '    level: vertical\n    level: city',
      /duplicated mapping key/,
      1,
    ],
    ['a misspelt key', 'bureaus.yaml', 'hotline:', 'hot_line:', /hot_line/],
    ['a danger word in capitals', 'danger-rules.yaml', 'e-bike', 'E-Bike', /write it in lower case/],
    ['a rule that never bites', 'danger-rules.yaml', 'level: 3', 'level: 0', /level/],
    [
      'a street code used twice',
      'districts.yaml',
      "code: '440304002'",
      "code: '440304001'",
      /code 440304001 appears twice/,
    ],
    [
      'a gap in the dates of a rule',
      'clocks.yaml',
      'until: 2026-04-15',
      'until: 2026-04-01',
      /leaves a gap from 2026-04-01 to 2026-04-15/,
    ],
    [
      'an overlap in the dates of a rule',
      'clocks.yaml',
      'until: 2026-04-15',
      'until: 2026-05-01',
      /overlaps the version from 2026-04-15/,
    ],
    ['an unknown set to extend', 'clocks.yaml', 'extends: H12345', 'extends: H99999', /unknown clock set H99999/],
    ['a date that does not exist', 'clocks.yaml', 'since: 2014-03-15', 'since: 2014-02-30', /a date is written/],
    [
      'a make-up day that is no weekend',
      'calendar.yaml',
      '2026-01-04, 2026-02-14',
      '2026-01-05, 2026-02-14',
      /2026-01-05 不是周末/,
    ],
    ['a year missing', 'calendar.yaml', 'year: 2019', 'year: 2039', /the year after 2018 is missing/],
    [
      'an official year without its notice',
      'calendar.yaml',
      'notice: 国办发明电〔2025〕7号',
      'notice: null',
      /needs its notice/,
    ],
    [
      'a holiday of another year',
      'calendar.yaml',
      '元旦: 2026-01-01..2026-01-03',
      '元旦: 2025-12-31',
      /is not a day of 2026/,
    ],
    [
      'a matrix that falls with severity',
      'risk-matrix.yaml',
      'levels: [low, high, serious, serious]',
      'levels: [high, low, serious, serious]',
      /风险应随/,
    ],
    ['a product group without a leaf', 'products.yaml', 'leaf: PROD.05', 'leaf: PROD.55', /unknown leaf PROD\.55/],
    [
      'a template for a matter nobody knows',
      'reply-templates.yaml',
      'matters: ENV\n',
      'matters: ENVY\n',
      /unknown sector or leaf ENVY/,
    ],
    [
      'a template that asks what no case knows',
      'reply-templates.yaml',
      'text: |\n      您于{received}提出的投诉',
      'text: |\n      {receipt}',
      /unknown placeholder \{receipt\}/,
    ],
    ['a lexicon line without a weight', 'lexicon.txt', '福田区 3000', '福田区', /write "word weight"/],
  ])('%s', (_, file, from, to, message, below = 0) => {
    const { directory, line } = changed(file, from, to)
    const faults = faultsOf(directory)
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message)
    const fault = faults.find((candidate) => message.test(candidate.message))
    expect(fault?.file).toBe(file)
    expect(fault?.line).toBe(line + below)
  })

  test('a circle of sets that extend each other is one fault, not an endless loop', () => {
    const { directory } = changed('clocks.yaml', /en: Ordinary matter of the 12345 hotline\n/, '$&    extends: UTIL\n')
    expect(faultsOf(directory).map((fault) => fault.message)).toContainEqual(expect.stringContaining('in a circle'))
  })

  test('all faults are told at once, in order, and the city does not load', () => {
    const { directory } = changed('sectors.yaml', 'support: HC\n', 'support: NOBODY\n')
    writeFileSync(join(directory, 'lexicon.txt'), '# words\n飞线充电\n')
    const bureaus = join(directory, 'bureaus.yaml')
    writeFileSync(bureaus, readFileSync(bureaus, 'utf8').replace('now: FINOFF', 'now: GONE'))
    expect(faultsOf(directory).map((fault) => [fault.file, fault.line > 0])).toEqual([
      ['bureaus.yaml', true],
      ['lexicon.txt', true],
      ['sectors.yaml', true],
    ])
    expect(() => loadCity(directory)).toThrow(/bureaus\.yaml:\d+ .*GONE/)
  })

  test('a file that is no YAML and one that is not there are told too', () => {
    const { directory } = changed('hazards.yaml', 'hazards:', 'hazards: [')
    rmSync(join(directory, 'risk-matrix.yaml'))
    expect(new Set(faultsOf(directory).map((fault) => fault.file))).toEqual(
      new Set(['hazards.yaml', 'risk-matrix.yaml']),
    )
  })
})
