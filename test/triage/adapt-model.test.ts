import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.ts'
import { loadCity } from '../../src/reference/load-city.ts'
import { layGround } from '../../src/triage/learning/adapt-model.ts'
import { type Answer, answerFrom, readText } from '../../src/triage/learning/answer-from-scores.ts'
import { type Case, type Challenger, challenge } from '../../src/triage/learning/challenge.ts'
import { boundsOf, refitDispatch } from '../../src/triage/learning/refit-dispatch.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { packModel } from '../../src/triage/model-file.ts'
import { triage } from '../../src/triage/triage.ts'
import { droneLead, droneTexts, everydayTexts } from '../support/lessons.ts'

const folder = join(projectRoot, 'city/shenzhen')
const city = loadCity(folder)
const seed = loadModel(folder)

const ask = (text: string, model = seed) => triage({ text }, { city, model })

function finished<Result>(work: Generator<void, Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** Drones were answered here and there; people settled whose they are. Everyday matters were confirmed as answered. */
function casesOf(event: (nth: number) => number): Case[] {
  const corrected = droneTexts
    .slice(1)
    .map((text) => ({ text, settled: { leaf: null, lead: droneLead, danger: null } }))
  const confirmed = everydayTexts.map((text) => {
    const { leaf, lead } = ask(text)
    return { text, settled: { leaf: leaf.value, lead: lead.value, danger: null } }
  })
  return [...corrected, ...confirmed].map(({ text, settled }, nth) => {
    const read = readText({ title: '', text }, city)
    return { bag: read.bag, read, settled, times: 1, taught: true, judged: true, event: event(nth) }
  })
}

describe('a model taught with corrections', () => {
  const unseen = droneTexts[0] as string
  let taught: Challenger
  beforeAll(() => {
    taught = finished(
      challenge(
        seed,
        casesOf((nth) => nth),
        city,
        'learned-1',
      ),
    )
  })

  it('sends the next such text right, and everything else as before', () => {
    expect(ask(unseen).lead.value).not.toBe(droneLead)
    expect(ask(unseen, taught.model).lead.value).toBe(droneLead)
    expect(ask(unseen, taught.model).model).toBe('learned-1')
    const others = [
      '电梯困人半小时没人来救援',
      '餐馆的凉菜吃完全家拉肚子',
      '快递被压坏，快递公司不赔',
      '物业公司涨了物业费，保安和保洁却没有人',
    ]
    for (const text of others) {
      expect(ask(text, taught.model).lead.value, text).toBe(ask(text).lead.value)
      expect(ask(text, taught.model).danger.level, text).toBe(ask(text).danger.level)
    }
  })

  it('is the same model when taught the same again', () => {
    const again = finished(
      challenge(
        seed,
        casesOf((nth) => nth),
        city,
        'learned-1',
      ),
    )
    const [one, other] = [packModel(taught.model), packModel(again.model)]
    expect(Buffer.compare(Buffer.from(one.binary), Buffer.from(other.binary))).toBe(0)
    expect(other.header).toEqual(one.header)
  })

  it('is judged on each text as if it had not seen it, nor any other report of the same event', () => {
    const rightLeads = ({ answers }: Challenger) => answers.slice(0, droneTexts.length - 1).filter(isOfDrones).length
    const seedRight = droneTexts.slice(1).filter((text) => ask(text).lead.value === droneLead).length
    expect(rightLeads(taught)).toBeGreaterThan(seedRight)
    const oneEvent = finished(
      challenge(
        seed,
        casesOf((nth) => (nth < droneTexts.length - 1 ? 0 : nth)),
        city,
        'learned-1',
      ),
    )
    expect(rightLeads(oneEvent)).toBeLessThanOrEqual(seedRight)
  })

  it('taught nothing, it is the seed', () => {
    const { model } = finished(challenge(seed, [], city, 'learned-0'))
    for (const text of [...droneTexts, ...everydayTexts])
      expect({ ...ask(text, model), model: '' }).toEqual({ ...ask(text), model: '' })
  })
})

describe('thresholds after settled answers', () => {
  const answers = (count: number, wrong: number, confidence: number) =>
    Array.from({ length: count }, (_, nth) => ({ leaf: 'FOOD.01', confidence, right: nth >= wrong }))
  const before = { all: 0.9, byLeaf: { 'FOOD.01': 0.8 } }

  it('stay while little is settled', () => {
    expect(refitDispatch(before, answers(29, 20, 0.95))).toEqual(before)
    expect(refitDispatch(before, answers(60, 0, 0.7))).toEqual(before)
  })
  it('fall where the precision is proved', () => {
    expect(refitDispatch(before, answers(400, 0, 0.7)).byLeaf['FOOD.01']).toBe(0.7)
    expect(refitDispatch(before, [...answers(400, 0, 0.7), ...answers(100, 60, 0.6)]).byLeaf['FOOD.01']).toBe(0.7)
  })
  it('rise where it is disproved, out of reach if nothing proves it', () => {
    expect(refitDispatch(before, [...answers(400, 0, 0.95), ...answers(60, 20, 0.85)]).byLeaf['FOOD.01']).toBe(0.95)
    expect(refitDispatch(before, answers(60, 20, 0.85)).byLeaf['FOOD.01']).toBeGreaterThan(1)
  })
  it('go by Wilson’s bounds', () => {
    expect(boundsOf(0, 0)).toEqual({ lower: 0, upper: 1 })
    const { lower, upper } = boundsOf(90, 100)
    expect([lower, upper]).toEqual([expect.closeTo(0.8552, 3), expect.closeTo(0.932, 3)])
  })
})

describe('answers from scores', () => {
  const foreign = [
    'The lift in our building fell two floors with my mother inside and nobody came for an hour.',
    '樓下大排檔每晚炒菜油煙好大，臭到開唔到窗，投訴咗幾次都冇人理。',
  ]
  it.each([...droneTexts.slice(0, 3), ...everydayTexts.slice(0, 3), ...foreign])('are those of triage: %s', (text) => {
    const read = readText({ title: '', text }, city)
    const lesson = { bag: read.bag, settled: { leaf: null, lead: null, danger: null }, times: 1 }
    const [scores] = finished(layGround(seed, [lesson])).scores
    const { leaf, lead, danger } = ask(text)
    expect(answerFrom(scores as Float32Array, read, city, seed)).toEqual({
      leaf: leaf.value,
      leafConfidence: expect.closeTo(leaf.confidence, 4),
      lead: lead.value,
      leadConfidence: expect.closeTo(lead.confidence, 4),
      danger: danger.level,
    } satisfies Answer)
  })
})

const isOfDrones = ({ lead }: Answer): boolean => lead === droneLead
