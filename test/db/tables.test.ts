import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tablesOf } from '../../scripts/write-tables.ts'
import { schemaText } from '../../src/db/open.ts'
import { projectRoot } from '../../src/project-root.ts'

test('src/db/tables.ts is what schema.sql says (npm run write-tables)', async () => {
  const written = readFileSync(join(projectRoot, 'src/db/tables.ts'), 'utf8')
  expect(await tablesOf(schemaText())).toBe(written)
})
