import type { Child } from 'hono/jsx'
import type { NoticeRead } from '../../alerts/notices/read-notice.ts'
import type { TradeDate } from '../../intake/notice.ts'
import { DateWords, TradeClock } from '../alert-parts.tsx'
import { Both } from '../parts.tsx'

type BothClocksProps = NonNullable<NoticeRead['clocks']> & {
  today: string
  /** What a date rests on, said below it. */
  basis: (date: TradeDate) => Child
  /** Said below the end of comments. */
  children?: Child
}

/** The two clocks of a trade measure side by side: until when comments are taken, and from when it is in force. */
export function BothClocks({ comment, adoption, inForce, today, basis, children }: BothClocksProps) {
  return (
    <div class="clocks">
      <article class="clock">
        <h2 class="first">
          <Both zh="评议截止" en="Comments close" />
        </h2>
        <p class="clock-due">
          <TradeClock date={comment} today={today} about="comments" />
        </p>
        {basis(comment)}
        {children}
      </article>
      <article class="clock">
        <h2 class="first">
          <Both zh="生效" en="In force" />
        </h2>
        <p class="clock-due">
          <TradeClock date={inForce} today={today} about="force" />
        </p>
        {basis(inForce)}
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
