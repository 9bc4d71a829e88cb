import { Hono, type Context as HonoContext } from 'hono'
import { handInReport } from '../../alerts/recalls/hand-in-report.ts'
import { type OwnRecall, readOwnRecalls } from '../../alerts/recalls/read-own-recalls.ts'
import type { RecallDue } from '../../alerts/recalls/recall-clocks.ts'
import { stepNames } from '../../alerts/recalls/recall-words.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { Conflict, Invalid, NotFound } from '../../errors.ts'
import { idIn } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { Badge, Both, Notice } from '../parts.tsx'
import { DuesTable, ReportsTable } from '../recalls/dues-table.tsx'
import { emptyReport, handed, ReportForm, type ReportTyped, typedReport } from '../recalls/report-form.tsx'
import { shanghaiDate, shanghaiDue, shanghaiTime } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { firmOnly } from './firm-session.ts'

/** A recalling firm hands in its plan, how far it is, the end and the summary. */
export function ownRecallPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use('/firm/recalls/:id', firmOnly(web))

  pages.get('/firm/recalls/:id', (c) => onePage(web, c, null))

  pages.post('/firm/recalls/:id', async (c) => {
    const noticeId = idIn(c.req.param('id'), noSuch)
    const typed = typedReport(await c.req.formData())
    try {
      await handInReport(contextOf(web, c), { noticeId, ...handed(typed) })
      return c.redirect(firmPaths.recall(noticeId), 303)
    } catch (error) {
      if (error instanceof Conflict) return onePage(web, c, { ...typed, errors: { kind: error.said } }, 409)
      if (!(error instanceof Invalid)) throw error
      return onePage(web, c, { ...typed, errors: error.fields }, 422)
    }
  })

  return pages
}

const noSuch = { zh: '没有需要贵单位报告的这次召回。', en: 'There is no such recall for you to report on.' }

async function onePage(web: Web, c: HonoContext<Env>, typed: ReportTyped | null, status: 200 | 409 | 422 = 200) {
  const context = contextOf(web, c)
  const noticeId = idIn(c.req.param('id'), noSuch)
  const recall = (await readOwnRecalls(context)).find((one) => one.noticeId === noticeId)
  if (!recall) throw new NotFound(noSuch)
  const affected = recall.reports.at(-1)?.affected ?? recall.affected
  return c.html(
    <Page web={web} c={c} title={{ zh: '召回报告', en: 'Recall report' }} section="firms">
      <OwnRecallPage recall={recall} typed={typed ?? emptyReport(shanghaiDate(context.now), affected, recall.dues)} />
    </Page>,
    status,
  )
}

function OwnRecallPage({ recall, typed }: { recall: OwnRecall; typed: ReportTyped }) {
  return (
    <>
      <p class="crumbs">
        <a href={firmPaths.own}>
          <Both zh="本企业的档案" en="Your record" />
        </a>
      </p>
      <h1>{recall.title}</h1>
      <p>
        <Both
          zh={`起算 ${shanghaiTime(recall.startedAt)}，涉及 ${recall.affected} 件`}
          en={`since then; ${recall.affected} affected`}
        />
      </p>
      <h2>
        <Both zh="应交什么，最迟何时" en="What is due, and by when" />
      </h2>
      <DuesTable dues={recall.dues} />
      {recall.state === 'open' ? (
        <ReportForm action={firmPaths.recall(recall.noticeId)} typed={typed} />
      ) : (
        <p>
          <Badge tone="good" zh="已办结" en="closed" />
        </p>
      )}
      <h2>
        <Both zh="已提交的报告" en="Handed in" />
      </h2>
      <ReportsTable reports={recall.reports} />
    </>
  )
}

/** On the firm's own record: the recalls on which it must report, with what is late. Nothing where there is none. */
export function OwnRecalls({ recalls }: { recalls: OwnRecall[] }) {
  const open = recalls.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  return (
    <Notice tone="orange" title={{ zh: '需要贵单位报告的召回', en: 'Recalls for you to report on' }}>
      <ul>
        {open.map(({ noticeId, title, dues }) => (
          <li>
            <a href={firmPaths.recall(noticeId)}>{title}</a> <NextDue due={dues.find(({ metAt }) => metAt === null)} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function NextDue({ due }: { due: RecallDue | undefined }) {
  if (!due) return null
  const { zh, en } = stepNames[due.step.kind]
  const by = shanghaiDue(due.dueAt)
  if (due.late) return <Badge tone="red" zh={`${zh}已逾期：${by}`} en={`${en} late`} />
  return <Both zh={`接下来：${zh}，${by} 前`} en={`next: ${en}`} />
}
