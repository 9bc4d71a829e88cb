import { describe, expect, it } from 'vitest'
import { admitMember } from '../../../src/alerts/network/admit-member.ts'
import { disableMember } from '../../../src/alerts/network/disable-member.ts'
import { enableMember } from '../../../src/alerts/network/enable-member.ts'
import { listMembers } from '../../../src/alerts/network/list-members.ts'
import { memberKeyHash } from '../../../src/alerts/network/member-key.ts'
import { noticeSilences } from '../../../src/alerts/network/notice-silences.ts'
import type { TypedObservation } from '../../../src/alerts/network/read-observations.ts'
import { reportObservations } from '../../../src/alerts/network/report-observations.ts'
import { rotateMemberKey } from '../../../src/alerts/network/rotate-member-key.ts'
import { Forbidden, Invalid } from '../../../src/errors.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const days = (count: number) => new Date(monday.getTime() + count * 86_400_000)
const office = async (now = monday) =>
  contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }), now })
const anybody = (now = monday) => contextOf(world, { now })
const hospital = {
  kind: 'hospital',
  name: '某区人民医院',
  district: 'NANSHAN',
  email: 'duty@hospital.example',
  rhythm: '7',
}
const injury = (said: TypedObservation = {}): TypedObservation => ({
  ref: 'A-001',
  kind: 'injury',
  day: '2026-11-15',
  leaf: 'PROD.03',
  hazards: '火灾',
  product: '电动自行车锂电池',
  district: '南山区',
  age_band: '14-64',
  ...said,
})
const admitted = async (said: Partial<typeof hospital> = {}) => admitMember(await office(), { ...hospital, ...said })
const report = (key: string, rows: TypedObservation[], now = monday) =>
  reportObservations(anybody(now), { key, via: 'api', rows, nothing: rows.length === 0 })
const kept = () => db.selectFrom('observation').selectAll().orderBy('id').execute()
const letters = () => db.selectFrom('letter').select(['recipient', 'what']).orderBy('id').execute()
const faultsOf = async (promise: Promise<unknown>) => {
  const refusal = await promise.catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Invalid)
  return (refusal as Invalid).fields
}

describe('a member of the network', () => {
  it('is admitted by the office; its key is shown once, kept as a hash and told apart by its end', async () => {
    const { memberId, key } = await admitted()
    const row = await db.selectFrom('network_member').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ id: memberId, key_hash: memberKeyHash(key), key_hint: key.slice(-4) })
    expect(JSON.stringify(row)).not.toContain(key)
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await expect(admitMember(officer, hospital)).rejects.toBeInstanceOf(Forbidden)
    await expect(listMembers(officer)).rejects.toBeInstanceOf(Forbidden)
    expect(Object.keys(await faultsOf(admitted()))).toEqual(['name'])
    const bad = { kind: 'zoo', name: '', district: 'MARS', email: 'x', rhythm: '0' }
    expect(Object.keys(await faultsOf(admitMember(await office(), bad))).sort()).toEqual(Object.keys(bad).sort())
  })

  it('is admitted once and gets one key by a form sent twice, and another key by another form', async () => {
    const said = { ...hospital, submissionKey: 'form-1' }
    const [first, second] = await Promise.all([admitMember(await office(), said), admitMember(await office(), said)])
    expect(second).toEqual(first)
    expect(Object.keys(await faultsOf(admitted()))).toEqual(['name'])
    const { memberId } = first
    const rotate = async (submissionKey: string) =>
      (await rotateMemberKey(await office(), { memberId, submissionKey })).key
    const [one, again] = await Promise.all([rotate('form-2'), rotate('form-2')])
    expect(again).toBe(one)
    expect(await report(one, [injury()])).toMatchObject({ taken: 1 })
    const other = await rotate('form-3')
    expect(new Set([first.key, one, other]).size).toBe(3)
    await expect(report(one, [injury()])).rejects.toBeInstanceOf(Forbidden)
    const acts = await db.selectFrom('audit_event').select('act').orderBy('id').execute()
    expect(acts.map(({ act }) => act)).toEqual(['member_admitted', 'member_key_changed', 'member_key_changed'])
  })

  it('reports with its own key alone: not with one that was replaced, nor while it is disabled', async () => {
    const { memberId, key } = await admitted()
    await expect(report('qsn_guess', [injury()])).rejects.toBeInstanceOf(Forbidden)
    const { key: next } = await rotateMemberKey(await office(), { memberId })
    await expect(report(key, [injury()])).rejects.toBeInstanceOf(Forbidden)
    await disableMember(await office(), { memberId })
    await expect(report(next, [injury()])).rejects.toBeInstanceOf(Forbidden)
    await enableMember(await office(), { memberId })
    expect(await report(next, [injury()])).toMatchObject({ taken: 1, repeated: 0 })
    const acts = await db.selectFrom('audit_event').select('act').orderBy('id').execute()
    expect(acts.map(({ act }) => act)).toEqual([
      'member_admitted',
      'member_key_changed',
      'member_disabled',
      'member_enabled',
    ])
  })
})

