import type { Bilingual } from '../../reference/city.ts'
import { type ActRule, acts } from './case-states.ts'

/** The name of an act in the history, which also knows those only the machine does. */
export function actLabel(act: string): Bilingual {
  return (acts as Partial<Record<string, ActRule>>)[act]?.label ?? machineActs[act] ?? { zh: act, en: act }
}

const machineActs: Record<string, Bilingual> = {
  receive: { zh: '收到', en: 'Received' },
  recount: { zh: '期限提前', en: 'Due date moved earlier' },
}
