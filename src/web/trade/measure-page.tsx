import type { MeasureRead } from '../../alerts/measures/read-measure.ts'
import { plainTitle } from '../../alerts/notices/bulletin-words.ts'
import type { City } from '../../reference/city.ts'
import { Market, WarningLevelBadge, WarningReasons } from '../alert-parts.tsx'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { Articles, Codes, Measures, Objectives } from './bulletin-fields.tsx'
import { HitPart, type HitTried } from './hit-part.tsx'
import { HitsPanel } from './hits-panel.tsx'
import { MeansHere } from './means-here.tsx'
import { MeasureClocks } from './measure-clocks.tsx'
import { MeasureEvidence, MeasureExposure } from './measure-evidence.tsx'
import { MeasureEvents, MeasureStory } from './measure-story.tsx'
import { NoticeTitle } from './notice-title.tsx'
import { OriginalText } from './original-text.tsx'
import { ReviewPanel, type ReviewsShown } from './review-panel.tsx'

type MeasureProps = {
  read: MeasureRead
  /** Null for who reviews no measures. */
  reviews: ReviewsShown | null
  /** What the part for firms needs besides the measure. */
  hit: { firm: { name: string } | null; said: boolean; tried: HitTried | null }
  city: City
  today: string
}

/** The dossier of a measure: its clocks and deadlines, whom it hits and why, its level, its story, its fields beside the original. */
export function MeasurePage({ read, reviews, hit, city, today }: MeasureProps) {
  const { first, withdrawn, relief } = read
  return (
    <>
      <p class="crumbs">
        <a href={paths.trade}>
          <Both zh="贸易预警" en="Trade" />
        </a>{' '}
        · <span class="symbol">{read.family}</span>
      </p>
      <h1>
        <NoticeTitle notice={first} title={{ zh: first.titleZh, original: first.title }} city={city} leaves={[]} />
      </h1>
      <p class="badges">
        {withdrawn && <Badge tone="good" zh="已撤回" en="Withdrawn" />}
        {relief && !withdrawn && <Badge tone="good" zh="利好" en="Relief" />}
        {read.warning && <WarningLevelBadge level={read.warning.level} relief={false} />}
        <Badge zh={`${read.story.length} 份文件`} en={`${read.story.length} notices`} />
      </p>
      {relief && (
        <Notice tone="good" title={{ zh: '要求减轻或取消', en: 'Less is asked than before' }}>
          <p>
            <Both zh="不必因此停止出口。" en="No export need stop because of it." />
          </p>
        </Notice>
      )}
      <div class="notice-columns">
        <div>
          <MeasureClocks read={read} today={today} />
          <MeasureStory read={read} />
          <Content read={read} />
        </div>
        <aside aria-label="对本市的影响 What it means here">
          {reviews && <ReviewPanel read={read} {...reviews} />}
          <Level read={read} city={city} />
          <MeasureExposure read={read} />
          {read.hits.firms ? (
            <HitsPanel firms={read.hits.firms} count={read.hits.count} />
          ) : (
            !withdrawn && <HitPart family={read.family} count={read.hits.count} {...hit} />
          )}
          <MeasureEvidence read={read} city={city} />
          <MeasureEvents read={read} />
        </aside>
      </div>
    </>
  )
}

function Level({ read, city }: Pick<MeasureProps, 'read' | 'city'>) {
  const { warning, reckoned, weighing } = read
  return (
    <MeansHere leaves={weighing.leaves.map(({ code }) => code)} warning={warning} city={city}>
      {reckoned && (
        <details>
          <summary>
            <Both zh={`${read.weighedOn} 重新计算`} en={`reckoned anew on ${read.weighedOn}`} />
          </summary>
          <p class="badges">
            <WarningLevelBadge level={reckoned.level} relief={read.relief} />
          </p>
          <WarningReasons reasons={weighing.reasons} {...reckoned} ruleVersion={read.ruleVersion} />
        </details>
      )}
    </MeansHere>
  )
}

function Content({ read: { notice, first, symbols, market } }: { read: MeasureRead }) {
  const said = <T,>(of: (from: typeof notice) => T[]): T[] => (of(notice).length > 0 ? of(notice) : of(first))
  const shown = { ...first, measureTypes: said((from) => from.measureTypes) }
  return (
    <>
      <h2>
        <Both zh="主要内容" en="What it says" />
      </h2>
      <Facts
        rows={[
          [{ zh: '通报成员', en: 'Notified by' }, <Market code={market} />],
          [{ zh: '文件号', en: 'Symbols' }, <Symbols symbols={symbols} />],
          [{ zh: '措施', en: 'Measure' }, <Measures notice={shown} />],
          [{ zh: '产品', en: 'Products' }, notice.products || first.products],
          [{ zh: '海关编码', en: 'HS' }, <Codes codes={said((from) => from.hs)} />],
          [{ zh: '标准分类', en: 'ICS' }, <Codes codes={said((from) => from.ics)} />],
          [{ zh: '依据条款', en: 'Article' }, <Articles notice={first} />],
          [{ zh: '机构', en: 'Agency' }, first.agency],
          [{ zh: '目的', en: 'Objective' }, <Objectives notice={first} />],
          [{ zh: '原题', en: 'Original title' }, plainTitle(first.title)],
        ]}
      />
      <OriginalText title={{ zh: '原文', en: 'Original text' }} text={first.description} />
    </>
  )
}

function Symbols({ symbols }: { symbols: string[] }) {
  return (
    <span class="badges">
      {symbols.map((symbol) => (
        <span class="symbol">{symbol}</span>
      ))}
    </span>
  )
}
