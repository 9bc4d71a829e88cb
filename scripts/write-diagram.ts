import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/project-root.ts'
import { caseDiagram } from './case-diagram.ts'

writeFileSync(join(projectRoot, 'docs', 'case-states.md'), caseDiagram())
