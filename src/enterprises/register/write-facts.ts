import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import type { Recorded } from './import-register.ts'
import { shownUntil } from './publication.ts'
import type { FactRow } from './register-sheets.ts'

export type Told = { number: number; raw: string; fact: FactRow }
type Placed = { enterpriseId: number; ref: string; hash: string; fact: FactRow }

/**
 * Writes facts that are new or told differently by their source, in the caller's transaction; what a changed one said before goes to the
 * events. A fact of a firm that the register does not know is rejected. What a person decided about a fact (stopped, removed, corrected)
 * stands as long as its source says the same as before.
 */
export async function writeFacts(tx: Db, context: Context, told: Told[]): Promise<Recorded> {
  const count: Recorded = { new: 0, changed: 0, unchanged: 0, rejects: [] }
  if (told.length === 0) return count
  const ids = await idsOf(tx, told)
  count.rejects = told
    .filter(({ fact }) => !ids.has(fact.code))
    .map(({ number, raw }) => ({ row: number, faults: notKnown, raw }))
  const placed = told.flatMap(({ fact }): Placed[] => {
    const enterpriseId = ids.get(fact.code)
    return enterpriseId === undefined ? [] : [{ enterpriseId, ref: refOf(fact), hash: hashOf(fact), fact }]
  })
  const once = [...new Map(placed.map((one) => [one.ref, one])).values()]
  count.unchanged = placed.length - once.length
  if (once.length > 0) await write(tx, context, once, count)
  return count
}

const notKnown = {
  code: {
    zh: '档案里没有这家企业，请先导入企业名录（enterprises）',
    en: 'The register does not know this firm: import it first (enterprises)',
  },
}

async function idsOf(tx: Db, told: Told[]): Promise<Map<string, number>> {
  const codes = [...new Set(told.map(({ fact }) => fact.code))]
  const rows = await tx.selectFrom('enterprise').select(['id', 'code']).where('code', 'in', codes).execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** One document of one authority tells one fact of a kind. */
const refOf = ({ kind, authority, documentNo }: FactRow): string => `${kind}:${authority}:${documentNo}`
const hashOf = (fact: FactRow): string => createHash('sha256').update(JSON.stringify(fact)).digest('hex')

async function write(tx: Db, context: Context, placed: Placed[], count: Recorded): Promise<void> {
  const known = await tx
    .selectFrom('enterprise_fact')
    .selectAll()
    .where('source', '=', 'import')
    .where(
      'source_ref',
      'in',
      placed.map(({ ref }) => ref),
    )
    .execute()
  const byRef = new Map(known.map((row) => [row.source_ref, row]))
  const fresh = placed.filter(({ ref }) => !byRef.has(ref))
  const changed = placed.filter(({ ref, hash }) => byRef.has(ref) && byRef.get(ref)?.content_hash !== hash)
  count.new = fresh.length
  count.changed = changed.length
  count.unchanged += placed.length - fresh.length - changed.length
  if (fresh.length > 0)
    await tx
      .insertInto('enterprise_fact')
      .values(fresh.map((one) => ({ ...columnsOf(context, one), state: 'standing' as const })))
      .execute()
  for (const one of changed) await change(tx, context, one, byRef.get(one.ref))
  await putRight(tx, [...fresh, ...changed])
  const touched = [...new Set([...fresh, ...changed].map(({ enterpriseId }) => enterpriseId))]
  if (touched.length > 0)
    await tx.updateTable('enterprise').set({ regrade_at: context.now }).where('id', 'in', touched).execute()
}

async function change(tx: Db, context: Context, one: Placed, before: { id: number } | undefined): Promise<void> {
  if (!before) return
  await tx.updateTable('enterprise_fact').set(columnsOf(context, one)).where('id', '=', before.id).execute()
  const reason = '来源更正 told differently by its source'
  await recordEnterpriseEvents(tx, context, [
    { enterpriseId: one.enterpriseId, act: 'change_fact', subject: `fact:${before.id}`, reason, detail: before },
  ])
}

/** A rectification that names a document marks what that document found as put right. */
async function putRight(tx: Db, placed: Placed[]): Promise<void> {
  for (const { enterpriseId, fact } of placed) {
    if (fact.kind !== 'rectification' || fact.result !== 'done' || fact.aboutDocument === null) continue
    await tx
      .updateTable('enterprise_fact')
      .set({ rectified_on: fact.happenedOn })
      .where('enterprise_id', '=', enterpriseId)
      .where('document_no', '=', fact.aboutDocument)
      .where('kind', '<>', 'rectification')
      .execute()
  }
}

function columnsOf({ city, now }: Context, { enterpriseId, ref, hash, fact }: Placed) {
  return {
    enterprise_id: enterpriseId,
    kind: fact.kind as Tables['enterprise_fact']['kind'],
    result: fact.result,
    severity: fact.severity,
    harm: fact.harm,
    safety: fact.safety,
    subject: fact.subject,
    document_no: fact.documentNo,
    authority: fact.authority,
    bureau: fact.bureau,
    happened_on: fact.happenedOn,
    ends_on: fact.endsOn,
    rectified_on: fact.rectifiedOn,
    shown_until: shownUntil(city.credit, fact),
    source: 'import' as const,
    source_ref: ref,
    content_hash: hash,
    recorded_at: now,
  }
}
