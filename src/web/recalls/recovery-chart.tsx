import { daysBetween } from '../../reference/calendar.ts'
import { LineChart } from '../bureau/quality/quality-charts.tsx'
import { Table } from '../parts.tsx'

type Point = { day: string; share: number }

/** The share of the affected products that were recovered, day by day, with the same as a table. `today` is an ISO date in Shanghai. */
export function RecoveryChart({ curve, today }: { curve: Point[]; today: string }) {
  const first = curve[0]?.day ?? today
  const last = curve.at(-1)
  const span = Math.max(1, daysBetween(first, today))
  const at = (day: string) => daysBetween(first, day) / span
  const drawn = last && last.day < today ? [...curve, { day: today, share: last.share }] : curve
  return (
    <LineChart
      title={{ zh: '召回进度：已处置数量占涉及数量的比例', en: 'How far it is: recovered of affected' }}
      says={`从 ${first} 到 ${today}，已处置 ${percentOf(last?.share ?? 0)} Recovered ${percentOf(last?.share ?? 0)} from ${first} to ${today}`}
      most={1}
      upward={[0, 0.25, 0.5, 0.75, 1].map((mark) => ({ at: mark, text: `${mark * 100}%` }))}
      across={[
        { at: 0, text: first.slice(5) },
        { at: 1, text: today.slice(5) },
      ]}
      lines={[{ zh: '已处置', en: 'recovered', points: drawn.map(({ day, share }) => ({ x: at(day), y: share })) }]}
      table={
        <Table
          caption={{ zh: '召回进度', en: 'How far it is' }}
          rows={curve.toReversed()}
          columns={[
            { head: { zh: '截至', en: 'As of' }, cell: ({ day }) => day },
            { head: { zh: '已处置', en: 'Recovered' }, cell: ({ share }) => percentOf(share), numeric: true },
          ]}
        />
      }
    />
  )
}

/** A share in whole percent; only what is whole is called 100 %, and only nothing 0 %. */
export function percentOf(share: number): string {
  if (share > 0 && share < 0.01) return '不到 1 %'
  return share > 0.99 && share < 1 ? '99 %' : `${Math.round(share * 100)} %`
}
