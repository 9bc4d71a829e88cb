import { Hono, type Context as HonoContext } from 'hono'
import { acknowledgeWarning } from '../../../alerts/warnings/acknowledge-warning.ts'
import { capFaults } from '../../../alerts/warnings/cap-faults.ts'
import { changeWarning } from '../../../alerts/warnings/change-warning.ts'
import { type DraftAct, draftActNames } from '../../../alerts/warnings/draft-acts.ts'
import { hearFirm } from '../../../alerts/warnings/hear-firm.ts'
import { listReceipts } from '../../../alerts/warnings/list-receipts.ts'
import { markOpened } from '../../../alerts/warnings/mark-opened.ts'
import { moveDraft } from '../../../alerts/warnings/move-draft.ts'
import { preparePublication } from '../../../alerts/warnings/prepare-publication.ts'
import { publishWarning } from '../../../alerts/warnings/publish-warning.ts'
import { readQualityWarning } from '../../../alerts/warnings/read-quality-warning.ts'
import { readVersion } from '../../../alerts/warnings/read-version.ts'
import { tellFirm } from '../../../alerts/warnings/tell-firm.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../errors.ts'
import { alertPaths, draftNouns } from '../../alert-paths.ts'
import { idIn, lineOf, ordinalIn, typedInstant } from '../../form-values.ts'
import { capXml } from '../../public/cap-xml.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import type { Tried } from './draft-part.tsx'
import { QualityOnDesk } from './quality-on-desk.tsx'
import { ReceiptsPage } from './receipts-page.tsx'
import { VersionPage } from './version-page.tsx'

const base = '/bureau/warnings/:id'

/** What is done to a quality warning on its desk besides writing it: its moves, hearings, reports, changes, receipts and versions. */
export function qualityRoutes(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(alertPaths.openReceipts, async (c) => {
    const receipts = await listReceipts(contextOf(web, c), { warningId: null })
    return receiptsPage(web, c, { receipts, one: null })
  })

  pages.get(`${base}/receipts`, async (c) => {
    const warningId = warningIdOf(c)
    const { title } = await readQualityWarning(contextOf(web, c), { warningId })
    const receipts = await listReceipts(contextOf(web, c), { warningId })
    return receiptsPage(web, c, { receipts, one: { id: warningId, title } })
  })

  pages.get(`${base}/versions/:number`, (c) => versionPage(web, c))
  pages.get(`${base}/versions/:number/cap.xml`, async (c) => {
    const asked = { warningId: warningIdOf(c), number: versionIn(c) }
    const version = await readVersion(contextOf(web, c), asked)
    return c.body(capXml(web, version), 200, { 'Content-Type': 'application/cap+xml; charset=utf-8' })
  })

  pages.post(`${base}/draft/:noun`, async (c) => {
    const act = draftActNames.find((name) => draftNouns[name] === c.req.param('noun'))
    if (!act) throw new NotFound(noSuch)
    const form = await c.req.formData()
    const reason = lineOf(form, `reason-${act}`, 2000)
    const despite = lineOf(form, 'despite', 1000)
    const tried = { about: act, values: { [`reason-${act}`]: reason, despite } }
    const move = { warningId: warningIdOf(c), moves: Number(lineOf(form, 'moves', 12)), reason, despite }
    return acting(web, c, tried, () => moveIt(web, c, act, move))
  })

  pages.post(`${base}/hearings`, async (c) => {
    const form = await c.req.formData()
    const place = lineOf(form, 'place', 4)
    const [firm, how, address] = [
      lineOf(form, 'firm', 200),
      lineOf(form, `how-${place}`, 500),
      lineOf(form, `address-${place}`, 254),
    ]
    return acting(web, c, { about: `tell-${firm}`, values: { how, address } }, (context) =>
      tellFirm(context, { warningId: warningIdOf(c), firm, how, address }),
    )
  })

  pages.post(`${base}/hearings/:hearing`, async (c) => {
    const hearingId = numberIn(c, 'hearing')
    const name = `statement-${hearingId}`
    const statement = lineOf(await c.req.formData(), name, 5000)
    return acting(web, c, { about: name, values: { [name]: statement } }, (context) =>
      hearFirm(context, { warningId: warningIdOf(c), hearingId, statement }),
    )
  })

  pages.post(`${base}/urgency`, async (c) => {
    const reason = lineOf(await c.req.formData(), 'urgent', 500)
    return acting(web, c, { about: 'urgent', values: { urgent: reason } }, (context) =>
      preparePublication(context, { warningId: warningIdOf(c), preparation: { kind: 'urgent', reason } }),
    )
  })

  pages.post(`${base}/upward-report`, async (c) => {
    const form = await c.req.formData()
    const values = {
      reportedTo: lineOf(form, 'reportedTo', 200),
      reportedAt: lineOf(form, 'reportedAt', 20),
      reportedRef: lineOf(form, 'reportedRef', 100),
    }
    const at = typedInstant(values.reportedAt)
    return acting(web, c, { about: 'reported', values }, (context) =>
      preparePublication(context, {
        warningId: warningIdOf(c),
        preparation: { kind: 'reported', to: values.reportedTo, at, ref: values.reportedRef },
      }),
    )
  })

  pages.post(`${base}/changes`, async (c) => {
    const lifting = (await c.req.formData()).get('lifting') === 'yes'
    return acting(web, c, { about: 'changes', values: {} }, (context) =>
      changeWarning(context, { warningId: warningIdOf(c), lifting }),
    )
  })

  pages.post(`${base}/acknowledgement`, (c) =>
    acting(web, c, { about: 'acknowledgement', values: {} }, (context) =>
      acknowledgeWarning(context, { warningId: warningIdOf(c) }),
    ),
  )

  return pages
}

