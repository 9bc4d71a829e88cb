import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { decideIdentityRequest } from '../../../cases/identity/decide-identity-request.ts'
import { judgeProof } from '../../../cases/identity/judge-proof.ts'
import { listIdentityRequests } from '../../../cases/identity/list-identity-requests.ts'
import { listProofs } from '../../../cases/identity/list-proofs.ts'
import { openIdentity } from '../../../cases/identity/open-identity.ts'
import { openProof, type ProofOpened } from '../../../cases/identity/open-proof.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { type DecisionTried, IdentityDesk, type Opened } from './identity-desk.tsx'
import type { ProofTried } from './proof-desk.tsx'

/** The custodians' desk: requests to know who filed a case, decided and opened. */
export function identityRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.identities, (c) => desk(web, c, {}))

  routes.post(`${bureauPaths.identities}/:id/decision`, async (c) => {
    const requestId = requestIdOf(c.req.param('id'))
    const form = await c.req.formData()
    const reason = lineOf(form, `reason-${requestId}`, 400)
    try {
      await decideIdentityRequest(contextOf(web, c), {
        requestId,
        reason,
        granted: lineOf(form, 'granted', 5) === 'yes',
      })
    } catch (error) {
      if (error instanceof Invalid) {
        return desk(web, c, { tried: { requestId, reason, said: error.said, error: error.fields.reason } }, 422)
      }
      if (!(error instanceof Conflict) && !(error instanceof Forbidden)) throw error
      return desk(web, c, { tried: { requestId, reason, said: error.said, error: undefined } }, 409)
    }
    return c.redirect(bureauPaths.identities, 303)
  })

  // Shown on the answer to the POST, not after a redirect: every time it is shown is a look that was written down.
  routes.post(`${bureauPaths.identities}/:id/opening`, async (c) => {
    const requestId = requestIdOf(c.req.param('id'))
    return desk(web, c, { opened: { requestId, ...(await openIdentity(contextOf(web, c), { requestId })) } })
  })

  // As above: every time it is shown is a look that was written down.
  routes.post(`${bureauPaths.identities}/proofs/:id/opening`, async (c) => {
    const checkId = requestIdOf(c.req.param('id'))
    return desk(web, c, { proofOpened: await openProof(contextOf(web, c), { checkId }) })
  })

  routes.post(`${bureauPaths.identities}/proofs/:id/judgement`, async (c) => {
    const checkId = requestIdOf(c.req.param('id'))
    const form = await c.req.formData()
    const reason = lineOf(form, `proof-reason-${checkId}`, 600)
    try {
      await judgeProof(contextOf(web, c), { checkId, reason, confirmed: lineOf(form, 'confirmed', 5) === 'yes' })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const fault = error instanceof Invalid ? error.fields.reason : undefined
      const proofTried = { checkId, reason, said: error.said, error: fault }
      return desk(web, c, { proofTried }, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(bureauPaths.identities, 303)
  })

  return routes
}

function requestIdOf(id: string): number {
  const requestId = idOf(id)
  if (requestId === null) throw new NotFound({ zh: '没有这份申请。', en: 'There is no such request.' })
  return requestId
}

type Extra = { opened?: Opened; tried?: DecisionTried; proofOpened?: ProofOpened; proofTried?: ProofTried }

async function desk(web: Web, c: HonoContext<Env>, extra: Extra, status: 200 | 409 | 422 = 200) {
  const context = contextOf(web, c)
  const { actor, now } = context
  const requests = await listIdentityRequests(context)
  const proofs = await listProofs(context)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '身份保管', en: 'Identities' }} desk="identities">
      <IdentityDesk
        requests={requests}
        city={web.world.city}
        now={now}
        me={actor.kind === 'staff' ? actor.accountId : 0}
        keeps={may(actor, 'keep_identities')}
        proofs={proofs}
        opened={extra.opened ?? null}
        tried={extra.tried ?? null}
        proofOpened={extra.proofOpened ?? null}
        proofTried={extra.proofTried ?? null}
      />
    </DeskPage>,
    status,
  )
}
