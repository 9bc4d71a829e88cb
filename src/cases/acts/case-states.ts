import type { Tables } from '../../db/tables.ts'
import type { Bilingual, FilingKind, PauseKind } from '../../reference/city.ts'
import { type ApartAct, type ApartDoes, apartActs } from '../apart/apart-acts.ts'
import { type ClockAct, clockActs } from '../clocks/clock-acts.ts'
import { type IdentityAct, type IdentityDoes, identityActs } from '../identity/identity-acts.ts'
import { type JointAct, type JointDoes, jointActs } from '../joint/joint-acts.ts'
import { type PartAct, type PartDoes, partActs } from '../parts/part-acts.ts'
import { type TaskAct, taskActs } from '../tasks/task-acts.ts'
import { type AdditionAct, additionActs } from './addition-acts.ts'
import { type Ask, bureauAsk, noteAsk, overruleAsk, unwaitedAsk } from './asks.ts'
import { anyState, type DeskAct, deskActs } from './desk-acts.ts'
import { type TrackAct, trackActs } from './track-acts.ts'
import { type TurningAwayAct, turningAwayActs } from './turning-away-acts.ts'
import { desk, involved, officerInCharge, type Who } from './who.ts'

/** Where a case stands; the words of `case_file.state` in schema.sql. */
export type CaseState = Tables['case_file']['state']

export const caseStates: Record<CaseState, Bilingual & { final: boolean }> = {
  to_dispatch: { zh: '待分拨', en: 'To be dispatched', final: false },
  to_rule: { zh: '待裁决', en: 'Awaiting a ruling', final: false },
  dispatched: { zh: '待签收', en: 'To be signed for', final: false },
  referred: { zh: '已转介', en: 'Referred', final: false },
  handling: { zh: '办理中', en: 'Being handled', final: false },
  answered: { zh: '已答复', en: 'Answered', final: false },
  closed: { zh: '已结案', en: 'Closed', final: true },
  refused: { zh: '不予受理', en: 'Not accepted', final: true },
}

export type Act =
  | 'dispatch'
  | 'refer'
  | 'sign'
  | 'accept'
  | 'progress'
  | 'answer'
  | TurningAwayAct
  | 'close'
  | DeskAct
  | 'note'
  | ClockAct
  | TrackAct
  | AdditionAct
  | PartAct
  | TaskAct
  | ApartAct
  | JointAct
  | IdentityAct

/** Why a pause is over; a case that moves on ends those that still go on. */
export type PauseEnd = 'received' | 'lapsed' | 'tested' | 'resumed' | 'case_moved'

export type ActRule = {
  label: Bilingual
  /** What the act does, said beside its button. */
  says: Bilingual
  next: Partial<Record<CaseState, CaseState>>
  who: Who[]
  asks: Ask[]
  /** At most once in the life of a case. */
  once: boolean
  /** Which clock events it is: those it meets, and those that start further clocks (`met`, `starts` in clocks.yaml). */
  meets: string[]
  starts: string[]
  /** Where it leads when it was done before. */
  again?: Partial<Record<CaseState, CaseState>>
  /** Acts after which it is no longer possible, and acts that must have come before it. */
  notAfter?: Act[]
  after?: Act[]
  /** It belongs to this track of the matter. */
  track?: FilingKind
  /** It ends this track: the running clocks that the track alone brought go with it. */
  endsTrack?: FilingKind
  /** Clock events it takes back: the clocks that they met run again. */
  undoes?: string[]
  /** Its form is not drawn from `asks` alone: it stands in a place of its own. */
  ownForm?: true
  /** What it does to a demand, or to the part that a bureau beside the lead has in it. */
  part?: PartDoes
  /** What it does to a judgement or a demand that is judged apart. */
  apart?: ApartDoes
  /** What it does to the place of the case in a joint complaint. */
  joint?: JointDoes
  /** What it does to the check of the complainant's identity. */
  identity?: IdentityDoes
  /** Done once on a joint complaint and recorded on each of its cases; whether letters of it go to the representatives alone. */
  together?: 'representatives' | 'everybody'
  /** The pause it begins or ends. */
  pause?: { kind: PauseKind; does: 'begins' } | { kind: PauseKind; does: 'ends'; by: PauseEnd }
  /** Who gets a letter: the reporter (public words only), the bureau now in charge, the other one whose part or task it is. */
  tells: ('reporter' | 'lead' | 'other')[]
  /** What becomes of the open tasks of the bureau in charge. */
  tasks: 'opens' | 'finishes' | 'keeps'
}

/**
 * The one table of the case: role × state × act → next state, what must be given, who is told, which clock event it is.
 * Buttons, forms, permissions, the history and the 409 answer read it. Ground: the hotline's 首接负责 and 退单 with reason,
 * 总局令第121号 on acceptance and refusal.
 */
