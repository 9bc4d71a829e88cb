import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'

/** Whether the actor may act on a followed recall: its own bureau, and whoever sees every case. */
export function keepsRecall(actor: Actor, bureau: string): boolean {
  if (actor.kind !== 'staff' || !may(actor, 'follow_recalls')) return false
  return actor.bureau === bureau || may(actor, 'see_all_cases')
}

export const notFollowed = { zh: '这次召回还没有开始跟进。', en: 'This recall is not followed.' }
export const notYours = { zh: '这次召回由其他单位跟进。', en: 'Another bureau follows this recall.' }
