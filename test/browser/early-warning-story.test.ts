import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { watchAll } from '../alerts/watch/watched.ts'
import { somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { act, writeWarningTexts } from '../support/desk-acts.ts'
import { signedIn } from '../support/signed-in.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db } = world
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const DAY_MS = 86_400_000
const staff = (role: 'officer' | 'head' | 'joint_office', bureau: string, name: string) =>
  signedIn({ browser, world, base }, { role, bureau, name, options: { javaScriptEnabled: false } })

/** Twelve quiet weeks of letters, then eight of one kind that frighten in three days. */
async function plantedComplaints(): Promise<void> {
  for (let week = 12; week > 0; week -= 1)
    for (const leaf of ['FOOD.01', 'PROD.01'])
      await openCaseAt(world, { leaf, district: 'FUTIAN', openedAt: new Date(monday.getTime() - week * 7 * DAY_MS) })
  for (let nth = 0; nth < 8; nth += 1)
    await openCaseAt(world, {
      leaf: 'PROD.03',
      district: 'NANSHAN',
      danger: 3,
      title: '充电宝充电时起火',
      text: `新买的充电宝第 ${nth + 1} 次充电时鼓包起火，烧坏了桌子。`,
      openedAt: new Date(monday.getTime() - (nth % 3) * DAY_MS - 3_600_000),
    })
  await watchAll(world)
}

const idIn = (page: Page): number => Number(new URL(page.url()).pathname.split('/').at(-1))
const mainOf = (page: Page) => page.locator('main').textContent()

/** Everything that a bureau owes in a response: ticked off, evidenced once, reported done. */
async function doTasksOf(bureau: string, responseId: number): Promise<void> {
  const { page } = await staff('officer', bureau, `承办${bureau}`)
  await page.goto(`${base}/bureau/responses/${responseId}`)
  const mine = page.locator('li.card', { hasText: '归您的单位' })
  for (let nth = 0; nth < (await mine.count()); nth += 1) {
    const ticks = mine.nth(nth).locator('button.tick')
    while ((await ticks.count()) > 0) await ticks.first().click()
    if (nth === 0) {
      const evidence = mine.nth(nth).locator('details', { hasText: '上传凭证' })
      await evidence.locator('summary').click()
      await evidence
        .locator('input[type=file]')
        .setInputFiles({ name: '现场.txt', mimeType: 'text/plain', buffer: Buffer.from('封存 12 台') })
      await evidence.getByRole('button', { name: /上传/ }).click()
    }
  }
  for (;;) {
    const open = page.locator('li.card details', { hasText: '办完了' }).first()
    if ((await open.count()) === 0) break
    await open.locator('summary').click()
    await open.locator('textarea').fill('已按清单办完，结果附凭证')
    await open.getByRole('button', { name: /结束这项任务/ }).click()
  }
}

it('grows from complaints to a lifted warning over every desk, without any script', { timeout: 400_000 }, async () => {
  await plantedComplaints()

  const { page: office } = await staff('joint_office', 'DATA', '张三')
  await office.goto(`${base}/bureau/signals`)
  await office.locator('tbody a').first().click()
  const signalPath = new URL(office.url()).pathname
  expect(await mainOf(office)).toContain('为什么在此')
  await act(office, /^开始核实/, '电话回访三位投诉人')
  await act(office, /^确认是事件/, '三人所述为同一型号')
  expect(await office.locator('.badges').first().textContent()).toContain('事件')

  const { page: head } = await staff('head', 'AMR', '陈二')
  await head.goto(base + signalPath)
  await head.getByRole('link', { name: /写一份风险评估/ }).click()
  await head.locator('#title').fill('某型充电宝充电起火')
  await head.locator('#leaf').selectOption('PROD.03')
  await head.locator('#description').fill('某型充电宝，家中充电时起火。')
  await head.locator('#exposed').fill('购买者和家人')
  await head.locator('#risk-0-hazard').selectOption('fire')
  await head.locator('#risk-0-story').fill('充电时电池热失控，引燃桌面')
  await head.locator('#risk-0-severity').selectOption('3')
  for (const field of await head.locator('[id^="risk-0-"][id$="-source"]').all()) await field.fill('投诉与抽检')
  await head.locator('#uncertainty').fill('在用数量只有估计。')
  await head.getByRole('button', { name: /保存为新版本/ }).click()
  const assessmentPath = new URL(head.url()).pathname
  await act(head, /^送复核/, '请核对概率来源')
  await head.goto(base + assessmentPath)
  // Who wrote it is not offered to validate it.
  expect(await head.getByRole('button', { name: /复核通过/ }).count()).toBe(0)
  await office.goto(base + assessmentPath)
  await act(office, /^复核通过/, '情景与来源均已核对')
  expect(await mainOf(office)).toContain('已复核')

  const { page: writer } = await staff('officer', 'AMR', '王一')
  await writer.goto(base + assessmentPath)
  await writer.getByRole('link', { name: /拟写质量预警/ }).click()
  await writeWarningTexts(writer)
  if (!(await writer.locator('input[name="leaves"][value="PROD.03"]').isChecked()))
    await writer.locator('input[name="leaves"][value="PROD.03"]').check()
  await writer.locator('input[name="districts"][value="NANSHAN"]').check()
  await writer.locator('input[name="level"][value="blue"]').check()
  await writer.locator('#levelReason').fill('批次已全部封存')
  await writer.getByRole('button', { name: /保存文稿/ }).click()
  const warningId = idIn(writer)
  const desk = `${base}/bureau/warnings/${warningId}`
  await act(writer, /^送审/)
  await head.goto(desk)
  await act(head, /^审核通过/, '属实')
  await office.goto(desk)
  await act(office, /^签发/)
  await act(office, /^发布/)
  await office.getByText('已发布').first().waitFor()
  await announceWarning(contextOf(world), { warningId })

  const { page: reader } = await somebody(browser, { javaScriptEnabled: false })
  await reader.goto(`${base}/warnings/${warningId}`)
  expect(await mainOf(reader)).toContain('南山区')
  const cap = await (await reader.request.get(`${base}/warnings/${warningId}/versions/1/cap.xml`)).text()
  expect(cap).toContain('urn:oasis:names:tc:emergency:cap:1.2')
  expect(cap).toContain('<msgType>Alert</msgType>')
  expect(await (await reader.request.get(`${base}/warnings/cap.atom`)).text()).toContain('某型充电宝')
  await writer.goto(desk)
  await writer.getByRole('button', { name: /我单位已收到/ }).click()
  await office.goto(`${desk}/receipts`)
  expect(await mainOf(office)).toContain('王一')

  await office.goto(desk)
  await office.getByRole('link', { name: /启动处置行动/ }).click()
  await office.locator('#situation').fill('南山区八起，三天内，同一型号')
  await office.locator('#lead').selectOption('AMR')
  await office.getByRole('button', { name: /启动并通知各单位/ }).click()
  const responseId = idIn(office)
  const tasks = await db.selectFrom('task').where('response_id', '=', responseId).select('bureau').execute()
  expect(tasks.length).toBeGreaterThan(0)
  for (const bureau of new Set(tasks.map((task) => task.bureau))) await doTasksOf(bureau, responseId)
  await office.reload()
  await act(office, /^申请结束/, '各单位任务均已完成')
  // Nobody closes what they asked to close.
  expect(await office.getByRole('button', { name: /效果已核实/ }).count()).toBe(0)
  await head.goto(`${base}/bureau/responses/${responseId}`)
  await act(head, /^效果已核实/, '复查三家店，同型号均已下架封存')
  expect(await head.locator('.badges').first().textContent()).toContain('已结束')

  await writer.goto(desk)
  await writer.getByRole('button', { name: /拟解除/ }).click()
  await writer.getByRole('link', { name: /修改文稿/ }).click()
  await writer.locator('#note-zh').fill('产品已全部收回')
  await writer.locator('#note-en').fill('All were taken back')
  await writer.getByRole('button', { name: /保存文稿/ }).click()
  await act(writer, /^送审/)
  await head.goto(desk)
  await act(head, /^审核通过/)
  await office.goto(desk)
  await act(office, /^签发/)
  await act(office, /^发布/)
  await reader.goto(`${base}/warnings/${warningId}`)
  expect(await mainOf(reader)).toContain('这条预警已经解除')
  await office.goto(base + signalPath)
  // Nobody had to link what the warning's own assessment was about.
  expect(await office.locator('.badges').first().textContent()).toContain('已转预警')
})
