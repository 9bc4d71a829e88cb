import { describe, expect, it } from 'vitest'
import { loadCity } from '../../../src/reference/load-city.ts'
import { itemsOf } from '../../../src/triage/items.ts'
import { loadModel } from '../../../src/triage/load-model.ts'
import { triage } from '../../../src/triage/triage.ts'
import { oneDemand, severalDemands } from './items-texts.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const read = (text: string) => {
  const assessment = triage({ text }, { city, model })
  return { assessment, items: itemsOf(assessment, { city, model }) }
}

describe('demands of a filing', () => {
  it('are one where the writer has one', () => {
    const split = oneDemand.filter((text) => read(text).items.length > 1)
    console.info(`one demand: ${split.length} of ${oneDemand.length} wrongly split`, split)
    expect(split.length).toBeLessThanOrEqual(1)
  })

  it('are several where the writer sets them apart and they go to others', () => {
    const found = severalDemands.filter(([text]) => read(text).items.length > 1)
    const missed = severalDemands.filter(([text]) => read(text).items.length < 2).map(([text]) => text)
    console.info(`several demands: ${found.length} of ${severalDemands.length} found`, missed)
    expect(found.length / severalDemands.length).toBeGreaterThanOrEqual(0.6)
  })

  it('go to the bureaus that a person would name', () => {
    let right = 0
    let all = 0
    for (const [text, leads] of severalDemands) {
      const { items } = read(text)
      if (items.length < 2) continue
      leads.forEach((lead, i) => {
        all += 1
        if (lead.split(' ').includes(items[i]?.lead ?? '')) right += 1
        else
          console.info(
            'lead',
            lead,
            'read as',
            items[i]?.lead,
            items[i]?.leaf,
            text.slice(items[i]?.start ?? 0, items[i]?.end ?? 0),
          )
      })
    }
    console.info(`bureaus of items: ${right} of ${all} right`)
    expect(right / all).toBeGreaterThanOrEqual(0.8)
  })

  it('stand in the text, in order, without overlap, and a single one is the whole', () => {
    for (const [text] of severalDemands) {
      const { assessment, items } = read(text)
      let end = 0
      for (const item of items) {
        expect(item.start).toBeGreaterThanOrEqual(end)
        expect(item.end).toBeLessThanOrEqual(assessment.text.length)
        end = item.end
      }
    }
    const { assessment, items } = read('路灯坏了')
    expect(items).toEqual([
      {
        start: 0,
        end: assessment.text.length,
        leaf: assessment.leaf.value,
        lead: assessment.lead.value,
        confidence: assessment.lead.confidence,
      },
    ])
  })
})
