import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { placeOf } from '../../triage/places.ts'
import { keysOf, nameRows } from '../search/search-keys.ts'
import type { Recorded } from './import-register.ts'
import type { FirmRow } from './register-sheets.ts'

/** Writes firms that are new or told differently, with their names and search keys, in one transaction. A code told twice counts as told last. */
export async function recordFirms(context: Context, told: FirmRow[]): Promise<Recorded> {
  const { db } = context
  const firms = [...new Map(told.map((firm) => [firm.code, firm])).values()]
  const count: Recorded = { new: 0, changed: 0, unchanged: told.length - firms.length, rejects: [] }
  if (firms.length === 0) return count
  await db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('enterprise')
      .select(['id', 'code', 'content_hash'])
      .where(
        'code',
        'in',
        firms.map(({ code }) => code),
      )
      .execute()
    const byCode = new Map(known.map((row) => [row.code, row]))
    const changed = firms.filter((firm) => byCode.get(firm.code)?.content_hash !== hashOf(firm))
    count.unchanged += firms.length - changed.length
    count.changed = changed.filter(({ code }) => byCode.has(code)).length
    count.new = changed.length - count.changed
    if (changed.length > 0) await write(tx, context, changed)
  })
  return count
}

const hashOf = (firm: FirmRow): string => createHash('sha256').update(JSON.stringify(firm)).digest('hex')

async function write(tx: Db, context: Context, firms: FirmRow[]): Promise<void> {
  const ids = await tx
    .insertInto('enterprise')
    .values(firms.map((firm) => columnsOf(context, firm)))
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        former_names: eb.ref('excluded.former_names'),
        brands: eb.ref('excluded.brands'),
        parent_code: eb.ref('excluded.parent_code'),
        kind: eb.ref('excluded.kind'),
        industry: eb.ref('excluded.industry'),
        size: eb.ref('excluded.size'),
        status: eb.ref('excluded.status'),
        registered_on: eb.ref('excluded.registered_on'),
        address: eb.ref('excluded.address'),
        district: eb.ref('excluded.district'),
        street: eb.ref('excluded.street'),
        content_hash: eb.ref('excluded.content_hash'),
        recorded_at: eb.ref('excluded.recorded_at'),
        regrade_at: eb.ref('excluded.regrade_at'),
      })),
    )
    .returning(['id', 'code', 'address'])
    .execute()
  await writeNames(tx, context, ids, firms)
}

async function writeNames(
  tx: Db,
  { city }: Context,
  ids: { id: number; code: string; address: string | null }[],
  firms: FirmRow[],
): Promise<void> {
  const byCode = new Map(ids.map((row) => [row.code, row]))
  const rows = firms.flatMap((firm) => {
    const stored = byCode.get(firm.code)
    return stored ? [{ id: stored.id, address: stored.address, names: nameRows(firm, city) }] : []
  })
  await tx
    .deleteFrom('enterprise_name')
    .where(
      'enterprise_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  await tx
    .insertInto('enterprise_name')
    .values(rows.flatMap(({ id, names }) => names.map((name) => ({ enterprise_id: id, ...name }))))
    .execute()
  const keys = JSON.stringify(rows.map(({ id, names, address }) => ({ id, keys: keysOf(names, address, city) })))
  await sql`
    insert into enterprise_search (enterprise_id, keys)
    select id, keys from json_to_recordset(${keys}) as t (id int8, keys text[])
    on conflict (enterprise_id) do update set keys = excluded.keys`.execute(tx)
}

function columnsOf({ city, now }: Context, firm: FirmRow) {
  const place = placeOf(firm.address ?? '', [], city)
  return {
    code: firm.code,
    name: firm.name,
    former_names: firm.formerNames,
    brands: firm.brands,
    parent_code: firm.parentCode,
    kind: firm.kind,
    industry: firm.industry,
    size: firm.size,
    status: firm.status,
    registered_on: firm.registeredOn,
    address: firm.kind === 'sole_trader' ? streetOnly(firm.address) : firm.address,
    district: place.district,
    street: place.street,
    content_hash: hashOf(firm),
    recorded_at: now,
    regrade_at: now,
  }
}

/** Many sole traders live where they work: no number of house or room is kept. */
function streetOnly(address: string | null): string | null {
  return address === null
    ? null
    : address.replace(/(?:[A-Za-z]?\d+\s*(?:号|栋|楼|层|室|座|单元|房|铺)?[-—]?)+.*$/, '').trim() || null
}
