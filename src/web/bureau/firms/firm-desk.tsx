import { Hono, type Context as HonoContext } from 'hono'
import { findNoticesOf } from '../../../alerts/links/find-notices-of.ts'
import { decideMatch } from '../../../enterprises/cases/decide-match.ts'
import { decidePenalty, type TypedPenalty } from '../../../enterprises/cases/decide-penalty.ts'
import { listMatches } from '../../../enterprises/cases/list-matches.ts'
import { recordFinding } from '../../../enterprises/cases/record-finding.ts'
import { listHeldGrades } from '../../../enterprises/grade/list-held-grades.ts'
import { showGrade } from '../../../enterprises/grade/show-grade.ts'
import { tellFirm } from '../../../enterprises/grade/tell-firm.ts'
import { endFirmAccount } from '../../../enterprises/own/end-firm-account.ts'
import { inviteFirm } from '../../../enterprises/own/invite-firm.ts'
import { readFirm } from '../../../enterprises/read-firm.ts'
import { readFirmInside } from '../../../enterprises/read-firm-inside.ts'
import { decideRequest } from '../../../enterprises/requests/decide-request.ts'
import { extendRequest } from '../../../enterprises/requests/extend-request.ts'
import { forwardObjection } from '../../../enterprises/requests/forward-objection.ts'
import { listFirmRequests } from '../../../enterprises/requests/list-firm-requests.ts'
import { type Outcome, outcomes } from '../../../enterprises/requests/procedures.ts'
import { findFirms } from '../../../enterprises/search/find-firms.ts'
import { Invalid, type Said } from '../../../errors.ts'
import { chosen, idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { caseIdOf, casePage, statusOf } from '../case/case-routes.tsx'
import { DeskPage } from '../inbox/desk-page.tsx'
import { creditRuleDesk } from './credit-rule-desk.tsx'
import { FirmDeskPage } from './firm-desk-page.tsx'
import { FirmInsidePage } from './firm-inside-page.tsx'
import { planDesk } from './plan-desk.tsx'

/** The desk of the register: what waits for a person, looking a firm up, and a firm's record from inside. */
export function firmDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.firms, (c) => deskPage(web, c))

  pages.route('/', creditRuleDesk(web))
  pages.route('/', planDesk(web))

  pages.post('/bureau/firms/requests/:id/:act', async (c) => {
    const requestId = numberOf(c)
    const form = await c.req.formData()
    const act = c.req.param('act')
    const reason = lineOf(form, `${act === 'extension' ? 'longer' : 'reason'}-${requestId}`, 1100)
    const context = contextOf(web, c)
    if (act === 'forwarding') await forwardObjection(context, { requestId })
    else if (act === 'extension') await extendRequest(context, { requestId, reason })
    else
      await decideRequest(context, {
        requestId,
        outcome: outcomeOf(form, requestId),
        reason,
        corrected: correctedOf(form, requestId),
      })
    return c.redirect(bureauPaths.firms, 303)
  })

  pages.post('/bureau/firms/grades/:id/:act', async (c) => {
    const gradeId = numberOf(c)
    const how = lineOf(await c.req.formData(), 'how', 1100)
    const act = c.req.param('act')
    const context = contextOf(web, c)
    await (act === 'notice' ? tellFirm(context, { gradeId, how }) : showGrade(context, { gradeId }))
    return c.redirect(bureauPaths.firms, 303)
  })

  pages.post('/bureau/firms/accounts/:id/end', async (c) => {
    const accountId = numberOf(c)
    await endFirmAccount(contextOf(web, c), { accountId })
    return c.redirect(bureauPaths.firms, 303)
  })

  pages.post('/bureau/cases/:id/firm', async (c) => {
    const caseId = caseIdOf(c.req.param('id'))
    const form = await c.req.formData()
    await decideMatch(contextOf(web, c), {
      caseId,
      code: lineOf(form, 'code', 30),
      is: lineOf(form, 'is', 3) === 'yes',
    })
    return c.redirect(lineOf(form, 'back', 10) === 'desk' ? bureauPaths.firms : `${bureauPaths.case(caseId)}#firm`, 303)
  })

  pages.post('/bureau/cases/:id/finding', async (c) => {
    const caseId = caseIdOf(c.req.param('id'))
    const form = await c.req.formData()
    await recordFinding(contextOf(web, c), {
      caseId,
      finding: lineOf(form, 'finding', 20),
      reason: lineOf(form, 'reason', 1100),
    })
    return c.redirect(`${bureauPaths.case(caseId)}#firm`, 303)
  })

  pages.post('/bureau/cases/:id/penalty', async (c) => {
    const caseId = caseIdOf(c.req.param('id'))
    const typed = typedPenalty(await c.req.formData())
    try {
      await decidePenalty(contextOf(web, c), { caseId, typed })
    } catch (error) {
      const status = statusOf(error)
      if (status === null) throw error
      const { said, fields = {} } = error as Invalid
      return casePage(web, c, caseId, { penaltyTried: { typed, said, errors: fields } }, status)
    }
    return c.redirect(`${bureauPaths.case(caseId)}#firm`, 303)
  })

  pages.post('/bureau/firms/:code/invitations', async (c) => {
    const code = c.req.param('code').toUpperCase()
    const form = await c.req.formData()
    const email = lineOf(form, 'email', 300)
    try {
      const invitation =
        lineOf(form, 'how', 10) === 'letter' ? { how: 'letter' as const } : { how: 'mail' as const, email }
      const { letterCode } = await inviteFirm(contextOf(web, c), { code, invitation })
      return firmPage(web, c, code, { letterCode, invited: letterCode === null, email: '', errors: {} })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return firmPage(web, c, code, { letterCode: null, invited: false, email, errors: error.fields }, 422)
    }
  })

  pages.get('/bureau/firms/:code', (c) =>
    firmPage(web, c, c.req.param('code').toUpperCase(), { letterCode: null, invited: false, email: '', errors: {} }),
  )

  return pages
}

