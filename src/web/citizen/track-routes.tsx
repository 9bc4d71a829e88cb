import { Hono, type Context as HonoContext } from 'hono'
import { findRecallsOfCase } from '../../alerts/recalls/find-recalls-of-case.ts'
import { objectToApart } from '../../cases/apart/object-to-apart.ts'
import { readDocument } from '../../cases/documents/read-document.ts'
import { eraseIdentity } from '../../cases/identity/erase-identity.ts'
import { exportOwnCase } from '../../cases/identity/export-own-case.ts'
import { type ProofPhoto, proveIdentity } from '../../cases/identity/prove-identity.ts'
import { answerSettlement } from '../../cases/joint/answer-settlement.ts'
import { judgeAnswer } from '../../cases/tracking/judge-answer.ts'
import { trackCase } from '../../cases/tracking/track-case.ts'
import { readCasePenalty } from '../../enterprises/cases/read-case-penalty.ts'
import { Conflict, Invalid, NotFound, type Said } from '../../errors.ts'
import { addToCase } from '../../intake/add-to-case.ts'
import { refused, type Upload } from '../../intake/attachments.ts'
import { cleanAttachments } from '../../intake/clean-attachment.ts'
import type { ScanAttachment } from '../../intake/scan-attachment.ts'
import { DocumentView } from '../document-parts.tsx'
import { idOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { pdfHeaders } from '../pdf-headers.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import type { AdditionTried } from './addition-form.tsx'
import type { ProofTried } from './identity-form.tsx'
import type { JudgementTried } from './judgement-form.tsx'
import type { ObjectionTried } from './objection-form.tsx'
import { boxes, type Unsure } from './tick-first.ts'
import { TrackForm } from './track-form.tsx'
import { TrackedCasePage } from './track-page.tsx'
import { filesOf } from './typed-filing.ts'

/** What the holder of a receipt sees and does: the progress, and every act of theirs on the case. */
export function trackRoutes(web: Web, scan: ScanAttachment): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(paths.track, (c) => trackForm(web, c, ''))

  routes.post(paths.track, async (c) => trackedPage(web, c, await receiptIn(c)))

  routes.post(paths.trackCopy, async (c) => {
    const copy = await exportOwnCase(contextOf(web, c), { receipt: await receiptIn(c) })
    return c.body(`${JSON.stringify(copy, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-case.json"',
      'Cache-Control': 'no-store',
    })
  })

  routes.post(paths.trackAdditions, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    const text = lineBreaks(textOf(form.get('note'))).slice(0, 3000)
    const uploads = await filesOf(form)
    try {
      const attachments = await cleanAttachments(uploads, scan)
      await addToCase(contextOf(web, c), { receipt, text, attachments })
      return trackedPage(web, c, receipt, { added: true })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      const adding = { text, said: error.said, errors, filesLost: uploads.length > 0 }
      return trackedPage(web, c, receipt, { adding }, error instanceof Conflict ? 409 : 422)
    }
  })

  routes.post(paths.trackIdentity, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    const typed = { name: lineIn(form, 'name'), document: lineIn(form, 'document'), number: lineIn(form, 'number') }
    const uploads = await filesOf(form, 'photo')
    try {
      const photo = await photoOf(uploads, scan)
      await proveIdentity(contextOf(web, c), { receipt, typed, photo })
      return trackedPage(web, c, receipt, { added: true })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      const proving = { typed, said: error.said, errors, filesLost: uploads.length > 0 }
      return trackedPage(web, c, receipt, { proving }, error instanceof Conflict ? 409 : 422)
    }
  })

  routes.post(paths.trackJudgement, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    const typed = {
      solved: textOf(form.get('solved')),
      satisfied: textOf(form.get('satisfied')),
      why: textOf(form.get('why')).slice(0, 1000),
      reopen: form.has('reopen'),
    }
    try {
      await judgeAnswer(contextOf(web, c), { receipt, ...typed })
      return trackedPage(web, c, receipt)
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      return trackedPage(web, c, receipt, { judging: { typed, said: error.said, errors } }, 422)
    }
  })

  routes.post(paths.trackObjection, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    const apart = textOf(form.get('apart')).slice(0, 20)
    const reason = textOf(form.get(`objection-${apart}`)).slice(0, 1000)
    try {
      await objectToApart(contextOf(web, c), { receipt, apart, reason })
      return trackedPage(web, c, receipt)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return trackedPage(web, c, receipt, { objecting: { apart, reason, error: error.fields.reason } }, 422)
    }
  })

  routes.post(paths.trackSettlement, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    const consents = form.get('consents') === 'yes'
    if (consents && !form.has(boxes.settlement)) return trackedPage(web, c, receipt, { unsure: 'settlement' }, 422)
    await answerSettlement(contextOf(web, c), { receipt, consents })
    return trackedPage(web, c, receipt)
  })

  routes.post(paths.trackDocument, async (c) => {
    const form = await c.req.formData()
    const asked = { documentId: idOf(textOf(form.get('document'))) ?? 0, receipt: receiptOf(form) }
    const { content, pdf } = await readDocument(contextOf(web, c), asked)
    if (form.has('pdf')) return c.body(new Uint8Array(pdf), 200, pdfHeaders(content))
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page web={web} c={c} title={content.title} section="track">
        <DocumentView content={content} />
      </Page>,
    )
  })

  routes.post(paths.trackErasure, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    if (!form.has(boxes.erasure)) return trackedPage(web, c, receipt, { unsure: 'erasure' }, 422)
    await eraseIdentity(contextOf(web, c), { receipt })
    return trackedPage(web, c, receipt)
  })

  return routes
}

/** The photo of the document, if one was sent. Throws Invalid on `files` for more than one, and for anything else than a photo. */
async function photoOf(uploads: Upload[], scan: ScanAttachment): Promise<ProofPhoto | null> {
  if (uploads.length > 1) throw refused(onePhoto)
  const [photo] = await cleanAttachments(uploads, scan)
  if (!photo) return null
  if (!photo.mediaType.startsWith('image/')) throw refused(onePhoto)
  return photo
}

const onePhoto: Said = {
  zh: '证件请拍成一张照片（JPG、PNG 或 WebP）',
  en: 'Give one photo of the document (JPG, PNG or WebP)',
}

async function receiptIn(c: HonoContext<Env>): Promise<string> {
  return receiptOf(await c.req.formData())
}

const receiptOf = (form: FormData): string => textOf(form.get('receipt')).trim().slice(0, 100)
const textOf = (given: string | File | null): string => (typeof given === 'string' ? given : '')
const lineIn = (form: FormData, name: string): string => textOf(form.get(name)).slice(0, 100)
/** Browsers send line breaks as CRLF; people count and store one character. */
const lineBreaks = (text: string): string => text.replaceAll('\r\n', '\n')

type Done = {
  added?: true
  adding?: AdditionTried
  proving?: ProofTried
  judging?: JudgementTried
  objecting?: ObjectionTried
  unsure?: Unsure
}

async function trackedPage(
  web: Web,
  c: HonoContext<Env>,
  receipt: string,
  done: Done = {},
  status: 200 | 409 | 422 = 200,
) {
  c.header('Cache-Control', 'no-store')
  if (receipt === '') return trackForm(web, c, '', noReceipt, 422)
  const context = contextOf(web, c)
  const tracked = await trackCase(context, receipt).catch((error: unknown) => {
    if (error instanceof NotFound) return error.said
    throw error
  })
  if (!('caseId' in tracked)) return trackForm(web, c, receipt, tracked, 404)
  const penalty = await readCasePenalty(context, { caseId: tracked.caseId })
  const recalls = await findRecallsOfCase(context, tracked.caseId)
  return c.html(
    <Page web={web} c={c} title={{ zh: '查询进度', en: 'Track' }} section="track" width="wide">
      <TrackedCasePage
        tracked={tracked}
        penalty={penalty}
        recalls={recalls}
        receipt={receipt}
        city={web.world.city}
        now={context.now}
        added={done.added ?? false}
        adding={done.adding ?? null}
        proving={done.proving ?? null}
        judging={done.judging ?? null}
        objecting={done.objecting ?? null}
        unsure={done.unsure ?? null}
      />
    </Page>,
    status,
  )
}

const noReceipt: Said = { zh: '请输入回执码', en: 'Please enter the receipt' }

function trackForm(web: Web, c: HonoContext<Env>, typed: string, error?: Said, status: 200 | 404 | 422 = 200) {
  return c.html(
    <Page web={web} c={c} title={{ zh: '查询进度', en: 'Track' }} section="track">
      <h1>
        <Both zh="查询进度" en="Track" />
      </h1>
      <TrackForm typed={typed} error={error} />
    </Page>,
    status,
  )
}
