import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/open.ts'
import type { Bilingual, City, ClockRule } from '../../reference/city.ts'
import { ruleOfRow } from '../clocks/clock-holds.ts'
import { leafNamed } from '../inbox/list-inbox.ts'
import type { ItemFound, PartEnd } from './parts.ts'

/** One demand of a case that has several: what it is about, who should lead it, and its words where the reader may see them. */
export type CaseItem = {
  number: number
  leaf: Bilingual & { code: string }
  /** Null for a bureau the city no longer knows. */
  lead: (Bilingual & { id: string }) | null
  confidence: number
  text: string | null
  /** The bureaus it was given to, the last one last; none while the bureau in charge handles it. */
  parts: PartRead[]
}

/** One part: with which bureau, by when under which rule, and what came of it. */
export type PartRead = {
  bureau: Bilingual & { id: string }
  givenAt: Date
  dueAt: Date
  /** Null when the city no longer has that version. */
  rule: ClockRule | null
  provisional: boolean
  signedAt: Date | null
  endedAt: Date | null
  endedBy: PartEnd | null
  fact: string | null
  result: string | null
  article: string | null
}

type PartRow = {
  bureau: string
  given_at: string
  due_at: string
  rule: string
  rule_from: string
  provisional: boolean
  signed_at: string | null
  ended_at: string | null
  ended_by: PartEnd | null
  fact: string | null
  result: string | null
  article: string | null
}
type ItemRow = {
  number: number
  starts: number | null
  ends: number | null
  words: string | null
  leaf: string
  lead: string
  confidence: number
  parts: PartRow[]
}

/** The demands of the case of the outer query `c`, in order, with their parts; none where it has one. */
export const itemRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_item as i')
      .where('i.case_id', '=', sql<number>`c.id`)
      .select(['i.number', 'i.starts', 'i.ends', 'i.words', 'i.leaf', 'i.lead', 'i.confidence'])
      .select(
        jsonArrayFrom(
          db
            .selectFrom('item_part as p')
            .where('p.case_id', '=', sql<number>`i.case_id`)
            .where('p.number', '=', sql<number>`i.number`)
            .select(['p.bureau', 'p.given_at', 'p.due_at', 'p.rule', 'p.rule_from', 'p.provisional', 'p.signed_at'])
            .select(['p.ended_at', 'p.ended_by', 'p.fact', 'p.result', 'p.article'])
            .orderBy('p.id'),
        ).as('parts'),
      )
      .orderBy('i.number'),
  )

/** `text` is the text of the assessment, into which items point; null for readers who are shown no words of the reporter's. */
export function readItems(rows: ItemRow[], city: City, text: string | null): CaseItem[] {
  return rows.map(({ number, leaf, lead, confidence, parts, ...row }) => ({
    number,
    leaf: leafNamed(city, leaf),
    lead: city.bureaus.get(lead) ?? null,
    confidence,
    text: wordsOf(row, text),
    parts: parts.map((part) => partOf(city, part)),
  }))
}

/** The same for a decision about the case. */
export function foundItems(rows: ItemRow[], text: string): ItemFound[] {
  return rows.map(({ number, leaf, parts, ...row }) => ({
    number,
    leaf,
    words: row.words,
    text: wordsOf(row, text) ?? '',
    parts: parts.map(({ bureau, signed_at, ended_by }) => ({
      bureau,
      signedAt: instant(signed_at),
      endedBy: ended_by,
    })),
  }))
}

function wordsOf({ starts, ends, words }: Pick<ItemRow, 'starts' | 'ends' | 'words'>, text: string | null) {
  if (words !== null) return words
  return text === null || starts === null || ends === null ? null : text.slice(starts, ends).trim()
}

const partOf = (city: City, part: PartRow): PartRead => ({
  bureau: city.bureaus.get(part.bureau) ?? { id: part.bureau, zh: part.bureau, en: part.bureau },
  givenAt: new Date(part.given_at),
  dueAt: new Date(part.due_at),
  rule: ruleOfRow(city, part) ?? null,
  provisional: part.provisional,
  signedAt: instant(part.signed_at),
  endedAt: instant(part.ended_at),
  endedBy: part.ended_by,
  fact: part.fact,
  result: part.result,
  article: part.article,
})

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
