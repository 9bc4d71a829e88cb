import { randomUUID } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { listReleased } from '../../alerts/list-released.ts'
import { answerSettlement } from '../../cases/answer-settlement.ts'
import { readDocument } from '../../cases/documents/read-document.ts'
import { eraseIdentity } from '../../cases/identity/erase-identity.ts'
import { exportOwnCase } from '../../cases/identity/export-own-case.ts'
import { judgeAnswer } from '../../cases/judge-answer.ts'
import { objectToApart } from '../../cases/object-to-apart.ts'
import { trackCase } from '../../cases/track-case.ts'
import { Conflict, Invalid, NotFound, type Said } from '../../errors.ts'
import { addToCase } from '../../intake/add-to-case.ts'
import type { Upload } from '../../intake/attachments.ts'
import { type CleanAttachment, cleanAttachments } from '../../intake/clean-attachment.ts'
import { type NewComplaint, parseComplaint } from '../../intake/new-complaint.ts'
import { receiveComplaint } from '../../intake/receive-complaint.ts'
import { attachmentScanner, type ScanAttachment } from '../../intake/scan-attachment.ts'
import { DocumentView } from '../document-parts.tsx'
import { Page } from '../layout.tsx'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { pdfHeaders } from '../pdf-headers.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import type { AdditionTried } from './addition-form.tsx'
import { caseFeed } from './case-feed.ts'
import { FilingForm, WhatFollows } from './filing-form.tsx'
import { HomePage } from './home-page.tsx'
import type { JudgementTried } from './judgement-form.tsx'
import type { ObjectionTried } from './objection-form.tsx'
import { ReceiptPage } from './receipt-page.tsx'
import { TrackedCasePage, TrackForm } from './track-page.tsx'
import { besideFields, complaintOf, emptyFiling, filesOf, type TypedFiling, typedFiling } from './typed-filing.ts'

