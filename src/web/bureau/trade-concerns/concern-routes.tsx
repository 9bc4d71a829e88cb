import { Hono, type Context as HonoContext } from 'hono'
import { concernActNames } from '../../../alerts/concerns/concern-moves.ts'
import { concernNouns, concernPaths } from '../../../alerts/concerns/concern-paths.ts'
import { missingConcern } from '../../../alerts/concerns/find-concern.ts'
import { listConcerns } from '../../../alerts/concerns/list-concerns.ts'
import { moveConcern } from '../../../alerts/concerns/move-concern.ts'
import { raiseConcern } from '../../../alerts/concerns/raise-concern.ts'
import { readConcern } from '../../../alerts/concerns/read-concern.ts'
import { Invalid } from '../../../errors.ts'
import { idIn, lineOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { ConcernPage, ConcernsPage, type ConcernTried } from './concern-pages.tsx'

/** Special trade concerns: the list, raising one, its page and each step. */
export function concernPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use(concernPaths.list, staffOnly())
  pages.use(`${concernPaths.list}/*`, staffOnly())

  pages.get(concernPaths.list, async (c) => {
    const concerns = await listConcerns(contextOf(web, c), { family: null })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '特别贸易关注', en: 'Trade concerns' }} desk="trade-concerns">
        <ConcernsPage concerns={concerns} />
      </DeskPage>,
    )
  })

  pages.post(concernPaths.list, async (c) => {
    const form = await c.req.formData()
    const raised = { family: lineOf(form, 'family', 120), reason: lineOf(form, 'reason', 1500) }
    return c.redirect(concernPaths.one(await raiseConcern(contextOf(web, c), raised)), 303)
  })

  pages.get('/bureau/trade-concerns/:id', (c) => onePage(web, c, null))

  pages.post('/bureau/trade-concerns/:id/:noun', async (c) => {
    const concernId = idIn(c.req.param('id'), missingConcern)
    const act = concernActNames.find((one) => concernNouns[one] === c.req.param('noun'))
    if (!act) return c.notFound()
    const form = await c.req.formData()
    const text = lineOf(form, `text-${act}`, 1500)
    const when = { meeting: lineOf(form, 'meeting', 200), meetingOn: lineOf(form, 'meetingOn', 10) }
    try {
      await moveConcern(contextOf(web, c), { concernId, act, typed: { text, ...when } })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const errors = error.fields
      const tried = { act, said: error.said, errors, typed: { ...when, [`text-${act}`]: text } }
      return onePage(web, c, tried, 422)
    }
    return c.redirect(concernPaths.one(concernId), 303)
  })

  return pages
}

async function onePage(web: Web, c: HonoContext<Env>, tried: ConcernTried | null, status: 200 | 422 = 200) {
  const read = await readConcern(contextOf(web, c), { concernId: idIn(c.req.param('id'), missingConcern) })
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '特别贸易关注', en: 'A trade concern' }} desk="trade-concerns">
      <ConcernPage read={read} tried={tried} />
    </DeskPage>,
    status,
  )
}
