import { notificationWords, plainTitle } from '../../alerts/notices/bulletin-words.ts'
import { reviewDue } from '../../alerts/notices/follow-up-due.ts'
import type { NoticeRead } from '../../alerts/notices/read-notice.ts'
import type { BulletinNotice, TradeDate } from '../../intake/notice.ts'
import type { City } from '../../reference/city.ts'
import { alertPaths } from '../alert-paths.ts'
import { Both, Facts } from '../parts.tsx'
import { shanghaiDate } from '../times.ts'
import { BothClocks } from './both-clocks.tsx'
import { Addendum, Articles, Codes, Measures, Objectives } from './bulletin-fields.tsx'
import { OriginalText } from './original-text.tsx'

type BulletinProps = { notice: BulletinNotice; read: NoticeRead; city: City; now: Date }

/** A technical measure: its clocks, its fields in Chinese, the original text, the boxes of an addendum, the family. */
export function BulletinParts({ notice, read, city, now }: BulletinProps) {
  return (
    <>
      <Clocks notice={notice} read={read} city={city} now={now} />
      <h2>
        <Both zh="主要内容" en="What it says" />
      </h2>
      <Facts
        rows={[
          [{ zh: '性质', en: 'Kind' }, <Both {...notificationWords[notice.notificationType]} />],
          [{ zh: '措施', en: 'Measure' }, <Measures notice={notice} />],
          [{ zh: '产品', en: 'Products' }, notice.products],
          [{ zh: '海关编码', en: 'HS' }, <Codes codes={notice.hs} />],
          [{ zh: '标准分类', en: 'ICS' }, <Codes codes={notice.ics} />],
          [{ zh: '依据条款', en: 'Article' }, <Articles notice={notice} />],
          [{ zh: '机构', en: 'Agency' }, notice.agency],
          [{ zh: '目的', en: 'Objective' }, <Objectives notice={notice} />],
        ]}
      />
      <Addendum notice={notice} />
      <OriginalText title={{ zh: '原文', en: 'Original text' }} text={notice.description} />
      <Documents notice={notice} />
      <Family read={read} />
    </>
  )
}

function Clocks({ notice, read, city, now }: BulletinProps) {
  const comment = read.clocks?.comment ?? notice.commentDeadline
  const inForce = read.clocks?.inForce ?? notice.entryIntoForce
  const adoption = read.clocks?.adoption ?? notice.adoption
  const today = shanghaiDate(now)
  const review = reviewDue(city, comment, now)
  return (
    <BothClocks {...{ comment, inForce, adoption, today }} basis={(date) => <Raw date={date} />}>
      {review.dueAt && (
        <p class="clock-article">
          <Both
            zh={`意见请于 ${shanghaiDate(new Date(review.dueAt.getTime() - 1))} 前报本市`}
            en="send yours to the city by then"
          />
          <br />
          <Both {...review.because} />
        </p>
      )}
    </BothClocks>
  )
}

function Raw({ date }: { date: TradeDate }) {
  if (date.raw === '' || date.kind === 'unknown') return null
  return (
    <p class="clock-article">
      <Both zh="原文写作" en="as written" /> “<span>{date.raw}</span>”
    </p>
  )
}

function Documents({ notice }: { notice: BulletinNotice }) {
  if (notice.documents.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="文件" en="Documents" />
      </h2>
      <ul>
        {notice.documents.slice(0, 20).map((url) => (
          <li>
            <a href={url} rel="noreferrer">
              {url}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The measure from its first notice to its last, this one marked. */
function Family({ read }: { read: NoticeRead }) {
  if (read.family.length < 2) return null
  return (
    <>
      <h2>
        <Both zh="这项措施的经过" en="This measure so far" />
      </h2>
      <ol class="timeline">
        {read.family.map(({ id, notice }) => {
          const current = id === read.id
          if (notice.kind !== 'bulletin') return null
          return (
            <li class={current ? 'station now' : 'station done'} aria-current={current ? 'step' : undefined}>
              <p class="station-name">
                <Both {...notificationWords[notice.notificationType]} />{' '}
                {current ? (
                  <span class="symbol">{notice.sourceId}</span>
                ) : (
                  <a href={alertPaths.notice(id)}>{notice.sourceId}</a>
                )}
              </p>
              <p class="station-when">{notice.circulatedOn ?? notice.publishedOn}</p>
              <p class="station-text">{notice.titleZh ?? plainTitle(notice.title)}</p>
            </li>
          )
        })}
      </ol>
    </>
  )
}
