import type { Page } from 'playwright-core'

/** Does an act of a desk as a person would: opens its form, writes why, presses its button. */
export async function act(page: Page, label: RegExp, why = '按程序办理'): Promise<void> {
  const entry = page.locator('.acts details', { has: page.locator('summary', { hasText: label }) }).first()
  if (!(await entry.evaluate((details) => (details as unknown as { open: boolean }).open)))
    await entry.locator('summary').click()
  await entry.locator('textarea').first().fill(why)
  await entry.getByRole('button', { name: label }).click()
}

/** Goes to another desk by the navigation, which is folded away on a narrow screen. */
export async function goToDesk(page: Page, label: RegExp): Promise<void> {
  const folded = page.locator('.desks summary')
  await page.locator('.desks').waitFor()
  if (await folded.isVisible()) await folded.click()
  await page.locator('.desks').getByRole('link', { name: label }).click()
}

/** Writes what a quality warning must say in both languages. */
export async function writeWarningTexts(page: Page): Promise<void> {
  await page.getByLabel('标题 Title', { exact: true }).fill('某型充电宝可能过热起火')
  await page.getByLabel('标题（英文）').fill('A power bank may overheat and burn')
  await page.locator('#matter-zh').fill('近十天同型号充电宝过热三起。')
  await page.locator('#matter-en').fill('Three of one model overheated in ten days.')
  for (const who of ['public', 'trade', 'authorities']) {
    await page.locator(`#advice-${who}-zh`).fill('停止使用、停止销售。')
    await page.locator(`#advice-${who}-en`).fill('Stop using and selling it.')
  }
}