type Context = ReturnType<typeof contextOf>

function moveIt(
  web: Web,
  c: HonoContext<Env>,
  act: DraftAct,
  move: { warningId: number; moves: number; reason: string; despite: string },
) {
  const context = contextOf(web, c)
  return act === 'publish' ? publishWarning(context, move) : moveDraft(context, { ...move, act })
}

/** Does one act; refused, the desk comes again with what was typed and why. */
async function acting(
  web: Web,
  c: HonoContext<Env>,
  tried: Pick<Tried, 'about' | 'values'>,
  act: (context: Context) => Promise<void>,
) {
  const warningId = warningIdOf(c)
  try {
    await act(contextOf(web, c))
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict || error instanceof Forbidden)) throw error
    const fields = error instanceof Invalid ? error.fields : {}
    const status = error instanceof Invalid ? 422 : error instanceof Conflict ? 409 : 403
    return qualityDesk(web, c, warningId, { ...tried, said: error.said, fields }, status)
  }
  return c.redirect(alertPaths.warningOnDesk(warningId), 303)
}

/** A quality warning on the desk; opening it is noted on the receipt of the reader's bureau. */
export async function qualityDesk(
  web: Web,
  c: HonoContext<Env>,
  warningId: number,
  tried: Tried | null = null,
  status: 200 | 403 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const warning = await readQualityWarning(context, { warningId })
  await markOpened(context, { warningId })
  return c.html(
    <DeskPage web={web} c={c} title={warning.title} desk="warnings">
      <QualityOnDesk
        warning={warning}
        city={web.world.city}
        tried={tried}
        onward={<Onward actor={context.actor} subject={{ kind: 'warning', id: warning.id }} />}
      />
    </DeskPage>,
    status,
  )
}

async function versionPage(web: Web, c: HonoContext<Env>) {
  const context = contextOf(web, c)
  const asked = { warningId: warningIdOf(c), number: versionIn(c) }
  const warning = await readQualityWarning(context, { warningId: asked.warningId })
  const version = warning.versions.find(({ number }) => number === asked.number)
  if (!version) throw new NotFound(noSuch)
  const faults = warning.sight === 'all' ? capFaults(capXml(web, await readVersion(context, asked))) : []
  return c.html(
    <DeskPage web={web} c={c} title={version.content.title} desk="warnings">
      <VersionPage warning={warning} version={version} city={web.world.city} capFaults={faults} />
    </DeskPage>,
  )
}

type Receipts = Pick<Parameters<typeof ReceiptsPage>[0], 'receipts' | 'one'>

function receiptsPage(web: Web, c: HonoContext<Env>, shown: Receipts) {
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '送达与确认', en: 'Receipts' }} desk="warnings">
      <ReceiptsPage {...shown} city={web.world.city} now={web.now()} />
    </DeskPage>,
  )
}

const noSuch = { zh: '没有这条预警或这一版本。', en: 'There is no such warning or version.' }

const numberIn = (c: HonoContext<Env>, name: string): number => idIn(c.req.param(name), noSuch)

const warningIdOf = (c: HonoContext<Env>): number => numberIn(c, 'id')

const versionIn = (c: HonoContext<Env>): number => ordinalIn(c.req.param('number'), noSuch)
