import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'

/** A version that everybody may read, with the earlier ones that it follows. */
export type PublicVersion = {
  warningId: number
  kind: Tables['warning']['kind']
  number: number
  change: VersionChange
  content: WarningContent
  ruleVersion: string
  at: Date
  /** The earlier versions, the first first. */
  earlier: { number: number; at: Date }[]
  /** It is the newest of its warning. */
  newest: boolean
  drill: boolean
}

/** Of versions: those for everybody. */
export const forEverybody = sql<boolean>`v.content ->> 'audience' = 'public'`

/** Versions with what their messages need. */
export function publicVersions(db: Context['db']) {
  return db
    .selectFrom('warning_version as v')
    .innerJoin('warning as w', 'w.id', 'v.warning_id')
    .select([
      'v.warning_id',
      'v.number',
      'v.change',
      'v.content',
      'v.rule_version',
      'v.at',
      'w.kind',
      'w.version',
      'w.drill',
    ])
    .select(
      sql<
        { number: number; at: string }[]
      >`(select coalesce(json_agg(json_build_object('number', e.number, 'at', e.at) order by e.number), '[]')
        from warning_version e where e.warning_id = v.warning_id and e.number < v.number and e.content ->> 'audience' = v.content ->> 'audience')`.as(
        'earlier',
      ),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof publicVersions>['execute']>>[number]

/** A row in the words of the program. */
export function readPublicVersion(row: Row): PublicVersion {
  return {
    warningId: row.warning_id,
    kind: row.kind,
    number: row.number,
    change: row.change,
    content: row.content as WarningContent,
    ruleVersion: row.rule_version,
    at: row.at,
    earlier: row.earlier.map(({ number, at }) => ({ number, at: new Date(at) })),
    newest: row.number === row.version,
    drill: row.drill,
  }
}
