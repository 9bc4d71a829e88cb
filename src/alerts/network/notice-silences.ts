import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { type NewLetter, oweLetters } from '../../jobs/owe-letters.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { type MemberKind, memberKinds } from './member-words.ts'

const perRound = 200

/**
 * Finds the members that owe a report: nothing heard for longer than their rhythm. Each silence is one row and one letter to the
 * office, and to the member where it left an address, for ever. Answers how many began. Safe in many processes.
 */
export async function noticeSilences({ db, city, now, publicUrl, queue }: Context): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const silent = await tx
      .insertInto('network_silence')
      .columns(['member_id', 'since', 'noticed_at'])
      .expression((eb) =>
        eb
          .selectFrom('network_member as m')
          .where('m.disabled_at', 'is', null)
          .where(sql<boolean>`${due} < ${now}`)
          .select(['m.id', sql<Date>`${due}`.as('since'), sql<Date>`${now}`.as('noticed_at')])
          .limit(perRound),
      )
      .onConflict((conflict) => conflict.columns(['member_id', 'since']).doNothing())
      .returning(['member_id', 'since'])
      .execute()
    if (silent.length === 0) return 0
    const members = await tx
      .selectFrom('network_member')
      .where(
        'id',
        'in',
        silent.map(({ member_id }) => member_id),
      )
      .select(['id', 'name', 'kind', 'email', 'rhythm_days'])
      .execute()
    const letters = silent.flatMap(({ member_id, since }) => {
      const member = members.find(({ id }) => id === member_id)
      return member ? lettersOf({ city, publicUrl }, member, since) : []
    })
    await oweLetters(tx, queue, letters, now)
    return silent.length
  })
}

type Silent = { id: number; name: string; kind: MemberKind; email: string | null; rhythm_days: number }

function lettersOf({ city, publicUrl }: Pick<Context, 'city' | 'publicUrl'>, member: Silent, since: Date): NewLetter[] {
  const { id, name, kind, email, rhythm_days } = member
  const office = city.dutyMail?.replace('{bureau}', city.dispatchBureau.toLowerCase()) ?? null
  const day = toShanghaiDate(since)
  return [office, email]
    .filter((address) => address !== null)
    .map((recipient) => ({
      what: `member:${id}`,
      recipient,
      reason: `silent:${since.getTime()}`,
      subject: `【监测网络】${name} 未按时报送 No report`,
      body: [
        `${name}（${memberKinds[kind].zh}）应每 ${rhythm_days} 天报送一次，${day} 起没有报送。没有情况也请报“无情况”。`,
        `报送：${publicUrl}/network　办公室查看：${publicUrl}/bureau/network/${id}`,
        '',
        `${name} reports every ${rhythm_days} days and owes a report since ${day}. If there is nothing, please say so: ${publicUrl}/network`,
      ].join('\n'),
    }))
}

/** When the next report is due: a rhythm after the last, after joining, or after being enabled. */
const due = sql`m.owes_from + m.rhythm_days * interval '1 day'`
