import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importExports } from '../../src/alerts/measures/import-exports.ts'
import { listMeasures } from '../../src/alerts/measures/list-measures.ts'
import { readMeasure } from '../../src/alerts/measures/read-measure.ts'
import { weighMeasures } from '../../src/alerts/measures/weigh-measures.ts'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { readConfig } from '../../src/config.ts'
import { Invalid, NotFound } from '../../src/errors.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadNoticeRules } from '../../src/reference/notice-rules.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { arrive } from './notices.ts'
import { epingFile, ticked } from './small-notices.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const rules = loadNoticeRules(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const family = 'G/TBT/N/EU/8001'
const first = { symbol: family, comments: '2026-12-21', inForce: '2027-06-01' }
const trade = async () => contextOf(world, { actor: await anOfficer(db, { role: 'trade_official' }) })
const daysOn = (days: number) => new Date(monday.getTime() + days * 86_400_000)
const weigh = (now: Date) =>
  weighMeasures({ ...contextOf(world, { actor: { kind: 'job', name: 'weigh-measures' }, now }), rules })
const drafts = () => db.selectFrom('warning').select(['level', 'state', 'occasion']).orderBy('id').execute()
const exported = (...lines: string[]) => ({
  name: 'exports.csv',
  bytes: new TextEncoder().encode(['period,hs,market,usd', ...lines].join('\n')),
})

describe('a search', () => {
  test('in Chinese finds a notice that has none, by its goods, sector and market, and nothing else', async () => {
    await arrive(world, 'eping', epingFile(first))
    const found = async (text: string) => {
      const none = { family: null, leaf: null, market: null, hs: null, level: null, newDays: null, closingDays: null }
      const { measures } = await listMeasures(anybody, { ...none, open: false, text, page: 1 })
      return measures.map((measure) => measure.family)
    }
    for (const text of ['充电器', '欧盟 充电', 'chargers', 'EU/8001']) expect(await found(text), text).toEqual([family])
    for (const text of ['婴儿奶粉', '美国 充电器', 'toys']) expect(await found(text), text).toEqual([])
  })
})

describe('the dossier of a measure', () => {
  test('folds its notices into one story that says what each changed', async () => {
    await arrive(world, 'eping', epingFile(first))
    await arrive(
      world,
      'eping',
      epingFile(
        { ...first },
        {
          symbol: `${family}/Add.1`,
          circulated: '2026-11-10',
          comments: '2027-01-15',
          products: '',
          hs: [],
          description: ticked('comment', '15 January 2027'),
        },
      ),
    )
    const read = await readMeasure(anybody, { symbol: family })
    expect(read.story.map(({ member }) => member.notice.sourceId)).toEqual([family, `${family}/Add.1`])
    expect(read.story[0]?.changes).toEqual([])
    expect(read.story[1]?.changes).toMatchObject([
      { what: { en: 'Comments close' }, was: { zh: '2026-12-21' }, became: { zh: '2027-01-15' } },
    ])
    expect(read.clocks.comment.latest).toBe('2027-01-15')
    expect(read.clocks.inForce.earliest).toBe('2027-06-01')
    expect(await readMeasure(anybody, { symbol: `${family}/Add.1` })).toMatchObject({ family })
    await expect(readMeasure(anybody, { symbol: 'G/TBT/N/EU/9999' })).rejects.toThrow(NotFound)
  })

  test('keeps what moved, with its cause, and counts how often each clock did', async () => {
    await arrive(world, 'eping', epingFile(first))
    const later = { symbol: `${family}/Add.1`, circulated: '2026-11-10', comments: '2027-01-15', hs: [] }
    await arrive(world, 'eping', epingFile(first, later))
    const moved = await db.selectFrom('measure_event').selectAll().where('what', '!=', 'level').execute()
    expect(moved).toMatchObject([
      { what: 'comment', was: '2026-12-21', became: '2027-01-15', cause_en: `by ${family}/Add.1` },
    ])
    const counted = await db.selectFrom('measure').select(['comment_moves', 'in_force_moves', 'notices']).execute()
    expect(counted).toEqual([{ comment_moves: 1, in_force_moves: 0, notices: 2 }])
    await arrive(world, 'eping', epingFile(first, later))
    expect(await db.selectFrom('measure_event').select('id').where('what', '!=', 'level').execute()).toHaveLength(1)
  })

  test('counts a deadline back in working days for each way that is open to the market', async () => {
    await arrive(world, 'eping', epingFile(first))
    const { deadlines } = await readMeasure(anybody, { symbol: family })
    expect(deadlines.map(({ route, lastDay }) => [route.id, lastDay])).toEqual([
      ['association', '2026-11-30'],
      ['eu', '2026-11-30'],
      ['samr', '2026-12-03'],
      ['national', '2026-12-07'],
    ])
  })

  test('has no deadline while the end of comments is open', async () => {
    await arrive(world, 'eping', epingFile({ ...first, comments: null }))
    expect((await readMeasure(anybody, { symbol: family })).deadlines).toEqual([])
  })

  test('shows what the machine reckons only to those who decide', async () => {
    await arrive(world, 'eping', epingFile(first))
    expect(await readMeasure(anybody, { symbol: family })).toMatchObject({ reckoned: null, warning: null })
    expect((await readMeasure(await trade(), { symbol: family })).reckoned?.level).toMatch(/yellow|orange/)
  })

  test('quotes the words that its evidence stands on', async () => {
    await arrive(world, 'eping', epingFile({ ...first, title: 'Safety of battery chargers for homes' }))
    const { weighing } = await readMeasure(anybody, { symbol: family })
    const quoted = weighing.leaves.flatMap(({ because }) => because.flatMap(({ quote }) => quote ?? []))
    expect(quoted.map(({ found }) => found.toLowerCase())).toContain('chargers')
  })
})

