import { describe, expect, test } from 'vitest'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { arrive, assessAll } from '../notices.ts'
import { cpscFile, epingFile, ticked } from '../small-notices.ts'

const world = await useWorld()
const { db, city } = world

const warnings = () => db.selectFrom('warning').selectAll().orderBy('id').execute()
const openTasks = () => db.selectFrom('task').selectAll().where('done_at', 'is', null).orderBy('id').execute()
const readings = () =>
  db
    .selectFrom('notice_reading')
    .innerJoin('notice', 'notice.id', 'notice_reading.notice_id')
    .select(['source_id', 'family', 'newest', 'comment_until', 'notice_reading.leaves'])
    .orderBy('source_id')
    .execute()

describe('a recall that concerns a local sector', () => {
  test('drafts a warning with level, reasons and what to do, and a task for the lead bureau', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    const [warning] = await warnings()
    expect(warning).toMatchObject({ kind: 'recall', state: 'draft', market: 'USA', leaves: ['PROD.03'], relief: false })
    expect(warning?.rule_version).not.toBe('')
    const reasons = warning?.reasons as { part: string; points: number; zh: string; en: string }[]
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(warning?.points)
    expect(reasons.every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && en !== '')).toBe(true)
    expect(warning?.advice_zh).toContain('立即停止使用')
    expect(warning?.advice_zh).toContain('退款')
    expect(warning?.advice_zh).toContain('12315')

    const [task, ...more] = await openTasks()
    expect(more).toEqual([])
    expect(task).toMatchObject({ kind: 'recall_follow_up', bureau: city.leaves.get('PROD.03')?.lead })
    // Two working days after Monday, to the end of Wednesday in Shenzhen.
    expect(task?.due_at).toEqual(new Date('2026-11-18T16:00:00Z'))
    expect(task?.because.length).toBeGreaterThan(1)
  })

  test('of an archive read in later calls no bureau, until what people act on changes', async () => {
    await arrive(world, 'cpsc', cpscFile({ date: '2025-11-10' }))
    expect(await warnings()).toHaveLength(1)
    expect(await openTasks()).toEqual([])
    await arrive(world, 'cpsc', cpscFile({ date: '2025-11-10', units: 'About 250,000' }))
    expect(await openTasks()).toMatchObject([{ kind: 'recall_follow_up' }])
  })

  test('a draft tells nobody', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    expect(await db.selectFrom('letter').selectAll().execute()).toEqual([])
  })

  test('the job may run twice', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    await assessAll(world)
    expect(await warnings()).toHaveLength(1)
    expect(await openTasks()).toHaveLength(1)
    expect(await db.selectFrom('warning_event').select('act').execute()).toEqual([{ act: 'draft' }])
  })

  test('told anew, it is drafted anew and the undecided draft is dropped as superseded', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    await arrive(world, 'cpsc', cpscFile({ units: 'About 250,000' }))
    const [first, second, ...more] = await warnings()
    expect(more).toEqual([])
    expect(first).toMatchObject({ state: 'dropped', decision_reason: 'superseded', notice_version: 1 })
    expect(second).toMatchObject({ state: 'draft', notice_version: 2 })
    expect(await openTasks()).toHaveLength(1)
  })

  test('corrected, it opens again what was done on the old word, with what changed', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    await db.updateTable('task').set({ done_at: monday, done_by: 'staff:1', result: '已下架' }).execute()
    await arrive(world, 'cpsc', cpscFile({ units: 'About 250,000' }))
    const [task, ...more] = await openTasks()
    expect(more).toEqual([])
    expect(task).toMatchObject({ kind: 'recall_follow_up', done_at: null, result: null })
    expect(task?.because.join()).toContain('数量由“About 12,000”改为“About 250,000”')
    const draft = (await warnings()).at(-1)
    expect(draft?.state).toBe('draft')
    expect(JSON.stringify(draft?.reasons)).toContain('About 250,000')
  })

  test('reworded or filled in without a change that matters, it opens nothing again', async () => {
    await arrive(world, 'cpsc', cpscFile({}))
    await db.updateTable('task').set({ done_at: monday, done_by: 'staff:1', result: '已下架' }).execute()
    await arrive(world, 'cpsc', cpscFile({ date: '2026-11-11' }))
    expect(await openTasks()).toEqual([])
    expect((await warnings()).map(({ notice_version }) => notice_version)).toEqual([1])
    expect((await db.selectFrom('notice').select('version').executeTakeFirstOrThrow()).version).toBe(2)
  })

  test('withdrawn, it asks the bureau that acted to look again, and drafts relief', async () => {
    const page = (title: string) =>
      new TextEncoder().encode(
        JSON.stringify({
          id: 'samr-1',
          title,
          published: '2026-11-10',
          text: `国内消费品召回公告\n${title}\n生产者名称 |\n深圳市小圆充电器有限公司 |\n产品名称 |\n移动电源 |\n品牌 |\n—— |\n涉及数量 |\n96只 |\n型号/规格 |\nXY-1 |\n存在的缺陷 |\n过充时电池可能起火 |\n可能导致的后果 |\n起火，烫伤 |\n具体召回措施 |\n退款 |\n`,
        }),
      )
    await arrive(world, 'samr', page('深圳市小圆充电器有限公司召回部分移动电源'))
    expect(await openTasks()).toHaveLength(1)
    await db.updateTable('task').set({ done_at: monday, done_by: 'staff:1', result: '已下架' }).execute()
    await arrive(world, 'samr', page('关于撤销深圳市小圆充电器有限公司召回部分移动电源的公告'))
    const [task, ...more] = await openTasks()
    expect(more).toEqual([])
    expect(task?.title_zh).toContain('召回已撤回')
    expect((await warnings()).at(-1)).toMatchObject({ relief: true, level: 'blue', state: 'draft' })
  })

  test('a version told anew since is left to its own job', async () => {
    const { assessNotice } = await import('../../../src/alerts/notices/assess-notice.ts')
    await arrive(world, 'cpsc', cpscFile({}))
    await arrive(world, 'cpsc', cpscFile({ units: 'About 250,000' }))
    const { id } = await db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
    const before = await warnings()
    await assessNotice({ ...contextOf(world), rules: undefined as never }, { noticeId: id, version: 1 })
    expect(await warnings()).toEqual(before)
  })
})

