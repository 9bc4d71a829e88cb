import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { type NewLetter, oweLetters } from '../jobs/owe-letters.ts'
import type { Announced } from './announced.ts'
import { toldOfMeasure } from './measures/told-of-measure.ts'
import { dutyLetter } from './subscriptions/subscription-letters.ts'
import type { ToldOf } from './subscriptions/subscription-match.ts'
import { subscriptionPaths } from './subscriptions/subscription-paths.ts'
import { tellSubscribers } from './subscriptions/tell-subscribers.ts'
import { announceVersion } from './warnings/announce-version.ts'

/**
 * Owes the letters of a released warning: to the duty desk of each bureau in charge of its leaves, and to every confirmed
 * subscriber who asked for one of its sectors, its market and its level. One letter each for ever, so it may run twice. A
 * warning that is not released, or no longer, is announced to nobody.
 */
export async function announceWarning(context: Context, { warningId }: { warningId: number }): Promise<void> {
  const { db, queue, now } = context
  const warning = await db
    .selectFrom('warning')
    .selectAll()
    .where('id', '=', warningId)
    .where((eb) => eb.or([eb('state', '=', 'released'), eb('kind', '=', 'quality')]))
    .executeTakeFirst()
  if (!warning) return
  if (warning.kind === 'quality') return announceVersion(context, { warningId })
  const told: Announced = {
    id: warning.id,
    level: warning.level,
    relief: warning.relief,
    title: { zh: warning.title_zh, en: warning.title_en },
    advice: { zh: warning.advice_zh, en: warning.advice_en },
    url: `${context.publicUrl}${subscriptionPaths.warning(warning.id)}`,
  }
  await db.transaction().execute((tx) => oweLetters(tx, queue, dutyLetters(context, warning.leaves, told), now))
  const { of, family } = await toldOf(context, warning)
  await tellSubscribers(context, {
    what: `warning:${warning.id}`,
    of,
    told: { ...told, ...(family ? { family } : {}) },
  })
}

function dutyLetters({ city }: Context, leaves: string[], told: Announced): NewLetter[] {
  const { dutyMail } = city
  if (dutyMail === null) return []
  const leads = new Set(leaves.map((code) => city.leaves.get(code)?.lead ?? city.fallbackBureau))
  return [...leads].flatMap((id) => {
    const bureau = city.bureaus.get(id)
    return bureau ? [dutyLetter(dutyMail.replace('{bureau}', id.toLowerCase()), told, bureau)] : []
  })
}

/** What subscriptions ask of it: of a bulletin the whole measure, which is named, of a recall its sectors and title. */
async function toldOf({ db }: Context, warning: Released): Promise<{ of: ToldOf; family: string | null }> {
  const measure = await db
    .selectFrom('measure')
    .innerJoin('notice_reading', 'notice_reading.family', 'measure.family')
    .where('notice_id', '=', warning.notice_id)
    .select([
      'measure.family',
      'measure.withdrawn',
      'measure.leaves',
      'market',
      'hs',
      'ics',
      'objectives',
      'title',
      'title_zh',
    ])
    .executeTakeFirst()
  const { leaves, market, title_zh, title_en } = warning
  const own = { leaves, market, hs: [], ics: [], objectives: [], text: `${title_zh}\n${title_en}` }
  return measure
    ? { of: { ...toldOfMeasure(measure), leaves, market }, family: measure.withdrawn ? null : measure.family }
    : { of: own, family: null }
}

type Released = Pick<Selectable<Tables['warning']>, 'notice_id' | 'leaves' | 'market' | 'title_zh' | 'title_en'>
