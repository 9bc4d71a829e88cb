import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { groupNewReports } from '../../src/cases/incidents/group-new-reports.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadIncidentModel } from '../../src/triage/incidents/load-incident-model.ts'
import { barriers, staffAt, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const text = '星澜汇健身房上周突然关门，剩下半年的卡没人退，老板电话打不通，希望追回会员费。'

const officer = (width: number) =>
  staffAt({ world, browser, base }, { name: '李华' }, { viewport: { width, height: 844 } })

describe('one incident has no barrier', () => {
  it.each([390, 1280])('on a screen of %i pixels', async (width) => {
    const caseId = await openCaseAt(world, { state: 'handling', title: '星澜汇健身房关门跑路', text })
    await openCaseAt(world, { state: 'handling', title: '星澜汇健身房关门不退费', text })
    const incidents = loadIncidentModel(join(projectRoot, 'city/shenzhen'))
    await groupNewReports({ ...contextOf(world, { actor: { kind: 'job', name: 'group-new-reports' } }), incidents })
    const { page, faults } = await officer(width)
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await page.locator('summary', { hasText: '与另一案合并' }).click()
    await page.getByLabel(/另一案的编号/).fill('那家店')
    await page.getByRole('button', { name: /是同一事件，合并/ }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel(/另一案的编号/).inputValue()).toBe('那家店')
    const refused = await barriers(page)
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await page.getByRole('link', { name: /同属一个事件/ }).click()
    for (const summary of await page.locator(':not(.narrow-fold) > summary').all()) await summary.click()
    await page.locator('#answer-template').selectOption({ index: 1 })
    await page
      .locator('form', { has: page.locator('#answer-template') })
      .getByRole('button', { name: /放进下面/ })
      .click()
    await page.waitForFunction("document.getElementById('answer-text').value !== ''")
    expect(await page.locator('#answer-text').inputValue()).toContain('{case}')
    expect({ refused, incident: await barriers(page), faults }).toEqual({ refused: [], incident: [], faults: [] })
  })
})
