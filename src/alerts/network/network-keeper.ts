import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'

/** Throws Forbidden for whoever does not keep the monitoring network. */
export function mustKeepNetwork(actor: Actor): void {
  if (may(actor, 'keep_network')) return
  throw new Forbidden({
    zh: '监测网络由联席会议办公室管理。',
    en: 'The joint-meeting office keeps the monitoring network.',
  })
}

export const noSuchMember = (): NotFound => new NotFound({ zh: '没有这个成员。', en: 'There is no such member.' })
