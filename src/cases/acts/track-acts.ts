import type { Ask } from './asks.ts'
import { bureauAsk, noteAsk, reasonAsk } from './asks.ts'
import type { ActRule } from './case-states.ts'
import { officerInCharge } from './who.ts'

export type TrackAct =
  | 'rule'
  | 'supervise'
  | 'open_tracks'
  | 'open_clue'
  | 'drop_clue'
  | 'decide_filing'
  | 'decide_penalty'
  | 'end_mediation'
  | 'reopen'

/** Days within which an answer that does not satisfy may be sent back, counted from the answer. */
export const reopenDays = 14

const text = (zh: string, en: string, hint?: Ask['hint']): Ask => ({
  name: 'text',
  label: { zh, en },
  ...(hint ? { hint } : {}),
  required: true,
  min: 5,
  max: 1500,
  audience: 'public',
})

const office: ActRule['who'] = [{ role: 'joint_office', at: 'any' }]
const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}
const underWay: ActRule['next'] = { dispatched: 'dispatched', referred: 'referred', handling: 'handling' }
const untilClosed: ActRule['next'] = { handling: 'handling', answered: 'answered' }

/**
 * The rows of the table of acts for the two tracks of a matter, for what nobody wants to handle, and for an answer that does not
 * satisfy. 投诉 and 举报 are apart: ending a mediation never ends the check of a clue (令20 art. 7 and 23, 令121 art. 9).
 */
export const trackActs: Record<TrackAct, ActRule> = {
  rule: {
    ...quiet,
    label: { zh: '裁决承办单位', en: 'Rule who handles it' },
    says: {
      zh: '再次被退的案件由联席会议办公室裁决；裁决后不得再退（首接负责、指定后不得退回）。',
      en: 'A case returned twice is ruled on by the joint-meeting office. The ruling binds: it cannot be returned again.',
    },
    next: { to_rule: 'dispatched' },
    who: office,
    asks: [bureauAsk('承办单位', 'Bureau in charge'), reasonAsk, noteAsk(false)],
    meets: ['dispatched'],
    starts: ['dispatched'],
    tells: ['reporter', 'lead'],
    tasks: 'opens',
  },
  supervise: {
    ...quiet,
    label: { zh: '督办', en: 'Supervise' },
    says: {
      zh: '写明督办什么；主办单位会收到，案件标为督办。',
      en: 'Say what is to be done; the bureau is told and the case is marked.',
    },
    next: { ...underWay, answered: 'answered' },
    who: office,
    asks: [{ ...noteAsk(true), label: { zh: '督办要求', en: 'What is to be done' } }],
    tells: ['lead'],
  },
  open_tracks: {
    ...quiet,
    label: { zh: '同时开始举报程序', en: 'Open the report track too' },
    says: {
      zh: '收件时：投诉中同时反映违法行为的，两个程序同时开始；调解怎样结束都不影响核查。',
      en: 'With the filing: a complaint that also reports a violation opens both tracks; however the mediation ends, the check goes on.',
    },
    next: { to_dispatch: 'to_dispatch' },
    who: [{ role: 'machine' }],
    asks: [],
    once: true,
    track: 'complaint',
    notAfter: ['dispatch', 'refer'],
    tells: [],
  },
  open_clue: {
    ...quiet,
    label: { zh: '另立举报线索', en: 'Open a report beside it' },
    says: {
      zh: '投诉中有违法线索的，按举报另行核查；调解怎样结束都不影响核查。',
      en: 'A clue of a violation in a complaint is checked as a report; however the mediation ends, the check goes on.',
    },
    next: { ...underWay, answered: 'answered' },
    who: officerInCharge,
    asks: [text('违法线索', 'The clue')],
    once: true,
    track: 'complaint',
    meets: ['clue_found'],
    starts: ['clue_found'],
    tells: ['reporter'],
  },
  drop_clue: {
    ...quiet,
    label: { zh: '撤销举报程序', en: 'End the report track' },
    says: {
      zh: '收件时由机器同时开始的举报程序，经核对并没有反映违法行为的，写明理由撤销；诉求人会看到，并可另行举报。',
      en: 'The machine opened the report track with the filing; where the text reports no violation, end it with a reason. The reporter sees it and may file a report.',
    },
    next: { ...underWay, answered: 'answered' },
    who: officerInCharge,
    asks: [reasonAsk],
    once: true,
    track: 'report',
    after: ['open_tracks'],
    notAfter: ['decide_filing', 'open_clue'],
    endsTrack: 'report',
    tells: ['reporter'],
  },
  decide_filing: {
    ...quiet,
    label: { zh: '决定是否立案', en: 'Decide whether to open a case' },
    says: {
      zh: '写明核查情况和是否立案；依规则告知举报人。',
      en: 'State what was found and whether a case is opened; the reporter is told as the rule says.',
    },
    next: { ...untilClosed, closed: 'closed' },
    who: officerInCharge,
    asks: [
      {
        name: 'filing',
        label: { zh: '是否立案', en: 'Case opened?' },
        required: true,
        min: 1,
        max: 20,
        audience: 'public',
      },
      text('核查情况', 'Findings'),
    ],
    once: true,
    track: 'report',
    meets: ['filing_decision'],
    starts: ['filing_decision'],
    tells: ['reporter'],
  },
  decide_penalty: {
    ...quiet,
    label: { zh: '作出处罚决定', en: 'Decide on a penalty' },
    says: {
      zh: '立案的线索以处罚了结：关联企业档案里的处罚记录，并把结果告知举报人。',
      en: 'The filed clue ends in a penalty: link it with the row of the firm’s record and tell the reporter the outcome.',
    },
    next: { ...untilClosed, closed: 'closed' },
    who: officerInCharge,
    asks: [text('告知举报人的话', 'Words to the reporter')],
    ownForm: true,
    once: true,
    track: 'report',
    after: ['decide_filing'],
    meets: ['penalty_decided'],
    starts: ['penalty_decided'],
    tells: ['reporter'],
  },
  end_mediation: {
    ...quiet,
    label: { zh: '调解结束', en: 'End the mediation' },
    says: {
      zh: '选择结束的情形并写明经过；终止的，诉求人可另寻途径，线索核查照常。',
      en: 'Choose how it ended and say what happened. If it failed, other ways are open and a clue is still checked.',
    },
    next: untilClosed,
    who: officerInCharge,
    asks: [
      {
        name: 'ending',
        label: { zh: '结束的情形', en: 'How it ended' },
        required: true,
        min: 1,
        max: 20,
        audience: 'public',
      },
      text('调解经过', 'What happened'),
    ],
    once: true,
    track: 'complaint',
    after: ['accept'],
    together: 'representatives',
    tells: ['reporter'],
  },
  reopen: {
    ...quiet,
    label: { zh: '不满意，请求重办', en: 'Not satisfied: handle it again' },
    says: {
      zh: `收到答复 ${reopenDays} 天内可以请求重办一次，请写明哪里没有解决。`,
      en: `Within ${reopenDays} days of the answer you may ask once that it is handled again; say what is not solved.`,
    },
    next: { answered: 'handling', closed: 'handling' },
    who: [{ role: 'reporter' }],
    asks: [reasonAsk],
    once: true,
    starts: ['reopened'],
    tells: ['lead', 'reporter'],
  },
}
