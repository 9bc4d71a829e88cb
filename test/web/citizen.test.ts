import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Typed } from '../../src/cases/acts/act-words.ts'
import type { Act } from '../../src/cases/acts/case-states.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { photoWithPlace } from '../pure/attachments/small-files.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { filledForm, receiptIn, siteOn } from './site.ts'

const world = await useWorld()
const { db } = world

const reports = () => db.selectFrom('report').selectAll().execute()

describe('somebody comes from the page of a recall or a firm', () => {
  it('and finds filled in what that page knew, can change it, and nothing of a stranger’s address is run or kept', async () => {
    const site = siteOn(world)
    const form = async (query: string) => (await site.get(`/complaints/new${query}`)).text()
    const known = await form(`?${new URLSearchParams({ product: '青竹蜓 弹射小车 QZ-01' })}`)
    expect(known).toContain('value="青竹蜓 弹射小车 QZ-01"')
    expect(known).toContain('已经填好：产品或服务，可以改')
    expect(await form('')).not.toContain('已经填好')
    const strange = await form(
      `?${new URLSearchParams({ respondent: `"><script>${'长'.repeat(500)}`, text: '别人写的' })}`,
    )
    expect(strange).not.toContain('"><script>')
    expect(strange).not.toContain('长'.repeat(100))
    expect(strange).not.toContain('别人写的')
  })
})

describe('somebody files a complaint', () => {
  it('and is told at once the receipt, the bureau and the legal limits, on a page that nobody keeps', async () => {
    const site = siteOn(world)
    const answer = await site.send('/complaints', filledForm())
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(receiptIn(page)).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
    expect(page).toContain('市市场监督管理局')
    expect(page).toContain('《消费者权益保护法》第四十六条')
    expect(page).not.toContain('13800000000')
    expect(await reports()).toMatchObject([
      { channel: 'web', amount: expect.stringMatching(/^129/), occurred_on: '2026-11-10' },
    ])
  })

  it('and is told what to do at once about what was eaten, not about what burns, and the other way round', async () => {
    const site = siteOn(world)
    const told = async (text: string, submission_key: string) =>
      (await site.send('/complaints', filledForm({ text, product: '', submission_key }))).text()
    const meal = await told('昨晚在餐馆吃完生蚝，一家人上吐下泻，孩子发烧住院了。', 'one-form-about-a-meal')
    expect([meal.includes('留下剩余食物'), meal.includes('不要自己拆开或移动它')]).toEqual([true, false])
    const battery = await told('电动车电池充电时冒烟起火，手被烧伤，邻居都吓坏了。', 'one-form-about-a-battery')
    expect([battery.includes('留下剩余食物'), battery.includes('不要自己拆开或移动它')]).toEqual([false, true])
  })

  it('and a double click files once and shows the same receipt', async () => {
    const site = siteOn(world)
    const [first, second] = await Promise.all([
      site.send('/complaints', filledForm()),
      site.send('/complaints', filledForm()),
    ])
    const receipts = [receiptIn(await first.text()), receiptIn(await second.text())]
    expect(receipts[0]).not.toBe('')
    expect(receipts[1]).toBe(receipts[0])
    expect(await reports()).toHaveLength(1)
  })

  it('and one who goes back and changes the text is asked, not silently refused, and may file it as a new case', async () => {
    const site = siteOn(world)
    await site.send('/complaints', filledForm())
    const changed = { text: '另外一件事：楼下餐馆的油烟直排进我家窗户。' }
    const asked = await site.send('/complaints', filledForm(changed))
    const page = await asked.text()

    expect(asked.status).toBe(409)
    expect(page).toContain(changed.text)
    const freshKey = /name="submission_key" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(freshKey).not.toBe('one-form-of-one-person')
    const filed = await site.send('/complaints', filledForm({ ...changed, submission_key: freshKey }))
    expect(filed.status).toBe(200)
    expect(await reports()).toHaveLength(2)
  })

  it('and nothing typed is lost when something needs a change', async () => {
    const form = filledForm({ text: '漏电', amount: '一百多', 'contact.phone': 'abc', place: '<b>南山</b>' })
    form.append('claims', '退货')
    const answer = await siteOn(world).send('/complaints', form)
    const page = await answer.text()

    expect(answer.status).toBe(422)
    for (const typed of ['漏电', '一百多', 'abc', '&lt;b&gt;南山&lt;/b&gt;', '2026-11-10', '陈女士'])
      expect(page).toContain(typed)
    expect(page).toMatch(/<input[^>]*name="claims"[^>]*value="退货"[^>]*checked/)
    expect(page).toContain('id="text-error"')
    expect(page).toContain('id="amount-error"')
    expect(page).toContain('id="contact.phone-error"')
    expect(page).toContain('value="one-form-of-one-person"')
    expect(page).not.toContain('<b>南山')
    expect(await reports()).toHaveLength(0)
  })

  it('and a photo is kept without the place it was taken', async () => {
    const form = filledForm()
    form.append('files', new File([new Uint8Array(await photoWithPlace())], '水壶.jpg', { type: 'image/jpeg' }))
    const answer = await siteOn(world).send('/complaints', form)
    expect(answer.status).toBe(200)

    const kept = await db.selectFrom('attachment').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ name: '水壶.jpg', media_type: 'image/jpeg', scan: 'unscanned' })
    expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined()
  })

  it('and a file that is no photo is named beside its field, together with the other faults', async () => {
    const form = filledForm({ kind: '' })
    form.append('files', new File(['MZ'], 'photo.jpg', { type: 'image/jpeg' }))
    const page = await (await siteOn(world).send('/complaints', form)).text()
    expect(page).toContain('id="files-error"')
    expect(page).toContain('id="kind-error"')
    expect(await reports()).toHaveLength(0)
  })

  it('and whoever stays anonymous leaves no contact behind', async () => {
    await siteOn(world).send('/complaints', filledForm({ anonymous: 'yes' }))
    expect(await reports()).toMatchObject([{ anonymous: true }])
    expect(await db.selectFrom('reporter_identity').selectAll().execute()).toEqual([])
  })
})

