import type { Bilingual } from '../reference/city.ts'
import type { CaseFound } from './find-case.ts'

/** Work that a case owes the bureau in charge of it. */
export type LeadTask = {
  kind: 'handling' | 'rapid_response'
  bureau: string
  case_id: number
  title_zh: string
  title_en: string
  because: string[]
  due_at: Date | null
}

/** What a bureau owes when a person gives it a case: to handle it, and to act at once where somebody can be hurt. */
export function tasksOfLead(found: CaseFound, bureau: string, dueAt: Date | null, given: Bilingual): LeadTask[] {
  const rapid = found.danger >= 2 || found.risk === 'serious'
  const of = (kind: LeadTask['kind'], zh: string, en: string, because: string[]): LeadTask => ({
    kind,
    bureau,
    case_id: found.id,
    title_zh: `${zh}：${found.title}`,
    title_en: `${en}: ${found.title}`,
    because,
    due_at: dueAt,
  })
  return [
    of('handling', '办理', 'Handle', [`${given.zh} ${given.en}`]),
    ...(rapid ? [of('rapid_response', '快速处置', 'Rapid response', found.dangerBecause)] : []),
  ]
}
