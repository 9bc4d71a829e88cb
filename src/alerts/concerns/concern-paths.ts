import type { ConcernAct } from './concern-moves.ts'

/** An act is a noun: putting concern 3 on an agenda is POST /bureau/trade-concerns/3/agenda. */
export const concernNouns: Record<ConcernAct, string> = {
  submit: 'submission',
  table: 'agenda',
  discuss: 'discussion',
  resolve: 'result',
  drop: 'end',
}

export const concernPaths = {
  list: '/bureau/trade-concerns',
  one: (id: number): string => `/bureau/trade-concerns/${id}`,
  act: (id: number, act: ConcernAct): string => `/bureau/trade-concerns/${id}/${concernNouns[act]}`,
} as const
