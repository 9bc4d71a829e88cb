import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/context.ts'
import { smallPdf } from '../pure/attachments/small-files.ts'
import { staffOn } from '../support/staff.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()

async function signedIn(role: Role, bureau: string) {
  const site = siteOn(world)
  const staff = await staffOn(world, site, { role, bureau, name: '李华' })
  return { ...staff, upload: (path: string, form: FormData) => site.send(path, form, { Cookie: staff.Cookie }) }
}

const whole = {
  title: '食堂疑似食物中毒',
  leaf: 'FOOD.05',
  colour: 'orange',
  lead: 'AMR',
  situation: '12 名学生呕吐，已送医',
}
const taskOf = async (action: string) =>
  (await world.db.selectFrom('response_task').where('action', '=', action).select('task_id').executeTakeFirstOrThrow())
    .task_id

describe('opening a response', () => {
  it('shows the tasks before anybody is called, then opens it', async () => {
    const office = await signedIn('joint_office', 'DATA')
    const tried = await (await office.send('/bureau/responses', { ...whole, only: 'try' })).text()
    expect(tried).toContain('按预案“食品安全”')
    expect(tried).toContain('向上一级报告')
    expect(await world.db.selectFrom('letter').selectAll().execute()).toEqual([])
    const opened = await office.send('/bureau/responses', whole)
    const page = await office.page(opened.headers.get('Location') ?? '')
    for (const said of ['12 名学生呕吐', '关键未完', '情况记录', '市卫生健康委员会']) expect(page).toContain(said)
  })

  it('refused, keeps what was typed', async () => {
    const officer = await signedIn('officer', 'AMR')
    const answer = await officer.send('/bureau/responses', { ...whole, lead: 'EEB', title: '' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const kept of ['12 名学生呕吐，已送医', '请写标题', '只能由本单位牵头']) expect(page).toContain(kept)
  })

  it('as a drill says so on the page, on every task and in the list of tasks', async () => {
    const office = await signedIn('joint_office', 'DATA')
    const address = (await office.send('/bureau/responses', { ...whole, drill: 'yes' })).headers.get('Location') ?? ''
    const page = await office.page(address)
    expect(page).toContain('演练，不是真的')
    expect(page.match(/演练/g)?.length).toBeGreaterThan(5)
    const officer = await signedIn('officer', 'AMR')
    expect(await officer.page('/bureau/tasks')).toContain('演练')
  })
})

describe('the situation page', () => {
  it('ticks, takes a file through the checks, refuses a critical task half done, keeps what was typed', async () => {
    const officer = await signedIn('officer', 'AMR')
    const address = (await officer.send('/bureau/responses', whole)).headers.get('Location') ?? ''
    const taskId = await taskOf('report')
    const tasks = '/bureau/responses/tasks'
    const early = await officer.send(`${tasks}/${taskId}/end`, {
      [`outcome-${taskId}`]: 'done',
      [`result-${taskId}`]: '已经电话报告',
    })
    expect(early.status).toBe(422)
    const refused = await early.text()
    expect(refused).toContain('清单还有 3 条没有勾')
    expect(refused).toContain('已经电话报告')
    for (const number of [1, 2, 3]) await officer.send(`${tasks}/${taskId}/checks/${number}`, {})
    const form = new FormData()
    form.append(`files-${taskId}`, new File([Buffer.from('not a photo')], 'x.jpg'))
    expect(await (await officer.upload(`${tasks}/${taskId}/evidence`, form)).text()).toContain('不是 JPG')
    const good = new FormData()
    good.append(`files-${taskId}`, new File([smallPdf()], '书面报告.pdf'))
    expect((await officer.upload(`${tasks}/${taskId}/evidence`, good)).status).toBe(303)
    const ended = { [`outcome-${taskId}`]: 'done', [`result-${taskId}`]: '已经电话报告' }
    expect((await officer.send(`${tasks}/${taskId}/end`, ended)).status).toBe(303)
    const page = await officer.page(address)
    expect(page).toContain('书面报告.pdf')
    expect(page).toContain('完成')
  })

  it('is not for a bureau without a part in it, nor its files', async () => {
    const officer = await signedIn('officer', 'AMR')
    const address = (await officer.send('/bureau/responses', whole)).headers.get('Location') ?? ''
    const stranger = await signedIn('officer', 'CTS')
    expect((await stranger.get(address)).status).toBe(404)
    expect((await stranger.send(`${address}/log`, { text: '看看' })).status).toBe(404)
    expect((await stranger.get('/bureau/responses/evidence/1')).status).toBe(404)
    expect((await siteOn(world).get(address)).headers.get('Location')).toContain('/sign-in')
  })
})
