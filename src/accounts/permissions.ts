import type { Actor, Role } from '../context.ts'
import type { Bilingual } from '../reference/city.ts'

/** What a member of staff may do apart from the acts on a case, which src/cases/acts/case-states.ts says. */
export type Permission =
  /** See the cases in which the own bureau leads or supports. */
  | 'see_own_cases'
  /** See every case of the city. */
  | 'see_all_cases'
  /** Ask, for a stated purpose, that the reporter of a case of the own bureau be made known. */
  | 'ask_for_identity'
  /** Decide on others' requests and open identities; every look is a row. */
  | 'keep_identities'
  /** Read the record of looks and check the chain of history. */
  | 'read_audit'
  /** See and finish the tasks of the own bureau. */
  | 'own_tasks'
  /** See the reminders of the clocks of the own bureau, and how likely its cases will be late. */
  | 'own_deadlines'
  /** See those of every bureau. */
  | 'see_all_deadlines'
  /** Close a case although the check of its answer objects, with a reason. */
  | 'overrule_answer_checks'
  /** Write the reply templates of the own bureau. */
  | 'keep_reply_templates'
  /** Save and delete the filters that the own bureau shares. */
  | 'share_filters'
  /** See the tasks of every bureau. */
  | 'see_all_tasks'
  /** Release, drop or lift a recall warning. */
  | 'release_recall_warnings'
  /** Release, drop or lift a trade warning. */
  | 'release_trade_warnings'
  /** Open reviews of foreign measures, invite, merge and hand on; raise trade concerns. */
  | 'review_measures'
  /** Open a response of several bureaus, with the own one in the lead. */
  | 'open_responses'
  /** Judge whether a response worked and close it. */
  | 'close_responses'
  /** Open responses under any bureau, and hand over, add to and close all of them. */
  | 'run_all_responses'
  /** Admit members to the monitoring network, change their keys, see how each source is doing. */
  | 'keep_network'
  /** Write risk assessments for the own bureau. */
  | 'assess_risks'
  /** Validate the risk assessments that others wrote. */
  | 'validate_risk_assessments'
  /** Publish what an incident is about, in words of their own, so that others can join it; take it back. */
  | 'publish_incidents'
  /** Write a quality warning of the city, and the next version of one of the own bureau. */
  | 'write_quality_warnings'
  /** Review a quality warning that others wrote. Who signs it, its colour says (city/…/warning-colours.yaml). */
  | 'review_quality_warnings'
  /** Publish a quality warning that is signed, and report it upward. */
  | 'publish_quality_warnings'
  /** See every quality warning, who acknowledged it and who did not. */
  | 'see_all_quality_warnings'
  /** See every signal of the watch and judge what it is. */
  | 'judge_signals'
  /** See the signals whose leaf is the own bureau's. */
  | 'see_own_signals'
  /** See how well triage does, and the models it reads with. */
  | 'see_triage_quality'
  /** Order, promote and roll back a triage model. */
  | 'keep_triage_model'
  /** See how the bureaus are evaluated: the own bureau's counts while it may object, all of them once decided. */
  | 'see_evaluations'
  /** Object for the own bureau to how it was counted. */
  | 'object_to_evaluations'
  /** Draw up evaluations of the bureaus, decide on objections, report them. */
  | 'keep_evaluations'
  /** See the register of firms from inside: what is no longer published, grades held, risk classes. */
  | 'see_firms'
  /** Say which firm a case is about and what was found, decide what firms ask, invite them, show grades, draw and record inspections. */
  | 'keep_firms'
  /** Follow recalls up: open, take what firms hand in, publish how far they are, close. */
  | 'follow_recalls'
  /** Pass objections on to their source. */
  | 'forward_objections'
  /** Propose, try and sign the rules of the public grade. */
  | 'keep_credit_rules'
  /** Make reports on the state of quality, and release them to the public. */
  | 'keep_reports'
  /** See how the sources of notices are doing, hand documents in, settle what could not be read. */
  | 'keep_sources'
  /** Open and disable accounts. */
  | 'keep_accounts'
  /** Register programs that are told what happens. */
  | 'keep_webhooks'

/** The one table of roles. Whoever keeps the accounts sees no case. */
export const roles: Record<Role, Bilingual & { may: Permission[] }> = {
  officer: {
    zh: '承办人员',
    en: 'Officer',
    may: [
      'see_own_cases',
      'ask_for_identity',
      'own_tasks',
      'own_deadlines',
      'open_responses',
      'assess_risks',
      'see_firms',
      'keep_firms',
      'follow_recalls',
      'write_quality_warnings',
    ],
  },
  head: {
    zh: '单位负责人',
    en: 'Head of bureau',
    may: [
      'see_own_cases',
      'own_tasks',
      'own_deadlines',
      'overrule_answer_checks',
      'see_own_signals',
      'keep_reply_templates',
      'share_filters',
      'see_evaluations',
      'object_to_evaluations',
      'open_responses',
      'close_responses',
      'assess_risks',
      'validate_risk_assessments',
      'see_firms',
      'keep_firms',
      'follow_recalls',
      'write_quality_warnings',
      'review_quality_warnings',
      'publish_incidents',
    ],
  },
  dispatcher: {
    zh: '分拨人员',
    en: 'Dispatcher',
    may: ['see_all_cases', 'own_tasks', 'see_all_tasks', 'see_triage_quality', 'see_firms', 'forward_objections'],
  },
  joint_office: {
    zh: '联席会议办公室',
    en: 'Joint-meeting office',
    may: [
      'see_all_cases',
      'own_tasks',
      'see_all_tasks',
      'see_all_deadlines',
      'publish_incidents',
      'release_recall_warnings',
      'release_trade_warnings',
      'review_measures',
      'open_responses',
      'close_responses',
      'run_all_responses',
      'keep_network',
      'assess_risks',
      'validate_risk_assessments',
      'write_quality_warnings',
      'review_quality_warnings',
      'publish_quality_warnings',
      'see_all_quality_warnings',
      'judge_signals',
      'see_triage_quality',
      'keep_triage_model',
      'see_evaluations',
      'keep_evaluations',
      'see_firms',
      'keep_firms',
      'follow_recalls',
      'forward_objections',
      'keep_credit_rules',
      'keep_reports',
      'keep_sources',
    ],
  },
  convener: { zh: '联席会议召集人', en: 'Convener of the joint meeting', may: ['see_all_quality_warnings'] },
  trade_official: {
    zh: '贸易预警人员',
    en: 'Trade official',
    may: ['own_tasks', 'release_trade_warnings', 'review_measures', 'keep_sources'],
  },
  custodian: { zh: '身份保管员', en: 'Custodian', may: ['keep_identities'] },
  auditor: { zh: '审计人员', en: 'Auditor', may: ['read_audit'] },
  administrator: { zh: '系统管理员', en: 'Administrator', may: ['keep_accounts', 'keep_webhooks'] },
}

/** Whether the actor is staff whose role carries `permission`. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind === 'staff' && roles[actor.role].may.includes(permission)
}

/** Whether the actor works on cases at all: trade officials and the keepers of accounts, identities and records do not. */
export const worksOnCases = (actor: Actor): boolean => may(actor, 'see_all_cases') || may(actor, 'see_own_cases')

/** Whether the actor may see a case: everyone's, or one in which the own bureau leads or supports. */
export function seesCase(actor: Actor, { lead, support }: { lead: string; support: string[] }): boolean {
  if (actor.kind !== 'staff') return false
  if (may(actor, 'see_all_cases')) return true
  return may(actor, 'see_own_cases') && (lead === actor.bureau || support.includes(actor.bureau))
}