export const acts: Record<Act, ActRule> = {
  dispatch: {
    label: { zh: '派单', en: 'Dispatch' },
    says: { zh: '交给一个单位承办，办理时限从此刻起算。', en: 'Give it to a bureau; its clocks start now.' },
    next: { to_dispatch: 'dispatched' },
    who: desk,
    asks: [bureauAsk('承办单位', 'Bureau in charge'), noteAsk(false)],
    once: false,
    meets: ['dispatched'],
    starts: ['dispatched'],
    tells: ['reporter', 'lead'],
    tasks: 'opens',
  },
  refer: {
    label: { zh: '转介', en: 'Refer' },
    says: {
      zh: '垂直管理单位（海关、邮政、通信、金融、消防等）不接受派单，只发转介告知。',
      en: 'A vertical body (customs, post, telecom, finance, fire …) is not dispatched to; it gets a referral.',
    },
    next: { to_dispatch: 'referred' },
    who: desk,
    asks: [bureauAsk('转介单位', 'Body referred to'), noteAsk(false)],
    once: false,
    meets: ['referred', 'dispatched'],
    starts: ['referred'],
    tells: ['reporter', 'lead'],
    tasks: 'opens',
  },
  sign: {
    label: { zh: '签收', en: 'Sign for it' },
    says: { zh: '确认由本单位办理。', en: 'Confirm that your bureau handles it.' },
    next: { dispatched: 'handling', referred: 'handling' },
    who: officerInCharge,
    asks: [],
    once: false,
    meets: ['signed'],
    starts: ['signed'],
    tells: [],
    tasks: 'keeps',
  },
  accept: {
    label: { zh: '受理', en: 'Accept' },
    says: { zh: '作出受理决定并告知诉求人。', en: 'Decide to accept the matter and tell the reporter.' },
    next: { handling: 'handling' },
    who: officerInCharge,
    asks: [
      {
        name: 'text',
        label: { zh: '告知诉求人的话', en: 'Words to the reporter' },
        required: false,
        min: 2,
        max: 1000,
        audience: 'public',
      },
    ],
    once: true,
    notAfter: ['refuse_complaint'],
    meets: ['accepted'],
    starts: ['accepted'],
    tells: ['reporter'],
    tasks: 'keeps',
  },
  progress: {
    label: { zh: '记录进展', en: 'Record progress' },
    says: {
      zh: '记下已完成的一步，相应时限即告完成。',
      en: 'Record a step that is done; it meets the clock that waits for it.',
    },
    next: {
      dispatched: 'dispatched',
      referred: 'referred',
      handling: 'handling',
      answered: 'answered',
      closed: 'closed',
    },
    who: officerInCharge,
    asks: [
      {
        name: 'milestone',
        label: { zh: '已完成的一步', en: 'Step that is done' },
        required: true,
        min: 1,
        max: 40,
        audience: 'public',
      },
      {
        name: 'text',
        label: { zh: '说明（公开）', en: 'What was done (public)' },
        required: false,
        min: 2,
        max: 1000,
        audience: 'public',
      },
      noteAsk(false),
    ],
    once: false,
    meets: [],
    starts: [],
    tells: [],
    tasks: 'keeps',
  },
  answer: {
    label: { zh: '答复', en: 'Answer' },
    says: { zh: '把办理结果告知诉求人。', en: 'Tell the reporter the result.' },
    next: { handling: 'answered' },
    who: officerInCharge,
    asks: [
      {
        name: 'text',
        label: { zh: '公开答复', en: 'Public answer' },
        hint: {
          zh: '逐项回应诉求，写明查明的事实和处理结果。不要写任何人的姓名、电话或住址。',
          en: 'Address each demand; state the facts found and the result. No names, phones or addresses.',
        },
        required: true,
        min: 10,
        max: 4000,
        audience: 'public',
      },
      noteAsk(false),
      unwaitedAsk,
      overruleAsk,
    ],
    once: false,
    // To answer on the merits is to have accepted.
    meets: ['replied', 'accepted'],
    starts: ['replied'],
    tells: ['reporter'],
    tasks: 'finishes',
  },
  ...turningAwayActs,
  close: {
    label: { zh: '结案', en: 'Close' },
    says: { zh: '答复已送达，事情办完。', en: 'The answer is out and the matter is done.' },
    next: { answered: 'closed' },
    who: officerInCharge,
    asks: [noteAsk(false)],
    once: false,
    meets: ['closed'],
    starts: ['closed'],
    tells: ['reporter'],
    tasks: 'finishes',
  },
  ...clockActs,
  ...trackActs,
  ...partActs,
  ...taskActs,
  ...apartActs,
  ...jointActs,
  ...identityActs,
  ...deskActs,
  ...additionActs,
  note: {
    label: { zh: '加备注', en: 'Add a note' },
    says: { zh: '只记在内部，不改变办理状态。', en: 'Kept inside; changes nothing else.' },
    next: anyState,
    who: [...involved, ...desk],
    asks: [noteAsk(true)],
    once: false,
    meets: [],
    starts: [],
    tells: [],
    tasks: 'keeps',
  },
}

export const actNames = Object.keys(acts) as Act[]
