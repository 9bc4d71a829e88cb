import { describe, expect, it } from 'vitest'
import { loadCity } from '../../../src/reference/load-city.ts'
import { loadModel } from '../../../src/triage/load-model.ts'
import { triage } from '../../../src/triage/triage.ts'
import { englishTexts, type ForeignText, traditionalTexts } from './foreign-texts.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')

/** Share of texts whose lead is the first answer and whose leaf is among the first three; what is wrong is printed. */
function sharesOf(texts: ForeignText[]) {
  let leads = 0
  let leaves = 0
  for (const [text, leaf, lead] of texts) {
    const said = triage({ text }, { city, model })
    const three = [said.leaf, ...said.leaf.alternatives].slice(0, 3).map(({ value }) => value)
    const leadRight = lead.split(' ').includes(said.lead.value)
    const leafRight = leaf.split(' ').some((one) => three.includes(one))
    leads += Number(leadRight)
    leaves += Number(leafRight)
    if (!leadRight || !leafRight)
      console.info(`${leaf} ${lead} read as ${three.join(' ')} ${said.lead.value}: ${text.slice(0, 60)}`)
  }
  const shares = { lead_at_1: leads / texts.length, leaf_at_3: leaves / texts.length }
  console.info(JSON.stringify(shares))
  return shares
}

describe('texts of foreigners and of people from Hong Kong', () => {
  it.each([
    ['English', englishTexts],
    ['traditional', traditionalTexts],
  ])('%s texts reach the right bureau, and the right leaf is among three', (_, texts) => {
    expect(texts).toHaveLength(30)
    const { lead_at_1, leaf_at_3 } = sharesOf(texts)
    expect(lead_at_1).toBeGreaterThanOrEqual(0.85)
    expect(leaf_at_3).toBeGreaterThanOrEqual(0.9)
  })
})
