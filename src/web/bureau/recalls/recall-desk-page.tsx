import { PUBLIC_WORDS_MAX } from '../../../alerts/recalls/publish-recall.ts'
import type { FollowUp, RecallFollowed } from '../../../alerts/recalls/read-follow-up.ts'
import { recovery, recoveryCurve } from '../../../alerts/recalls/recall-clocks.ts'
import { stepNames } from '../../../alerts/recalls/recall-words.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import type { RecallStep } from '../../../reference/recall-rules.ts'
import { alertPaths } from '../../alert-paths.ts'
import { ErrorSummary, Submit, TextArea, TextField } from '../../fields.tsx'
import { Fold, Form } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { DuesTable, ReportsTable } from '../../recalls/dues-table.tsx'
import { recallPaths } from '../../recalls/recall-paths.ts'
import { percentOf, RecoveryChart } from '../../recalls/recovery-chart.tsx'
import { ReportForm, type ReportTyped } from '../../recalls/report-form.tsx'
import { shanghaiDate, shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { OpeningForm, type OpeningTyped } from './opening-form.tsx'

export type PageTyped = { what: string; batches: string; advice: string; errors: Record<string, Said> }

type RecallDeskProps = {
  recall: RecallFollowed
  opening: OpeningTyped
  report: ReportTyped
  page: PageTyped
  refused: Said | null
  city: City
  now: Date
}

/** One recall on the desk: how far it is, what is due, what was handed in, what happened after it, and its public page. */
export function RecallDeskPage(props: RecallDeskProps) {
  const { recall, opening, refused, city } = props
  const { notice, followUp, noticeId } = recall
  return (
    <>
      <p class="crumbs">
        <a href={recallPaths.desk}>
          <Both zh="召回跟进" en="Recalls followed" />
        </a>{' '}
        ·{' '}
        <a href={alertPaths.notice(noticeId)}>
          <Both zh="召回通报" en="the notice" />
        </a>
      </p>
      <h1>{notice.titleZh ?? notice.title}</h1>
      {refused && (
        <Notice tone="red" alert>
          <p>
            <Both {...refused} />
          </p>
        </Notice>
      )}
      {notice.status === 'withdrawn' && (
        <Notice tone="yellow" title={{ zh: '来源已撤回这次召回', en: 'Its source withdrew this recall' }} />
      )}
      {followUp === null ? (
        <OpeningForm recall={recall} typed={opening} city={city} />
      ) : (
        <Followed {...props} followUp={followUp} />
      )}
      <SoldAfter recall={recall} />
    </>
  )
}

function Followed({ recall, followUp, report, page, city, now }: RecallDeskProps & { followUp: FollowUp }) {
  const { noticeId } = recall
  const far = recovery(followUp.reports)
  const acts = followUp.kept && followUp.state === 'open'
  return (
    <>
      <Facts
        rows={[
          [{ zh: '跟进单位', en: 'Followed by' }, city.bureaus.get(followUp.bureau)?.zh ?? followUp.bureau],
          [{ zh: '类别', en: 'Kind' }, followUp.regime && <Both {...followUp.regime} />],
          [{ zh: '起算', en: 'Since' }, shanghaiTime(followUp.startedAt)],
          [{ zh: '涉及数量', en: 'Affected' }, String(far?.affected ?? followUp.affected)],
          [{ zh: '已处置', en: 'Recovered' }, far && `${far.recovered}（${percentOf(far.share)}）`],
          [{ zh: '企业', en: 'Firm' }, followUp.firm && <Firm firm={followUp.firm} />],
        ]}
      />
      <h2>
        <Both zh="法定时限" en="What is due by law" />
      </h2>
      <DuesTable dues={followUp.dues} />
      {far && <RecoveryChart curve={recoveryCurve(followUp.startedAt, followUp.reports)} today={shanghaiDate(now)} />}
      <h2>
        <Both zh="已提交的报告" en="Handed in" />
      </h2>
      <ReportsTable reports={followUp.reports} />
      {acts && <ReportForm action={recallPaths.reports(noticeId)} typed={report} />}
      {followUp.kept && <PageForm recall={recall} followUp={followUp} typed={page} />}
      {followUp.kept && <EndForm noticeId={noticeId} followUp={followUp} />}
      <h2>
        <Both zh="经过" en="What was done" />
      </h2>
      <Table caption={{ zh: '经过', en: 'What was done' }} columns={eventColumns} rows={followUp.events} />
    </>
  )
}

function Firm({ firm: { code, name, reachable } }: { firm: NonNullable<FollowUp['firm']> }) {
  return (
    <>
      <a href={bureauPaths.firm(code)}>{name}</a>
      {!reachable && (
        <p class="hint">
          <Both
            zh="还没有账号，收不到告知和催交：打开企业页面发出邀请；在此之前由承办人代为提交。"
            en="It has no account and gets no letter: open its page and invite it; until then an officer hands in for it."
          />
        </p>
      )}
    </>
  )
}

type PageFormProps = { recall: RecallFollowed; followUp: FollowUp; typed: PageTyped }

function PageForm({ recall, followUp: { publishedAt }, typed }: PageFormProps) {
  const { noticeId, changedAt } = recall
  const { errors } = typed
  return (
    <section class="part" aria-labelledby="public-page">
      <h2 id="public-page">
        <Both zh="公众页面" en="The public page" />
      </h2>
      <p class="badges">
        {publishedAt === null ? (
          <Badge zh="未公开" en="not public" />
        ) : (
          <a href={recallPaths.recall(noticeId)}>
            <Badge tone="good" zh={`${shanghaiTime(publishedAt)} 公开`} en="public" />
          </a>
        )}
      </p>
      {publishedAt !== null && changedAt > publishedAt && (
        <Notice tone="orange">
          <p>
            <Both
              zh="召回通报在公开之后有更正，请核对下面的文字再发布一次。"
              en="The notice was corrected since: check the words and publish them again."
            />
          </p>
        </Notice>
      )}
      <Form action={recallPaths.page(noticeId)}>
        {Object.keys(errors).length > 0 && (
          <ErrorSummary
            title={{ zh: '没有发布，已填内容都在', en: 'Not published; nothing is lost' }}
            errors={errors}
          />
        )}
        {pageFields.map(({ name, ...label }) => (
          <TextArea
            name={name}
            label={label}
            value={typed[name]}
            error={errors[name]}
            rows={4}
            maxlength={PUBLIC_WORDS_MAX}
            required
          />
        ))}
        <p class="actions">
          <button type="submit">
            {publishedAt === null ? <Both zh="公开" en="Publish" /> : <Both zh="重新公开" en="Publish anew" />}
          </button>
        </p>
      </Form>
      {publishedAt !== null && (
        <Form action={recallPaths.pageEnd(noticeId)}>
          <button type="submit" class="quiet">
            <Both zh="撤下公众页面" en="Take the page back" />
          </button>
        </Form>
      )}
    </section>
  )
}

const pageFields = [
  { name: 'what', zh: '召回什么', en: 'What is recalled' },
  { name: 'batches', zh: '哪些型号和批号', en: 'Which models and batches' },
  { name: 'advice', zh: '市民该怎么办', en: 'What to do' },
] as const

function EndForm({ noticeId, followUp: { state, lacks } }: { noticeId: number; followUp: FollowUp }) {
  if (state === 'open' && lacks.length > 0) return <NotYet lacks={lacks} />
  const act = state === 'open' ? 'close' : 'reopen'
  const words = state === 'open' ? { zh: '办结', en: 'Close' } : { zh: '重新跟进', en: 'Take it up again' }
  return (
    <Fold summary={<Both {...words} />} actions={[recallPaths.end(noticeId, act)]}>
      <Form action={recallPaths.end(noticeId, act)}>
        <TextField name="reason" label={{ zh: '理由', en: 'Reason' }} maxlength={500} required />
        <Submit {...words} />
      </Form>
    </Fold>
  )
}

function NotYet({ lacks }: { lacks: Said[] }) {
  return (
    <section class="part" aria-labelledby="not-yet">
      <h2 id="not-yet">
        <Both zh="办结之前还差" en="Before it can be closed" />
      </h2>
      <ul>
        {lacks.map((lack) => (
          <li>
            <Both {...lack} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function SoldAfter({ recall: { soldAfter } }: { recall: RecallFollowed }) {
  if (soldAfter.length === 0) return null
  return (
    <section class="part" aria-labelledby="sold-after">
      <h2 id="sold-after">
        <Both zh="召回发布之后仍发生的" en="Still happening after the recall" />
      </h2>
      <p>
        <Both
          zh="产品仍在售或仍在用，请核查是否仍在销售。"
          en="It is still sold or still used: look whether it is on sale."
        />
      </p>
      <ul>
        {soldAfter.map(({ id, title, occurredOn }) => (
          <li>
            <a href={bureauPaths.case(id)}>
              {title} #{id}
            </a>{' '}
            <span class="hint">{occurredOn}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const eventNames: Record<string, Said> = {
  open: { zh: '开始跟进', en: 'followed' },
  publish: { zh: '公开页面', en: 'page published' },
  withdraw: { zh: '撤下页面', en: 'page taken back' },
  late: { zh: '逾期未交，已催交', en: 'late, called' },
  close: { zh: '办结', en: 'closed' },
  reopen: { zh: '重新跟进', en: 'taken up again' },
}

/** What was late, as `recallDues` numbers it: the second report on progress is `progress:2`. */
function dueNamed(key: string): Said {
  const [kind = '', number = ''] = key.split(':')
  const { zh, en } = stepNames[kind as RecallStep['kind']] ?? { zh: kind, en: kind }
  return { zh: `${zh}（第 ${number} 次）`, en: `${en} ${number}` }
}

const eventColumns: Column<FollowUp['events'][number]>[] = [
  { head: { zh: '时间', en: 'When' }, cell: ({ at }) => shanghaiTime(at) },
  { head: { zh: '谁', en: 'Who' }, cell: ({ name }) => name ?? <Both zh="系统" en="system" /> },
  {
    head: { zh: '做了什么', en: 'What' },
    cell: ({ act, subject }) => (
      <>
        <Both {...(eventNames[act] ?? { zh: act, en: act })} /> {subject !== '' && <Both {...dueNamed(subject)} />}
      </>
    ),
  },
  { head: { zh: '理由', en: 'Why' }, cell: ({ act, reason }) => (act === 'publish' ? '' : reason) },
]
