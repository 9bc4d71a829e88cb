import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { covered } from '../../triage/personal-details.ts'
import { findIncidentOf, type IncidentOfCase } from '../incidents/find-incident-of.ts'
import type { CaseRead } from '../read-case.ts'
import { readCase } from '../read-case.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { countSentUnsure } from './count-sent-unsure.ts'
import { dispatcherOf } from './dispatcher.ts'
import { listToDispatch, type WaitingCase } from './list-to-dispatch.ts'
import { takeNext } from './take-next.ts'

/** The dispatcher's desk: one text with what may be done with it, and what else waits. */
export type DeskOpened = {
  /** Null when nothing is left for this dispatcher. */
  text: { read: CaseRead; incident: IncidentOfCase; candidates: Candidate[]; returned: Returned | null } | null
  waiting: WaitingCase[]
  total: number
  /** How many this dispatcher put aside for now. */
  aside: number
  /** How many dangerous texts were sent at once without being sure of the bureau, and nobody has settled. */
  sentUnsure: number
}

/** The last return, when the case comes back from a bureau: who sent it, with which words, and whom they propose. */
export type Returned = { by: string; words: string | null; proposed: string | null }

const SHOWN = 8

/**
 * Gives a dispatcher the next text, or the one they want if no colleague has it, and claims it for a while.
 * Throws Forbidden for those who do not dispatch.
 */
export async function openDesk(context: Context, { wanted }: { wanted: number | null }): Promise<DeskOpened> {
  const accountId = dispatcherOf(context.actor)
  const caseId =
    (await takeNext(context, { accountId, wanted })) ??
    (wanted === null ? null : await takeNext(context, { accountId, wanted: null }))
  // Five reads that do not wait for each other: the next text is there at once.
  const [read, incident, { cases, total }, aside, sentUnsure] = await Promise.all([
    caseId === null ? null : readCase(context, caseId),
    caseId === null ? null : findIncidentOf(context, caseId),
    listToDispatch(context, { page: 1, size: SHOWN + 1 }),
    countAside(context, accountId),
    countSentUnsure(context),
  ])
  const returned = read && returnedOf(read)
  return {
    text: read &&
      incident && {
        read: withoutPersons(read),
        incident,
        returned,
        candidates: candidatesOf(context.city, read.assessment, {
          leaf: read.leaf.code,
          proposed: returned?.proposed ?? null,
        }),
      },
    waiting: cases.filter(({ id }) => id !== caseId).slice(0, SHOWN),
    total,
    aside,
    sentUnsure,
  }
}

/** Who should have it can be told without knowing who wrote it. */
const withoutPersons = (read: CaseRead): CaseRead => ({
  ...read,
  assessment: { ...read.assessment, text: covered(read.assessment.text) },
})

function returnedOf({ events }: CaseRead): Returned | null {
  const last = events.findLast(({ act }) => act === 'return')
  return last ? { by: last.bureau, words: last.publicText, proposed: last.toBureau } : null
}

async function countAside({ db, now }: Context, accountId: number): Promise<number> {
  const { rows } = await sql<{ aside: number }>`
    select count(*)::int as aside from dispatch_skip s join case_file c on c.id = s.case_id
     where s.account_id = ${accountId} and s.until_at > ${now} and c.state = 'to_dispatch'`.execute(db)
  return rows[0]?.aside ?? 0
}
