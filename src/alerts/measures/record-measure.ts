import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { searchWords } from '../../triage/search-words.ts'
import type { MeasureStanding } from '../notices/notice-assessment.ts'
import { findWords, wordIndex } from '../notices/product-words.ts'
import { type MeasureKept, measureChanges } from './measure-changes.ts'
import { weighingOf } from './measure-weighing.ts'

/**
 * Keeps how a measure stands, in the caller's transaction, which holds the family: its row, and one event for each thing that is not as
 * it was, with the cause. The same standing again changes nothing but the day for which it was weighed.
 */
export async function recordMeasure(
  tx: Db,
  context: Context,
  standing: MeasureStanding,
  ruleVersion: string,
): Promise<void> {
  const before = await keptMeasure(tx, standing.family)
  const row = rowOf(context, standing, ruleVersion)
  const changes = before ? measureChanges(before, standing) : []
  const moved = (what: string) => (changes.some((change) => change.what === what) ? 1 : 0)
  const { words, first_seen_at, ...told } = row
  await tx
    .insertInto('measure')
    .values({ ...row, words: vectorOf(words), comment_moves: 0, in_force_moves: 0 })
    .onConflict((conflict) =>
      conflict.column('family').doUpdateSet({
        ...told,
        words: vectorOf(words),
        comment_moves: sql`measure.comment_moves + ${moved('comment')}`,
        in_force_moves: sql`measure.in_force_moves + ${moved('in_force')}`,
        changed_at: changes.length > 0 || before?.newest_id !== row.newest_id ? context.now : sql`measure.changed_at`,
      }),
    )
    .execute()
  if (changes.length === 0) return
  const caused = before?.newest_id === row.newest_id ? null : row.newest_id
  await tx
    .insertInto('measure_event')
    .values(changes.map((change) => ({ ...change, family: row.family, at: context.now, notice_id: caused })))
    .execute()
}

const vectorOf = (words: string[]) => sql<string>`array_to_tsvector(${words}::text[])`

async function keptMeasure(tx: Db, family: string): Promise<MeasureKept | null> {
  const row = await tx
    .selectFrom('measure')
    .select(['newest_id', 'level', 'withdrawn', 'comment_until', 'in_force_from', 'rule_version'])
    .where('family', '=', family)
    .executeTakeFirst()
  return row ?? null
}

function rowOf({ city, now }: Context, standing: MeasureStanding, ruleVersion: string) {
  const { family, members, notice, state, warning, exposure } = standing
  const first = members[0]?.notice ?? notice
  const newest = members.at(-1)
  if (!newest) throw new Error(`measure ${family} has no notice`)
  const symbols = [...new Set(members.flatMap(({ notice: { symbols } }) => symbols.map(({ symbol }) => symbol)))]
  return {
    family,
    newest_id: newest.id,
    area: notice.area,
    market: notice.jurisdiction,
    title: first.title,
    title_zh: first.titleZh,
    symbols,
    notices: members.length,
    leaves: warning?.leaves.map(({ code }) => code) ?? [],
    hs: codesIn(members.map((member) => member.notice.hs)),
    ics: codesIn(members.map((member) => member.notice.ics)),
    objectives: [...new Set(members.flatMap((member) => member.notice.objectives))],
    measure_types: notice.measureTypes,
    level: warning?.level ?? null,
    points: warning?.total ?? 0,
    relief: warning?.relief ?? state.withdrawn,
    withdrawn: state.withdrawn,
    rule_version: ruleVersion,
    weighing: JSON.stringify(weighingOf(warning, notice, exposure)),
    comment_until: state.comment.latest,
    in_force_from: state.inForce.earliest,
    clocks: JSON.stringify({ comment: state.comment, adoption: state.adoption, inForce: state.inForce }),
    first_on: first.circulatedOn ?? first.publishedOn,
    newest_on: newest.notice.circulatedOn ?? newest.notice.publishedOn,
    words: searchWords(`${chineseText(city, members, warning)}\n${searchText(members)}`, city),
    first_seen_at: now,
    changed_at: now,
    weighed_on: toShanghaiDate(now),
  }
}

function codesIn(codes: { norm: string; valid: boolean }[][]): string[] {
  return [...new Set(codes.flat().flatMap(({ norm, valid }) => (valid ? norm : [])))]
}

/** What a Chinese reader looks for in a notice that has no Chinese: its market, sectors and goods, by the words that the city knows them by. */
function chineseText(city: City, members: MeasureStanding['members'], warning: MeasureStanding['warning']): string {
  const told = members.map(({ notice }) => `${notice.title}\n${notice.products.slice(0, 1_000)}`).join('\n')
  const groups = new Set(findWords(told, wordIndex(city)).map(({ group }) => group))
  const market = members[0]?.notice.jurisdiction
  return [
    market ? countryName(market).zh : '',
    ...(warning?.leaves.map(({ code }) => city.leaves.get(code)?.zh ?? '') ?? []),
    ...[...groups].flatMap(({ zh, words }) => [zh, ...words.zh]),
  ].join('\n')
}

/** What a measure is found by: symbols and titles of all its notices, products and agency. */
function searchText(members: MeasureStanding['members']): string {
  return members
    .flatMap(({ notice }) => [
      notice.symbols.map(({ symbol }) => symbol.replaceAll('/', ' ')).join(' '),
      notice.title,
      notice.titleZh ?? '',
      notice.products.slice(0, 1_000),
      notice.agency,
    ])
    .join('\n')
}
