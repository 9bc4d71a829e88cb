import type { StoryChange } from '../../alerts/measures/measure-story.ts'
import type { MeasureEvent, MeasureRead } from '../../alerts/measures/read-measure.ts'
import { notificationWords, plainTitle } from '../../alerts/notices/bulletin-words.ts'
import type { Bilingual } from '../../reference/city.ts'
import { alertPaths } from '../alert-paths.ts'
import { Both } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { Addendum } from './bulletin-fields.tsx'

/** Every notice of a measure in the order in which it came out, with what each changed. */
export function MeasureStory({ read }: { read: MeasureRead }) {
  return (
    <>
      <h2>
        <Both zh="这项措施的经过" en="This measure so far" />
      </h2>
      <ol class="timeline">
        {read.story.map(({ member: { id, notice }, changes }, index) => {
          const newest = index === read.story.length - 1
          return (
            <li class={newest ? 'station now' : 'station done'} aria-current={newest ? 'step' : undefined}>
              <p class="station-name">
                <Both {...notificationWords[notice.notificationType]} />{' '}
                <a class="symbol" href={alertPaths.notice(id)}>
                  {notice.sourceId}
                </a>
              </p>
              <p class="station-when">{notice.circulatedOn ?? notice.publishedOn}</p>
              {index === 0 ? (
                <p class="station-text">{notice.titleZh ?? plainTitle(notice.title)}</p>
              ) : (
                <Changes changes={changes} />
              )}
              <Addendum notice={notice} />
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Changes({ changes }: { changes: StoryChange[] }) {
  if (changes.length === 0)
    return (
      <p class="station-text">
        <Both zh="没有改变日期、范围和产品。" en="Changed no date, scope or product." />
      </p>
    )
  return (
    <ul class="reasons">
      {changes.map(({ what, was, became }) => (
        <li>
          <Both
            zh={`${what.zh}：${was ? `${was.zh} → ` : ''}${became.zh}`}
            en={`${what.en}: ${was ? `${was.en} → ` : ''}${became.en}`}
          />
        </li>
      ))}
    </ul>
  )
}

const whatNames: Record<string, Bilingual> = {
  level: { zh: '级别', en: 'Level' },
  comment: { zh: '评议截止', en: 'Comments close' },
  in_force: { zh: '生效', en: 'In force' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  closing: { zh: '评议将截止，已提醒', en: 'Closing, subscribers told' },
}

/** What has moved since the measure is kept here, each with its cause. */
export function MeasureEvents({ read: { events } }: { read: MeasureRead }) {
  if (events.length === 0) return null
  return (
    <section class="part" aria-labelledby="events">
      <h2 id="events">
        <Both zh="变动记录" en="What has moved" />
      </h2>
      <ul class="reasons">
        {events.map((event) => (
          <li>
            <span class="number">{shanghaiTime(event.at)}</span> <Both {...wordsOf(event)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function wordsOf({ what, was, became, zh, en }: MeasureEvent): Bilingual {
  const named = whatNames[what] ?? { zh: what, en: what }
  return {
    zh: `${named.zh}：${was || '未定'} → ${became || '未定'}（${zh}）`,
    en: `${named.en}: ${was || 'open'} → ${became || 'open'} (${en})`,
  }
}
