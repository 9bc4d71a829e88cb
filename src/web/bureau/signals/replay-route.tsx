import type { Context as HonoContext } from 'hono'
import { z } from 'zod'
import { may } from '../../../accounts/permissions.ts'
import type { WatchMethod } from '../../../alerts/watch/candidate.ts'
import { methodWords } from '../../../alerts/watch/method-words.ts'
import { replayWatch } from '../../../alerts/watch/replay-watch.ts'
import type { SightingKind } from '../../../alerts/watch/sighted.ts'
import { kindWords } from '../../../alerts/watch/signal-words.ts'
import { WATCH } from '../../../alerts/watch/watch-choice.ts'
import { Forbidden, type Said } from '../../../errors.ts'
import { addDays, daysBetween, toShanghaiDate } from '../../../reference/calendar.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { ReplayPage, type ReplayTyped } from './replay-page.tsx'

const DAYS_MAX = 31
const day = z.iso.date()
const settings = { surprise: z.coerce.number().min(0).max(100), share: z.coerce.number().gt(0).max(1) }

/** The page of looking back: a form, and below it what the period asked for would have shown. For those who judge signals. */
export async function replayRoute(web: Web, c: HonoContext<Env>) {
  const context = contextOf(web, c)
  if (!may(context.actor, 'judge_signals'))
    throw new Forbidden({ zh: '由联席会议办公室回看。', en: 'The joint-meeting office looks back.' })
  const asked = c.req.query('from') !== undefined
  const typed = typedOf(c, toShanghaiDate(context.now))
  const errors = asked ? faultsOf(typed) : {}
  const replay = asked && Object.keys(errors).length === 0 ? await replayWatch(context, readTyped(typed)) : null
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '回看', en: 'Looking back' }} desk="signals">
      <ReplayPage typed={typed} errors={errors} replay={replay} />
    </DeskPage>,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

function typedOf(c: HonoContext<Env>, today: string): ReplayTyped {
  const said = (name: string, otherwise: string) => (c.req.query(name) ?? otherwise).slice(0, 20)
  return {
    from: said('from', addDays(today, -DAYS_MAX)),
    to: said('to', addDays(today, -1)),
    kind: said('kind', 'complaint'),
    surprise: said('surprise', String(WATCH.surpriseMin)),
    share: said('share', String(WATCH.discoveryShare)),
    method: said('method', ''),
  }
}

function faultsOf({ from, to, surprise, share }: ReplayTyped): Record<string, Said> {
  const faults: Record<string, Said> = {}
  const noDay = { zh: '请选一个日期', en: 'Choose a day' }
  if (!day.safeParse(from).success) faults.from = noDay
  if (!day.safeParse(to).success) faults.to = noDay
  if (!faults.from && !faults.to && (to < from || daysBetween(from, to) >= DAYS_MAX))
    faults.to = { zh: `应在起始日之后，最多 ${DAYS_MAX} 天`, en: `After the first day, ${DAYS_MAX} days at most` }
  if (!settings.surprise.safeParse(surprise).success)
    faults.surprise = { zh: '0 到 100 的数', en: 'A number from 0 to 100' }
  if (!settings.share.safeParse(share).success)
    faults.share = { zh: '大于 0、不超过 1 的数', en: 'A number above 0, at most 1' }
  return faults
}

function readTyped({ from, to, kind, surprise, share, method }: ReplayTyped) {
  const known = (Object.keys(kindWords) as SightingKind[]).find((one) => one === kind) ?? 'complaint'
  const only = (Object.keys(methodWords) as WatchMethod[]).find((one) => one === method) ?? null
  const choice = { ...WATCH, surpriseMin: Number(surprise), discoveryShare: Number(share), only }
  return { kind: known, from, to, choice }
}
