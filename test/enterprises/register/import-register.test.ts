import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readFirm } from '../../../src/enterprises/read-firm.ts'
import { importRegister } from '../../../src/enterprises/register/import-register.ts'
import { Invalid } from '../../../src/errors.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { aFact, aFirm, codes, regrade, sheet, takeIn } from '../firms.ts'

const world = await useWorld()
const { db } = world

describe('a file of the register', () => {
  test('read again changes nothing; a changed row changes the firm', async () => {
    await aFirm(world)
    const row = {
      code: codes.toys,
      name: '深圳市样例儿童用品有限公司',
      brands: '小样熊',
      address: '深圳市龙岗区坂田街道样例路8号',
    }
    expect(await takeIn(world, 'enterprises', [row])).toMatchObject({ seen: 1, new: 1, rejected: 0 })
    expect(await takeIn(world, 'enterprises', [row])).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    expect(await takeIn(world, 'enterprises', [{ ...row, status: '注销' }])).toMatchObject({ changed: 1 })
    const firm = await db.selectFrom('enterprise').selectAll().where('code', '=', codes.toys).executeTakeFirstOrThrow()
    expect(firm).toMatchObject({ status: 'cancelled', district: 'LONGGANG', street: '坂田街道' })
    expect(await db.selectFrom('register_run').select('sheet').execute()).toHaveLength(4)
  })

  test('names each bad row with its reason and takes the others', async () => {
    const count = await takeIn(world, 'enterprises', [
      { 统一社会信用代码: codes.kettle, 企业名称: '深圳市虚构一号电器有限公司' },
      { 统一社会信用代码: '914403000000000190', 企业名称: '深圳市错码有限公司' },
      { 统一社会信用代码: codes.kitchenBranch, 企业名称: '某分公司', 类型: '分支机构' },
      { 统一社会信用代码: codes.toys, 企业名称: '', 规模: '巨大' },
    ])
    expect(count).toMatchObject({ seen: 4, new: 1, rejected: 3 })
    expect(count.rejects.map(({ row, faults }) => [row, Object.keys(faults)])).toEqual([
      [3, ['code']],
      [4, ['parent_code']],
      [5, ['name', 'size']],
    ])
    const kept = await db.selectFrom('register_reject').select(['row', 'reason_zh']).orderBy('row').execute()
    expect(kept[0]?.reason_zh).toContain('校验位')
  })

  test('of facts rejects a firm it does not know, a wrong result and a date to come', async () => {
    await aFirm(world)
    const count = await takeIn(world, 'samples', [
      aFact(),
      aFact({ code: codes.toys, document_no: '样字2号' }),
      aFact({ document_no: '样字3号', result: '还行' }),
      aFact({ document_no: '样字4号', happened_on: '2027-01-01' }),
    ])
    expect(count).toMatchObject({ new: 1, rejected: 3 })
    expect(count.rejects.map(({ faults }) => Object.keys(faults)[0]).sort()).toEqual(['code', 'happened_on', 'result'])
  })

  test('keeps what a fact said before when its source tells it differently', async () => {
    const { id } = await aFirm(world)
    await takeIn(world, 'samples', [aFact()])
    expect(await takeIn(world, 'samples', [aFact()])).toMatchObject({ unchanged: 1, new: 0 })
    expect(await takeIn(world, 'samples', [aFact({ result: 'pass' })])).toMatchObject({ changed: 1 })
    const event = await db
      .selectFrom('enterprise_event')
      .selectAll()
      .where('enterprise_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(event.act).toBe('change_fact')
    expect(event.detail).toMatchObject({ result: 'fail' })
  })

  test('may be a worksheet with dates as a spreadsheet keeps them, or saved in GB 18030', async () => {
    await aFirm(world)
    const book = new ExcelJS.Workbook()
    const page = book.addWorksheet('处罚')
    page.addRow(['统一社会信用代码', '情节', '事项', '决定书文号', '处罚机关', '单位代码', '处罚日期'])
    page.addRow([codes.kettle, '一般', '虚假宣传', '罚字1号', '某局', 'AMR', 46295])
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const context = contextOf(world, { actor: { kind: 'operator' } })
    expect(await importRegister(context, { sheet: 'penalties', name: 'a.xlsx', bytes })).toMatchObject({
      new: 1,
      rejects: [],
    })
    const fact = await db.selectFrom('enterprise_fact').selectAll().executeTakeFirstOrThrow()
    expect(fact).toMatchObject({ happened_on: '2026-09-30', shown_until: '2029-09-30', severity: 'general' })
    const gb = new Uint8Array([
      ...Buffer.from('code,name\n'),
      ...Buffer.from(`${codes.toys},`),
      0xc9,
      0xee,
      0xdb,
      0xda,
      0xca,
      0xd0,
    ])
    expect(await importRegister(context, { sheet: 'enterprises', name: 'gb.csv', bytes: gb })).toMatchObject({ new: 1 })
    expect(await db.selectFrom('enterprise').select('name').where('code', '=', codes.toys).executeTakeFirst()).toEqual({
      name: '深圳市',
    })
    const nothing = { sheet: 'enterprises' as const, name: 'a.xlsx', bytes: sheet([]) }
    await expect(importRegister(context, nothing)).rejects.toThrow(Invalid)
  })

  test('of what was put right marks the fault that its document found', async () => {
    await aFirm(world)
    await takeIn(world, 'samples', [aFact()])
    await takeIn(world, 'rectifications', [
      aFact({ result: 'done', document_no: '改字1号', about_document: '样字1号', happened_on: '2026-11-01' }),
    ])
    const fact = await db
      .selectFrom('enterprise_fact')
      .select('rectified_on')
      .where('kind', '=', 'sample')
      .executeTakeFirst()
    expect(fact?.rectified_on).toBe('2026-11-01')
  })

  test('keeps no house number of a sole trader', async () => {
    await aFirm(world, { kind: 'sole_trader', address: '深圳市福田区沙头街道假想村12号101' })
    expect(await db.selectFrom('enterprise').select('address').executeTakeFirst()).toEqual({
      address: '深圳市福田区沙头街道假想村',
    })
  })
})

describe('what everybody sees of a record', () => {
  test('is what is published: a lapsed penalty is gone for the public and stays for staff', async () => {
    await aFirm(world)
    await takeIn(world, 'penalties', [
      aFact({ result: '', severity: 'minor', happened_on: '2026-01-05', document_no: '罚字9号' }),
    ])
    await regrade(world)
    const citizen = await readFirm(contextOf(world), { code: codes.kettle, look: 'record' })
    expect(citizen.timeline).toEqual([])
    expect(citizen.firm.grade).toBe('N')
    const staff = { kind: 'staff' as const, accountId: 1, name: '李明', role: 'officer' as const, bureau: 'AMR' }
    const inside = await readFirm(contextOf(world, { actor: staff }), { code: codes.kettle, look: 'staff_record' })
    expect(inside.timeline.map(({ document_no, published }) => [document_no, published])).toEqual([['罚字9号', false]])
    const log = await db.selectFrom('enterprise_query').select(['who', 'what']).orderBy('id').execute()
    expect(log).toEqual([
      { who: 'citizen', what: 'record' },
      { who: 'officer:AMR', what: 'staff_record' },
    ])
  })

  test('of a branch is not its parent', async () => {
    await aFirm(world, { code: codes.kitchen, name: '深圳市演示餐饮管理有限公司' })
    await aFirm(world, {
      code: codes.kitchenBranch,
      name: '深圳市演示餐饮管理有限公司南山分公司',
      kind: 'branch',
      parent_code: codes.kitchen,
    })
    await takeIn(world, 'samples', [aFact({ code: codes.kitchenBranch })])
    await regrade(world)
    const parent = await readFirm(contextOf(world), { code: codes.kitchen, look: 'record' })
    expect(parent.timeline).toEqual([])
    expect(parent.branches.map(({ code }) => code)).toEqual([codes.kitchenBranch])
    const branch = await readFirm(contextOf(world), { code: codes.kitchenBranch, look: 'record' })
    expect(branch.parent?.code).toBe(codes.kitchen)
    expect(branch.timeline).toHaveLength(1)
  })
})
