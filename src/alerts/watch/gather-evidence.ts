import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Candidate } from './candidate.ts'
import { dateOfDay } from './civil-days.ts'
import type { Evidence } from './evidence.ts'
import { recentDangers } from './ranking.ts'
import { placeOf } from './series-keys.ts'
import { sharedWords } from './shared-words.ts'

const REPORTS_READ = 200
const OTHERS_READ = 200
const LEVELS_SHOWN = 8
const RECALLS_SHOWN = 5
const EARLIER_SHOWN = 8
const LEAF_SHARE = 0.5
const PLACE_SHARE = 0.8

export type Behind = {
  leaf: string | null
  lead: string
  district: string | null
  street: string | null
  hazards: string[]
}

type Found = { candidate: Candidate; sightings: ReadonlySet<number>; others: Candidate[] }

/** What stands behind a candidate, gathered once, when it becomes a signal. */
export async function gatherEvidence(
  { db, city }: Pick<Context, 'db' | 'city'>,
  { candidate, sightings, others }: Found,
  lag: number,
): Promise<{ evidence: Evidence; behind: Behind }> {
  const ids = [...sightings]
  const reports = await reportsBehind(db, ids)
  const places = await placesOf(db, ids)
  const behind = await behindOf({ db, city }, candidate, ids, reports)
  const texts = reports.slice(0, REPORTS_READ).map(({ text }) => text)
  const evidence: Evidence = {
    curve: candidate.curve.map(({ from, to, ...point }) => ({ from: dateOfDay(from), to: dateOfDay(to), ...point })),
    levels: [candidate, ...others]
      .slice(0, LEVELS_SHOWN)
      .map(({ series: { level, key }, surprise, count, expected }) => ({
        level,
        key,
        surprise,
        count,
        expected,
      })),
    places,
    dangers: candidate.cluster ? await dangersOf(db, ids) : recentDangers(candidate),
    words:
      texts.length > 0
        ? sharedWords(
            texts,
            await otherTexts(
              db,
              reports.map(({ id }) => id),
            ),
            city,
          )
        : [],
    recalls: await likeRecalls(db, ids),
    earlier: await earlierLike(db, candidate, behind.leaf),
    lag,
    ...(candidate.pair ? { pair: candidate.pair } : {}),
    ...(candidate.cluster ? { cluster: candidate.cluster.evidence } : {}),
  }
  return { evidence, behind }
}

type ReportBehind = { id: number; text: string; leaf: string; lead: string; hazards: string[] }

async function reportsBehind(db: Db, sightings: number[]): Promise<ReportBehind[]> {
  const { rows } = await sql<ReportBehind>`
    select r.id, concat_ws(E'\n', c.title, left(r.text, 600)) as text, c.leaf, c.lead, a.hazards
      from sighting s join report r on r.id = s.report_id join case_file c on c.id = r.id join assessment a on a.report_id = r.id
     where s.id = any(${sightings}::int8[]) order by r.id desc`.execute(db)
  return rows
}

async function placesOf(db: Db, sightings: number[]): Promise<Evidence['places']> {
  const { rows } = await sql<Evidence['places'][number]>`
    select district, street, sum(people)::int as people from sighting
     where id = any(${sightings}::int8[]) group by district, street order by 3 desc, 1, 2`.execute(db)
  return rows
}

/** People of these sightings by danger. */
async function dangersOf(db: Db, sightings: number[]): Promise<Evidence['dangers']> {
  const { rows } = await sql<{ danger: number; people: number }>`
    select danger, sum(people)::int as people from sighting where id = any(${sightings}::int8[]) group by danger`.execute(
    db,
  )
  const by = new Map(rows.map(({ danger, people }) => [danger, people]))
  return [by.get(0) ?? 0, by.get(1) ?? 0, by.get(2) ?? 0, by.get(3) ?? 0]
}

