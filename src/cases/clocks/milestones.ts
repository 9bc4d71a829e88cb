import type { Bilingual } from '../../reference/city.ts'

/**
 * Steps outside the table of acts that an officer records and for which a clock may wait: the words under `met` and `starts`
 * in the city's clocks.yaml. A test holds the two together.
 */
export const milestones: Record<string, Bilingual> = {
  contacted: { zh: '已联系诉求人', en: 'Reporter contacted' },
  feedback_given: { zh: '已反馈处置情况', en: 'Feedback given' },
  on_site: { zh: '已到现场', en: 'On site' },
  filing_decision: { zh: '已决定是否立案', en: 'Decided whether to open a case' },
  reporter_told: { zh: '已告知举报人', en: 'Reporter told of the decision' },
  mediated: { zh: '调解达成一致', en: 'Mediation ended in an agreement' },
  terminated: { zh: '调解终止', en: 'Mediation terminated' },
  termination_told: { zh: '已告知双方调解终止', en: 'Both sides told that mediation ended' },
  case_filed: { zh: '已立案', en: 'Case opened' },
  case_dropped: { zh: '已撤案', en: 'Case dropped' },
  penalty_decided: { zh: '已作出处罚决定', en: 'Penalty decided' },
  penalty_published: { zh: '已公示处罚决定', en: 'Penalty published' },
  clue_found: { zh: '发现违法线索', en: 'Clue of a violation found' },
  transferred_out: { zh: '已移送其他机关', en: 'Passed to another authority' },
  accident_reported: { zh: '事故已上报', en: 'Accident reported' },
  escalated: { zh: '已逐级上报', en: 'Reported to the higher level' },
  incident_confirmed: { zh: '确认突发环境事件', en: 'Environmental incident confirmed' },
  major_incident_confirmed: { zh: '确认重大突发环境事件', en: 'Major environmental incident confirmed' },
  respondent_notified: { zh: '已通知被投诉方', en: 'Respondent notified' },
  respondent_answered: { zh: '被投诉方已答复', en: 'Respondent answered' },
  passed_to_hospital: { zh: '已转交医疗机构', en: 'Passed to the hospital' },
  hospital_replied: { zh: '医疗机构已答复', en: 'Hospital replied' },
  company_replied: { zh: '企业已答复', en: 'Company replied' },
  appeal_received: { zh: '收到申诉', en: 'Appeal received' },
  review_received: { zh: '收到复查申请', en: 'Request for review received' },
  review_decided: { zh: '已作出复查意见', en: 'Review decided' },
  rectification_reported: { zh: '整改已报送', en: 'Rectification reported' },
  accident: { zh: '发生事故', en: 'Accident happened' },
  trapped_report: { zh: '接报有人被困', en: 'Report of people trapped' },
  unit_head_informed: { zh: '单位负责人已知情', en: 'Head of the unit informed' },
  called_back: { zh: '已回访', en: 'Called back' },
}

/**
 * The steps an officer can record on a case now: those its running clocks wait for, then those that would start a clock not yet
 * started. `rules` are the clock rules that govern the case, `clocks` those that have started, with whether they still run.
 */
export function milestonesOpen(
  rules: { id: string; from: string; until: string }[],
  clocks: { rule: string; running: boolean }[],
): string[] {
  const started = new Map(clocks.map((clock) => [clock.rule, clock.running]))
  const awaited = rules.filter((rule) => started.get(rule.id)).flatMap((rule) => rule.until.split('|'))
  const starting = rules.filter((rule) => !started.has(rule.id)).map((rule) => rule.from)
  return [...new Set([...awaited, ...starting])].filter((event) => Object.hasOwn(milestones, event))
}
