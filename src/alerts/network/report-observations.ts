import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid, type Said } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { endSilence } from './end-silence.ts'
import { findMember, type Member } from './find-member.ts'
import { sourceOf } from './member-words.ts'
import { type Observation, readObservations, rowsMax, type TypedObservation } from './read-observations.ts'

export type Reporting = { key: string; via: 'form' | 'csv' | 'api'; rows: TypedObservation[]; nothing: boolean }
export type Reported = { member: string; taken: number; repeated: number }

/**
 * Takes what a member of the monitoring network saw, or its word that there is nothing to report. All rows or none: a report with one
 * wrong cell is refused whole, each fault with row and column (`rows.<n>.<column>`, from 0), and sent again as it is mended; rows that
 * came before under the same reference are known and counted as repeated. Throws Forbidden for a wrong key, Invalid.
 */
export async function reportObservations(context: Context, { key, via, rows, nothing }: Reporting): Promise<Reported> {
  const { db, city, now } = context
  const member = await findMember(context, key)
  if (nothing ? rows.length > 0 : rows.length === 0 || rows.length > rowsMax)
    throw new Invalid(sayRows, { rows: sayRows })
  const { observations, faults } = readObservations({ city, member: member.kind, today: toShanghaiDate(now) }, rows)
  if (faults.length > 0) {
    await recordReport(db, context, { member, via, taken: 0, repeated: 0, faults: faults.length })
    throw new Invalid(noneTaken(faults.length), fieldsOf(faults.slice(0, faultsTold)))
  }
  return db.transaction().execute(async (tx) => {
    const taken = await keep(tx, context, member, observations)
    const counts = { taken, repeated: observations.length - taken }
    await recordReport(tx, context, { member, via, ...counts, faults: 0 })
    await heard(tx, context, member)
    return { member: member.name, ...counts }
  })
}

const faultsTold = 100

const fieldsOf = (faults: { row: number; column: string; said: Said }[]): Record<string, Said> =>
  Object.fromEntries(faults.map(({ row, column, said }) => [`rows.${row}.${column}`, said]))

async function keep(tx: Db, { now }: Context, member: Member, observations: Observation[]): Promise<number> {
  if (observations.length === 0) return 0
  const kept = await tx
    .insertInto('observation')
    .values(observations.map((one) => ({ ...one, source: sourceOf(member.id), recorded_at: now })))
    .onConflict((conflict) => conflict.columns(['source', 'ref']).doNothing())
    .returning('id')
    .execute()
  return kept.length
}

type Report = { member: Member; via: Reporting['via']; taken: number; repeated: number; faults: number }

async function recordReport(tx: Db, { now }: Context, { member, ...report }: Report): Promise<void> {
  await tx
    .insertInto('network_report')
    .values({ member_id: member.id, at: now, ...report })
    .execute()
}

/** A report ends the silence, also one that there is nothing. */
async function heard(tx: Db, { now }: Context, { id }: Member): Promise<void> {
  await tx.updateTable('network_member').set({ heard_at: now, owes_from: now }).where('id', '=', id).execute()
  await endSilence(tx, id, now)
}

const sayRows = {
  zh: `一次报送 1 至 ${rowsMax} 行；没有情况的请报“无情况”，不带行`,
  en: `Send 1 to ${rowsMax} rows; to say there is nothing, send no rows and nothing: true`,
}
const noneTaken = (faults: number): Said => ({
  zh: `有 ${faults} 处需要修改，一行也没有收下。改好后整份再报，已收过的编号不会重复。`,
  en: `${faults} places need a change and no row was taken. Mend them and send the whole again; references that came before are not taken twice.`,
})