const typedPenalty = (form: FormData): TypedPenalty => ({
  fact: lineOf(form, 'fact', 20),
  document_no: lineOf(form, 'document_no', 200),
  happened_on: lineOf(form, 'happened_on', 20),
  severity: lineOf(form, 'severity', 20),
  subject: lineOf(form, 'penalty-subject', 400),
  safety: lineOf(form, 'safety', 5) === 'yes',
  text: lineOf(form, 'penalty-text', 3000),
})

function numberOf(c: HonoContext<Env>): number {
  return idOf(c.req.param('id') ?? '') ?? 0
}

function outcomeOf(form: FormData, id: number): Outcome | null {
  return chosen(lineOf(form, `outcome-${id}`, 20), Object.keys(outcomes) as Outcome[])
}

const correctedOf = (form: FormData, id: number) => ({
  result: lineOf(form, `result-${id}`, 30),
  severity: lineOf(form, `severity-${id}`, 20),
  subject: lineOf(form, `subject-${id}`, 200),
})

async function deskPage(web: Web, c: HonoContext<Env>) {
  const context = contextOf(web, c)
  const typed = (c.req.query('q') ?? '').slice(0, 100)
  const found = typed.trim().length >= 2 ? await findFirms(context, { typed }) : null
  const [requests, held, matches] = [
    await listFirmRequests(context),
    await listHeldGrades(context),
    await listMatches(context),
  ]
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '企业档案', en: 'Firms' }} desk="firms">
      <FirmDeskPage
        actor={context.actor}
        requests={requests}
        held={held}
        matches={matches}
        typed={typed}
        found={found}
        city={web.world.city}
        now={context.now}
      />
    </DeskPage>,
  )
}

type Invited = { letterCode: string | null; invited: boolean; email: string; errors: Record<string, Said> }

async function firmPage(web: Web, c: HonoContext<Env>, code: string, invited: Invited, status: 200 | 422 = 200) {
  const context = contextOf(web, c)
  const read = await readFirm(context, { code, look: 'staff_record' })
  const inside = await readFirmInside(context, { enterpriseId: read.firm.id })
  const requests = await listFirmRequests(context, { enterpriseId: read.firm.id })
  const notices = await findNoticesOf(context, { enterpriseId: read.firm.id })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: read.firm.name, en: 'Firm' }} desk="firms">
      <FirmInsidePage
        read={read}
        inside={inside}
        notices={notices}
        requests={requests}
        city={web.world.city}
        now={context.now}
        actor={context.actor}
        {...invited}
      />
    </DeskPage>,
    status,
  )
}
