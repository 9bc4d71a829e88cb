import type { Role } from '../../context.ts'

/**
 * Who does an act. `lead` works at the bureau in charge, `involved` at that one or a supporting one, `part` at one that has a
 * part of the case in hand, `any` anywhere. The reporter
 * is whoever holds the receipt of the case; the machine acts where a term runs out.
 */
export type Who = { role: Role; at: 'lead' | 'involved' | 'part' | 'any' } | { role: 'reporter' } | { role: 'machine' }

export const head: Who[] = [{ role: 'head', at: 'lead' }]
export const officerInCharge: Who[] = [{ role: 'officer', at: 'lead' }, ...head]
export const involved: Who[] = [
  { role: 'officer', at: 'involved' },
  { role: 'head', at: 'involved' },
]
export const coHandler: Who[] = [
  { role: 'officer', at: 'part' },
  { role: 'head', at: 'part' },
]
export const desk: Who[] = [
  { role: 'dispatcher', at: 'any' },
  { role: 'joint_office', at: 'any' },
]
