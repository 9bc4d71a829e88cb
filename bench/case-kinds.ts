import { sql } from 'kysely'
import type { Db } from '../src/db/open.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { searchWords } from '../src/triage/search-words.ts'
import { triage } from '../src/triage/triage.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

/**
 * Stores so many kinds of complaint with what triage says of each, as rows of an unlogged table `bench_kind (n, title, …)` from 0 on, from
 * which a bench multiplies cases inside the database. Answers the words of each.
 */
export async function storeKinds(db: Db, kinds: number): Promise<string[][]> {
  const directory = process.env.CITY ?? 'city/shenzhen'
  const ground = { city: loadCity(directory), model: loadModel(directory) }
  const told = Array.from({ length: kinds }, (_, n) => {
    const { title, text, respondent } = JSON.parse(syntheticComplaint(n * 7)) as Record<string, string>
    const assessment = triage({ title, text: text ?? '' }, ground)
    return {
      title: title ?? (text ?? '').slice(0, 30),
      text,
      respondent: respondent ?? null,
      leaf: assessment.leaf.value,
      confidence: assessment.leaf.confidence,
      lead: assessment.lead.value,
      support: assessment.support,
      danger: assessment.danger.level,
      risk: assessment.risk.level,
      district: assessment.place.district,
      street: assessment.place.street,
      hazards: assessment.hazards.map(({ id }) => id),
      detail: assessment,
      words: searchWords(text ?? '', ground.city),
    }
  })
  await sql`create unlogged table bench_kind as select (ordinality - 1)::int as n, k.* from rows from (json_to_recordset(${JSON.stringify(told)}) as (
      title text, text text, respondent text, leaf text, confidence real, lead text, support text[], danger int2, risk text,
      district text, street text, hazards text[], detail jsonb, words text[])) with ordinality as k (title, text, respondent, leaf, confidence, lead, support, danger, risk, district, street, hazards, detail, words, ordinality)`.execute(
    db,
  )
  return told.map(({ words }) => words)
}
