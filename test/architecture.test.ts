import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../src/project-root.ts'
import {
  clockFaults,
  importFaults,
  importsOf,
  purityFaults,
  readTable,
  type Sources,
  verbFaults,
} from './support/architecture.ts'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')
const sources: Sources = new Map(globSync('src/**/*.{ts,tsx}', { cwd: projectRoot }).map((path) => [path, read(path)]))
const table = readTable(read('ARCHITECTURE.md'))

describe('the house stands as ARCHITECTURE.md says', () => {
  test('nobody imports what the table does not allow', () => {
    expect(sources.size).toBeGreaterThan(50)
    expect(importFaults(table, sources)).toEqual([])
  })
  test('a verb is one exported function, named like its file', () => expect(verbFaults(sources)).toEqual([]))
  test('reference and triage are pure', () => expect(purityFaults(['reference', 'triage'], sources)).toEqual([]))
  test('time is an argument', () => expect(clockFaults(sources)).toEqual([]))
  test('no file is called utils, helper, data, info or manager, and none is a barrel', () => {
    const names = [...sources.keys()].filter((path) =>
      /(^|[/-])(utils?|helpers?|data|info|managers?|index)\.tsx?$/.test(path),
    )
    expect(names).toEqual([])
  })
})

/** The guard is shown to bite: each rule is broken once, in files that exist only here. */
describe('a planted fault is found', () => {
  const small = readTable(
    '```imports\nmain → everything\nweb → cases\ncases → db, types: triage\ntriage db → nothing\n```',
  )
  const house = (planted: [string, string][]): Sources =>
    new Map([
      ['src/main.ts', `import { app } from './web/app.tsx'`],
      ['src/web/app.tsx', `import { moveCase } from '../cases/move-case.ts'`],
      [
        'src/cases/move-case.ts',
        `import { open } from '../db/open.ts'\nimport type { Choice } from '../triage/choice.ts'`,
      ],
      ['src/triage/choice.ts', ''],
      ['src/db/open.ts', ''],
      ...planted,
    ])

  test('the small house itself has none', () => expect(importFaults(small, house([]))).toEqual([]))

  test.each([
    ['a value', `import { open } from '../db/open.ts'`],
    ['a type', `import type { Db } from '../db/open.ts'`],
    ['over several lines', `import {\n  open,\n  close,\n} from '../db/open.ts'`],
    ['passed on', `export { open } from '../db/open.ts'`],
    ['for its effect', `import '../db/open.ts'`],
    ['at run time', `const { open } = await import('../db/open.ts')`],
  ])('web imports db: %s', (_, text) => {
    const faults = importFaults(small, house([['src/web/page.tsx', text]]))
    expect(faults).toEqual(['src/web/page.tsx may not import src/db/open.ts'])
  })

  test('a value is imported where only types may be', () => {
    const planted: [string, string][] = [
      ['src/cases/clocks.ts', `import { type Choice, choose } from '../triage/choice.ts'`],
    ]
    expect(importFaults(small, house(planted))).toEqual(['src/cases/clocks.ts may not import src/triage/choice.ts'])
  })

  test('a folder is missing from the table, or from the house', () => {
    expect(importFaults(small, house([['src/extra/one.ts', '']]))).toEqual(['src/extra is not in the table'])
    const without = new Map([...house([])].filter(([path]) => path !== 'src/main.ts'))
    expect(importFaults(small, without)).toEqual(['the table names main, which is gone'])
  })

  test('a verb shares its file, or is named otherwise', () => {
    const verb = (name: string) => `export async function ${name}(context: Context, id: number): Promise<void> {}\n`
    expect(verbFaults(new Map([['src/cases/move-case.ts', verb('moveCase')]]))).toEqual([])
    expect(verbFaults(new Map([['src/cases/move-case.ts', verb('shiftCase')]]))).toHaveLength(1)
    expect(verbFaults(new Map([['src/cases/move-case.ts', verb('moveCase') + verb('closeCase')]]))).toHaveLength(1)
  })

  test('triage asks the dice, a verb asks the clock', () => {
    expect(purityFaults(['triage'], new Map([['src/triage/a.ts', 'const x = Math.random()']]))).toHaveLength(1)
    expect(clockFaults(new Map([['src/cases/a.ts', 'const now = new Date()']]))).toHaveLength(1)
    expect(clockFaults(new Map([['src/cases/a.ts', 'const day = new Date(text)']]))).toEqual([])
  })

  test('imports are read from text as TypeScript writes them', () => {
    const text = `import type { A } from './a.ts'\nimport { type B, type C } from '../db/b.ts'\nimport { D } from 'hono'`
    expect(importsOf('src/web/page.tsx', text)).toEqual([
      { from: 'src/web/a.ts', typesOnly: true },
      { from: 'src/db/b.ts', typesOnly: true },
    ])
  })
})
