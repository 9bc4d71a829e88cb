import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { caseDiagram } from '../../../scripts/case-diagram.ts'
import { actNames, caseStates } from '../../../src/cases/acts/case-states.ts'
import { projectRoot } from '../../../src/project-root.ts'

it('docs/case-states.md is what the table of acts says (npm run write-diagram)', () => {
  expect(readFileSync(join(projectRoot, 'docs', 'case-states.md'), 'utf8')).toBe(caseDiagram())
})

it('the diagram names every state and the list every act', () => {
  const told = caseDiagram()
  for (const state of Object.keys(caseStates)) expect(told).toContain(`  ${state}: `)
  for (const act of actNames) expect(told).toContain(`\`${act}\``)
})
