import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { readHitToken } from './hit-token.ts'
import type { HitBand } from './hit-words.ts'

export type HitFound = {
  id: number
  family: string
  code: string
  name: string
  product: string
  band: HitBand
  how: 'mail' | 'session' | 'invitation'
  state: 'said' | 'stands' | 'replaced' | 'withdrawn' | 'struck'
  title: string
  titleZh: string | null
}

/** What the link in a firm's letter is about. Throws NotFound for a link that is not ours or has lapsed. */
export async function findHit({ db, secret }: Context, token: string): Promise<HitFound> {
  const id = readHitToken(secret, token)
  if (id === null) throw new NotFound(lapsed)
  const row = await db
    .selectFrom('measure_hit as h')
    .innerJoin('measure as m', 'm.family', 'h.family')
    .where('h.id', '=', id)
    .select(['h.id', 'h.family', 'h.code', 'h.name', 'h.product', 'h.band', 'h.how', 'h.state'])
    .select(['m.title', 'm.title_zh as titleZh'])
    .executeTakeFirst()
  if (!row) throw new NotFound(lapsed)
  return row
}

const lapsed = {
  zh: '链接不完整或已作废，请在措施页面重新填写。',
  en: 'The link is incomplete or has lapsed: say it again on the page of the measure.',
}
