import type { Child } from 'hono/jsx'
import type { Said } from '../errors.ts'
import type { RiskLevel } from '../reference/city.ts'

/** Chinese first, English beside it, smaller and marked as English for screen readers. */
export function Both({ zh, en }: Said) {
  return (
    <>
      {zh}{' '}
      <span class="en" lang="en">
        {en}
      </span>
    </>
  )
}

export type Tone = 'calm' | 'good' | 'blue' | 'yellow' | 'orange' | 'red'

/** A boxed message. `tone` colours it, the words carry the meaning; `alert` reads it out at once (for refusals). */
export function Notice({ tone = 'calm', title, alert, children }: NoticeProps) {
  return (
    <div class={`notice tone-${tone}`} role={alert ? 'alert' : undefined}>
      {title && (
        <p class="notice-title">
          <Both {...title} />
        </p>
      )}
      {children}
    </div>
  )
}
type NoticeProps = { tone?: Tone; title?: Said; alert?: boolean; children?: Child }

/** A short label. Never tell by colour alone: the words must say the same. */
export function Badge({ tone = 'calm', zh, en }: Said & { tone?: Tone }) {
  return (
    <span class={`badge tone-${tone}`}>
      <Both zh={zh} en={en} />
    </span>
  )
}

const dangers: Record<number, Said & { tone: Tone }> = {
  0: { zh: '危险 0 · 不便', en: 'Danger 0: nuisance', tone: 'calm' },
  1: { zh: '危险 1 · 受损', en: 'Danger 1: loss', tone: 'blue' },
  2: { zh: '危险 2 · 可能伤人', en: 'Danger 2: injury possible', tone: 'orange' },
  3: { zh: '危险 3 · 危及生命', en: 'Danger 3: life at risk', tone: 'red' },
}

/** A level of danger in words. */
export function dangerWords(danger: number): Said & { tone: Tone } {
  return dangers[danger] ?? { zh: `危险 ${danger}`, en: `Danger ${danger}`, tone: 'red' }
}

/** How dangerous a report is, 0–3, as in `Assessment.danger.level`. */
export function DangerBadge({ danger }: { danger: number }) {
  return <Badge {...dangerWords(danger)} />
}

export type WarningLevel = 'red' | 'orange' | 'yellow' | 'blue'

/** The four warning levels of 突发事件应对法, highest first, in words. */
export const warningLevels: Record<WarningLevel, Said> = {
  red: { zh: '红色预警', en: 'Red' },
  orange: { zh: '橙色预警', en: 'Orange' },
  yellow: { zh: '黄色预警', en: 'Yellow' },
  blue: { zh: '蓝色预警', en: 'Blue' },
}

/** A warning's level. */
export function LevelBadge({ level }: { level: WarningLevel }) {
  return <Badge tone={level} {...warningLevels[level]} />
}

const risks: Record<RiskLevel, Said & { tone: Tone }> = {
  low: { zh: '低风险', en: 'Low risk', tone: 'calm' },
  medium: { zh: '中风险', en: 'Medium risk', tone: 'yellow' },
  high: { zh: '高风险', en: 'High risk', tone: 'orange' },
  serious: { zh: '严重风险', en: 'Serious risk', tone: 'red' },
}

/** A level of risk in words. */
export const riskWords = (risk: RiskLevel): Said => ({ zh: risks[risk].zh, en: risks[risk].en })

/** The risk level of severity × probability. */
export function RiskBadge({ risk }: { risk: RiskLevel }) {
  return <Badge {...risks[risk]} />
}

export type Column<Row> = { head: Said; cell: (row: Row) => Child; numeric?: boolean }

/**
 * A table with a caption for screen readers. On a narrow screen each row becomes a card, its heads beside the values.
 * `empty` is said when there is nothing.
 */
export function Table<Row>({ caption, columns, rows, empty }: TableProps<Row>) {
  if (rows.length === 0) {
    return (
      <p class="empty">
        <Both {...(empty ?? { zh: '暂无内容。', en: 'Nothing here.' })} />
      </p>
    )
  }
  return (
    <section class="table-scroll" tabindex={0} aria-label={`${caption.zh} ${caption.en}`}>
      <table>
        <caption class="for-readers">
          {caption.zh} {caption.en}
        </caption>
        <thead>
          <tr>
            {columns.map(({ head, numeric }) => (
              <th scope="col" class={numeric ? 'numeric' : undefined}>
                <Both {...head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ head, cell, numeric }) => (
                <td data-head={head.zh} class={numeric ? 'numeric' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
type TableProps<Row> = { caption: Said; columns: Column<Row>[]; rows: Row[]; empty?: Said }

/**
 * Before links or filters: on a narrow screen they stand folded away behind this, on a wide one they are always there. They are its next
 * sibling and no child of it, because browsers open a `<details>` by its attribute alone, not by the width of the screen.
 */
export function NarrowFold({ open = false, ...says }: Said & { open?: boolean }) {
  return (
    <details class="narrow-fold" open={open}>
      <summary>
        <Both {...says} />
      </summary>
    </details>
  )
}

/** Links to the neighbouring pages; `hrefOf` builds an address for a page number from 1. Nothing when there is one page. */
export function Pagination({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (page: number) => string }) {
  if (pages <= 1) return null
  return (
    <nav class="pagination" aria-label="分页 Pages">
      {page > 1 && (
        <a rel="prev" href={hrefOf(page - 1)}>
          ← <Both zh="上一页" en="Previous" />
        </a>
      )}
      <span aria-current="page">
        第 {page} / {pages} 页{' '}
        <span class="en" lang="en">
          Page {page} of {pages}
        </span>
      </span>
      {page < pages && (
        <a rel="next" href={hrefOf(page + 1)}>
          <Both zh="下一页" en="Next" /> →
        </a>
      )}
    </nav>
  )
}

/** Names and values, one under the other. Rows whose value is null, undefined or '' are left out. */
export function Facts({ rows }: { rows: [Said, Child | null | undefined][] }) {
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div>
            <dt>
              <Both {...name} />
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
