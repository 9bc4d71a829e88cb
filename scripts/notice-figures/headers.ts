import { existsSync, readFileSync } from 'node:fs'
import { type SampleColumn, sampleColumn } from '../../src/intake/sampling/sample-headers.ts'
import { share } from './sums.ts'

/** The fields of the list of real headers and what they are called here; four are its makers' own. */
const meanings: Record<string, SampleColumn[]> = {
  test_outcome: ['measured', 'analyte', 'combined'],
  sampled_location_name: ['seller'],
  manufacturer_name: ['maker'],
  product_classification: ['category'],
  adulterant: ['item', 'analyte', 'combined'],
  production_date: ['batch'],
  manufacturer_address: ['makerAddress'],
  inspection_results: ['conclusion', 'measured'],
  testing_agency: ['laboratory'],
  sampled_location_address: ['sellerAddress', 'seller'],
  specifications_model: ['spec'],
  sampled_location_province: ['region'],
  legal_limit: ['limit'],
  food_name: ['product'],
  task_source_or_project_name: ['task'],
  notice_number: ['announcement', 'sampleNumber', 'batch'],
  failing_results: ['combined', 'item'],
  announcement_date: ['announcedOn'],
  sampled_date: ['sampledOn'],
}

/** Of the real headers of sampling tables: how many have a meaning here, and how many the one that the list gives them. */
export function measureHeaders(file: string) {
  if (!existsSync(file)) return {}
  const known = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).filter(
    ([, field]) => meanings[field],
  )
  const read = known.map(([header, field]) => ({ column: sampleColumn(header), field }))
  const understood = read.filter(({ column }) => column !== null).length
  const agreeing = read.filter(({ column, field }) => column !== null && meanings[field]?.includes(column)).length
  return {
    headers: known.length,
    headers_understood: share(understood, known.length),
    headers_agreeing: share(agreeing, known.length),
  }
}
