import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

type Column = {
  table: string
  column: string
  type: string
  nullable: boolean
  generated: boolean
  defaulted: boolean
  choices: string[] | null
}

/** TypeScript of what is read, and of what may be written where that differs. */
const typescript: Record<string, [read: string, write?: string]> = {
  int2: ['number'],
  int4: ['number'],
  int8: ['number'],
  float4: ['number'],
  float8: ['number'],
  numeric: ['string', 'string | number'],
  bool: ['boolean'],
  text: ['string'],
  varchar: ['string'],
  date: ['string'],
  timestamptz: ['Date', 'Date | string'],
  bytea: ['Uint8Array'],
  tsvector: ['string'],
  jsonb: ['unknown'],
  _text: ['string[]'],
  _int8: ['number[]', 'string[] | number[]'],
}

const catalogue = `
  select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
         a.attidentity <> '' as generated, a.atthasdef as defaulted,
         (select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') m)
            from pg_constraint k
           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and t.typname = 'text'
             and pg_get_constraintdef(k.oid) ~ 'ANY \\(ARRAY') as choices
    from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
   where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
   order by c.oid, a.attnum`

/** The text of src/db/tables.ts for `schema`: one type per table, `check (x in (…))` as a union of its words. */
export async function tablesOf(schema: string): Promise<string> {
  const pglite = await PGlite.create()
  await pglite.exec(schema)
  const { rows } = await pglite.query<Column>(catalogue)
  await pglite.close()
  const tables = Map.groupBy(rows, (row) => row.table)
  return [
    '// Written from schema.sql by scripts/write-tables.ts (npm run write-tables). Do not edit.',
    "import type { ColumnType } from 'kysely'",
    '',
    ...[...tables].flatMap(([name, columns]) => [`type ${typeName(name)} = {`, ...columns.map(line), '}', '']),
    'export type Tables = {',
    ...[...tables.keys()].map((name) => `  ${name}: ${typeName(name)}`),
    '}',
    '',
  ].join('\n')
}

function line({ column, type, nullable, generated, defaulted, choices }: Column): string {
  const [read, write = read] = choices ? [choices.map((choice) => `'${choice}'`).join(' | ')] : known(type)
  const orNull = nullable ? ' | null' : ''
  if (generated) return `  ${column}: ColumnType<${read}, never, never>`
  const optional = nullable || defaulted ? ' | undefined' : ''
  const same = write === read && optional === ''
  return `  ${column}: ${same ? `${read}${orNull}` : `ColumnType<${read}${orNull}, ${write}${orNull}${optional}, ${write}${orNull}>`}`
}

function known(type: string): [string, string?] {
  const found = typescript[type]
  if (!found) throw new Error(`schema.sql uses ${type}: say in scripts/write-tables.ts what it is in TypeScript`)
  return found
}

const typeName = (table: string) => table.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url)
  writeFileSync(new URL('src/db/tables.ts', root), await tablesOf(readFileSync(new URL('schema.sql', root), 'utf8')))
}
