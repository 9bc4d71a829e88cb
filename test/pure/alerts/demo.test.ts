import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assessmentOf } from '../../../src/alerts/notices/notice-assessment.ts'
import { parseEping } from '../../../src/intake/bulletins/eping.ts'
import { parseCpsc } from '../../../src/intake/recalls/cpsc.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import { loadNoticeRules } from '../../../src/reference/notice-rules.ts'
import { loadTradeCodes } from '../../../src/reference/trade-codes.ts'

const folder = join(projectRoot, 'city/shenzhen')
const city = loadCity(folder)
const ground = { city, rules: loadNoticeRules(folder), today: '2026-11-23', earlier: null }
const recalls = parseCpsc(readFileSync(join(folder, 'demo/recalls-cpsc.json')))
const bulletins = await parseEping(readFileSync(join(folder, 'demo/bulletins-eping.json')), {
  codes: loadTradeCodes(folder),
})

test('the demo’s documents are read whole, and every notice concerns a local sector', () => {
  expect([recalls.rejects, recalls.drift, bulletins.rejects, bulletins.drift]).toEqual([[], [], [], []])
  expect([recalls.notices.length, bulletins.notices.length]).toEqual([3, 4])
  const leaves = recalls.notices.map(
    (notice) => assessmentOf([{ id: 1, version: 1, notice }], ground).draft?.warning.leaves[0],
  )
  expect(leaves.map((leaf) => [leaf?.code, leaf?.label])).toEqual([
    ['PROD.03', 'direct'],
    ['PROD.05', 'direct'],
    ['PROD.03', 'direct'],
  ])
  for (const notice of [...recalls.notices, ...bulletins.notices]) expect(notice.description).toContain('Invented')
})

test('the demo’s addendum moves the comments of its first notice and inherits its sector', () => {
  const [first, addendum] = bulletins.notices.filter(({ sourceId }) => sourceId.includes('USA/9002'))
  if (!first || !addendum) throw new Error('the demo has no family')
  const { draft, readings } = assessmentOf(
    [
      { id: 2, version: 1, notice: addendum },
      { id: 1, version: 1, notice: first },
    ],
    ground,
  )
  expect(draft?.warning.leaves.map(({ code }) => code)).toEqual(['PROD.05'])
  expect(draft?.words.advice.zh).toContain('评议截止：2027-01-15')
  expect(readings.map(({ member, newest }) => [member.id, newest])).toEqual([
    [1, false],
    [2, true],
  ])
})
