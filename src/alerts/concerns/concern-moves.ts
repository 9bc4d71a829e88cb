import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'

export type ConcernState = Tables['trade_concern']['state']
export type ConcernEventAct = Tables['trade_concern_event']['act']
export type ConcernAct = Exclude<ConcernEventAct, 'raise'>

export const concernStates: Record<ConcernState, Bilingual & { final: boolean }> = {
  raised: { zh: '拟提出', en: 'Proposed', final: false },
  submitted: { zh: '已报送', en: 'Handed on', final: false },
  tabled: { zh: '已列入会议', en: 'On the agenda', final: false },
  discussed: { zh: '已磋商', en: 'Discussed', final: false },
  resolved: { zh: '已有结果', en: 'Resolved', final: true },
  dropped: { zh: '不再提出', en: 'Dropped', final: true },
}

type Rule = {
  label: Bilingual
  asks: Bilingual
  next: Partial<Record<ConcernState, ConcernState>>
  /** It names a meeting and its day. */
  meeting?: true
}

/** The one table of a trade concern: state × act → next state; buttons, forms and refusals read it. */
export const concernActs: Record<ConcernAct, Rule> = {
  submit: {
    label: { zh: '记为已报送', en: 'Handed on' },
    asks: { zh: '报给谁、什么途径、文号', en: 'To whom, by which way, reference' },
    next: { raised: 'submitted' },
  },
  table: {
    label: { zh: '列入会议', en: 'On the agenda' },
    asks: { zh: '议题编号或说明', en: 'Item or remark' },
    next: { submitted: 'tabled', discussed: 'tabled' },
    meeting: true,
  },
  discuss: {
    label: { zh: '记录磋商', en: 'Discussed' },
    asks: { zh: '对方怎样答复、下一步', en: 'What the other member said, and what is next' },
    next: { tabled: 'discussed' },
  },
  resolve: {
    label: { zh: '记录结果', en: 'Result' },
    asks: {
      zh: '结果：修改、推迟、撤回、澄清或维持',
      en: 'What came of it: changed, postponed, withdrawn, made clear, kept',
    },
    next: { submitted: 'resolved', tabled: 'resolved', discussed: 'resolved' },
  },
  drop: {
    label: { zh: '不再提出', en: 'Drop it' },
    asks: { zh: '理由', en: 'Why' },
    next: { raised: 'dropped', submitted: 'dropped', tabled: 'dropped', discussed: 'dropped' },
  },
}

export const concernActNames = Object.keys(concernActs) as ConcernAct[]

/** What the history calls each act. */
export const concernActWords: Record<ConcernEventAct, Bilingual> = {
  raise: { zh: '提出', en: 'Raised' },
  submit: concernActs.submit.label,
  table: concernActs.table.label,
  discuss: concernActs.discuss.label,
  resolve: concernActs.resolve.label,
  drop: concernActs.drop.label,
}

/** The acts that stand open to somebody in a state. */
export const concernActsOpen = (actor: Actor, state: ConcernState): ConcernAct[] =>
  may(actor, 'review_measures') ? concernActNames.filter((act) => concernActs[act].next[state] !== undefined) : []

/** Where an act leads. Throws Forbidden for others than trade officials, Conflict in a state that does not allow it. */
export function stateAfterConcernAct(actor: Actor, state: ConcernState, act: ConcernAct): ConcernState {
  if (!may(actor, 'review_measures')) throw officialsOnly()
  const next = concernActs[act].next[state]
  if (!next) throw concernNotNow(state, act)
  return next
}

export const officialsOnly = (): Forbidden =>
  new Forbidden({ zh: '特别贸易关注由贸易预警人员办理。', en: 'Trade concerns are for trade officials.' })

export const concernNotNow = (state: ConcernState, act: ConcernAct): Conflict =>
  new Conflict({
    zh: `这项关注现在是“${concernStates[state].zh}”，不能“${concernActs[act].label.zh}”；请刷新后再看。`,
    en: `This concern is now “${concernStates[state].en}”: “${concernActs[act].label.en}” is not possible. Reload.`,
  })
