import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreOf, summaryOf } from '../../scripts/incident-gold.ts'
import { BLOCK_KEYS_MAX, blockKeysOf } from '../../src/triage/incidents/block-keys.ts'
import { groupStream } from '../../src/triage/incidents/group-stream.ts'
import { measureOf, placeReport, thresholdOf } from '../../src/triage/incidents/grouping.ts'
import { rarityOf, unpackIncidentModel } from '../../src/triage/incidents/incident-model.ts'
import { loadIncidentModel } from '../../src/triage/incidents/load-incident-model.ts'
import { likenessOf } from '../../src/triage/incidents/pair.ts'
import { type Portrait, portraitOf } from '../../src/triage/incidents/portrait.ts'
import { reasonsOf } from '../../src/triage/incidents/reasons.ts'
import { type ComparedReport, packGrams, sketchOf, unpackGrams } from '../../src/triage/incidents/sketch.ts'

const model = loadIncidentModel('city/shenzhen')
const measure = measureOf(model)
let last = 0
const told = (title: string, text: string, said: Partial<ComparedReport> = {}): Portrait =>
  portraitOf(sketchOf(reportOf(title, text, said)), model)
const reportOf = (title: string, text: string, said: Partial<ComparedReport> = {}): ComparedReport => {
  last += 1
  const usual = { id: last, title, text, respondent: null, place: null, leaf: 'EDU.04', district: null }
  return { ...usual, receivedAt: new Date('2026-11-16T02:00:00Z'), ...said }
}
const forced = (school: string) =>
  told(
    `${school}强制学生进厂实习`,
    '学校要求我们全班去电子厂实习三个月，每天站十二个小时，工资只有五百元，不去就不给毕业证，请教育部门管一管。',
  )

