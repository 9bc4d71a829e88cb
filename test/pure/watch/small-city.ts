import { join } from 'node:path'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'

export const city = loadCity(join(projectRoot, 'city/shenzhen'))
