import type { Context } from '../../context.ts'
import { Conflict, NotFound } from '../../errors.ts'

export type MeasureNamed = { family: string; title: string; titleZh: string | null; market: string | null }

/** The measure that a firm means. Throws NotFound, Conflict for one that was withdrawn. */
export async function findMeasureNamed({ db }: Pick<Context, 'db'>, family: string): Promise<MeasureNamed> {
  const row = await db
    .selectFrom('measure')
    .where('family', '=', family)
    .select(['family', 'title', 'title_zh as titleZh', 'market', 'withdrawn'])
    .executeTakeFirst()
  if (!row) throw new NotFound({ zh: '没有这项措施。', en: 'There is no such measure.' })
  const { withdrawn, ...measure } = row
  if (withdrawn) throw new Conflict({ zh: '这项措施已经撤回。', en: 'This measure was withdrawn.' })
  return measure
}