/** Recent reports of other matters: what words are usual. */
async function otherTexts(db: Db, without: number[]): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(E'\n', title, left(text, 600)) as text from report
     where id <> all(${without}::int8[]) order by id desc limit ${OTHERS_READ}`.execute(db)
  return rows.map(({ text }) => text)
}

/** Where the sightings agree: the leaf of more than half, the district and street of four fifths. */
async function behindOf(
  { db, city }: Pick<Context, 'db' | 'city'>,
  { series, cluster }: Candidate,
  sightings: number[],
  reports: ReportBehind[],
): Promise<Behind> {
  // A cluster may reach beyond the node that stands for it.
  const place = cluster ? { sector: cluster.evidence.sector } : placeOf(series)
  const all = await db
    .selectFrom('sighting')
    .where('id', 'in', sightings)
    .select(['leaf', 'district', 'street'])
    .execute()
  const leaf =
    place.leaf ??
    most(
      all.map((one) => one.leaf),
      LEAF_SHARE,
    )
  const lead =
    leaf === null
      ? most(
          reports.map((report) => report.lead),
          0,
        )
      : city.leaves.get(leaf)?.lead
  return {
    leaf,
    lead: lead ?? city.dispatchBureau,
    district:
      place.district ??
      most(
        all.map((one) => one.district),
        PLACE_SHARE,
      ),
    street:
      place.street ??
      most(
        all.map((one) => one.street),
        PLACE_SHARE,
      ),
    hazards: hazardsOf(place.hazard, reports),
  }
}

/** Those of a quarter of the reports or more. */
function hazardsOf(own: string | undefined, reports: ReportBehind[]): string[] {
  const all = Map.groupBy(
    reports.flatMap(({ hazards }) => hazards),
    (hazard) => hazard,
  )
  const shared = [...all].filter(([, times]) => times.length * 4 >= reports.length).map(([hazard]) => hazard)
  return [...new Set([...(own === undefined ? [] : [own]), ...shared])]
}

/** The value that more than a share of them has; null when none does. */
function most<T>(values: (T | null)[], share: number): T | null {
  const counted = [...Map.groupBy(values, (value) => value)].sort((a, b) => b[1].length - a[1].length)
  const [value, times] = counted[0] ?? [null, []]
  return times.length > share * values.length ? value : null
}

/** Recalls of the same product and hazard, else product, else hazard, as most of the sightings: both are series of the same levels. */
async function likeRecalls(db: Db, sightings: number[]): Promise<Evidence['recalls']> {
  const { rows } = await sql<Evidence['recalls'][number]>`
    with told as (
      select s.level, s.key, count(*) as times
        from series_sighting p join series s on s.id = p.series_id
       where p.sighting_id = any(${sightings}::int8[]) and s.level in ('product_hazard', 'product', 'brand', 'clause')
       group by s.level, s.key having count(*) * 3 >= ${sightings.length}),
    alike as (
      select distinct on (n.id) n.id as "noticeId", coalesce(n.title_zh, n.title) as title, n.published_on as "publishedOn", n.jurisdiction, t.key as shares,
             array_position(array['product_hazard', 'clause', 'brand', 'product'], t.level) as nearness
        from told t join series s on s.kind = 'recall' and s.level = t.level and s.key = t.key
        join series_sighting p on p.series_id = s.id join sighting g on g.id = p.sighting_id join notice n on n.id = g.notice_id
       order by n.id, nearness)
    select "noticeId", title, "publishedOn", jurisdiction, shares from alike
     order by nearness, "publishedOn" desc nulls last limit ${RECALLS_SHOWN}`.execute(db)
  return rows
}

async function earlierLike(db: Db, { series }: Candidate, leaf: string | null): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select g.id from signal g join series s on s.id = g.series_id
     where s.kind = ${series.kind} and ((s.level = ${series.level} and s.key = ${series.key}) or g.leaf = ${leaf})
     order by (s.key = ${series.key}) desc, g.id desc limit ${EARLIER_SHOWN}`.execute(db)
  return rows.map(({ id }) => id)
}