describe('whether two reports tell of one incident', () => {
  const refund = told(
    '橙果英语晴川校区拖着不退学费',
    '去年在橙果英语晴川校区交了两万元，课没上完老师就走光了，校长答应三个月退费，到现在电话也不接。',
  )
  const neighbour = told(
    '橙果英语退费难',
    '孩子在晴川校区的橙果英语报了班，老师全都离职，说好退费拖了半年，请帮我们家长要回学费。',
  )

  it('the same event in other words does', () => {
    expect(likenessOf(refund, neighbour, model)).toBeGreaterThan(model.joinsFrom)
  })

  it('the same words about another school do not', () => {
    expect(likenessOf(forced('云帆职业学院'), forced('百川技工学校'), model)).toBe(0)
    expect(likenessOf(forced('云帆职业学院'), forced('云帆职业学院'), model)).toBeGreaterThan(0.9)
  })

  it('nor do the same words about another respondent, or another line', () => {
    const about = (respondent: string) => told('买的电饭煲漏电', '第二次用就漏电，店家不肯退货。', { respondent })
    expect(likenessOf(about('明辉电器店'), about('恒发家电城'), model)).toBe(0)
    const bus = (line: string) => told(`${line}公交车不按时发车`, '每天早上等四十分钟，一来就是三辆，上班总是迟到。')
    expect(likenessOf(bus('315路'), bus('375路'), model)).toBe(0)
    expect(likenessOf(bus('315路'), bus('315路'), model)).toBeGreaterThan(0.9)
  })

  it('is the same asked either way round, and between nothing and one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'育新苑小区搅拌站半夜施工电梯停运3路，'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [told(one, other), told(other, one)]
        const likeness = likenessOf(a, b, model)
        expect(likeness).toBeCloseTo(likenessOf(b, a, model), 9)
        expect(likeness >= 0 && likeness <= 1).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('says why in rare words that both hold, and never a telephone number', () => {
    const seen = (report: ComparedReport) => ({ report, portrait: portraitOf(sketchOf(report), model) })
    const reachable = reportOf('橙果英语退费难', '橙果英语晴川校区不退学费，打13912345678也没人接。')
    const again = reportOf('橙果英语不退学费', '晴川校区的橙果英语一直拖，电话13912345678没人接。')
    const reasons = reasonsOf(seen(reachable), seen(again), model).join('\n')
    expect(reasons).toContain('橙果英语')
    expect(reasons).not.toMatch(/\d{5}/)
  })
})

describe('grouping', () => {
  it('places a report with the group that it is most alike on average, and asks where it is not sure', () => {
    const members = [forced('云帆职业学院'), forced('云帆职业学院')]
    const lift = told('锦和苑电梯停运', '锦和苑三栋电梯停了五天没人修。', { leaf: 'EQUIP.01' })
    const groups = [
      { id: 7, members },
      { id: -lift.sketch.id, members: [lift] },
    ]
    const placing = placeReport(forced('云帆职业学院'), groups, measure)
    expect(placing).toMatchObject({ kind: 'join', group: { id: 7 }, merges: [] })
    const unsure = { ...measure, joinsFrom: () => 1.1 }
    expect(placeReport(forced('云帆职业学院'), groups, unsure)).toMatchObject({ kind: 'ask', group: { id: 7 } })
    expect(placeReport(forced('云帆职业学院'), [], measure)).toEqual({ kind: 'alone' })
  })

  it('wants more likeness of a report that comes long after a group fell silent, and not of one in a long row', () => {
    const on = (day: string) => ({ ...forced('云帆职业学院'), day: Date.parse(day) / 86_400_000 })
    const thresholds = { joinsFrom: 0.6, joinsLateFrom: 0.85, asksFrom: 0.4 }
    const joinsFrom = (day: string, ...members: string[]) =>
      thresholdOf(thresholds)(on(day), { id: 7, members: members.map(on) })
    expect(joinsFrom('2026-02-09', '2026-01-10')).toBe(0.6)
    expect(joinsFrom('2026-02-10', '2026-01-10')).toBe(0.85)
    expect(joinsFrom('2026-03-31', '2026-01-10', '2026-02-20')).toBe(0.6)
    expect(joinsFrom('2026-04-06', '2026-01-10', '2026-02-20')).toBe(0.85)
  })

  it('never joins what people keep apart', () => {
    const groups = [{ id: 7, members: [forced('云帆职业学院')] }]
    expect(placeReport(forced('云帆职业学院'), groups, measure, () => true)).toEqual({ kind: 'alone' })
  })

  it('puts a stream into groups in which each report stands once', () => {
    const stream = [forced('云帆职业学院'), forced('百川技工学校'), forced('云帆职业学院'), forced('百川技工学校')]
    const { groupOf } = groupStream(stream, measure)
    const [a, b, c, d] = stream.map(({ sketch }) => groupOf.get(sketch.id))
    expect([a === c, b === d, a === b]).toEqual([true, true, false])
    expect(groupOf.size).toBe(4)
  })

  it('looks a report up under few keys, the same for the same words', () => {
    const keys = blockKeysOf(forced('云帆职业学院'))
    expect(keys.length).toBeLessThanOrEqual(BLOCK_KEYS_MAX)
    expect(blockKeysOf(forced('云帆职业学院'))).toEqual(keys)
  })
})

describe('the sketch', () => {
  it('is the same after it was kept, and refuses bytes that are cut off', () => {
    const { sketch } = forced('云帆职业学院')
    const bytes = packGrams(sketch)
    expect(unpackGrams(bytes)).toEqual({ grams: sketch.grams, counts: sketch.counts })
    const amidst = Buffer.from([1, 2, 3, ...bytes, 4]).subarray(3, -1)
    expect(unpackGrams(amidst)).toEqual({ grams: sketch.grams, counts: sketch.counts })
    expect(bytes.length).toBe(sketch.grams.length * 5)
    expect(() => unpackGrams(bytes.subarray(1))).toThrow('sketch')
  })

  it('knows how often pairs and triples stand there, and which are of the headline', () => {
    const { grams, counts } = sketchOf(reportOf('甲乙', '甲乙甲乙'))
    const marks = [...grams].map((gram, i) => [gram, counts[i]])
    // 甲乙 three times and in the headline, 乙甲 once, 甲乙甲 and 乙甲乙 once each.
    expect(marks.map(([, mark]) => mark).sort()).toEqual([1, 1, 1, 128 + 3])
  })
})

describe('the model', () => {
  it('counts what it never saw as rarest, and refuses a file that is cut off', () => {
    const header = {
      version: 'small',
      texts: 99,
      grams: 1,
      pair: { weights: {}, offset: 0 },
      joinsFrom: 0.6,
      joinsLateFrom: 0.85,
      asksFrom: 0.4,
    }
    const bytes = new Uint8Array(6)
    new DataView(bytes.buffer).setUint32(0, 77, true)
    new DataView(bytes.buffer).setUint16(4, 49, true)
    const small = unpackIncidentModel(header, bytes)
    expect(rarityOf(small, 77)).toBeCloseTo(Math.log(2))
    expect(rarityOf(small, 78)).toBeCloseTo(Math.log(100))
    expect(() => unpackIncidentModel(header, bytes.subarray(1))).toThrow('incident model')
  })
})

describe('how grouping is counted', () => {
  const incident = { key: 'one', members: [1, 2, 3, 4], borderline: [5], hard_negatives: [6, 7] }

  it('B³ by hand: two groups of two and two, a stranger in one, a borderline one in the other', () => {
    const groupOf = new Map([1, 2, 3, 4, 5, 6, 7].map((id) => [id, id <= 2 || id === 6 ? 1 : id === 7 ? 7 : 2]))
    const score = scoreOf(incident, groupOf)
    expect(score.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 + 1) / 4)
    expect(score).toMatchObject({ recall: 0.5, joined: 1, whole: false })
    expect(summaryOf([score], 2)).toMatchObject({ hard_negatives_joined: 1, hard_negatives: 2, incidents_recovered: 0 })
  })

  it('is whole when one group holds all members and nobody else but borderline ones', () => {
    const groupOf = new Map([1, 2, 3, 4, 5, 6, 7].map((id) => [id, id <= 5 ? 1 : id]))
    expect(scoreOf(incident, groupOf)).toEqual({ precision: 1, recall: 1, joined: 0, whole: true })
  })
})