describe('a report', () => {
  it('becomes observations of its source, in the codes of the city; what came before is not taken twice', async () => {
    const { memberId, key } = await admitted()
    await report(key, [injury()])
    expect(await kept()).toMatchObject([
      {
        ...{ source: `member:${memberId}`, ref: 'A-001', kind: 'injury', day: '2026-11-15', leaf: 'PROD.03' },
        ...{ hazards: ['fire'], district: 'NANSHAN', count: 1, age_band: '14-64', recorded_at: monday },
      },
    ])
    const other = await admitted({ name: '另一家医院' })
    expect(await report(key, [injury(), injury({ ref: 'A-002', count: '3' })])).toMatchObject({ taken: 1, repeated: 1 })
    expect(await report(other.key, [injury()])).toMatchObject({ taken: 1, repeated: 0 })
    expect(await kept()).toHaveLength(3)
  })

  it('with one wrong cell is refused whole, each fault with its row and column', async () => {
    const { key } = await admitted()
    const rows = [
      injury(),
      injury({ ref: 'A-002', day: '2026-11-31', hazards: 'dragon' }),
      injury({ ref: 'A-003', kind: 'failed_sample', count: '-1', leaf: 'NO.01', district: '火星' }),
      injury({ ref: 'A-001', age_band: '33', product: '', leaf: '' }),
    ]
    expect(Object.keys(await faultsOf(report(key, rows))).sort()).toEqual(
      [
        ...['rows.1.day', 'rows.1.hazards', 'rows.2.age_band', 'rows.2.count', 'rows.2.district', 'rows.2.kind'],
        ...['rows.2.leaf', 'rows.3.age_band', 'rows.3.product', 'rows.3.ref'],
      ].sort(),
    )
    expect(await kept()).toEqual([])
    expect(await db.selectFrom('network_report').select(['taken', 'faults']).execute()).toEqual([
      { taken: 0, faults: 10 },
    ])
    expect((await listMembers(await office()))[0]).toMatchObject({ heardAt: null, refused: 1 })
  })

  it('lets nothing personal in: no column for it, no name, phone or identity number in any cell', async () => {
    const { key } = await admitted()
    const faults = await faultsOf(
      report(key, [
        injury({ name: '张三' }),
        injury({ ref: 'A-2', product: '热水壶，患者电话 13812345678' }),
        injury({ ref: 'A-3', brand: '身份证号 440301199001011234' }),
        injury({ ref: 'A-4', enterprise: '王大妈水饺店' }),
      ]),
    )
    expect(Object.keys(faults).sort()).toEqual(['rows.0.name', 'rows.1.product', 'rows.2.brand'])
    expect(faults['rows.1.product']?.zh).toContain('个人信息')
    expect(await kept()).toEqual([])
  })

  it('holds 1 to 1000 rows, or says that there is nothing', async () => {
    const { key } = await admitted()
    const many = Array.from({ length: 1001 }, (_, i) => injury({ ref: `B-${i}` }))
    expect(Object.keys(await faultsOf(report(key, many)))).toEqual(['rows'])
    expect(await report(key, [])).toMatchObject({ taken: 0, repeated: 0 })
    const [member] = await listMembers(await office())
    expect(member).toMatchObject({ heardAt: monday, silentSince: null })
  })
})

describe('silence', () => {
  it('is an alarm once: a row, a letter to the office and to the member; a report ends it, the next begins anew', async () => {
    const { key } = await admitted()
    expect(await noticeSilences(anybody(days(6.9)))).toBe(0)
    expect(await noticeSilences(anybody(days(8)))).toBe(1)
    expect(await noticeSilences(anybody(days(9)))).toBe(0)
    expect((await letters()).map(({ recipient }) => recipient).sort()).toEqual([
      'data-duty@shenzhen.example',
      'duty@hospital.example',
    ])
    expect((await listMembers(await office(days(9))))[0]?.silentSince).toEqual(days(7))
    await report(key, [], days(10))
    expect((await listMembers(await office(days(10))))[0]?.silentSince).toBeNull()
    expect(await noticeSilences(anybody(days(16)))).toBe(0)
    expect(await noticeSilences(anybody(days(18)))).toBe(1)
    expect(await letters()).toHaveLength(4)
    expect(await db.selectFrom('network_silence').selectAll().execute()).toHaveLength(2)
  })

  it('of a disabled member is none', async () => {
    const { memberId } = await admitted()
    await disableMember(await office(), { memberId })
    expect(await noticeSilences(anybody(days(30)))).toBe(0)
    await enableMember(await office(days(30)), { memberId })
    expect(await noticeSilences(anybody(days(36)))).toBe(0)
    expect(await letters()).toEqual([])
  })
})
