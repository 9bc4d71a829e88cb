import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import type { Bilingual, LeafCode } from '../reference/city.ts'

/** A warning as everybody may read it. */
export type ReleasedWarning = {
  id: number
  kind: Tables['warning']['kind']
  level: Tables['warning']['level']
  /** It makes things easier: an exemption, a withdrawal. */
  relief: boolean
  leaves: LeafCode[]
  /** ISO country code of the market a trade bulletin is about. */
  market: string | null
  title: Bilingual
  advice: Bilingual
  releasedAt: Date
}

/** The newest released warnings that nobody has lifted. `limit` at most 100. */
export async function listReleased(
  { db }: Pick<Context, 'db'>,
  { limit }: { limit: number },
): Promise<ReleasedWarning[]> {
  const rows = await db
    .selectFrom('warning')
    .where('state', '=', 'released')
    .where('decided_at', 'is not', null)
    .select([
      'id',
      'kind',
      'level',
      'relief',
      'leaves',
      'market',
      'title_zh',
      'title_en',
      'advice_zh',
      'advice_en',
      'decided_at',
    ])
    .orderBy('decided_at', 'desc')
    .limit(Math.min(limit, 100))
    .execute()
  return rows.map(({ decided_at, title_zh, title_en, advice_zh, advice_en, ...row }) => ({
    ...row,
    title: { zh: title_zh, en: title_en },
    advice: { zh: advice_zh, en: advice_en },
    releasedAt: decided_at ?? new Date(0),
  }))
}
