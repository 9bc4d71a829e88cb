import type { Said } from '../../../errors.ts'
import type { Morning, MorningLine, MorningPart } from '../../../insights/morning/read-morning.ts'
import { changeWords, valueWords } from '../../../insights/report/report-words.ts'
import type { City } from '../../../reference/city.ts'
import { alertPaths } from '../../alert-paths.ts'
import { queryOf } from '../../form-values.ts'
import { Both, type Column, DangerBadge, Table } from '../../parts.tsx'
import { reportPaths } from '../../report-paths.ts'
import { shanghaiTime } from '../../times.ts'
import { assessmentPaths } from '../assessment/assessment-paths.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName, TimeLeft } from '../case/case-badges.tsx'
import { evaluationPaths } from '../evaluation/evaluation-paths.ts'
import { signalPaths } from '../signals/signal-paths.ts'

type MorningProps = { morning: Morning; city: City; now: Date }

/** The city's morning on one page. Each part answers one question and leads to the desk where it is settled. */
export function MorningPage({ morning, city, now }: MorningProps) {
  const { burning, signals, signatures, disputes } = morning
  return (
    <>
      <h1>
        <Both zh="今日" en="This morning" />
      </h1>
      <p class="lead">
        <Both
          zh={`${shanghaiTime(now)}：什么最急、什么迟了、什么在等您、质量状况如何。`}
          en="What burns, what is late, what waits for you, how quality stands."
        />
      </p>
      <div class="charts">
        <Part
          title={{ zh: '可能伤人、还没有答复的', en: 'People may be hurt, no answer yet' }}
          part={burning}
          all={`${bureauPaths.inbox}${queryOf({ danger: 2 })}`}
          {...{ city, now }}
        />
        <Late morning={morning} city={city} />
        <Part
          title={{ zh: '等人看的信号', en: 'Signals to judge' }}
          part={signals}
          all={signalPaths.signals}
          {...{ city, now }}
        />
        <Part
          title={{ zh: '等签字、等决定的', en: 'To be signed or decided' }}
          part={signatures}
          all={alertPaths.warningDesk}
          {...{ city, now }}
        />
        <Part
          title={{ zh: '没有人接、等裁决的', en: 'Disputed, to be ruled on' }}
          part={disputes}
          all={`${bureauPaths.inbox}${queryOf({ state: 'to_rule' })}`}
          {...{ city, now }}
        />
        <Standing standing={morning.standing} />
      </div>
    </>
  )
}

const hrefs: Record<MorningLine['kind'], (id: number) => string> = {
  case: bureauPaths.case,
  signal: signalPaths.signal,
  warning: alertPaths.warningOnDesk,
  assessment: assessmentPaths.one,
  evaluation: evaluationPaths.evaluation,
  report: reportPaths.onDesk,
}

const kindWords: Record<MorningLine['kind'], Said | null> = {
  case: null,
  signal: null,
  warning: { zh: '预警', en: 'warning' },
  assessment: { zh: '风险评估', en: 'assessment' },
  evaluation: { zh: '工作评价', en: 'evaluation' },
  report: { zh: '质量报告', en: 'report' },
}

type PartProps = { title: Said; part: MorningPart; all: string; city: City; now: Date }

function Part({ title, part: { lines, total }, all, city, now }: PartProps) {
  return (
    <section class="part">
      <h2>
        <Both {...title} /> <span class="number">{total}</span>
      </h2>
      {lines.length === 0 ? (
        <p class="empty">
          <Both zh="没有。" en="None." />
        </p>
      ) : (
        <ul class="plain-list">
          {lines.map((line) => (
            <li>
              <a href={hrefs[line.kind](line.id)}>{line.title}</a>{' '}
              <span class="hint">
                {kindWords[line.kind] && <Both {...(kindWords[line.kind] as Said)} />}{' '}
                {line.bureau && (city.bureaus.get(line.bureau)?.zh ?? line.bureau)}{' '}
                {line.kind === 'case' ? <TimeLeft dueAt={line.at} now={now} /> : line.at && shanghaiTime(line.at)}
              </span>{' '}
              {line.danger !== null && line.danger >= 2 && <DangerBadge danger={line.danger} />}
            </li>
          ))}
        </ul>
      )}
      {total > lines.length && (
        <p>
          <a href={all}>
            <Both zh={`全部 ${total} 项`} en="All of them" /> →
          </a>
        </p>
      )}
    </section>
  )
}

function Late({ morning: { late, lateTotal }, city }: { morning: Morning; city: City }) {
  const columns: Column<Morning['late'][number]>[] = [
    {
      head: { zh: '单位', en: 'Bureau' },
      cell: ({ bureau }) => (
        <a href={`${bureauPaths.inbox}${queryOf({ bureau, overdue: 'yes' })}`}>
          <BureauName city={city} id={bureau} />
        </a>
      ),
    },
    { head: { zh: '超期时限', en: 'Clocks late' }, cell: ({ clocks }) => clocks, numeric: true },
    { head: { zh: '最早到期', en: 'Oldest due' }, cell: ({ oldestDue }) => shanghaiTime(oldestDue) },
  ]
  return (
    <section class="part">
      <h2>
        <Both zh="法定和本市时限已超期的" en="Binding clocks past their day" /> <span class="number">{lateTotal}</span>
      </h2>
      <Table
        caption={{ zh: '各单位超期时限', en: 'Late clocks by bureau' }}
        columns={columns}
        rows={late}
        empty={{ zh: '没有超期的时限。', en: 'Nothing is late.' }}
      />
    </section>
  )
}

function Standing({ standing }: Pick<Morning, 'standing'>) {
  return (
    <section class="part">
      <h2>
        <Both zh="质量状况" en="How quality stands" />
      </h2>
      {standing === null ? (
        <p class="empty">
          <Both zh="还没有质量状况报告。" en="There is no report on the state of quality yet." />{' '}
          <a href={reportPaths.desk}>
            <Both zh="去编制" en="Make one" />
          </a>
        </p>
      ) : (
        <>
          <p class="hint">
            <a href={reportPaths.onDesk(standing.reportId)}>{standing.period}</a>
          </p>
          <ul class="plain-list">
            {standing.figures.map((figure) => (
              <li>
                <Both {...figure.label} /> <strong>{valueWords(figure)}</strong>{' '}
                <span class="hint">{changeWords[figure.change].zh}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