test('a notice that concerns no local sector drafts nothing', async () => {
  await arrive(
    world,
    'eping',
    epingFile({ title: 'Purity of thorium oxide', products: 'Thorium oxide', hs: [], description: 'Purity.' }),
  )
  expect(await warnings()).toEqual([])
  expect(await openTasks()).toEqual([])
  expect(await readings()).toMatchObject([{ leaves: [], newest: true }])
})

describe('a foreign bulletin', () => {
  test('drafts a warning with both clocks in its advice, and a review due ten working days before comments close', async () => {
    await arrive(world, 'eping', epingFile({ comments: '2026-12-21', inForce: '6 months after adoption' }))
    const [warning] = await warnings()
    expect(warning).toMatchObject({ kind: 'bulletin', state: 'draft', market: 'EU' })
    expect(warning?.advice_zh).toContain('评议截止：2026-12-21')
    expect(warning?.advice_zh).toContain('生效：未定')
    const [task] = await openTasks()
    expect(task).toMatchObject({ kind: 'tbt_review', bureau: city.tradeBureau })
    expect(task?.due_at).toEqual(new Date('2026-12-07T16:00:00Z'))
  })

  test.each([
    ['an unknown deadline is never overdue', null, null],
    ['too late for the lead, the next working day', '2026-11-20', '2026-11-17T16:00:00Z'],
    ['never past the last day for comments', '2026-11-16', '2026-11-16T16:00:00Z'],
  ])('%s', async (_, comments, due) => {
    await arrive(world, 'eping', epingFile({ comments, circulated: '2026-11-12' }))
    const [task] = await openTasks()
    expect(task?.due_at ?? null).toEqual(due === null ? null : new Date(due))
  })

  test('long in force and closed to comments, it drafts nothing but can be found', async () => {
    await arrive(
      world,
      'eping',
      epingFile({ circulated: '2022-01-10', comments: '2022-03-10', inForce: '1 July 2022' }),
    )
    expect(await warnings()).toEqual([])
    expect(await readings()).toMatchObject([{ leaves: ['PROD.03'], comment_until: '2022-03-10' }])
  })

  test('relief is told as relief and asks for no work', async () => {
    await arrive(
      world,
      'eping',
      epingFile({
        title: 'Exemption of battery chargers from registration',
        description: 'Battery chargers are exempted from registration.',
      }),
    )
    const [warning] = await warnings()
    expect(warning).toMatchObject({ level: 'blue', relief: true })
    expect(warning?.title_zh).toContain('利好')
    expect(await openTasks()).toEqual([])
  })
})

