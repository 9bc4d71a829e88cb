import { randomUUID } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { listReleased } from '../../alerts/list-released.ts'
import { findPublicIncident } from '../../cases/incidents/find-public-incident.ts'
import { listPublicIncidents } from '../../cases/incidents/list-public-incidents.ts'
import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import { Conflict, Invalid, type Said } from '../../errors.ts'
import type { Upload } from '../../intake/attachments.ts'
import { type CleanAttachment, cleanAttachments } from '../../intake/clean-attachment.ts'
import { type JointFiling, parseJointFiling } from '../../intake/joint-filing.ts'
import { parseComplaint } from '../../intake/new-complaint.ts'
import { receiveJointComplaint } from '../../intake/receive-joint-complaint.ts'
import { attachmentScanner, type ScanAttachment } from '../../intake/scan-attachment.ts'
import { Page } from '../layout.tsx'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { caseFeed } from './case-feed.ts'
import { FilingForm, WhatFollows } from './filing-form.tsx'
import { HomePage } from './home-page.tsx'
import { ReceiptPage } from './receipt-page.tsx'
import { trackRoutes } from './track-routes.tsx'
import {
  besideFields,
  complaintOf,
  emptyFiling,
  filesOf,
  knownBefore,
  type TypedFiling,
  typedFiling,
} from './typed-filing.ts'

/** What a citizen sees: home, filing, and what follows (src/web/citizen/track-routes.tsx). */
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

  pages.get(paths.complaintForm, async (c) => {
    c.header('Cache-Control', 'private, no-cache')
    const about = await standingIncident(web, c, c.req.query('incident') ?? '')
    const known = about ? sameAs(about) : knownBefore((name) => c.req.query(name))
    const typed = { ...emptyFiling(randomUUID()), ...known }
    return formPage(web, c, { typed, about, errors: {}, filesLost: false, prefilled: about === null })
  })

  // The receipt is shown once, on the very answer to the POST and kept by no cache: a redirect would have to carry it in an address or a cookie.
  // Reloading sends the same submission key again, which files nothing and answers with the same receipt.
  pages.post(paths.complaints, async (c) => {
    c.header('Cache-Control', 'no-store')
    const form = await c.req.formData()
    const sent = typedFiling(form)
    // A page taken back meanwhile keeps nobody from filing.
    const about = await standingIncident(web, c, sent.incident)
    const typed = about ? sent : { ...sent, incident: '' }
    const uploads = await filesOf(form)
    const context = contextOf(web, c)
    const { filing, attachments, errors } = await readFiling(typed, uploads, scan, shanghaiDate(context.now))
    if (!filing) return formPage(web, c, { typed, about, errors, filesLost: uploads.length > 0 }, 422)
    try {
      const [receipt, ...theirs] = await receiveJointComplaint(context, filing, { channel: 'web', attachments })
      const others = theirs.map((one, place) => ({
        name: filing.others[place]?.contact?.name ?? '',
        receipt: one.receipt,
      }))
      return c.html(
        <Page web={web} c={c} title={{ zh: '已收到', en: 'Received' }} section="file" width="wide">
          <ReceiptPage receipt={receipt} others={others} about={about?.title ?? null} city={city} now={context.now} />
        </Page>,
      )
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      const fresh = { ...typed, submission_key: randomUUID() }
      return formPage(
        web,
        c,
        { typed: fresh, about, errors: {}, filesLost: uploads.length > 0, again: filedBefore },
        409,
      )
    }
  })

  pages.route('/', caseFeed(web))

  pages.route('/', trackRoutes(web, scan))

  return pages
}

const filedBefore: Said = {
  zh: '这张表已经提交过一次，那一份不会改变。如果要另外反映修改后的内容，请再按一次“提交”。',
  en: 'This form was sent before and that filing stays as it is. To file the changed text as a new case, press Send once more.',
}

/** The public incident that somebody wants to join, while its page stands. */
async function standingIncident(web: Web, c: HonoContext<Env>, code: string): Promise<PublicIncident | null> {
  const found = code === '' ? null : await findPublicIncident(contextOf(web, c), { code })
  return found?.act === 'publish' ? found : null
}

const sameAs = ({ code, respondent, product, place }: PublicIncident): Partial<TypedFiling> => ({
  incident: code,
  respondent: respondent ?? '',
  product: product ?? '',
  place: place ?? '',
})

type Form = {
  typed: TypedFiling
  about: PublicIncident | null
  errors: Record<string, Said>
  filesLost: boolean
  again?: Said
  prefilled?: boolean
}

async function formPage(web: Web, c: HonoContext<Env>, form: Form, status: 200 | 409 | 422 = 200) {
  const incidents = form.about === null && (await listPublicIncidents(contextOf(web, c))).length > 0
  return c.html(
    <Page web={web} c={c} title={{ zh: '我要投诉举报', en: 'File' }} section="file" width="wide">
      <h1>
        <Both zh="我要投诉举报" en="File a complaint or report" />
      </h1>
      <div class="split form-split">
        <FilingForm {...form} incidents={incidents} today={shanghaiDate(web.now())} />
        <WhatFollows hotline={web.world.city.hotline} />
      </div>
    </Page>,
    status,
  )
}

type ReadFiling = { filing: JointFiling | null; attachments: CleanAttachment[]; errors: Record<string, Said> }

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
  const filing = await parsed(typed, today).catch(noted)
  const attachments = await cleanAttachments(uploads, scan).catch(noted)
  return Object.keys(errors).length > 0 || !attachments
    ? { filing: null, attachments: [], errors }
    : { filing, attachments, errors }
}

async function parsed(typed: TypedFiling, today: string): Promise<JointFiling> {
  const first = parseComplaint(complaintOf(typed), today)
  return parseJointFiling(first, typed, today)
}
