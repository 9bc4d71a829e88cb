import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useDatabase } from '../support/database.ts'

const { db } = await useDatabase()

const answer = async (expression: string): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db)
  return rows[0]?.value
}

/** Run on PGlite by `npm test` and on PostgreSQL by `npm run test:postgres`: both drivers must give these very values. */
describe('both drivers answer alike', () => {
  test.each([
    ['a bigint is a number', `9007199254740991::int8`, 9_007_199_254_740_991],
    ['bigints in an array are numbers', `array[1, 9007199254740991]::int8[]`, [1, 9_007_199_254_740_991]],
    ['an empty array of bigints is empty', `'{}'::int8[]`, []],
    ['a count is a number', `count(*)`, 1],
    ['a date is the text of its day, with no time zone to shift it', `date '2026-05-31'`, '2026-05-31'],
    ['an interval is text', `interval '1 day 02:03:04'`, '1 day 02:03:04'],
    ['a numeric keeps its cents as text', `12345678.90::numeric(14,2)`, '12345678.90'],
    ['a real is a number', `0.25::real`, 0.25],
    ['jsonb is read', `'{"because": ["漏电", {"level": 2}]}'::jsonb`, { because: ['漏电', { level: 2 }] }],
    ['an array of text is an array', `array['漏电', 'a,b', 'c"d']`, ['漏电', 'a,b', 'c"d']],
    ['an instant is a Date', `timestamptz '2026-05-31 23:30:00+08'`, new Date('2026-05-31T15:30:00Z')],
    ['nothing is null', `null::int8`, null],
  ])('%s', async (_, expression, expected) => {
    expect(await answer(expression)).toEqual(expected)
  })

  test('bytes are bytes', async () => {
    const bytes = await answer(`'\\x00ff10'::bytea`)
    expect(bytes).toBeInstanceOf(Uint8Array)
    expect([...(bytes as Uint8Array)]).toEqual([0, 255, 16])
  })

  test('a bigint that a number cannot hold is refused, never rounded', async () => {
    await expect(answer(`9007199254740993::int8`)).rejects.toThrow(/beyond 2\^53/)
  })

  test('the session runs in UTC', async () => {
    expect(await answer(`current_setting('timezone')`)).toBe('UTC')
  })

  test('what is written is read back the same', async () => {
    const receivedAt = new Date('2026-05-31T15:30:00.123Z')
    await db
      .insertInto('report')
      .values({
        id: 1,
        channel: 'web',
        content_hash: 'h',
        kind: 'complaint',
        title: '电池鼓包',
        text: '电动车电池鼓包，充电时冒烟。',
        occurred_on: '2026-05-30',
        amount: 1299.5,
        claims: ['退货', '赔偿, "全额"'],
        anonymous: false,
        received_at: receivedAt,
      })
      .execute()
    expect(await db.selectFrom('report').selectAll().executeTakeFirstOrThrow()).toMatchObject({
      id: 1,
      occurred_on: '2026-05-30',
      amount: '1299.50',
      claims: ['退货', '赔偿, "全额"'],
      received_at: receivedAt,
    })
  })
})