describe('the exports of the city', () => {
  test('that are not recorded are said to be unknown, never counted as none', async () => {
    await arrive(world, 'eping', epingFile(first))
    const read = await readMeasure(await trade(), { symbol: family })
    expect(read.weighing.exposure).toBeNull()
    expect(read.weighing.reasons.find(({ part }) => part === 'A')).toMatchObject({ points: 10 })
  })

  test('once imported they weigh in, with the members of the EU as the EU', async () => {
    await arrive(world, 'eping', epingFile(first))
    const taken = await importExports(
      anybody,
      exported('2026-08,850440,DEU,300000000', '2026-08,850440,EU,300000000', '2026-09,850440,USA,600000000'),
    )
    expect(taken).toEqual({ rows: 3, periods: ['2026-08', '2026-09'], rejects: [] })
    expect(await weigh(monday)).toBe(1)
    const { weighing } = await readMeasure(await trade(), { symbol: family })
    expect(weighing.exposure).toMatchObject({ usd: 600_000_000, share: 0.5, period: '2025-10—2026-09' })
    expect(weighing.reasons.find(({ part }) => part === 'A')).toMatchObject({ points: 35 })
  })

  test('a market without any is a known nought', async () => {
    await arrive(world, 'eping', epingFile(first))
    await importExports(anybody, exported('2025,850440,USA,5000'))
    await weigh(monday)
    const { weighing } = await readMeasure(await trade(), { symbol: family })
    expect(weighing.exposure).toMatchObject({ usd: 0, share: 0, period: '2025' })
  })

  test('rows that cannot be read are named and the others taken; a file without the columns is refused', async () => {
    const taken = await importExports(
      anybody,
      exported('2026-13,8504,USA,1', '2026-01,8504,Atlantis,1', '2026-01,8504,美国,7'),
    )
    expect(taken).toMatchObject({ rows: 1, rejects: [{ row: 2 }, { row: 3 }] })
    const figures = await db.selectFrom('export_figure').select(['market', 'usd']).execute()
    expect(figures).toEqual([{ market: 'USA', usd: 7 }])
    const wrong = { name: 'x.csv', bytes: new TextEncoder().encode('a,b\n1,2') }
    await expect(importExports(anybody, wrong)).rejects.toThrow(Invalid)
  })
})

describe('the daily weighing', () => {
  test('drafts a risen level once for a person, and says why the level changed', async () => {
    await arrive(world, 'eping', epingFile({ ...first, inForce: '2027-03-01', comments: '2026-12-30' }))
    const [draft] = await db.selectFrom('warning').select(['id', 'level']).execute()
    await releaseWarning(await trade(), { warningId: draft?.id ?? 0, reason: '核实无误' })
    await importExports(anybody, exported('2025,850440,EU,900000000'))
    await weigh(monday)
    await weigh(daysOn(1))
    const after = await drafts()
    expect(after).toHaveLength(2)
    expect(after[1]).toMatchObject({ state: 'draft', occasion: `level:${after[1]?.level}` })
    const level = await db.selectFrom('measure_event').selectAll().where('what', '=', 'level').execute()
    expect(level.at(-1)).toMatchObject({ was: draft?.level, notice_id: null })
  })

  test('weighs each once a day, and drafts nothing where no level rose', async () => {
    await arrive(world, 'eping', epingFile(first))
    expect(await weigh(monday)).toBe(0)
    expect(await weigh(daysOn(1))).toBe(1)
    expect(await weigh(daysOn(1))).toBe(0)
    expect(await drafts()).toHaveLength(1)
  })
})
