import { describe, expect, it } from 'vitest'
import { chooseStart } from '../../../src/cases/filters/choose-start.ts'
import { deleteFilter } from '../../../src/cases/filters/delete-filter.ts'
import { filterLimits } from '../../../src/cases/filters/filter-limits.ts'
import { listFilters } from '../../../src/cases/filters/list-filters.ts'
import { saveFilter } from '../../../src/cases/filters/save-filter.ts'
import { readInboxAsked } from '../../../src/cases/inbox/inbox-asked.ts'
import { listInbox } from '../../../src/cases/inbox/list-inbox.ts'
import type { Actor } from '../../../src/context.ts'
import { Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world

const save = (actor: Actor, name: string, query: string, shared = false) =>
  saveFilter(contextOf(world, { actor }), { name, query, shared })
const listed = (actor: Actor) => listFilters(contextOf(world, { actor }))
const names = async (actor: Actor) => (await listed(actor)).map(({ name }) => name)

describe('a saved filter', () => {
  it('is a tab of its owner alone, with how many cases it finds now', async () => {
    const officer = await anOfficer(db)
    await openCaseAt(world, { danger: 2 })
    await openCaseAt(world, { danger: 0 })
    await openCaseAt(world, { danger: 2, lead: 'EEB' })
    await save(officer, '危险', 'danger=2&page=3&nonsense=1')
    expect(await listed(officer)).toMatchObject([{ name: '危险', query: 'danger=2', shared: false, cases: 1 }])
    expect(await listed(await anOfficer(db))).toEqual([])
  })

  it('says what the inbox says, whether it looks at open cases, ended ones, those supported or words', async () => {
    const officer = await anOfficer(db)
    for (const danger of [0, 2, 3] as const)
      for (const state of ['dispatched', 'handling', 'closed'] as const)
        for (const lead of ['AMR', 'EEB'])
          await openCaseAt(world, { danger, state, lead, support: lead === 'EEB' ? ['AMR'] : [] })
    const queries = [
      'danger=2',
      'danger=3&state=closed',
      'part=support&danger=2',
      'state=handling',
      'overdue=yes',
      'words=n77',
    ]
    for (const query of queries) await save(officer, query.slice(0, 20), query)
    const context = contextOf(world, { actor: officer })
    for (const { query, cases } of await listed(officer)) {
      const values = new URLSearchParams(query)
      const { total } = await listInbox(
        context,
        readInboxAsked(world.city, (name) => values.get(name)),
      )
      expect({ query, cases }).toEqual({ query, cases: total })
    }
    expect((await listed(officer)).map(({ cases }) => cases)).toContain(4)
  })

  it('that the head shares is everybody’s in the bureau, and only the head’s to delete', async () => {
    const head = await anOfficer(db, { role: 'head' })
    const officer = await anOfficer(db)
    await expect(save(officer, '超期', 'overdue=yes', true)).rejects.toThrow(Forbidden)
    const { id } = await save(head, '超期', 'overdue=yes', true)
    await save(officer, '食品', 'sector=FOOD')
    expect(await names(officer)).toEqual(['超期', '食品'])
    expect(await names(await anOfficer(db, { bureau: 'EEB' }))).toEqual([])
    await expect(deleteFilter(contextOf(world, { actor: officer }), { filterId: id })).rejects.toThrow(NotFound)
    await deleteFilter(contextOf(world, { actor: head }), { filterId: id })
    expect(await names(officer)).toEqual(['食品'])
  })

  it('opens the inbox of who chose it, until it is chosen away or deleted', async () => {
    const [one, two] = [await anOfficer(db), await anOfficer(db)]
    const { id } = await save(one, '危险', 'danger=2')
    await chooseStart(contextOf(world, { actor: one }), { filterId: id })
    expect(await listed(one)).toMatchObject([{ starts: true }])
    await expect(chooseStart(contextOf(world, { actor: two }), { filterId: id })).rejects.toThrow(NotFound)
    await chooseStart(contextOf(world, { actor: one }), { filterId: null })
    expect(await listed(one)).toMatchObject([{ starts: false }])
    await chooseStart(contextOf(world, { actor: one }), { filterId: id })
    await deleteFilter(contextOf(world, { actor: one }), { filterId: id })
    expect(await db.selectFrom('inbox_start').selectAll().execute()).toEqual([])
  })

  it('is replaced under its own name, and refused without a name, without filters, and beyond the limit', async () => {
    const officer = await anOfficer(db)
    await save(officer, '常看', 'danger=2')
    await save(officer, '常看', 'danger=3')
    expect(await listed(officer)).toMatchObject([{ query: 'danger=3' }])
    await expect(save(officer, ' ', 'danger=2')).rejects.toThrow(Invalid)
    await expect(save(officer, '空', 'state=nowhere')).rejects.toThrow(Invalid)
    for (let n = 1; n < filterLimits.own; n += 1) await save(officer, `第${n}个`, 'danger=1')
    await expect(save(officer, '再一个', 'danger=1')).rejects.toThrow(Invalid)
    await save(officer, '常看', 'danger=1')
    expect(await listed(officer)).toHaveLength(filterLimits.own)
    await expect(save(await anOfficer(db, { role: 'auditor' }), '看', 'danger=1')).rejects.toThrow(Forbidden)
  })
})
