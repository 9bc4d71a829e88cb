import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import type { Bilingual, DistrictId, LeafCode } from '../reference/city.ts'

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
  /** Where it holds; none means the whole city. */
  districts: DistrictId[]
  /** The number of its newest version. */
  version: number
  expiresAt: Date | null
  title: Bilingual
  advice: Bilingual
  releasedAt: Date
}

/** The newest released warnings for everybody that nobody has lifted, never a drill. `limit` at most 100. */
export async function listReleased(
  { db }: Pick<Context, 'db'>,
  { limit }: { limit: number },
): Promise<ReleasedWarning[]> {
  const rows = await db
    .selectFrom('warning')
    .where('state', '=', 'released')
    .where('decided_at', 'is not', null)
    .where('audience', '=', 'public')
    .where('drill', '=', false)
    .select([
      'id',
      'kind',
      'level',
      'relief',
      'leaves',
      'market',
      'districts',
      'version',
      'expires_at',
      'title_zh',
      'title_en',
      'advice_zh',
      'advice_en',
      'decided_at',
    ])
    .orderBy('decided_at', 'desc')
    .limit(Math.min(limit, 100))
    .execute()
  return rows.map(({ decided_at, expires_at, title_zh, title_en, advice_zh, advice_en, ...row }) => ({
    ...row,
    title: { zh: title_zh, en: title_en },
    advice: { zh: advice_zh, en: advice_en },
    expiresAt: expires_at,
    releasedAt: decided_at ?? new Date(0),
  }))
}
