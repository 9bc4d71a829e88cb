import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCity } from '../../../src/reference/load-city.ts'
import { loadModel } from '../../../src/triage/load-model.ts'
import { triage } from '../../../src/triage/triage.ts'

type Letter = { title: string; text: string; leaf: string[]; lead: string[]; danger: number[] }

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const letters = readFileSync('evaluation/city-letters.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Letter)
const read = letters.map((letter) => ({ letter, read: triage(letter, { city, model }) }))

/** Letters as this city's hotline gets them, of every leaf, that taught nothing (docs/triage.md). */
describe('letters of this city', () => {
  const share = (right: (one: (typeof read)[number]) => boolean, among = read) =>
    among.filter(right).length / among.length

  it('are of every leaf', () => {
    const named = new Set(letters.flatMap(({ leaf }) => leaf))
    expect([...city.leaves.keys()].filter((leaf) => !named.has(leaf))).toEqual([])
  })

  it('are read as their writers meant them, leaf and bureau', () => {
    expect(share(({ letter, read }) => letter.leaf.includes(read.leaf.value))).toBeGreaterThan(0.84)
    expect(share(({ letter, read }) => letter.lead.includes(read.lead.value))).toBeGreaterThan(0.86)
  })

  it('show their danger', () => {
    const dangerous = read.filter(({ letter }) => Math.max(...letter.danger) >= 2)
    expect(share(({ read }) => read.danger.level >= 2, dangerous)).toBeGreaterThan(0.95)
  })

  it('go out alone only where the bureau is right', () => {
    const alone = read.filter(({ read }) => read.sure === true)
    expect(alone.length).toBeGreaterThan(letters.length / 3)
    expect(share(({ letter, read }) => letter.lead.includes(read.lead.value), alone)).toBeGreaterThan(0.97)
  })
})
