import type { WarningRead } from '../../alerts/read-warning.ts'
import { warningKinds } from '../../alerts/warning-acts.ts'
import type { City } from '../../reference/city.ts'
import { Leaves, Market, sourceNames, WarningLevelBadge, WarningReasons } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { Both, Facts, Notice, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'

/** One warning: how urgent, what to do, why, who released it and when. */
export function WarningPage({ warning, city }: { warning: WarningRead; city: City }) {
  const { level, lifted } = warning
  return (
    <>
      <p class="crumbs">
        <a href={paths.warnings}>
          <Both zh="全部预警" en="All warnings" />
        </a>
      </p>
      <h1>
        <Both {...warning.title} />
      </h1>
      <p class="badges">
        <WarningLevelBadge level={level} relief={warning.relief} /> <Both {...warningKinds[warning.kind]} />
      </p>
      {lifted && (
        <Notice tone="good" title={{ zh: '这条预警已经解除', en: 'This warning has been lifted' }}>
          <p>
            <time datetime={lifted.at.toISOString()}>{shanghaiTime(lifted.at)}</time> · {lifted.reason}
          </p>
        </Notice>
      )}
      <Advice warning={warning} />
      <Facts
        rows={[
          [{ zh: '级别', en: 'Level' }, <Both {...warningLevels[level]} />],
          [{ zh: '行业', en: 'Sectors' }, <Leaves city={city} codes={warning.leaves.map(({ code }) => code)} />],
          [{ zh: '市场', en: 'Market' }, <Market code={warning.market} />],
          [{ zh: '发布', en: 'Released' }, <Released warning={warning} />],
          [{ zh: '来源', en: 'Source' }, <Source warning={warning} />],
        ]}
      />
      <h2>
        <Both zh="为什么是这个级别" en="Why this level" />
      </h2>
      <WarningReasons {...warning} />
      <p class="actions">
        <a class="button" href={alertPaths.subscriptionForm}>
          <Both zh="订阅这类预警" en="Subscribe to such warnings" />
        </a>
      </p>
    </>
  )
}

/** What to do, a line a sentence, the Chinese whole before the English. */
export function Advice({ warning: { level, advice } }: { warning: Pick<WarningRead, 'level' | 'advice'> }) {
  return (
    <Notice tone={level} title={{ zh: '怎么做', en: 'What to do' }}>
      <p class="written">{advice.zh}</p>
      <p class="written en" lang="en">
        {advice.en}
      </p>
    </Notice>
  )
}

function Released({ warning: { released } }: { warning: WarningRead }) {
  if (!released) return <Both zh="尚未发布" en="not released" />
  return (
    <>
      {released.bureau && <Both {...released.bureau} />}{' '}
      <time datetime={released.at.toISOString()}>{shanghaiTime(released.at)}</time>
    </>
  )
}

export function Source({ warning: { notice } }: { warning: Pick<WarningRead, 'notice'> }) {
  return (
    <>
      <Both {...sourceNames[notice.source]} /> {notice.sourceId}
      <br />
      <a href={alertPaths.notice(notice.id)}>
        <Both zh="通报内容" en="The notice" />
      </a>
      {notice.url && (
        <>
          {' · '}
          <a href={notice.url} rel="noreferrer">
            <Both zh="原文" en="Original" />
          </a>
        </>
      )}
    </>
  )
}
