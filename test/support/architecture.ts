import { dirname, join } from 'node:path/posix'

/** What a folder may import: folders and root files by name; of those in `typesOnly` nothing but types. */
export type Allowance = { any: boolean; values: Set<string>; typesOnly: Set<string> }
export type ImportTable = Map<string, Allowance>

/** Every source file by its path from the project root, e.g. `src/cases/clocks.ts`. */
export type Sources = Map<string, string>

/** Reads the block ```imports of ARCHITECTURE.md: `cases → jobs db reference, types: triage`, or `main → everything`. */
export function readTable(markdown: string): ImportTable {
  const block = /```imports\n([\s\S]*?)```/.exec(markdown)?.[1]
  if (!block) throw new Error('ARCHITECTURE.md has no ```imports block')
  const lines = block.split('\n').filter((line) => line.trim() !== '')
  return new Map(lines.flatMap(readLine))
}

function readLine(line: string): [string, Allowance][] {
  const [importers, allowed] = line.split('→')
  if (!importers || allowed === undefined) throw new Error(`not a line of the import table: ${line}`)
  const [values = '', types = ''] = allowed.split(', types:').map((part) => part.trim())
  const words = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== '' && word !== 'nothing'))
  const allowance = { any: values === 'everything', values: words(values), typesOnly: words(types) }
  return [...words(importers)].map((importer) => [importer, allowance])
}

type Import = { from: string; typesOnly: boolean }

/** Our own files that a source file imports, resolved to paths from the project root. */
export function importsOf(path: string, text: string): Import[] {
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?([^;'"]*?)from\s+'(\.[^']+)'/gm),
    ...text.matchAll(/(?:^\s*import\s+|\bimport\()(?<none>)(?<nothing>)'(\.[^']+)'/gm),
  ]
  return found.map(([, type, names = '', from = '']) => ({
    from: join(dirname(path), from),
    typesOnly: type !== undefined || everyNameIsAType(names),
  }))
}

function everyNameIsAType(names: string): boolean {
  const listed = names
    .trim()
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((name) => name.trim())
  return listed.some((name) => name !== '') && listed.every((name) => name === '' || name.startsWith('type '))
}

/** `src/cases/clocks.ts` belongs to `cases`, `src/context.ts` to `context`. */
export function placeOf(path: string): string {
  return path.split('/')[1]?.replace(/\.tsx?$/, '') ?? path
}

/** One sentence for each import that the table forbids, and for each place that the table does not know or that is gone. */
export function importFaults(table: ImportTable, sources: Sources): string[] {
  const places = new Set([...sources.keys()].map(placeOf))
  const unknown = [...places].filter((place) => !table.has(place)).map((place) => `src/${place} is not in the table`)
  const gone = [...table.keys()]
    .filter((place) => !places.has(place))
    .map((place) => `the table names ${place}, which is gone`)
  const forbidden = [...sources].flatMap(([path, text]) =>
    importsOf(path, text)
      .filter((imported) => !allows(table.get(placeOf(path)), placeOf(path), imported))
      .map(({ from }) => `${path} may not import ${from}`),
  )
  return [...unknown, ...gone, ...forbidden]
}

function allows(allowance: Allowance | undefined, own: string, { from, typesOnly }: Import): boolean {
  const place = placeOf(from)
  if (place === own || allowance?.any) return true
  return allowance?.values.has(place) === true || (typesOnly && allowance?.typesOnly.has(place) === true)
}

/**
 * A verb — an exported async function that is given a Context — is the only one in its file, and the file is named like it:
 * `move-case.ts` exports `moveCase`.
 */
export function verbFaults(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const verbs = [
      ...text.matchAll(
        /^export async function (\w+)(?:<[^>]*>)?\(\s*(?:context|\{[^}]*\}): (?:Context|Pick<Context)/gm,
      ),
    ]
    const names = verbs.map(([, name]) => name)
    const wanted = path
      .replace(/^.*\//, '')
      .replace(/\.tsx?$/, '')
      .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    return names.length === 0 || (names.length === 1 && names[0] === wanted)
      ? []
      : [`${path} should export one verb, ${wanted}; it exports ${names.join(', ')}`]
  })
}

/** Time is an argument and chance is a seed: a pure place asks neither the clock nor the dice, nor a database or socket. */
export function purityFaults(pure: string[], sources: Sources): string[] {
  const impure =
    /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|from '(?:node:(?:https?|net|child_process)|kysely|pg|hono)/
  return [...sources].flatMap(([path, text]) => {
    const found = pure.includes(placeOf(path)) ? impure.exec(text)?.[0] : undefined
    return found ? [`${path} is not pure: ${found}`] : []
  })
}

/** No noun and no verb asks the clock: `now` is given to them. */
export function clockFaults(sources: Sources): string[] {
  const told = ['open-program', 'import', 'demo-month', 'main']
  return [...sources].flatMap(([path, text]) => {
    const asked = told.includes(placeOf(path)) ? undefined : /\bnew Date\(\)|\bDate\.now\(/.exec(text)?.[0]
    return asked ? [`${path} asks the clock: ${asked}`] : []
  })
}
