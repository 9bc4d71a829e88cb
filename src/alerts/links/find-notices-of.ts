import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { seesInside } from '../../enterprises/read-firm.ts'
import type { PartyRole } from './notice-parties.ts'

export type NoticeOfFirm = {
  noticeId: number
  kind: 'recall' | 'sample'
  title: string
  titleZh: string | null
  source: string
  /** The source's own number: the document. */
  sourceId: string
  publishedOn: string | null
  role: PartyRole
  /** A person confirmed it; else a number alone did, which only staff and the firm are shown. */
  byPerson: boolean
}

const LISTED_MAX = 50

/** The recalls and failed samples that are about a firm, the newest first. Everybody sees what a person confirmed. */
export async function findNoticesOf(
  { db, actor }: Context,
  { enterpriseId }: { enterpriseId: number },
): Promise<NoticeOfFirm[]> {
  const { rows } = await sql<NoticeOfFirm>`
    select n.id as "noticeId", n.kind, n.title, n.title_zh as "titleZh", n.source, n.source_id as "sourceId", n.published_on as "publishedOn",
           f.role, coalesce(f.decided_by like 'staff:%', false) as "byPerson"
      from notice_firm f join notice n on n.id = f.notice_id
     where f.enterprise_id = ${enterpriseId} and f.state = 'confirmed' and (${seesInside(actor, enterpriseId)} or f.decided_by like 'staff:%')
     order by n.published_on desc nulls last, n.id desc limit ${LISTED_MAX}`.execute(db)
  return rows
}
