import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/open.ts'
import type { Bilingual, City } from '../reference/city.ts'
import { leafNamed } from './list-inbox.ts'

/** One demand of a case that has several: what it is about, who should lead it, and its words where the reader may see them. */
export type CaseItem = {
  number: number
  leaf: Bilingual & { code: string }
  /** Null for a bureau the city no longer knows. */
  lead: (Bilingual & { id: string }) | null
  confidence: number
  text: string | null
}

type ItemRow = { number: number; starts: number; ends: number; leaf: string; lead: string; confidence: number }

/** The demands of the case of the outer query `c`, in order; none where it has one. */
export const itemRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_item')
      .where('case_id', '=', sql<number>`c.id`)
      .select(['number', 'starts', 'ends', 'leaf', 'lead', 'confidence'])
      .orderBy('number'),
  )

/** `text` is the text of the assessment, into which items point; null for readers who are shown no words. */
export function readItems(rows: ItemRow[], city: City, text: string | null): CaseItem[] {
  return rows.map(({ number, starts, ends, leaf, lead, confidence }) => ({
    number,
    leaf: leafNamed(city, leaf),
    lead: city.bureaus.get(lead) ?? null,
    confidence,
    text: text === null ? null : text.slice(starts, ends).trim(),
  }))
}
