import { Hono, type Context as HonoContext } from 'hono'
import { decideFirmLink } from '../../../alerts/links/decide-firm-link.ts'
import { decideLink } from '../../../alerts/links/decide-link.ts'
import { type LinkDecision, stateAfter } from '../../../alerts/links/link-decisions.ts'
import { type Pair, type PairGroup, pairGroups, pairName, pairOf } from '../../../alerts/links/link-pairs.ts'
import { listDecidedLinks } from '../../../alerts/links/list-decided-links.ts'
import { listLinks } from '../../../alerts/links/list-links.ts'
import { readLink } from '../../../alerts/links/read-link.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../../errors.ts'
import { chosen, lineOf, queryOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage, opensDesk } from '../inbox/desk-page.tsx'
import { DecidedLinksPage } from './decided-links-page.tsx'
import { linkPaths } from './link-paths.ts'
import { LinksPage } from './links-page.tsx'

/** The desk of links: each decision is a form; the script sends it and is answered with the next pair in the same request. */
export function linksDesk(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(linkPaths.desk, (c) =>
    deskPage(web, c, {
      ...placeOf((name) => c.req.query(name) ?? ''),
      wanted: pairOf(c.req.query('pair') ?? ''),
      done: pairOf(c.req.query('done') ?? ''),
    }),
  )

  routes.get(linkPaths.decided, async (c) => {
    refuseStrangers(c)
    const state = chosen(c.req.query('state'), ['confirmed', 'rejected'] as const)
    const links = await listDecidedLinks(contextOf(web, c), { state })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '已决定的关联', en: 'Links decided' }} desk="links">
        <DecidedLinksPage links={links} state={state} />
      </DeskPage>,
    )
  })

  routes.post(linkPaths.decisions, async (c) => {
    const form = await c.req.formData()
    const place = placeOf((name) => lineOf(form, name, 40))
    const pair = pairOf(lineOf(form, 'pair', 60))
    if (pair === null) throw new NotFound({ zh: '没有这项关联。', en: 'There is no such link.' })
    const decision = chosen(lineOf(form, 'decision', 10), Object.keys(stateAfter) as LinkDecision[]) ?? 'reject'
    const reason = lineOf(form, 'reason', 1000)
    // What stood decided when the page was drawn may be changed; what was open must still be.
    const onlyOpen = decision !== 'reopen' && ['proposed', 'shown'].includes(lineOf(form, 'state', 20))
    try {
      await decide(web, c, pair, { decision, reason, onlyOpen })
    } catch (error) {
      if (!(error instanceof Conflict) && !(error instanceof Invalid)) throw error
      const invalid = error instanceof Invalid
      const next = { ...place, wanted: invalid ? pair : null, done: null }
      return deskPage(web, c, next, { refused: error.said, typed: invalid ? reason : '', status: invalid ? 422 : 409 })
    }
    return decision === 'reopen' ? next(web, c, place, pair, null) : next(web, c, place, null, pair)
  })

  return routes
}

type Place = { group: PairGroup | null; aside: number }

function placeOf(value: (name: string) => string): Place {
  const aside = Number(value('aside'))
  return {
    group: chosen(value('group'), Object.keys(pairGroups) as PairGroup[]),
    aside: Number.isInteger(aside) && aside >= 0 && aside < 500 ? aside : 0,
  }
}

function decide(
  web: Web,
  c: HonoContext<Env>,
  { kind, ours, noticeId }: Pair,
  decided: { decision: LinkDecision; reason: string; onlyOpen: boolean },
): Promise<void> {
  const context = contextOf(web, c)
  return kind === 'report'
    ? decideLink(context, { caseId: ours, noticeId, ...decided })
    : decideFirmLink(context, { enterpriseId: ours, noticeId, ...decided })
}

/** The script asks for the next pair with the answer; a plain form is led to it. */
async function next(web: Web, c: HonoContext<Env>, place: Place, wanted: Pair | null, done: Pair | null) {
  if (c.req.header('Desk') === 'next') return deskPage(web, c, { ...place, wanted, done })
  const asked = {
    group: place.group,
    aside: place.aside === 0 ? null : place.aside,
    pair: wanted && pairName(wanted),
    done: done && pairName(done),
  }
  return c.redirect(`${linkPaths.desk}${queryOf(asked)}`, 303)
}

function refuseStrangers(c: HonoContext<Env>): void {
  if (!opensDesk(c.get('actor'), 'links'))
    throw new Forbidden({ zh: '您的岗位不核对关联。', en: 'Your role checks no links.' })
}

type Next = Place & { wanted: Pair | null; done: Pair | null }
type Refused = { refused: Said | null; typed: string; status: 200 | 409 | 422 }
const fine: Refused = { refused: null, typed: '', status: 200 }

async function deskPage(web: Web, c: HonoContext<Env>, { group, aside, wanted, done }: Next, refused: Refused = fine) {
  refuseStrangers(c)
  const context = contextOf(web, c)
  const waiting = await listLinks(context, { group })
  const pair = wanted ?? waiting.links[aside] ?? null
  const read = pair && (await readLink(context, pair))
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '关联核对', en: 'Links to check' }} desk="links">
      <LinksPage
        {...{ read, waiting, group, aside, done }}
        refused={refused.refused}
        typed={refused.typed}
        city={web.world.city}
      />
    </DeskPage>,
    refused.status,
  )
}
