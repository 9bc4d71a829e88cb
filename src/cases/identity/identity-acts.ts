import type { Ask } from '../acts/asks.ts'
import { articleAsk, noteAsk, reasonAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'
import { officerInCharge } from '../acts/who.ts'

export type IdentityAct =
  | 'ask_identity'
  | 'prove_identity'
  | 'confirm_identity'
  | 'deny_identity'
  | 'end_unproven'
  | 'refuse_complaint'

/** What an act does to the check of identity of its case. */
export type IdentityDoes = 'asks' | 'gives' | 'confirms' | 'denies' | 'lapses'

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}
const handling: ActRule['next'] = { handling: 'handling' }
const beforeAcceptance: Pick<ActRule, 'track' | 'notAfter'> = { track: 'complaint', notAfter: ['accept', 'answer'] }
const custodian: ActRule['who'] = [{ role: 'custodian', at: 'any' }]

const wantedAsk: Ask = {
  name: 'text',
  label: { zh: '需要什么证明、为什么', en: 'What is needed, and why' },
  hint: {
    zh: '诉求人会看到。交来的材料由身份保管员核对，您看到的只有结果。',
    en: 'The reporter sees this. A custodian checks what comes; you learn the result only.',
  },
  required: true,
  min: 5,
  max: 500,
  audience: 'public',
}
const untilAsk: Ask = {
  name: 'due',
  label: { zh: '哪天之前提供', en: 'To be given by' },
  required: true,
  min: 10,
  max: 10,
  audience: 'public',
}

/**
 * The rows of the table of acts for the check of a complainant's identity (核验身份). Ground: 总局令第121号 art. 10 — a complaint is made under
 * the real identity, and the officer may set a day to prove it; art. 16 (5) and (6) — not accepted when it is not proved or is another's.
 * A report of a violation (举报) never needs it, so the check of a clue goes on whatever becomes of the complaint.
 */
export const identityActs: Record<IdentityAct, ActRule> = {
  ask_identity: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '请投诉人证明身份', en: 'Ask for proof of identity' },
    says: {
      zh: '受理前对投诉人身份有疑问时，定一个日期请其证明；举报不需要。规则允许的时限从今日起暂停，交来再继续。',
      en: 'Before acceptance, where it is in doubt who complains, set a day to prove it; a report never needs it. The clocks whose rule allows it stand still until it comes.',
    },
    next: handling,
    who: officerInCharge,
    asks: [wantedAsk, untilAsk, noteAsk(false)],
    pause: { kind: 'identity', does: 'begins' },
    identity: 'asks',
    tells: ['reporter'],
  },
  prove_identity: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '提交身份证明', en: 'Proof of identity given' },
    says: {
      zh: '身份证明已加密交给身份保管员核对，时限继续计算。',
      en: 'The proof is sealed and with a custodian; the clocks run on.',
    },
    next: handling,
    who: [{ role: 'reporter' }],
    asks: [],
    ownForm: true,
    pause: { kind: 'identity', does: 'ends', by: 'received' },
    identity: 'gives',
    tells: ['lead'],
  },
  confirm_identity: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '身份核实', en: 'Identity confirmed' },
    says: {
      zh: '身份保管员核对无误；交来的材料随即清除，只留结果。',
      en: 'A custodian found it in order; what was given is erased, only the result stays.',
    },
    next: handling,
    who: custodian,
    asks: [],
    ownForm: true,
    identity: 'confirms',
    tells: ['reporter', 'lead'],
  },
  deny_identity: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '身份未核实', en: 'Identity not confirmed' },
    says: {
      zh: '写明哪里对不上；由承办单位决定再请提供一次，还是不予受理。',
      en: 'Say what does not fit; the bureau asks once more or does not accept the complaint.',
    },
    next: handling,
    who: custodian,
    asks: [reasonAsk],
    ownForm: true,
    identity: 'denies',
    tells: ['reporter', 'lead'],
  },
  end_unproven: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '逾期未证明身份，不予受理', en: 'Identity was not proved in time; not accepted' },
    says: {
      zh: '规则规定逾期不证明身份即不予受理。',
      en: 'The rule says that without it the complaint is not accepted.',
    },
    next: { handling: 'refused' },
    who: [{ role: 'machine' }],
    asks: [reasonAsk, { ...articleAsk, max: 400 }],
    meets: ['refused', 'signed', 'replied'],
    starts: ['refused'],
    tasks: 'finishes',
    pause: { kind: 'identity', does: 'ends', by: 'lapsed' },
    identity: 'lapses',
    tells: ['reporter'],
  },
  refuse_complaint: {
    ...quiet,
    ...beforeAcceptance,
    label: { zh: '投诉不予受理，核查照常', en: 'Do not accept the complaint; the check goes on' },
    says: {
      zh: '两个程序同时进行的：只结束投诉，写明理由和依据；举报线索照常核查并告知结果。',
      en: 'Where both tracks run, end the complaint alone, with reason and article; the clue is still checked and its result told.',
    },
    next: handling,
    who: [...officerInCharge, { role: 'machine' }],
    asks: [reasonAsk, { ...articleAsk, max: 400 }],
    once: true,
    meets: ['refused'],
    starts: ['refused'],
    endsTrack: 'complaint',
    tells: ['reporter'],
  },
}
