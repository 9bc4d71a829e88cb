import type { MeasureRead } from '../../alerts/measures/read-measure.ts'
import type { RouteDeadline } from '../../alerts/measures/route-deadlines.ts'
import { sureness } from '../../alerts/notices/trade-date-words.ts'
import type { TradeDate } from '../../intake/notice.ts'
import { Badge, Both, Table } from '../parts.tsx'
import { BothClocks } from './both-clocks.tsx'
import { feedLinks } from './feed-links.ts'

type ClocksProps = { read: MeasureRead; today: string }

/** Both clocks of a measure with how sure they are and the words they rest on, then the deadline of each way for comments. */
export function MeasureClocks({ read, today }: ClocksProps) {
  return (
    <>
      <BothClocks {...read.clocks} today={today} basis={(date) => <Basis date={date} />} />
      <Routes deadlines={read.deadlines} />
      <p class="actions">
        <a class="button quiet" href={feedLinks.calendar({ measure: read.family })}>
          <Both zh="放进日历" en="Add to a calendar" />
        </a>
      </p>
    </>
  )
}

/** A date in the words of the text and how sure it is; a deadline ends at midnight where the measure was notified. */
function Basis({ date }: { date: TradeDate }) {
  return (
    <p class="clock-article">
      <Badge {...sureness(date)} />{' '}
      {date.raw !== '' && (
        <>
          <Both zh="原文写作" en="as written" /> “<span>{date.raw}</span>”
        </>
      )}
    </p>
  )
}

function Routes({ deadlines }: { deadlines: RouteDeadline[] }) {
  if (deadlines.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="意见走哪条路、最晚哪天" en="By which way comments go, and by when" />
      </h2>
      <Table
        caption={{ zh: '各途径的期限', en: 'The deadline of each way' }}
        columns={[
          {
            head: { zh: '途径', en: 'Way' },
            cell: ({ route }) => (
              <>
                <Both {...route} />
                <br />
                <span class="hint">
                  <Both {...route.via} />
                </span>
              </>
            ),
          },
          {
            head: { zh: '最晚', en: 'By' },
            cell: ({ lastDay, over }) => (
              <>
                <span class="number keep">{lastDay}</span> {over && <Badge tone="orange" zh="已过" en="past" />}
              </>
            ),
          },
          {
            head: { zh: '提前', en: 'Ahead' },
            cell: ({ workdays, source }) => (
              <>
                <Both zh={`${workdays} 个工作日`} en={`${workdays} working days`} />
                <br />
                <span class="hint">
                  <Both {...source} />
                </span>
              </>
            ),
          },
        ]}
        rows={deadlines}
      />
    </>
  )
}
