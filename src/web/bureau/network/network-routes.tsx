import { Hono, type Context as HonoContext } from 'hono'
import { admitMember, type TypedMember } from '../../../alerts/network/admit-member.ts'
import { disableMember } from '../../../alerts/network/disable-member.ts'
import { enableMember } from '../../../alerts/network/enable-member.ts'
import { listMembers } from '../../../alerts/network/list-members.ts'
import { noSuchMember } from '../../../alerts/network/network-keeper.ts'
import { readMember } from '../../../alerts/network/read-member.ts'
import { rotateMemberKey } from '../../../alerts/network/rotate-member-key.ts'
import { Invalid, type Said } from '../../../errors.ts'
import { idOf, lineOf, submissionOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { MemberPage, NetworkPage } from './network-page.tsx'
import { networkPaths } from './network-paths.ts'

/** The office's desk of the monitoring network. A key is shown on the answer to the POST that made it and nowhere again. */
export function networkDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use(networkPaths.list, staffOnly())
  pages.use(`${networkPaths.list}/*`, staffOnly())

  pages.get(networkPaths.list, (c) => listPage(web, c, { typed: blank, errors: {}, newKey: null }))

  pages.post(networkPaths.list, async (c) => {
    const form = await c.req.formData()
    const typed: TypedMember = {
      kind: lineOf(form, 'kind', 20),
      name: lineOf(form, 'name', 100),
      district: lineOf(form, 'district', 20),
      email: lineOf(form, 'email', 200),
      rhythm: lineOf(form, 'rhythm', 5),
    }
    try {
      const { key } = await admitMember(contextOf(web, c), { ...typed, ...submissionOf(form) })
      return listPage(web, c, { typed: blank, errors: {}, newKey: key })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return listPage(web, c, { typed, errors: error.fields, newKey: null }, 422)
    }
  })

  pages.get('/bureau/network/:id', (c) => onePage(web, c, null))

  pages.post('/bureau/network/:id/keys', async (c) => {
    const submission = submissionOf(await c.req.formData())
    const { key } = await rotateMemberKey(contextOf(web, c), { memberId: memberOf(c), ...submission })
    return onePage(web, c, key)
  })

  for (const [noun, verb] of [
    ['end', disableMember],
    ['start', enableMember],
  ] as const) {
    pages.post(`/bureau/network/:id/${noun}`, async (c) => {
      const memberId = memberOf(c)
      await verb(contextOf(web, c), { memberId })
      return c.redirect(networkPaths.member(memberId), 303)
    })
  }

  return pages
}

const blank: TypedMember = { kind: 'hospital', name: '', district: '', email: '', rhythm: '7' }
const title = { zh: '监测网络', en: 'Monitoring network' }

function memberOf(c: HonoContext<Env>): number {
  const id = idOf(c.req.param('id') ?? '')
  if (id === null) throw noSuchMember()
  return id
}

type Listed = { typed: TypedMember; errors: Record<string, Said>; newKey: string | null }

async function listPage(web: Web, c: HonoContext<Env>, listed: Listed, status: 200 | 422 = 200) {
  const members = await listMembers(contextOf(web, c))
  c.header('Cache-Control', 'no-store')
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="network">
      <NetworkPage members={members} city={web.world.city} {...listed} />
    </DeskPage>,
    status,
  )
}

async function onePage(web: Web, c: HonoContext<Env>, newKey: string | null) {
  const read = await readMember(contextOf(web, c), { memberId: memberOf(c) })
  c.header('Cache-Control', 'no-store')
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="network">
      <MemberPage read={read} newKey={newKey} city={web.world.city} />
    </DeskPage>,
  )
}
