import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { countCommonKeys } from '../../../src/enterprises/search/count-common-keys.ts'
import { findFirms } from '../../../src/enterprises/search/find-firms.ts'
import { purgeQueries } from '../../../src/enterprises/search/purge-queries.ts'
import { Invalid } from '../../../src/errors.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { aFirm, codes, takeIn } from '../firms.ts'

const world = await useWorld()
const found = async (typed: string, district: string | null = null) =>
  (await findFirms(contextOf(world), { typed, district })).map(({ code }) => code)

async function someFirms() {
  await aFirm(world, { former_names: '深圳市虚构小家电厂', brands: '晨样;Chenyang' })
  await takeIn(world, 'enterprises', [
    {
      code: codes.toys,
      name: '深圳市样例儿童用品有限公司',
      brands: '小样熊',
      address: '深圳市龙岗区坂田街道样例路8号',
    },
    { code: codes.kitchen, name: '深圳市演示餐饮管理有限公司', address: '深圳市福田区福田街道演示大道100号' },
    {
      code: codes.kitchenBranch,
      name: '深圳市演示餐饮管理有限公司南山分公司',
      kind: 'branch',
      parent_code: codes.kitchen,
      address: '深圳市南山区粤海街道',
    },
    { code: codes.battery, name: '深圳市示意新能源科技有限公司', address: '深圳市龙岗区宝龙街道' },
  ])
}

describe('a firm is found', () => {
  test.each([
    ['by its whole name', '深圳市虚构一号电器有限公司', codes.kettle],
    ['by part of it', '虚构一号', codes.kettle],
    ['in traditional script', '虛構一號電器', codes.kettle],
    ['by a former name', '虚构小家电厂', codes.kettle],
    ['by its brand', '小样熊', codes.toys],
    ['by a brand in Latin letters', 'CHENYANG', codes.kettle],
    ['by its code', codes.toys, codes.toys],
    ['by the beginning of a code', codes.toys.slice(0, 16), codes.toys],
    ['by its address', '演示大道100号', codes.kitchen],
    ['with one wrong letter', '虚构一号电气', codes.kettle],
    ['with a wrong letter of the same sound', '须够一号电器', codes.kettle],
    ['in pinyin', 'xugouyihao', codes.kettle],
    ['in pinyin with blanks', 'shi yi xin neng yuan', codes.battery],
    ['in pinyin as the south speaks it', 'siyixinnenyuan', codes.battery],
    ['by first letters', 'yscy', codes.kitchen],
  ])('%s: %s', async (_, typed, code) => {
    await someFirms()
    expect((await found(typed))[0]).toBe(code)
  })

  test.each([
    ['with the letter in the middle wrong', '华海科'],
    ['with the first letter wrong', '花鑫科'],
    ['with the last letter wrong', '华鑫可'],
    ['with a letter left out', '华鑫'],
    ['with a letter put in', '华鑫金科'],
    ['with the letter wrong, whole name typed', '深圳市华海科有限公司'],
  ])('by a short name, among others as short, %s: %s', async (_, typed) => {
    await someFirms()
    await aFirm(world, { code: codes.battery, name: '深圳市华鑫科有限公司', address: '' })
    await aFirm(world, { code: codes.toys, name: '深圳市大鹏湾有限公司', address: '' })
    const list = await found(typed)
    expect(list[0]).toBe(codes.battery)
    expect(list).not.toContain(codes.toys)
  })

  test('also where the letter that is wrong makes the name of another firm', async () => {
    await aFirm(world, { name: '深圳市华海科技有限公司', address: '' })
    await aFirm(world, { code: codes.toys, name: '深圳市华鑫科技有限公司', address: '' })
    expect(await found('华海科技')).toEqual([codes.kettle, codes.toys])
    expect(await found('华山论剑')).toEqual([])
  })

  test('and its branch beside it, the whole name before the longer one', async () => {
    await someFirms()
    expect(await found('演示餐饮管理')).toEqual([codes.kitchen, codes.kitchenBranch])
    expect(await found('演示餐饮管理', 'NANSHAN')).toEqual([codes.kitchenBranch])
  })

  test('and nobody who only shares the city or the legal form', async () => {
    await someFirms()
    expect(await found('深圳市未曾听闻有限公司')).toEqual([])
    expect(await found('zzzz')).toEqual([])
    expect(await found('%%')).toEqual([])
  })

  test('once it is in the common keys too', async () => {
    await someFirms()
    await countCommonKeys(contextOf(world))
    expect(await world.db.selectFrom('enterprise_common_key').selectAll().execute()).toEqual([])
    await sql`analyze enterprise_search`.execute(world.db)
    await countCommonKeys(contextOf(world), { sampled: 5 })
    const shares = await world.db.selectFrom('enterprise_common_key').selectAll().execute()
    expect(shares.find(({ key }) => key === '虚构')?.share).toBeCloseTo(0.2)
    await world.db.deleteFrom('enterprise_common_key').execute()
    await world.db
      .insertInto('enterprise_common_key')
      .values(['虚构', '一号', '电器'].map((key) => ({ key, share: 0.2 })))
      .execute()
    expect((await found('虚构一号电器'))[0]).toBe(codes.kettle)
    expect((await found('虚构电器一号'))[0]).toBe(codes.kettle)
  })
})

describe('a look', () => {
  test('with nothing typed is refused with a word', async () => {
    await expect(found(' ')).rejects.toThrow(Invalid)
  })

  test('is on record without the words and the person, for five years', async () => {
    await someFirms()
    await found('虚构一号')
    const log = await world.db.selectFrom('enterprise_query').selectAll().execute()
    expect(log).toMatchObject([{ who: 'citizen', what: 'search', enterprise_id: null }])
    expect(JSON.stringify(log)).not.toContain('虚构')
    expect(await purgeQueries(contextOf(world, { now: new Date('2031-11-15T00:00:00Z') }))).toBe(0)
    expect(await purgeQueries(contextOf(world, { now: new Date('2031-11-17T00:00:00Z') }))).toBe(1)
  })
})
