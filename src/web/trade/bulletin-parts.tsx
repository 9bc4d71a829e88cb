import { measureWords, notificationWords, plainTitle } from '../../alerts/bulletin-words.ts'
import { reviewDue } from '../../alerts/follow-up-due.ts'
import type { NoticeRead } from '../../alerts/read-notice.ts'
import type { AddendumKind, BulletinNotice, TradeCode, TradeDate } from '../../intake/notice.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import { DateWords, TradeClock } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { shanghaiDate } from '../times.ts'
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
          [{ zh: '目的', en: 'Objective' }, notice.objectives.join('; ')],
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
    <div class="clocks">
      <article class="clock">
        <h2 class="first">
          <Both zh="评议截止" en="Comments close" />
        </h2>
        <p class="clock-due">
          <TradeClock date={comment} today={today} about="comments" />
        </p>
        <Raw date={comment} />
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
      </article>
      <article class="clock">
        <h2 class="first">
          <Both zh="生效" en="In force" />
        </h2>
        <p class="clock-due">
          <TradeClock date={inForce} today={today} about="force" />
        </p>
        <Raw date={inForce} />
        {inForce.stages.map((stage) => (
          <p class="clock-article">
            <Both zh="分阶段：" en="stage:" /> {stage.raw}
          </p>
        ))}
        <p class="clock-article">
          <Both zh="通过" en="adoption" />：<DateWords date={adoption} />
        </p>
      </article>
    </div>
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

function Measures({ notice }: { notice: BulletinNotice }) {
  if (notice.measureTypes.length === 0) return <Both zh="未能从文字判断" en="not clear from the text" />
  return (
    <span class="badges">
      {notice.measureTypes.map((type) => (
        <Badge tone={type === 'relief' ? 'good' : 'calm'} {...measureWords[type]} />
      ))}
    </span>
  )
}

/** Codes as written; those that the lists do not know say so. */
function Codes({ codes }: { codes: TradeCode[] }) {
  if (codes.length === 0) return <Both zh="通报没有给出" en="none given" />
  return (
    <span class="badges">
      {codes.map(({ raw, norm, valid }) =>
        valid ? (
          <span class="symbol">{norm}</span>
        ) : (
          <Badge tone="yellow" zh={`${raw}（不在编码表中）`} en="not in the list" />
        ),
      )}
    </span>
  )
}

function Articles({ notice }: { notice: BulletinNotice }) {
  if (notice.articles.length === 0 && !notice.urgent) return <Both zh="未说明" en="not stated" />
  return (
    <>
      {notice.articles.join('、')} {notice.urgent && <Badge tone="orange" zh="紧急" en="urgent" />}
    </>
  )
}

const ticks: Record<AddendumKind, Bilingual> = {
  commentPeriod: { zh: '评议期变更', en: 'Comment period changed' },
  adopted: { zh: '措施通过', en: 'Measure adopted' },
  published: { zh: '措施公布', en: 'Measure published' },
  inForce: { zh: '措施生效', en: 'Measure in force' },
  finalText: { zh: '可获得最终文本', en: 'Final text available' },
  withdrawn: { zh: '撤回或撤销', en: 'Withdrawn or revoked' },
  scope: { zh: '内容或范围变化', en: 'Content or scope changed' },
  guidance: { zh: '解释性指南', en: 'Interpretive guidance' },
  other: { zh: '其他', en: 'Other' },
}

function Addendum({ notice }: { notice: BulletinNotice }) {
  if (notice.addendum.length === 0) return null
  return (
    <Notice tone="blue" title={{ zh: '补遗勾选的事项', en: 'Ticked on the addendum' }}>
      <ul>
        {notice.addendum.map(({ kind, date }) => (
          <li>
            ✓ <Both {...ticks[kind]} />
            {date && (
              <>
                {' '}
                · <DateWords date={date} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
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
