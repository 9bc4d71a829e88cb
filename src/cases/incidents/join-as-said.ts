import type { Db } from '../../db/open.ts'
import type { Placing } from '../../triage/incidents/grouping.ts'
import type { Because } from './record-placing.ts'

type Saying = { id: number; title: string; code: string; receivedAt: Date }

/**
 * Where a report belongs whose reporter said, on the page of a public incident, that this happened to them too; null when no page of the code
 * stood as it was filed. The reporter's word ties it, not a likeness: people may still take it out.
 */
export async function joinAsSaid(
  db: Db,
  { id, title, code, receivedAt }: Saying,
): Promise<{ placing: Extract<Placing, { kind: 'join' }>; because: Because } | null> {
  const page = await db
    .selectFrom('public_incident')
    .where('code', '=', code)
    .where('at', '<=', receivedAt)
    .select(['incident_id', 'act', 'title', 'number'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (page?.act !== 'publish') return null
  const reason = `诉求人从公开事件“${page.title}”（第 ${page.number} 版）提交，说遇到的是同一件事 / the reporter filed from the public page: it happened to them too`
  return {
    placing: { kind: 'join', group: { id: page.incident_id, members: [] }, likeness: null, merges: [] },
    because: { nearest: { id, title }, reasons: [reason] },
  }
}
