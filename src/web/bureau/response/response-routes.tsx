import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { addEvidence } from '../../../alerts/response/add-evidence.ts'
import { addResponseTask } from '../../../alerts/response/add-response-task.ts'
import { endTask } from '../../../alerts/response/end-task.ts'
import { findOrigin, type Origin, type OriginAsked, type OriginKind } from '../../../alerts/response/find-origin.ts'
import { noSuchTask } from '../../../alerts/response/find-task.ts'
import { handOverTask } from '../../../alerts/response/hand-over-task.ts'
import { listResponses } from '../../../alerts/response/list-responses.ts'
import { moveResponse } from '../../../alerts/response/move-response.ts'
import { noteSituation } from '../../../alerts/response/note-situation.ts'
import { openResponse, type TypedResponse } from '../../../alerts/response/open-response.ts'
import { readEvidence } from '../../../alerts/response/read-evidence.ts'
import { readResponse } from '../../../alerts/response/read-response.ts'
import { responseMoveNames } from '../../../alerts/response/response-moves.ts'
import { responseOfTask } from '../../../alerts/response/response-of-task.ts'
import { noSuchResponse } from '../../../alerts/response/response-sight.ts'
import { type ResponseState, responseStates } from '../../../alerts/response/response-words.ts'
import { tickCheck } from '../../../alerts/response/tick-check.ts'
import type { Context } from '../../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../../errors.ts'
import { cleanAttachments } from '../../../intake/clean-attachment.ts'
import { attachmentScanner } from '../../../intake/scan-attachment.ts'
import { filesOf } from '../../citizen/typed-filing.ts'
import { chosen, idOf, lineOf, ordinalOf, pageOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { type OpeningTried, ResponseForm } from './response-form.tsx'
import { ResponsePage, type ResponseTried } from './response-page.tsx'
import { moveNouns, responsePaths } from './response-paths.ts'
import type { TaskActed } from './response-task.tsx'
import { ResponsesPage } from './responses-page.tsx'

/** Rapid response: the list, opening one, the situation page, and the acts on its tasks. */
export function responsePages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  const scan = attachmentScanner(web.config.clamd, (error) => web.log.warn({ err: error }, 'evidence not scanned'))
  pages.use(responsePaths.list, staffOnly())
  pages.use(`${responsePaths.list}/*`, staffOnly())

  pages.get(responsePaths.list, async (c) => {
    const context = contextOf(web, c)
    const state = chosen(c.req.query('state'), Object.keys(responseStates) as ResponseState[])
    const page = pageOf(c.req.query('page'))
    const listed = await listResponses(context, { state, page })
    const mayOpen = may(context.actor, 'open_responses')
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '快速处置', en: 'Rapid response' }} desk="responses">
        <ResponsesPage {...listed} state={state} page={page} mayOpen={mayOpen} city={city} />
      </DeskPage>,
    )
  })

  pages.get(responsePaths.form, async (c) => {
    const context = contextOf(web, c)
    if (!may(context.actor, 'open_responses')) throw new Forbidden(notAllowed)
    const origin = await findOrigin(context, originIn(c.req.query('from')))
    return formPage(web, c, origin, { typed: proposed(context, origin), said: null, errors: {} })
  })

  pages.post(responsePaths.list, async (c) => {
    const context = contextOf(web, c)
    if (!may(context.actor, 'open_responses')) throw new Forbidden(notAllowed)
    const form = await c.req.formData()
    const asked = originIn(lineOf(form, 'from', 40))
    const typed = typedIn(form)
    if (form.get('only') === 'try') {
      return formPage(web, c, await findOrigin(context, asked), { typed, said: null, errors: {} })
    }
    try {
      return c.redirect(responsePaths.one(await openResponse(context, { origin: asked, typed })), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const tried = { typed, said: error.said, errors: error.fields }
      return formPage(web, c, await findOrigin(context, asked), tried, 422)
    }
  })

  pages.get('/bureau/responses/evidence/:id', async (c) => {
    const file = await readEvidence(contextOf(web, c), { evidenceId: taskOf(c) })
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': `${file.mediaType.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'no-store',
    })
  })

  pages.post('/bureau/responses/tasks/:id/checks/:number', async (c) => {
    const [taskId, number] = [taskOf(c), ordinalOf(c.req.param('number')) ?? 0]
    return onTask(web, c, taskId, null, () => tickCheck(contextOf(web, c), { taskId, number }))
  })

  pages.post('/bureau/responses/tasks/:id/end', async (c) => {
    const taskId = taskOf(c)
    const form = await c.req.formData()
    const typed = { outcome: lineOf(form, `outcome-${taskId}`, 10), result: lineOf(form, `result-${taskId}`, 1500) }
    const act = { failed: typed.outcome === 'failed', result: typed.result }
    return onTask(web, c, taskId, { form: 'end', typed }, () => endTask(contextOf(web, c), { taskId, ...act }))
  })

  pages.post('/bureau/responses/tasks/:id/hand-over', async (c) => {
    const taskId = taskOf(c)
    const form = await c.req.formData()
    const typed = { bureau: lineOf(form, `bureau-${taskId}`, 20), reason: lineOf(form, `reason-${taskId}`, 1500) }
    return onTask(web, c, taskId, { form: 'hand_over', typed }, () =>
      handOverTask(contextOf(web, c), { taskId, ...typed }),
    )
  })

  pages.post(responsePaths.evidenceForm, async (c) => {
    const taskId = taskOf(c)
    const uploads = await filesOf(await c.req.formData(), `files-${taskId}`)
    return onTask(web, c, taskId, { form: 'evidence', typed: {} }, async () => {
      if (uploads.length === 0) throw new Invalid(noFile, { files: noFile })
      return addEvidence(contextOf(web, c), { taskId, files: await cleanAttachments(uploads, scan) })
    })
  })

  pages.get('/bureau/responses/:id', (c) => onePage(web, c, responseIn(c), null))

  pages.post('/bureau/responses/:id/log', async (c) => {
    const responseId = responseIn(c)
    const text = lineOf(await c.req.formData(), 'text', 1500)
    return onResponse(web, c, responseId, { note: text }, () => noteSituation(contextOf(web, c), { responseId, text }))
  })

  pages.post('/bureau/responses/:id/tasks', async (c) => {
    const responseId = responseIn(c)
    const form = await c.req.formData()
    const asked = {
      action: lineOf(form, 'action', 40),
      bureau: lineOf(form, 'new-bureau', 20),
      critical: form.has('critical'),
    }
    return onResponse(web, c, responseId, {}, () => addResponseTask(contextOf(web, c), { responseId, ...asked }))
  })

  pages.post('/bureau/responses/:id/:noun', async (c) => {
    const responseId = responseIn(c)
    const move = responseMoveNames.find((one) => moveNouns[one] === c.req.param('noun'))
    if (!move) return c.notFound()
    const text = lineOf(await c.req.formData(), `text-${move}`, 1500)
    return onResponse(web, c, responseId, { move: { move, text } }, () =>
      moveResponse(contextOf(web, c), { responseId, move, text }),
    )
  })

  return pages
}

