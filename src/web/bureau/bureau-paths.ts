import { type Act, actNames } from '../../cases/case-states.ts'

/** An act is a noun: answering case 7 is POST /bureau/cases/7/answer. */
export const actNouns: Record<Act, string> = {
  dispatch: 'dispatch',
  refer: 'referral',
  sign: 'signature',
  accept: 'acceptance',
  progress: 'progress',
  answer: 'answer',
  refuse: 'refusal',
  return: 'return',
  close: 'closure',
  withdraw: 'withdrawal',
  correct: 'correction',
  risk: 'risk',
  note: 'notes',
  ask_supplement: 'supplement-requests',
  supply: 'supplement',
  go_on_unsupplied: 'unsupplied',
  end_unsupplied: 'unsupplied-end',
  start_testing: 'test',
  end_testing: 'test-end',
  extend: 'extension',
}

/** The act that a path names; null for none of them. */
export function actOfNoun(noun: string): Act | null {
  return actNames.find((act) => actNouns[act] === noun) ?? null
}

export const bureauPaths = {
  inbox: '/bureau',
  exports: '/bureau/exports',
  dispatch: '/bureau/dispatch',
  dispatchList: '/bureau/dispatch/waiting',
  dispatchOf: (id: number): string => `/bureau/dispatch?case=${id}`,
  dispatchDone: (id: number): string => `/bureau/dispatch?done=${id}`,
  decisions: '/bureau/dispatch/decisions',
  undoings: '/bureau/dispatch/undoings',
  skips: '/bureau/dispatch/skips',
  dangers: '/bureau/dispatch/dangers',
  reviews: '/bureau/reviews',
  risk: (id: number): string => `/bureau/cases/${id}/risk`,
  tasks: '/bureau/tasks',
  account: '/bureau/account',
  password: '/bureau/account/password',
  secondFactor: '/bureau/account/second-factor',
  secondFactorProof: '/bureau/account/second-factor/proof',
  audit: '/bureau/audit',
  auditCheck: '/bureau/audit/check',
  accounts: '/bureau/accounts',
  secondFactorEnd: (id: number): string => `/bureau/accounts/${id}/second-factor-end`,
  accountEnd: (id: number): string => `/bureau/accounts/${id}/end`,
  case: (id: number): string => `/bureau/cases/${id}`,
  act: (id: number, act: Act): string => `/bureau/cases/${id}/${actNouns[act]}`,
  caseMerges: (id: number): string => `/bureau/cases/${id}/merges`,
  caseSeparations: (id: number): string => `/bureau/cases/${id}/separations`,
  incident: (id: number): string => `/bureau/incidents/${id}`,
  incidentAct: (id: number, noun: string): string => `/bureau/incidents/${id}/${noun}`,
  incidentSplits: (id: number): string => `/bureau/incidents/${id}/splits`,
  identityRequests: (id: number): string => `/bureau/cases/${id}/identity-requests`,
  identities: '/bureau/identities',
  identityDecision: (id: number): string => `/bureau/identities/${id}/decision`,
  identityOpening: (id: number): string => `/bureau/identities/${id}/opening`,
  attachment: (id: number, attachment: number): string => `/bureau/cases/${id}/attachments/${attachment}`,
  taskResult: (id: number): string => `/bureau/tasks/${id}/result`,
} as const