describe('a follow-up is an event on its first notice', () => {
  const first = { symbol: 'G/TBT/N/EU/8001', comments: '2026-12-21' }
  const addendum = {
    symbol: 'G/TBT/N/EU/8001/Add.1',
    title: 'Addendum',
    products: '',
    hs: [],
    comments: null,
    circulated: '2026-11-13',
  }

  test('a new date drafts anew, with the sector of the first notice, and drops the draft before it', async () => {
    await arrive(world, 'eping', epingFile(first))
    await arrive(world, 'eping', epingFile({ ...addendum, description: ticked('comment', '20 January 2027') }))
    const [before, after, ...more] = await warnings()
    expect(more).toEqual([])
    expect(before).toMatchObject({ state: 'dropped', decision_reason: 'superseded' })
    expect(after).toMatchObject({ state: 'draft' })
    expect(after?.leaves).toContain('PROD.03')
    expect(after?.advice_zh).toContain('评议截止：2027-01-20')
    expect(await openTasks()).toHaveLength(1)
    expect(await readings()).toMatchObject([
      { source_id: 'G/TBT/N/EU/8001', newest: false, comment_until: '2027-01-20' },
      { source_id: 'G/TBT/N/EU/8001/Add.1', newest: true, comment_until: '2027-01-20', family: 'G/TBT/N/EU/8001' },
    ])
  })

  test('when the first notice is told anew after it, the draft is mended and not doubled', async () => {
    const said = { ...addendum, description: ticked('other', 'A hearing will be held.') }
    await arrive(world, 'eping', epingFile(first, said))
    await arrive(world, 'eping', epingFile({ ...first, comments: '2027-02-26' }))
    const drafts = (await warnings()).filter(({ state }) => state === 'draft')
    expect(drafts).toHaveLength(1)
    expect(drafts[0]?.advice_zh).toContain('评议截止：2027-02-26')
    const [task, ...more] = await openTasks()
    expect(more).toEqual([])
    expect(task?.due_at?.toISOString()).toMatch(/^2027-02/)
  })

  test('one that only moves a date takes nothing from the ban it belongs to, and says what the date was', async () => {
    const ban = { ...first, symbol: 'G/TBT/N/EU/8002', description: 'Prohibits chargers that are not certified.' }
    await arrive(world, 'eping', epingFile(ban))
    const said = {
      symbol: 'G/TBT/N/EU/8002/Add.1',
      circulated: '2026-11-14',
      description: ticked('comment', '2027-01-20'),
    }
    await arrive(
      world,
      'eping',
      epingFile({ ...said, title: 'Safety requirements for battery chargers', comments: null }),
    )
    const [before, after] = (await warnings()).slice(-2)
    expect(before?.advice_zh).toContain('禁止或限制')
    expect(after?.advice_zh).toContain('禁止或限制')
    expect(after?.advice_zh).toContain('评议截止：2027-01-20（原为 2026-12-21）。')
    expect(after?.advice_zh).not.toContain('生效：未定（原为')
    expect(JSON.stringify(after?.reasons)).toContain('禁止或限制')
  })

  test('one that changes no date, scope or level drafts nothing', async () => {
    await arrive(world, 'eping', epingFile(first))
    await arrive(world, 'eping', epingFile({ ...addendum, description: ticked('other', 'A hearing will be held.') }))
    expect(await warnings()).toMatchObject([{ state: 'draft' }])
    expect(await openTasks()).toHaveLength(1)
  })

  test('a withdrawal is relief', async () => {
    await arrive(world, 'eping', epingFile(first))
    await arrive(world, 'eping', epingFile({ ...addendum, description: ticked('withdrawn') }))
    const drafts = (await warnings()).filter(({ state }) => state === 'draft')
    expect(drafts).toMatchObject([{ level: 'blue', relief: true }])
    expect(drafts[0]?.title_zh).toContain('已撤回')
    expect(await openTasks()).toEqual([])
  })

  test('in one file with its first notice the last one speaks, once', async () => {
    await arrive(world, 'eping', epingFile(first, { ...addendum, description: ticked('comment', '20 January 2027') }))
    expect(await warnings()).toHaveLength(1)
    expect((await warnings())[0]?.advice_zh).toContain('2027-01-20')
  })
})
