import { describe, expect, it } from 'vitest'
import { decideFirmLink } from '../../../src/alerts/links/decide-firm-link.ts'
import { findFirmsOf } from '../../../src/alerts/links/find-firms-of.ts'
import { findNoticesOf } from '../../../src/alerts/links/find-notices-of.ts'
import { linkFirms } from '../../../src/alerts/links/link-firms.ts'
import { aFirm, codes, takeIn } from '../../enterprises/firms.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { cpscFile } from '../small-notices.ts'
import { failedSample, samrForm, told } from './firm-notices.ts'

const world = await useWorld()
const { db } = world
const worker = () => contextOf(world, { actor: { kind: 'job', name: 'link-notice' } })
const office = async () => contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })

const links = async () =>
  (await db
    .selectFrom('notice_firm')
    .select(['tier', 'state', 'role', 'said', 'because'])
    .orderBy('score', 'desc')
    .execute()) ?? []

describe('a recall meets the register', () => {
  it('the full name in the same city is one click, with reasons; a firm of another name is not named', async () => {
    await aFirm(world)
    await aFirm(world, { code: codes.toys, name: '深圳市别的玩具有限公司' })
    const noticeId = await told(world, 'samr', samrForm())
    const [link, ...others] = await links()
    expect(others).toEqual([])
    expect(link).toMatchObject({ tier: 'name', state: 'proposed', role: 'manufacturer' })
    expect(link?.because.join()).toContain('同一名称')
    expect(await findFirmsOf(contextOf(world), { noticeId })).toEqual([])
  })

  it('a credit code in the notice links by itself; the public is told only what a person confirmed', async () => {
    const { id, code } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm({ more: `统一社会信用代码：${code}` }))
    expect((await links())[0]).toMatchObject({ tier: 'identifier', state: 'confirmed' })
    expect(await findNoticesOf(contextOf(world), { enterpriseId: id })).toEqual([])
    await decideFirmLink(await office(), { noticeId, enterpriseId: id, decision: 'confirm', reason: '' })
    const [shown] = await findNoticesOf(contextOf(world), { enterpriseId: id })
    expect(shown).toMatchObject({ noticeId, kind: 'recall', role: 'manufacturer', byPerson: true })
  })

  it('the code of another firm than the one named links nothing by itself', async () => {
    const { code } = await aFirm(world, { code: codes.toys, name: '深圳市别的玩具有限公司' })
    await told(world, 'samr', samrForm({ more: `统一社会信用代码：${code}` }))
    expect((await links()).map(({ state }) => state)).not.toContain('confirmed')
  })

  it('a branch is not its parent: a person is asked', async () => {
    await aFirm(world, { code: codes.kitchenBranch, name: '深圳市虚构一号电器有限公司南山分公司' })
    await told(world, 'samr', samrForm())
    expect((await links()).every(({ tier }) => tier === 'scored' || tier === 'text')).toBe(true)
  })

  it('a maker called in Latin letters is found by its sound and its trade', async () => {
    await aFirm(world, { name: '深圳市宏泰电子有限公司' })
    await aFirm(world, { code: codes.toys, name: '深圳市宏泰玩具有限公司' })
    await told(world, 'cpsc', cpscOf('Shenzhen Hongtai Electronics Co., Ltd., of China'))
    const [link, ...others] = await links()
    expect(link).toMatchObject({ tier: 'scored', state: 'proposed' })
    expect(link?.because.join()).toContain('读音相同')
    expect(others.filter(({ state }) => state === 'proposed')).toEqual([])
  })
})

/** A recall abroad by this maker. */
function cpscOf(maker: string): Uint8Array {
  const text = new TextDecoder().decode(cpscFile({}))
  return new TextEncoder().encode(text.replace('Testbrand Co., Ltd., of China', maker))
}

describe('a failed sample meets the register', () => {
  it('by the number of the production licence, by itself', async () => {
    await aFirm(world, { code: codes.kitchen, name: '深圳市虚构食品有限公司' })
    const permit = {
      code: codes.kitchen,
      document_no: 'SC12444030012345',
      result: 'granted',
      subject: '糕点',
      authority: '深圳市市场监督管理局',
      bureau: 'AMR',
      happened_on: '2025-01-02',
    }
    await takeIn(world, 'permits', [permit])
    await told(world, 'sampling', failedSample({ note: '许可证号SC12444030012345' }))
    expect((await links())[0]).toMatchObject({ tier: 'identifier', state: 'confirmed', role: 'manufacturer' })
  })

  it('the seller as well as the maker, and one of the same bare name elsewhere not', async () => {
    await aFirm(world, { name: '深圳市好好超市有限公司' })
    await aFirm(world, { code: codes.kitchen, name: '深圳市虚构食品有限公司' })
    await told(
      world,
      'sampling',
      failedSample({ maker: '东莞市虚构食品有限公司', address: '东莞市长安镇', seller: '深圳市好好超市有限公司' }),
    )
    expect(await links()).toMatchObject([{ role: 'seller', tier: 'name', state: 'proposed' }])
  })

  it('one that passed after all gives its firms up', async () => {
    await aFirm(world, { code: codes.kitchen, name: '深圳市虚构食品有限公司' })
    await told(world, 'sampling', failedSample())
    expect(await links()).toMatchObject([{ state: 'proposed' }])
    await told(world, 'sampling', failedSample({ conclusion: '合格' }))
    expect(await links()).toMatchObject([{ state: 'rejected' }])
  })
})

describe('a person decides', () => {
  it('a no is remembered for these words, also in the next notice; undone, it is asked again', async () => {
    const { id } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm())
    const clerk = await office()
    await decideFirmLink(clerk, { noticeId, enterpriseId: id, decision: 'reject', reason: '同名的另一家' })
    await linkFirms(worker(), { noticeId })
    expect(await links()).toMatchObject([{ state: 'rejected' }])
    expect(await db.selectFrom('enterprise_apart').select('enterprise_id').execute()).toEqual([{ enterprise_id: id }])
    await decideFirmLink(clerk, { noticeId, enterpriseId: id, decision: 'reopen', reason: '' })
    expect(await links()).toMatchObject([{ state: 'proposed' }])
    expect(await db.selectFrom('enterprise_apart').select('enterprise_id').execute()).toEqual([])
    const events = await db.selectFrom('enterprise_event').select(['act', 'subject']).orderBy('id').execute()
    expect(events.filter(({ subject }) => subject === `notice:${noticeId}`).map(({ act }) => act)).toEqual([
      'refuse_match',
      'refuse_match',
    ])
  })

  it('only who keeps the register, and from the desk only what is still open', async () => {
    const { id } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm())
    const deciding = { noticeId, enterpriseId: id, decision: 'confirm' as const, reason: '', onlyOpen: true }
    const dispatcher = contextOf(world, { actor: await anOfficer(db, { role: 'dispatcher' }) })
    await expect(decideFirmLink(dispatcher, deciding)).rejects.toThrow('岗位')
    await decideFirmLink(await office(), deciding)
    await expect(decideFirmLink(await office(), { ...deciding, decision: 'reject' })).rejects.toThrow('同事')
    expect(await links()).toMatchObject([{ state: 'confirmed' }])
  })
})
