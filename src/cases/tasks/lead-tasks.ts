import type { Bilingual } from '../../reference/city.ts'
import type { CaseFound } from '../find-case.ts'
import type { PartsChange } from '../parts/part-changes.ts'

/** Work that a case owes the bureau in charge of it, or one that has a part in it. */
export type LeadTask = {
  kind: 'handling' | 'part' | 'sub_task' | 'rapid_response'
  /** Which item a part is of, or which sub-task it is. */
  number?: number
  bureau: string
  case_id: number
  title_zh: string
  title_en: string
  because: string[]
  due_at: Date | null
}

/** What a bureau owes when a person gives it a case: to handle it, and to act at once where somebody can be hurt. */
export function tasksOfLead(found: CaseFound, bureau: string, dueAt: Date | null, given: Bilingual): LeadTask[] {
  const handling: LeadTask = {
    kind: 'handling',
    ...aboutCase(found, bureau, '办理', 'Handle'),
    because: [`${given.zh} ${given.en}`],
    due_at: dueAt,
  }
  return [handling, ...(needsRapid(found) ? [rapidResponse(found, bureau, dueAt, found.dangerBecause)] : [])]
}

/** What a bureau owes that was given a demand of the case. */
export function taskOfPart(
  found: CaseFound,
  { number, bureau, clock, dueAt }: NonNullable<PartsChange['gives']>,
): LeadTask {
  const because = [`第 ${number} 项诉求 demand ${number}`, `${clock.zh}（${clock.article}）`]
  return { kind: 'part', number, ...aboutCase(found, bureau, '协办', 'Part'), because, due_at: dueAt }
}

/** Somebody can be hurt, or the risk is serious: as when the case came in (src/cases/opening.ts). */
export const needsRapid = ({ danger, risk }: Pick<CaseFound, 'danger' | 'risk'>): boolean =>
  danger >= 2 || risk === 'serious'

/** The work of acting at once where somebody can be hurt. */
export function rapidResponse(found: CaseFound, bureau: string, dueAt: Date | null, because: string[]): LeadTask {
  return {
    kind: 'rapid_response',
    ...aboutCase(found, bureau, '快速处置', 'Rapid response'),
    because,
    due_at: dueAt,
  }
}

function aboutCase({ id, title }: CaseFound, bureau: string, zh: string, en: string) {
  return { bureau, case_id: id, title_zh: `${zh}：${title}`, title_en: `${en}: ${title}` }
}
