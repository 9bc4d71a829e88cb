import { z } from 'zod'
import { ageBands } from '../../alerts/network/member-words.ts'

/** What members of the monitoring network send. Rows are read cell by cell later, so that each fault is named with its place. */

const cell = z.union([z.string(), z.number()])

const row = z
  .object({
    ref: cell.describe('本单位自己的编号 Your own reference, once for ever'),
    kind: cell.describe('injury, failed_sample, complaint, recall'),
    day: cell.describe('2026-11-15'),
    count: cell.optional(),
    leaf: cell.optional().describe('见 /sectors A leaf of /sectors'),
    hazards: z.union([z.array(z.string()), z.string()]).optional(),
    product: cell.optional(),
    brand: cell.optional(),
    enterprise: cell.optional(),
    district: cell.optional(),
    street: cell.optional(),
    age_band: cell.optional().describe(`${ageBands.join(', ')}，仅伤害 injuries only`),
  })
  .catchall(z.unknown())

export const observationsShape = z
  .object({ observations: z.array(row.partial()).default([]), nothing: z.boolean().default(false) })
  .meta({
    example: {
      observations: [
        {
          ref: 'A-001',
          kind: 'injury',
          day: '2026-11-15',
          leaf: 'PROD.03',
          hazards: ['fire'],
          product: '锂电池',
          age_band: '14-64',
        },
      ],
    },
  })

export const reportedShape = z.object({
  taken: z.int().describe('收下的行 Rows taken'),
  repeated: z.int().describe('之前已收过的行 Rows that had come before'),
})