const notAllowed = { zh: '您的岗位不能启动处置行动。', en: 'Your role opens no responses.' }
const noFile = { zh: '请选择文件', en: 'Choose a file' }
const originKinds: OriginKind[] = ['warning', 'signal', 'assessment', 'case']

function originIn(asked: string | undefined): OriginAsked {
  const [kind = '', id = ''] = (asked ?? '').split(':')
  const known = chosen(kind, originKinds)
  const number = idOf(id)
  return known === null || number === null ? { kind: 'free', id: null } : { kind: known, id: number }
}

function responseIn(c: HonoContext<Env>): number {
  const id = idOf(c.req.param('id') ?? '')
  if (id === null) throw noSuchResponse()
  return id
}

function taskOf(c: HonoContext<Env>): number {
  const id = idOf(c.req.param('id') ?? '')
  if (id === null) throw noSuchTask()
  return id
}

const typedIn = (form: FormData): TypedResponse => ({
  title: lineOf(form, 'title', 120),
  leaf: lineOf(form, 'leaf', 20) || 'NONE',
  colour: lineOf(form, 'colour', 10),
  lead: lineOf(form, 'lead', 20),
  drill: form.has('drill'),
  situation: lineOf(form, 'situation', 1500),
})

/** Officers lead for their own bureau; the office lets the leaf say. */
function proposed({ actor, city }: Context, { title, leaf, colour, lead, drill }: Origin): TypedResponse {
  const own = actor.kind === 'staff' ? actor.bureau : city.dispatchBureau
  const ofLeaf = city.leaves.get(leaf ?? '')?.lead ?? own
  const leads = may(actor, 'run_all_responses') ? (lead ?? ofLeaf) : own
  return { title: title.slice(0, 100), leaf: leaf ?? 'NONE', colour, lead: leads, drill, situation: '' }
}

/** Does an act on a task and leads back to it; what is refused is answered with the response and all that was typed. */
async function onTask(
  web: Web,
  c: HonoContext<Env>,
  taskId: number,
  acted: Pick<TaskActed, 'form' | 'typed'> | null,
  act: () => Promise<{ responseId: number }>,
): Promise<Response> {
  try {
    const { responseId } = await act()
    return c.redirect(responsePaths.task(responseId, taskId), 303)
  } catch (error) {
    const status = statusOf(error)
    const responseId = await responseOfTask(web.world, taskId)
    if (
      status === null ||
      responseId === null ||
      !(error instanceof Invalid || error instanceof Conflict || error instanceof Forbidden)
    )
      throw error
    const errors = error instanceof Invalid ? error.fields : {}
    const task = acted === null ? undefined : { id: taskId, ...acted, errors }
    return onePage(web, c, responseId, { said: error.said, ...(task ? { task } : {}) }, status)
  }
}

async function onResponse(
  web: Web,
  c: HonoContext<Env>,
  responseId: number,
  tried: Omit<ResponseTried, 'said'>,
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act()
  } catch (error) {
    const status = statusOf(error)
    if (status === null || !(error instanceof Invalid || error instanceof Conflict || error instanceof Forbidden))
      throw error
    return onePage(web, c, responseId, { said: error.said, ...tried }, status)
  }
  return c.redirect(responsePaths.one(responseId), 303)
}

function statusOf(error: unknown): 403 | 409 | 422 | null {
  if (error instanceof Invalid) return 422
  if (error instanceof Conflict) return 409
  return error instanceof Forbidden ? 403 : null
}

function formPage(web: Web, c: HonoContext<Env>, origin: Origin, tried: OpeningTried, status: 200 | 422 = 200) {
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '启动处置行动', en: 'Open a response' }} desk="responses">
      <ResponseForm origin={origin} tried={tried} city={web.world.city} now={web.now()} />
    </DeskPage>,
    status,
  )
}

async function onePage(
  web: Web,
  c: HonoContext<Env>,
  responseId: number,
  tried: ResponseTried | null,
  status: 200 | 403 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const read = await readResponse(context, { responseId })
  const title = { zh: `处置行动 ${responseId}`, en: `Response ${responseId}` }
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="responses">
      <ResponsePage read={read} tried={tried} city={web.world.city} now={context.now} />
    </DeskPage>,
    status,
  )
}
