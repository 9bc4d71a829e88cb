import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { docFaults } from '../../scripts/check-docs.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sentinel-docs-'))
  write('package.json', JSON.stringify({ scripts: { start: '', check: '' } }))
  write('src/main.ts', '')
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (path: string, text: string) => {
  mkdirSync(join(root, dirname(path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test('documents that say what is so have no faults', () => {
  write(
    'README.md',
    'Run `npm ci && npm start`, then `npm run check`; see `src/main.ts` and [the words](docs/words.md#a).',
  )
  write(
    'docs/words.md',
    'The `npm run check` of [the readme](../README.md), npm itself, [elsewhere](https://example.com/x).',
  )
  write('docs/decisions/0001-shape.md', '## Context\n\n## Decision\n\n## Consequences\n')
  expect(docFaults(root)).toEqual([])
})

test('a command, a path, a link or a part of a decision that is not there is named with its document', () => {
  write('README.md', 'Run `npm run fly`, see `src/gone.ts` and [the words](docs/words.md).')
  write('docs/decisions/0001-shape.md', '## Context\n\n## Consequences\n')
  expect(docFaults(root)).toEqual([
    'README.md: npm run fly is no script of ours',
    'README.md: src/gone.ts does not exist',
    'README.md: the link to docs/words.md leads nowhere',
    'docs/decisions/0001-shape.md: no "## Decision"',
  ])
})
