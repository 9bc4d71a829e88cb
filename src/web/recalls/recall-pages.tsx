import { Hono } from 'hono'
import { listPublicRecalls } from '../../alerts/recalls/list-public-recalls.ts'
import { readPublicRecall } from '../../alerts/recalls/read-public-recall.ts'
import { idIn } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { PublicRecallPage, PublicRecallsPage } from './public-recall-page.tsx'
import { recallPaths } from './recall-paths.ts'

/** The recalls whose pages people published, for everybody. */
export function recallPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(recallPaths.recalls, async (c) =>
    c.html(
      <Page web={web} c={c} title={{ zh: '召回的产品', en: 'Recalled products' }} section="warnings">
        <PublicRecallsPage recalls={await listPublicRecalls(contextOf(web, c))} />
      </Page>,
    ),
  )

  pages.get('/recalls/:id', async (c) => {
    const context = contextOf(web, c)
    const noticeId = idIn(c.req.param('id'), { zh: '没有公布这次召回。', en: 'No such recall is published.' })
    const recall = await readPublicRecall(context, { noticeId })
    return c.html(
      <Page web={web} c={c} title={{ zh: recall.title.slice(0, 60), en: 'Recall' }} section="warnings">
        <PublicRecallPage recall={recall} today={shanghaiDate(context.now)} />
      </Page>,
    )
  })

  return pages
}
