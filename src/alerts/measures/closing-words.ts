import type { Bilingual } from '../../reference/city.ts'
import { shortened } from '../notices/recall-words.ts'

/** What subscribers read when comments on a released measure are about to close. `until` is an ISO date. */
export function closingWords(
  title: Bilingual,
  until: string,
  workdays: number,
): { title: Bilingual; advice: Bilingual } {
  return {
    title: {
      zh: `评议将于 ${until} 截止（剩 ${workdays} 个工作日）：${shortened(title.zh, 100)}`,
      en: `Comments close on ${until} (${workdays} working days left): ${shortened(title.en, 160)}`,
    },
    advice: {
      zh: '有意见的请现在提出：各途径的最晚日期见措施档案，一般早于官方截止日。',
      en: 'If you have comments, send them now: the last day of each way stands on the measure’s page and is earlier than the official one.',
    },
  }
}