describe('the holder of a receipt', () => {
  const track = (receipt: string) => siteOn(world).send('/track', new URLSearchParams({ receipt }))

  it('sees who handles the case, why, and by when, however the code is typed', async () => {
    const receipt = receiptIn(await (await siteOn(world).send('/complaints', filledForm())).text())
    const answer = await track(` ${receipt.toLowerCase().replaceAll('-', ' ')} `)
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(page).toContain('市市场监督管理局')
    expect(page).toContain('《消费者权益保护法》第四十六条')
    expect(page).toContain('漏电')
    for (const secret of ['陈女士', '13800000000', '手被麻了一下', receipt]) expect(page).not.toContain(secret)
  })

  it('sees that the bureau accepted it, also when nobody added a word; of a note among staff nothing', async () => {
    const receipt = receiptIn(await (await siteOn(world).send('/complaints', filledForm())).text())
    const { id: caseId, lead } = await db.selectFrom('case_file').select(['id', 'lead']).executeTakeFirstOrThrow()
    await db.updateTable('case_file').set({ state: 'handling' }).execute()
    const officer = contextOf(world, { actor: await anOfficer(db, { bureau: lead }) })
    const station = /class="station-name"[^>]*>\s*受理/
    expect(await (await track(receipt)).text()).not.toMatch(station)
    await moveCase(officer, { caseId, act: 'accept', typed: {} })
    await moveCase(officer, { caseId, act: 'note', typed: { note: '老板态度不好' } })
    const page = await (await track(receipt)).text()
    expect(page).toMatch(station)
    expect(page).not.toMatch(/老板态度不好|加备注/)
  })

  it('who judges an answer half is told what is missing and keeps what was typed; whole, it stands on the page', async () => {
    const receipt = receiptIn(await (await siteOn(world).send('/complaints', filledForm())).text())
    const { id, lead } = await db.selectFrom('case_file').select(['id', 'lead']).executeTakeFirstOrThrow()
    const actor = await anOfficer(db, { bureau: lead })
    const act = (name: Act, typed: Typed = {}) =>
      moveCase(contextOf(world, { actor }), { caseId: id, act: name, typed })
    const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    const { state } = await readCase(contextOf(world, { actor: office }), id)
    if (state === 'to_dispatch')
      await moveCase(contextOf(world, { actor: office }), { caseId: id, act: 'dispatch', typed: { bureau: lead } })
    await act('sign')
    await act('answer', { text: '经现场检查，电热水壶无3C标志，已责令下架，商家已退还129元。' })
    const judge = (fields: Record<string, string>) =>
      siteOn(world).send('/track/judgement', new URLSearchParams({ receipt, ...fields }))

    const half = await judge({ solved: 'unsolved', why: '没有', reopen: 'yes' })
    const page = await half.text()
    expect(half.status).toBe(422)
    expect(page).toContain('请选择是否满意')
    expect(page).toContain('请用至少 5 个字说明哪里没有解决')
    expect(page).toMatch(/value="unsolved"[^>]*checked/)
    expect(await db.selectFrom('case_judgement').selectAll().execute()).toEqual([])

    const whole = await judge({ solved: 'solved', satisfied: 'yes', why: '' })
    expect(await whole.text()).toContain('您的评价')
    expect((await judge({ solved: 'solved', satisfied: 'yes', why: '' })).status).toBe(422)
    const stranger = await siteOn(world).send(
      '/track/judgement',
      new URLSearchParams({ receipt: 'x', solved: 'solved' }),
    )
    expect(stranger.status).toBe(404)
  })

  it('erases who they are only after ticking that it cannot be undone', async () => {
    const site = siteOn(world)
    const receipt = receiptIn(await (await site.send('/complaints', filledForm())).text())
    const erase = (given: Record<string, string>) =>
      site.send('/track/erasure', new URLSearchParams({ receipt, ...given }))
    const kept = () => db.selectFrom('reporter_identity').select('erased_at').executeTakeFirstOrThrow()

    const unsure = await erase({})
    expect(unsure.status).toBe(422)
    expect(await unsure.text()).toContain('请先勾选确认')
    expect(await kept()).toEqual({ erased_at: null })
    expect(await (await erase({ 'sure-erasure': 'yes' })).text()).toContain('没有保存您的身份信息')
    expect((await kept()).erased_at).not.toBeNull()
  })

  it('is told kindly when the code is not known, and finds it still typed', async () => {
    const answer = await track('K7QF-2M9T')
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('没有找到这个回执码')
    expect(page).toContain('value="K7QF-2M9T"')
  })
})

describe('the front door', () => {
  it('shows released warnings and no drafts', async () => {
    await aWarning('released', '某型号充电宝召回')
    await aWarning('draft', '尚未发布的草稿')
    const page = await (await siteOn(world).get('/')).text()
    expect(page).toContain('某型号充电宝召回')
    expect(page).toContain('橙色预警')
    expect(page).not.toContain('尚未发布的草稿')
  })
})

async function aWarning(state: 'released' | 'draft', title: string): Promise<void> {
  const at = new Date('2026-11-15T01:00:00Z')
  const { id } = await db
    .insertInto('notice')
    .values({
      source: 'samr',
      source_id: title,
      kind: 'recall',
      title,
      version: 1,
      content_hash: title,
      content: {},
      first_seen_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('warning')
    .values({
      kind: 'recall',
      notice_id: id,
      notice_version: 1,
      level: 'orange',
      leaves: ['PROD.02'],
      title_zh: title,
      title_en: 'Recall',
      advice_zh: '停止使用',
      advice_en: 'Stop using it',
      reasons: JSON.stringify([]),
      rule_version: '1',
      points: 3,
      relief: false,
      state,
      drafted_at: at,
      decided_at: state === 'released' ? at : null,
    })
    .execute()
}
