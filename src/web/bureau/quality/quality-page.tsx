import type { Calibration, Quality, WeekShown } from '../../../learning/read-quality.ts'
import type { Confusion } from '../../../learning/week-figures.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, type Column, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { LineChart } from './quality-charts.tsx'
import { bureauWords, counted, leafWords, percent, QualityTop, shareOf } from './quality-parts.tsx'

const wholeScale = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${at * 100}%` }))

/** How well triage does: accuracy week by week, whether its confidence can be believed, what it takes for what, what changes. */
export function QualityPage({ quality, city }: { quality: Quality; city: City }) {
  const { weeks, calibration, confusions } = quality
  const newest = weeks.at(-1)
  return (
    <>
      <QualityTop part="quality" />
      {newest ? (
        <p class="lead">
          <Both
            zh={`单位由承办单位签收或分拨人员指定为准，类别以无人更正的办结为准。${shanghaiTime(newest.measuredAt)} 统计。`}
            en="A bureau counts as settled when it signed or a dispatcher named it, a leaf when the case was answered and nobody corrected it."
          />
        </p>
      ) : (
        <p class="empty">
          <Both zh="还没有来件可统计。" en="There is nothing to count yet." />
        </p>
      )}
      {newest && (
        <>
          <div class="charts">
            <Accuracy weeks={weeks} />
            <Believed calibration={calibration} />
            <Words weeks={weeks} />
            <Mix weeks={weeks} />
          </div>
          <h2>
            <Both zh="最近 13 周最常见的错分" en="Commonest errors of the last 13 weeks" />
          </h2>
          <div class="charts">
            <Confusions title="单位 Bureaus" confusions={confusions.lead} name={(id) => bureauWords(city, id)} />
            <Confusions title="类别 Leaves" confusions={confusions.leaf} name={(code) => leafWords(city, code)} />
          </div>
        </>
      )}
    </>
  )
}

const weekColumn: Column<WeekShown> = { head: { zh: '周一', en: 'Week of' }, cell: ({ week }) => week }

const xOf = (nth: number, of: number): number => (of === 1 ? 0.5 : nth / (of - 1))

/** The first, the middle and the last week named below a chart. */
function weekMarks(weeks: WeekShown[]): { at: number; text: string }[] {
  const places = [...new Set([0, Math.floor((weeks.length - 1) / 2), weeks.length - 1])]
  return places.map((nth) => ({ at: xOf(nth, weeks.length), text: (weeks[nth]?.week ?? '').slice(5) }))
}

function Accuracy({ weeks }: { weeks: WeekShown[] }) {
  const pointsOf = (part: 'leaf' | 'lead') =>
    weeks.map((week, nth) => ({ x: xOf(nth, weeks.length), y: shareOf(week[part]) }))
  const last = weeks.findLast(({ lead }) => lead.of > 0)
  return (
    <LineChart
      title={{ zh: '每周准确率', en: 'Accuracy by week' }}
      says={`每周单位和类别的准确率；最近一周单位 ${percent(last ? shareOf(last.lead) : null)}，类别 ${percent(last ? shareOf(last.leaf) : null)} Weekly accuracy of bureau and leaf`}
      most={1}
      upward={wholeScale}
      across={weekMarks(weeks)}
      lines={[
        { zh: '单位', en: 'Bureau', points: pointsOf('lead') },
        { zh: '类别', en: 'Leaf', points: pointsOf('leaf') },
      ]}
      table={
        <Table
          caption={{ zh: '每周准确率', en: 'Accuracy by week' }}
          rows={[...weeks].reverse()}
          columns={[
            weekColumn,
            { head: { zh: '来件', en: 'Reports' }, cell: ({ reports }) => reports, numeric: true },
            { head: { zh: '单位', en: 'Bureau' }, cell: ({ lead }) => counted(lead), numeric: true },
            { head: { zh: '类别', en: 'Leaf' }, cell: ({ leaf }) => counted(leaf), numeric: true },
            {
              head: { zh: '危险召回', en: 'Danger recall' },
              cell: ({ dangerRecall }) => counted(dangerRecall),
              numeric: true,
            },
          ]}
        />
      }
    />
  )
}

function Believed({ calibration }: { calibration: Record<'leaf' | 'lead', Calibration> }) {
  const pointsOf = ({ bins }: Calibration) =>
    bins.filter(({ of }) => of > 0).map(({ of, confidence, right }) => ({ x: confidence / of, y: right / of }))
  const rows = calibration.lead.bins.map((lead, step) => ({ step, lead, leaf: calibration.leaf.bins[step] ?? lead }))
  return (
    <LineChart
      title={{ zh: '把握与实际', en: 'Confidence and truth' }}
      says={`横轴为所报把握，纵轴为实际正确率；期望校准误差：单位 ${percent(calibration.lead.error)}，类别 ${percent(calibration.leaf.error)} Calibration: stated confidence against share right`}
      most={1}
      upward={wholeScale}
      across={[0, 0.5, 1].map((at) => ({ at, text: `${at * 100}%` }))}
      diagonal
      lines={[
        {
          zh: `单位，误差 ${percent(calibration.lead.error)}`,
          en: 'Bureau, expected calibration error',
          points: pointsOf(calibration.lead),
        },
        { zh: `类别，误差 ${percent(calibration.leaf.error)}`, en: 'Leaf', points: pointsOf(calibration.leaf) },
      ]}
      table={
        <Table
          caption={{ zh: '把握与实际', en: 'Confidence and truth' }}
          rows={rows}
          columns={[
            { head: { zh: '把握', en: 'Confidence' }, cell: ({ step }) => `${step * 10}–${step * 10 + 10} %` },
            { head: { zh: '单位对', en: 'Bureau right' }, cell: ({ lead }) => counted(lead), numeric: true },
            { head: { zh: '类别对', en: 'Leaf right' }, cell: ({ leaf }) => counted(leaf), numeric: true },
          ]}
        />
      }
    />
  )
}

function Words({ weeks }: { weeks: WeekShown[] }) {
  const most = Math.max(0.1, ...weeks.map(({ unknownWords }) => unknownWords ?? 0)) * 1.1
  return (
    <LineChart
      title={{ zh: '模型不认识的词', en: 'Words the model does not know' }}
      says={`每周来件中模型不认识的词所占比例，最近一周 ${percent(weeks.at(-1)?.unknownWords ?? null)} Weekly share of unknown words`}
      most={most}
      upward={[0, most / 2, most].map((at) => ({ at, text: `${Math.round(at * 100)}%` }))}
      across={weekMarks(weeks)}
      lines={[
        {
          zh: '不认识的词',
          en: 'Unknown words',
          points: weeks.map(({ unknownWords }, nth) => ({ x: xOf(nth, weeks.length), y: unknownWords })),
        },
      ]}
      table={
        <Table
          caption={{ zh: '模型不认识的词', en: 'Unknown words' }}
          rows={[...weeks].reverse()}
          columns={[
            weekColumn,
            {
              head: { zh: '不认识的词', en: 'Unknown words' },
              cell: ({ unknownWords }) => percent(unknownWords),
              numeric: true,
            },
          ]}
        />
      }
    />
  )
}

function Mix({ weeks }: { weeks: WeekShown[] }) {
  const most = Math.max(0.3, ...weeks.map(({ mixShift }) => mixShift ?? 0)) * 1.1
  return (
    <LineChart
      title={{ zh: '领域构成的变化（PSI）', en: 'Shift of the sector mix (PSI)' }}
      says="每周领域构成与此前八周相比的稳定指数；0.1 以下稳定，0.25 以上明显变化 Weekly population stability index of the sector mix"
      most={most}
      upward={[0, 0.1, 0.25].map((at) => ({ at, text: String(at) }))}
      across={weekMarks(weeks)}
      lines={[
        {
          zh: '稳定指数',
          en: 'Stability index',
          points: weeks.map(({ mixShift }, nth) => ({ x: xOf(nth, weeks.length), y: mixShift })),
        },
      ]}
      table={
        <Table
          caption={{ zh: '领域构成的变化', en: 'Shift of the sector mix' }}
          rows={[...weeks].reverse()}
          columns={[
            weekColumn,
            { head: { zh: '来件', en: 'Reports' }, cell: ({ reports }) => reports, numeric: true },
            { head: { zh: '稳定指数', en: 'Stability index' }, cell: ({ mixShift }) => <Shift index={mixShift} /> },
          ]}
        />
      }
    />
  )
}

function Shift({ index }: { index: number | null }) {
  if (index === null) return <>—</>
  if (index < 0.1) return <Badge tone="good" zh={`${index.toFixed(2)} 稳定`} en="stable" />
  if (index < 0.25) return <Badge tone="yellow" zh={`${index.toFixed(2)} 留意`} en="watch" />
  return <Badge tone="orange" zh={`${index.toFixed(2)} 明显变化`} en="shifted" />
}

type ConfusionsProps = { title: string; confusions: Confusion[]; name: (code: string) => string }

function Confusions({ title, confusions, name }: ConfusionsProps) {
  return (
    <div>
      <h3>{title}</h3>
      <Table
        caption={{ zh: `错分：${title}`, en: 'Confusions' }}
        rows={confusions}
        empty={{ zh: '还没有更正。', en: 'Nothing has been corrected yet.' }}
        columns={[
          { head: { zh: '应为', en: 'Should be' }, cell: ({ settled }) => name(settled) },
          { head: { zh: '说成', en: 'Said' }, cell: ({ said }) => name(said) },
          { head: { zh: '次数', en: 'Times' }, cell: ({ times }) => times, numeric: true },
        ]}
      />
    </div>
  )
}
