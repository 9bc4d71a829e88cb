import type { Ask } from '../acts/asks.ts'
import { noteAsk, reasonAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'
import { officerInCharge } from '../acts/who.ts'

export type JointAct =
  | 'join_complaints'
  | 'file_jointly'
  | 'call_mediation'
  | 'record_mediation'
  | 'propose_settlement'
  | 'consent'
  | 'dissent'
  | 'go_alone'

/** What an act does to the place of a case in a joint complaint. */
export type JointDoes = 'joins' | 'proposes' | 'consents' | 'leaves'

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks' | 'track' | 'notAfter'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
  track: 'complaint',
  notAfter: ['end_mediation'],
}
const mediating: Pick<ActRule, 'next' | 'who' | 'after'> = {
  next: { handling: 'handling', answered: 'answered' },
  who: officerInCharge,
  after: ['accept'],
}
const own: ActRule['next'] = mediating.next

const dayAsk = (zh: string, en: string): Ask => ({
  name: 'due',
  label: { zh, en },
  required: true,
  min: 10,
  max: 10,
  audience: 'public',
})
const text = (zh: string, en: string, hint: Ask['hint']): Ask => ({
  name: 'text',
  label: { zh, en },
  ...(hint ? { hint } : {}),
  required: true,
  min: 5,
  max: 1500,
  audience: 'public',
})
const numbers = (name: 'cases' | 'representatives', zh: string, en: string): Ask => ({
  name,
  label: { zh, en },
  required: true,
  min: 1,
  max: 2000,
  audience: 'internal',
})

/**
 * The rows of the table of acts for mediation and for complaints that are mediated together (共同投诉). Ground: 总局令第20号 art. 11 — up to
 * two representatives; their acts bind those they represent, but a settlement needs the consent of each. 总局令第121号 replaces that Order;
 * its words on joint complaints were not seen, and the same is asked under it because it protects each complainant more.
 */
export const jointActs: Record<JointAct, ActRule> = {
  join_complaints: {
    ...quiet,
    label: { zh: '并为共同投诉', en: 'Join complaints' },
    says: {
      zh: '同一事件的投诉一并调解，从投诉人中定一至两名代表人（先征得其同意）。每人仍有各自的回执、答复、评价和隐私；和解须各自同意。',
      en: 'Complaints of one incident are mediated once, with one or two complainants as representatives (ask them first). Each keeps an own receipt, answer, judgement and privacy; each consents to a settlement or not.',
    },
    next: { handling: 'handling' },
    who: officerInCharge,
    asks: [
      numbers('cases', '一并调解的投诉', 'Complaints mediated together'),
      numbers('representatives', '代表人（持此案回执的人，一至两名）', 'Representatives: who filed these, one or two'),
      reasonAsk,
    ],
    once: true,
    joint: 'joins',
    together: 'everybody',
    tells: ['reporter'],
  },
  file_jointly: {
    ...quiet,
    label: { zh: '共同投诉', en: 'Filed jointly' },
    says: {
      zh: '收件时：一人替几位投诉人一起提交的，从一开始就一并调解。每人各有回执、答复、评价和隐私；和解须各自同意。',
      en: 'With the filing: what one person files for several is mediated together from the start. Each has an own receipt, answer, judgement and privacy; each consents to a settlement or not.',
    },
    next: { to_dispatch: 'to_dispatch', dispatched: 'dispatched', referred: 'referred', handling: 'handling' },
    who: [{ role: 'machine' }],
    asks: [
      numbers('cases', '一并调解的投诉', 'Complaints mediated together'),
      numbers('representatives', '代表人', 'Representatives'),
    ],
    once: true,
    joint: 'joins',
    tells: ['reporter'],
  },
  call_mediation: {
    ...quiet,
    ...mediating,
    label: { zh: '召集调解', en: 'Call a mediation' },
    says: {
      zh: '告知哪一天、在哪里、怎样调解；共同投诉的，通知代表人，每案各记一笔。',
      en: 'Say on which day, where and how. In a joint complaint the representatives are told and every case records it.',
    },
    asks: [
      dayAsk('哪一天', 'On which day'),
      text('时间、地点和方式', 'Hour, place and manner', {
        zh: '现场、电话或视频；不写任何人的姓名和电话。',
        en: 'In person, by phone or video; no names or phone numbers.',
      }),
    ],
    together: 'representatives',
    tells: ['reporter'],
  },
  record_mediation: {
    ...quiet,
    ...mediating,
    label: { zh: '记录调解', en: 'Record a mediation' },
    says: {
      zh: '记下哪天调解、哪些方面参加、说到哪里；笔录只在内部，摘要公开。',
      en: 'When it was held, which sides took part and how far it came. The minutes stay inside; the summary is public.',
    },
    asks: [
      dayAsk('哪天调解的', 'Held on'),
      {
        name: 'participants',
        label: { zh: '参加的各方', en: 'Who took part' },
        required: true,
        min: 1,
        max: 200,
        audience: 'public',
      },
      text('摘要（公开）', 'Summary (public)', {
        zh: '不写任何人的姓名、电话或住址。',
        en: 'No names, phones or addresses.',
      }),
      { ...noteAsk(true), label: { zh: '调解笔录', en: 'Minutes' } },
    ],
    together: 'representatives',
    tells: ['reporter'],
  },
  propose_settlement: {
    ...quiet,
    ...mediating,
    label: { zh: '就和解征求同意', en: 'Ask consent to a settlement' },
    says: {
      zh: '代表人谈成的和解方案，逐一征求每位投诉人同意；没有同意的，其投诉单独继续。',
      en: 'What the representatives agreed is put to each complainant. The complaint of whoever does not consent goes on alone.',
    },
    asks: [
      text('和解方案', 'The settlement', {
        zh: '每位投诉人都会看到，不写任何人的姓名。',
        en: 'Every complainant sees this; name nobody.',
      }),
      dayAsk('哪天之前答复', 'Answer by'),
    ],
    joint: 'proposes',
    together: 'everybody',
    tells: ['reporter'],
  },
  consent: {
    ...quiet,
    label: { zh: '同意和解方案', en: 'Consent to the settlement' },
    says: { zh: '同意代表人谈成的方案。', en: 'You agree to what the representatives negotiated.' },
    next: own,
    who: [{ role: 'reporter' }],
    asks: [],
    ownForm: true,
    joint: 'consents',
    tells: [],
  },
  dissent: {
    ...quiet,
    label: { zh: '不同意和解方案', en: 'Do not consent' },
    says: {
      zh: '不同意的，您的投诉单独继续办理，权利不受影响。',
      en: 'Your complaint then goes on alone, with all its rights.',
    },
    next: own,
    who: [{ role: 'reporter' }],
    asks: [],
    ownForm: true,
    joint: 'leaves',
    tells: ['lead'],
  },
  go_alone: {
    ...quiet,
    label: { zh: '单独继续办理', en: 'Goes on alone' },
    says: {
      zh: '没有同意和解方案，这件投诉退出共同投诉，单独继续办理。',
      en: 'Without consent to the settlement this complaint leaves the joint one and goes on alone.',
    },
    next: own,
    who: [{ role: 'machine' }],
    asks: [],
    joint: 'leaves',
    tells: ['reporter', 'lead'],
  },
}
