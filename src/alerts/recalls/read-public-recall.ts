import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { RecallNotice } from '../../intake/notice.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { recovery, recoveryCurve } from './recall-clocks.ts'

export type PublicRecall = {
  noticeId: number
  title: string
  /** The first product by brand, name and model, as somebody would write it who files about it. */
  product: string
  what: string
  batches: string
  advice: string
  publishedAt: Date
  state: 'open' | 'closed'
  withdrawn: boolean
  startedAt: Date
  affected: number
  progress: { recovered: number; affected: number; share: number } | null
  curve: { day: string; share: number }[]
  /** ISO date of the last figures; null before the first. */
  asOf: string | null
  firm: { code: string; name: string } | null
}

/** A recall as everybody may read it, once a person published its page. Throws NotFound. */
export async function readPublicRecall({ db }: Context, { noticeId }: { noticeId: number }): Promise<PublicRecall> {
  const row = await db
    .selectFrom('recall_follow_up as r')
    .innerJoin('notice as n', 'n.id', 'r.notice_id')
    .leftJoin('enterprise as e', 'e.id', 'r.enterprise_id')
    .where('r.notice_id', '=', noticeId)
    .selectAll('r')
    .select(['n.title', 'n.title_zh', 'n.content', 'e.code', 'e.name'])
    .executeTakeFirst()
  if (!row?.published_at) throw new NotFound({ zh: '没有公布这次召回。', en: 'No such recall is published.' })
  const reports = await readRecallReports(db, noticeId)
  const { what, batches, advice, state } = row
  return {
    ...{ noticeId, what, batches, advice, state },
    title: row.title_zh ?? row.title,
    product: productNamed(row.content as RecallNotice),
    publishedAt: row.published_at,
    // Only recalls are followed.
    withdrawn: (row.content as RecallNotice).status === 'withdrawn',
    startedAt: row.started_at,
    affected: recovery(reports)?.affected ?? row.affected,
    progress: recovery(reports),
    curve: recoveryCurve(row.started_at, reports),
    asOf: reports.findLast(({ kind }) => kind !== 'plan')?.asOf ?? null,
    firm: row.code === null || row.name === null ? null : { code: row.code, name: row.name },
  }
}

function productNamed({ products: [first] }: RecallNotice): string {
  if (!first) return ''
  return [first.brand ?? '', first.name, first.models.length === 1 ? first.models[0] : ''].filter(Boolean).join(' ')
}
