import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { registerCreditRules } from '../../src/enterprises/grade/register-credit-rules.ts'
import { importRegister } from '../../src/enterprises/register/import-register.ts'
import { makeReport } from '../../src/insights/report/make-report.ts'
import { moveReport } from '../../src/insights/report/move-report.ts'
import { loadDemo } from '../../src/load-demo.ts'
import { projectRoot } from '../../src/project-root.ts'
import { regrade } from '../enterprises/firms.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const january = new Date('2027-01-11T02:00:00Z')
const site = siteOn(world, { now: () => january })

test('the office makes the report of a quarter of the demo city, releases it, and a citizen prints it', async () => {
  await registerCreditRules(contextOf(world, { actor: { kind: 'operator' } }))
  await loadDemo(contextOf(world, { actor: { kind: 'operator' } }), join(projectRoot, 'city/shenzhen'))
  await regrade(world)
  const operator = contextOf(world, { actor: { kind: 'operator' }, now: january })
  const late = await importRegister(operator, {
    sheet: 'samples',
    name: 'late.csv',
    bytes: new TextEncoder().encode(
      [
        'code,result,subject,document_no,authority,happened_on',
        ...Array.from(
          { length: 6 },
          (_, nth) => `91440300000000019B,pass,电饭煲,补报${nth},深圳市市场监督管理局,2026-12-0${nth + 1}`,
        ),
      ].join('\n'),
    ),
  })
  expect(late).toMatchObject({ new: 6 })
  const office = contextOf(world, {
    actor: await anOfficer(world.db, { role: 'joint_office', bureau: 'DATA' }),
    now: january,
  })
  const quarter = { first: '2026-10-01', last: '2026-12-31', district: '', domain: '' }
  const reportId = await makeReport(office, quarter)
  expect((await site.get(`/reports/${reportId}/report.pdf`)).status).toBe(404)
  await moveReport(office, { reportId, act: 'release', reason: '经联席会议审议' })

  const printed = await site.get(`/reports/${reportId}/report.pdf`)
  expect(printed.headers.get('content-type')).toBe('application/pdf')
  const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(await printed.arrayBuffer())))
  expect(pages[0]).toContain('2026-10-01 至 2026-12-31')
  const chapters = [
    '概要',
    '投诉举报',
    '办理结果',
    '时限',
    '危险与危害',
    '产品抽检',
    '企业质量等级',
    '监测网络',
    '政策目标对照',
  ]
  for (const title of chapters) expect(pages[1]).toContain(title)
  const page = (words: string) => pages.find((text, nth) => nth > 1 && text.includes(words)) ?? ''
  // Six came in later; the demo's own samples of the quarter count too.
  expect(page('抽检按风险挑选')).toMatch(/抽检合格率 \d+\.\d%（n=\d+，95% 区间/)
  expect(page('从期初等级')).toContain('期末各等级企业数')
  expect(page('涉及的出口额无法计算')).toContain('不等于没有影响')
  expect(page('目标与现状')).toContain('暂无数据')
  expect(pages.join()).not.toContain('虚构一号')
  expect(pages.at(-1)).toContain(`${pages.length - 2} / ${pages.length - 2}`)
})
