import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'

export type ReviewState = Tables['measure_review']['state']
export type ReviewEventAct = Tables['measure_review_event']['act']

export const reviewStates: Record<ReviewState, Bilingual & { final: boolean }> = {
  unassigned: { zh: '未分配', en: 'Nobody asked yet', final: false },
  assigned: { zh: '已分配', en: 'Out for comments', final: false },
  commented: { zh: '已评议', en: 'Comments are in', final: false },
  merged: { zh: '已汇总', en: 'Merged', final: false },
  fed_back: { zh: '已反馈', en: 'Handed on', final: true },
  ended: { zh: '不提意见', en: 'Ended without comments', final: true },
}

/** What trade officials do. What those invited do, and what time does, is in `ownMoves`. */
export type ReviewAct = 'invite' | 'take_back' | 'set_term' | 'finish' | 'merge' | 'feed_back' | 'end'

type Rule = {
  label: Bilingual
  says: Bilingual
  next: Partial<Record<ReviewState, ReviewState>>
  /** What must be written; none where the form is its own (src/web/bureau/reviews/). */
  asks?: Bilingual
}

/** The one table of a review: state × act → next state. Buttons, forms, refusals and docs/trade.md read it. */
export const reviewActs: Record<ReviewAct, Rule> = {
  invite: {
    label: { zh: '邀请评议', en: 'Invite' },
    says: {
      zh: '专家和企业各收到一封信，凭信里的链接提意见，不需要账号。',
      en: 'Experts and firms get a letter with a link of their own; they need no account.',
    },
    next: { unassigned: 'assigned', assigned: 'assigned', commented: 'assigned' },
  },
  take_back: {
    label: { zh: '撤回邀请', en: 'Take back' },
    says: { zh: '链接随即失效；已提交的意见保留。', en: 'The link opens nothing any more; what was handed in stays.' },
    next: { assigned: 'assigned' },
  },
  set_term: {
    label: { zh: '改征集截止日', en: 'Change the last day' },
    says: { zh: '还没有答复的人会收到通知。', en: 'Whoever has not answered is told.' },
    next: { assigned: 'assigned', commented: 'assigned' },
  },
  finish: {
    label: { zh: '结束征集', en: 'Stop asking' },
    says: {
      zh: '不再等候其他意见，开始汇总；不邀请也可以直接汇总本局意见。',
      en: 'Wait for no more and begin to merge; also without asking anybody.',
    },
    next: { unassigned: 'commented', assigned: 'commented' },
    asks: { zh: '为什么现在结束', en: 'Why now' },
  },
  merge: {
    label: { zh: '汇总为评议意见表', en: 'Merge into the answer' },
    says: { zh: '采用、修改或另写意见，形成可以报送的一版。', en: 'Take, change or add points: a version to hand on.' },
    next: { commented: 'merged', merged: 'merged' },
  },
  feed_back: {
    label: { zh: '记为已反馈', en: 'Mark as handed on' },
    says: {
      zh: '报出以后记下日期、途径和文号，可以附上报送件。',
      en: 'Once sent: the date, the way, the reference, and the file if there is one.',
    },
    next: { merged: 'fed_back' },
  },
  end: {
    label: { zh: '不提意见', en: 'End without comments' },
    says: { zh: '写明理由，评议到此结束。', en: 'Say why; the review ends here.' },
    next: { unassigned: 'ended', assigned: 'ended', commented: 'ended', merged: 'ended' },
    asks: { zh: '为什么不提意见', en: 'Why no comments' },
  },
}

export const reviewActNames = Object.keys(reviewActs) as ReviewAct[]

/** What those invited do and what time does: the only state in which it happens, and where it leads. */
export const ownMoves = {
  acknowledge: { from: 'assigned', to: 'assigned' },
  hand_in: { from: 'assigned', to: 'assigned' },
  /** Everybody invited has answered. */
  all_in: { from: 'assigned', to: 'commented' },
  /** The last day is over. */
  lapse: { from: 'assigned', to: 'commented' },
} as const

/** What the history calls each act. */
export const reviewActWords: Record<ReviewEventAct, Bilingual> = {
  open: { zh: '开始评议', en: 'Opened' },
  invite: { zh: '邀请', en: 'Invited' },
  take_back: { zh: '撤回邀请', en: 'Invitation taken back' },
  set_term: { zh: '改截止日', en: 'Last day changed' },
  acknowledge: { zh: '确认收到', en: 'Acknowledged' },
  hand_in: { zh: '提交意见', en: 'Handed in' },
  remind: { zh: '催办', en: 'Reminded' },
  escalate: { zh: '未确认，已提示', en: 'Unacknowledged, passed on' },
  all_in: { zh: '全部答复', en: 'Everybody answered' },
  lapse: { zh: '征集到期', en: 'The last day is over' },
  finish: { zh: '结束征集', en: 'Stopped asking' },
  merge: { zh: '汇总', en: 'Merged' },
  feed_back: { zh: '已反馈', en: 'Handed on' },
  end: { zh: '不提意见', en: 'Ended without comments' },
}

/** The acts that stand open to somebody in a state. */
export const actsOpen = (actor: Actor, state: ReviewState): ReviewAct[] =>
  may(actor, 'review_measures') ? reviewActNames.filter((act) => reviewActs[act].next[state] !== undefined) : []

/** Where an act leads. Throws Forbidden for who reviews no measures, Conflict in a state that does not allow it. */
export function stateAfterAct(actor: Actor, state: ReviewState, act: ReviewAct): ReviewState {
  if (!may(actor, 'review_measures')) throw notReviewer()
  const next = reviewActs[act].next[state]
  if (!next) throw notNow(state, reviewActs[act].label)
  return next
}

export const notReviewer = (): Forbidden =>
  new Forbidden({ zh: '通报评议由贸易预警人员办理。', en: 'Reviews of measures are for trade officials.' })

export const notNow = (state: ReviewState, act: Bilingual): Conflict =>
  new Conflict({
    zh: `这项评议现在是“${reviewStates[state].zh}”，不能“${act.zh}”；请刷新后再看。`,
    en: `This review is now “${reviewStates[state].en}”: “${act.en}” is not possible. Reload to see it as it is.`,
  })
