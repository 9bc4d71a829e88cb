import { describe, expect, test } from 'vitest'
import { mergeTelling } from '../../../src/intake/merge-tellings.ts'
import type { RecallNotice } from '../../../src/intake/notice.ts'
import { recalledProduct, recallNotice } from '../../../src/intake/recalls/recall-notice.ts'

const recall = (change: Partial<RecallNotice> = {}): RecallNotice =>
  recallNotice({
    source: 'safety-gate',
    sourceId: 'SR/04711/26',
    route: 'weekly-xml',
    title: 'Toy torch',
    products: [recalledProduct({ name: 'Toy torch', brand: 'Nimbus' })],
    hazardText: 'Small parts come off.',
    ...change,
  })

describe('one notice by two routes', () => {
  test('the second fills what the first left out, and changes nothing that was said', () => {
    const told = mergeTelling(
      recall(),
      null,
      recall({
        route: 'notification-json',
        title: 'Torch (toy)',
        publishedOn: '2026-08-07',
        products: [recalledProduct({ name: 'Torch', gtins: ['0012345678905'] })],
      }),
    )
    expect(told).toMatchObject({ route: 'weekly-xml', title: 'Toy torch', publishedOn: '2026-08-07' })
    expect(told.kind === 'recall' && told.products).toEqual([
      recalledProduct({ name: 'Toy torch', brand: 'Nimbus', gtins: ['0012345678905'] }),
    ])
  })

  test('a route that tells differently than before changes that, and only that', () => {
    const json = recall({ route: 'notification-json', title: 'Torch (toy)', hazardText: '' })
    const corrected = { ...json, hazardText: 'The battery can be swallowed.' }
    const told = mergeTelling(recall(), json, corrected)
    expect(told).toMatchObject({ title: 'Toy torch', hazardText: 'The battery can be swallowed.' })
  })

  test('the order of keys, in which a database hands objects back, is no change', () => {
    const json = recall({ unitsAffected: { value: 5, status: 'exact', raw: '5' } })
    const stored = { ...json, unitsAffected: { raw: '5', status: 'exact' as const, value: 5 } }
    expect(mergeTelling(recall({ title: 'Kept' }), stored, json)).toMatchObject({ title: 'Kept' })
  })

  test('which notice it is stays as it was first told', () => {
    const told = mergeTelling(recall(), null, recall({ source: 'samr', sourceId: 'other', route: 'page' }))
    expect(told).toMatchObject({ source: 'safety-gate', sourceId: 'SR/04711/26', route: 'weekly-xml' })
  })
})

describe('views of one vehicle', () => {
  const view = (model: string, years: string[]) =>
    recallNotice({
      source: 'nhtsa',
      sourceId: '18V999000',
      route: 'vehicle-json',
      title: `NORTHWIND ${model}: STEERING`,
      products: [recalledProduct({ name: `NORTHWIND ${model}`, models: years })],
    })

  test('are united: another vehicle is added, another year joins its vehicle, the title stays', () => {
    const first = view('GALE', ['2018'])
    const second = mergeTelling(first, first, view('SQUALL', ['2018']))
    const third = mergeTelling(second, view('SQUALL', ['2018']), view('GALE', ['2019']))
    expect(third.title).toBe('NORTHWIND GALE: STEERING')
    expect(third.kind === 'recall' && third.products.map(({ name, models }) => [name, models])).toEqual([
      ['NORTHWIND GALE', ['2018', '2019']],
      ['NORTHWIND SQUALL', ['2018']],
    ])
  })
})
