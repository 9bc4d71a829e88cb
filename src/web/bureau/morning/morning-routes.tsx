import { Hono } from 'hono'
import { readMorning } from '../../../insights/morning/read-morning.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { MorningPage } from './morning-page.tsx'
import { morningPath } from './morning-path.ts'

/** The joint meeting's page of the morning. */
export function morningPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use(morningPath, staffOnly())
  pages.get(morningPath, async (c) => {
    const context = contextOf(web, c)
    const morning = await readMorning(context)
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '今日', en: 'This morning' }} desk="morning">
        <MorningPage morning={morning} city={web.world.city} now={context.now} />
      </DeskPage>,
    )
  })
  return pages
}