/** What a citizen sees: home, filing, tracking. */
export function citizenPages(web: Web): Hono<Env> {
  const { city } = web.world
  const scan = attachmentScanner(web.config.clamd, (error) => web.log.warn({ err: error }, 'attachment not scanned'))
  const pages = new Hono<Env>()

  pages.get(paths.home, async (c) => {
    const warnings = await listReleased(contextOf(web, c), { limit: 5 })
    return c.html(
      <Page web={web} c={c} title={{ zh: '首页', en: 'Home' }} section="home" width="wide">
        <HomePage warnings={warnings} city={city} />
      </Page>,
    )
  })

  pages.get(paths.complaintForm, (c) => {
    c.header('Cache-Control', 'private, no-cache')
    return formPage(web, c, { typed: emptyFiling(randomUUID()), errors: {}, filesLost: false })
  })

  // The receipt is shown once, on the very answer to the POST and kept by no cache: a redirect would have to carry it in an address or a cookie.
  // Reloading sends the same submission key again, which files nothing and answers with the same receipt.
  pages.post(paths.complaints, async (c) => {
    c.header('Cache-Control', 'no-store')
    const form = await c.req.formData()
    const typed = typedFiling(form)
    const uploads = await filesOf(form)
    const context = contextOf(web, c)
    const { complaint, attachments, errors } = await readFiling(typed, uploads, scan, shanghaiDate(context.now))
    if (!complaint) return formPage(web, c, { typed, errors, filesLost: uploads.length > 0 }, 422)
    try {
      const receipt = await receiveComplaint(context, complaint, { channel: 'web', attachments })
      return c.html(
        <Page web={web} c={c} title={{ zh: '已收到', en: 'Received' }} section="file" width="wide">
          <ReceiptPage receipt={receipt} city={city} now={context.now} />
        </Page>,
      )
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      const fresh = { ...typed, submission_key: randomUUID() }
      return formPage(web, c, { typed: fresh, errors: {}, filesLost: uploads.length > 0, again: filedBefore }, 409)
    }
  })

  pages.route('/', caseFeed(web))

  pages.get(paths.track, (c) => trackForm(web, c, ''))

  pages.post(paths.track, async (c) => trackedPage(web, c, await receiptIn(c)))

  pages.post(paths.trackCopy, async (c) => {
    const copy = await exportOwnCase(contextOf(web, c), { receipt: await receiptIn(c) })
    return c.body(`${JSON.stringify(copy, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-case.json"',
      'Cache-Control': 'no-store',
    })
  })

  pages.post(paths.trackAdditions, async (c) => {
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

  pages.post(paths.trackJudgement, async (c) => {
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

  pages.post(paths.trackObjection, async (c) => {
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

  pages.post(paths.trackSettlement, async (c) => {
    const form = await c.req.formData()
    const receipt = receiptOf(form)
    await answerSettlement(contextOf(web, c), { receipt, consents: form.get('consents') === 'yes' })
    return trackedPage(web, c, receipt)
  })

  pages.post(paths.trackDocument, async (c) => {
    const form = await c.req.formData()
    const asked = { documentId: Number(textOf(form.get('document'))), receipt: receiptOf(form) }
    const { content, pdf } = await readDocument(contextOf(web, c), asked)
    if (form.has('pdf')) return c.body(new Uint8Array(pdf), 200, pdfHeaders(content))
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page web={web} c={c} title={content.title} section="track">
        <DocumentView content={content} />
      </Page>,
    )
  })

  pages.post(paths.trackErasure, async (c) => {
    const receipt = await receiptIn(c)
    await eraseIdentity(contextOf(web, c), { receipt })
    return trackedPage(web, c, receipt)
  })

  return pages
}

async function receiptIn(c: HonoContext<Env>): Promise<string> {
  return receiptOf(await c.req.formData())
}

const receiptOf = (form: FormData): string => textOf(form.get('receipt')).trim().slice(0, 100)
const textOf = (given: string | File | null): string => (typeof given === 'string' ? given : '')
/** Browsers send line breaks as CRLF; people count and store one character. */
const lineBreaks = (text: string): string => text.replaceAll('\r\n', '\n')

type Done = { added?: true; adding?: AdditionTried; judging?: JudgementTried; objecting?: ObjectionTried }

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
  return c.html(
    <Page web={web} c={c} title={{ zh: '查询进度', en: 'Track' }} section="track" width="wide">
      <TrackedCasePage
        tracked={tracked}
        receipt={receipt}
        city={web.world.city}
        now={context.now}
        added={done.added ?? false}
        adding={done.adding ?? null}
        judging={done.judging ?? null}
        objecting={done.objecting ?? null}
      />
    </Page>,
    status,
  )
}

const noReceipt: Said = { zh: '请输入回执码', en: 'Please enter the receipt' }
const filedBefore: Said = {
  zh: '这张表已经提交过一次，那一份不会改变。如果要另外反映修改后的内容，请再按一次“提交”。',
  en: 'This form was sent before and that filing stays as it is. To file the changed text as a new case, press Send once more.',
}

type Form = { typed: TypedFiling; errors: Record<string, Said>; filesLost: boolean; again?: Said }

function formPage(web: Web, c: HonoContext<Env>, form: Form, status: 200 | 409 | 422 = 200) {
  return c.html(
    <Page web={web} c={c} title={{ zh: '我要投诉举报', en: 'File' }} section="file" width="wide">
      <h1>
        <Both zh="我要投诉举报" en="File a complaint or report" />
      </h1>
      <div class="split form-split">
        <FilingForm {...form} today={shanghaiDate(web.now())} />
        <WhatFollows hotline={web.world.city.hotline} />
      </div>
    </Page>,
    status,
  )
}

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

type ReadFiling = { complaint: NewComplaint | null; attachments: CleanAttachment[]; errors: Record<string, Said> }

/** Text and files are both checked before anything is refused, so that one answer names every fault. */
async function readFiling(
  typed: TypedFiling,
  uploads: Upload[],
  scan: ScanAttachment,
  today: string,
): Promise<ReadFiling> {
  const errors: Record<string, Said> = {}
  const noted = (error: unknown) => {
    if (!(error instanceof Invalid)) throw error
    Object.assign(errors, besideFields(error.fields))
    return null
  }
  const complaint = await parsed(typed, today).catch(noted)
  const attachments = await cleanAttachments(uploads, scan).catch(noted)
  return Object.keys(errors).length > 0 || !attachments
    ? { complaint: null, attachments: [], errors }
    : { complaint, attachments, errors }
}

async function parsed(typed: TypedFiling, today: string): Promise<NewComplaint> {
  return parseComplaint(complaintOf(typed), today)
}
