import type { Permission } from '../accounts/permissions.ts'
import type { Tables } from '../db/tables.ts'
import type { Bilingual } from '../reference/city.ts'
import type { WarningLevel } from './notices/notice-warning.ts'

export type WarningState = Tables['warning']['state']
export type WarningKind = Tables['warning']['kind']
/** What only a person does to a warning. */
export type WarningAct = 'release' | 'drop' | 'lift'

export const warningStates: Record<WarningState, Bilingual> = {
  draft: { zh: '草稿，待审核', en: 'Draft, to be decided' },
  released: { zh: '已发布', en: 'Released' },
  dropped: { zh: '不予发布', en: 'Dropped' },
  lifted: { zh: '已解除', en: 'Lifted' },
  expired: { zh: '已到期', en: 'Expired' },
}

export const warningKinds: Record<WarningKind, Bilingual & { decides: Permission }> = {
  recall: { zh: '产品召回', en: 'Recall', decides: 'release_recall_warnings' },
  bulletin: { zh: '国外技术措施', en: 'Foreign technical measure', decides: 'release_trade_warnings' },
  quality: { zh: '本市质量预警', en: 'Quality warning of the city', decides: 'publish_quality_warnings' },
}

/**
 * What one person does to a warning on a recall or a bulletin: act → from which state to which. Buttons, forms, refusals and the history
 * read it. One person is enough there: an authority has published the facts already, and the level follows a dated rule. The city's own
 * warnings are written, reviewed and signed by different people (`warnings/draft-acts.ts`).
 */
export const warningActs: Record<
  WarningAct,
  { label: Bilingual; says: Bilingual; from: WarningState; to: WarningState }
> = {
  release: {
    label: { zh: '发布', en: 'Release' },
    says: {
      zh: '公开这条预警，并通知订阅的人和牵头单位。此前针对同一通报发布的预警同时解除。',
      en: 'Makes it public and tells subscribers and the bureau in charge; earlier warnings on the same notice are lifted.',
    },
    from: 'draft',
    to: 'released',
  },
  drop: {
    label: { zh: '不发布', en: 'Drop' },
    says: { zh: '不公开，保留在记录里。', en: 'Keeps it from the public; it stays on record.' },
    from: 'draft',
    to: 'dropped',
  },
  lift: {
    label: { zh: '解除', en: 'Lift' },
    says: { zh: '危险已过或措施已撤回时解除预警。', en: 'When the danger is over or the measure withdrawn.' },
    from: 'released',
    to: 'lifted',
  },
}

/** Every act of the history of a warning, in words. */
export const eventNames: Record<Tables['warning_event']['act'], Bilingual> = {
  draft: { zh: '起草', en: 'Drafted' },
  release: warningActs.release.label,
  drop: warningActs.drop.label,
  lift: warningActs.lift.label,
  write: { zh: '修改文稿', en: 'Text written' },
  submit: { zh: '送审', en: 'Sent to review' },
  approve: { zh: '审核通过', en: 'Approved' },
  return: { zh: '退回修改', en: 'Returned' },
  sign: { zh: '签发', en: 'Signed' },
  change: { zh: '拟写新版本', en: 'Next version begun' },
  discard: { zh: '放弃文稿', en: 'Text thrown away' },
  hear: { zh: '听取企业', en: 'Firm heard' },
  urgent: { zh: '紧急，不先听取', en: 'Urgent: not heard first' },
  report: { zh: '向上报告', en: 'Reported upward' },
  publish: { zh: '发布', en: 'Published' },
  update: { zh: '更新', en: 'Updated' },
  upgrade: { zh: '升级', en: 'Upgraded' },
  downgrade: { zh: '降级', en: 'Downgraded' },
  expire: { zh: '到期失效', en: 'Expired' },
  acknowledge: { zh: '确认收到', en: 'Receipt acknowledged' },
  escalate: { zh: '逾时未确认，上报', en: 'Not acknowledged in time, passed on' },
}

/** The acts that a warning in this state is open to. */
export function actsOn(state: WarningState): WarningAct[] {
  return (Object.keys(warningActs) as WarningAct[]).filter((act) => warningActs[act].from === state)
}

/** Levels from the least to the most urgent. */
export const levelsUpward: WarningLevel[] = ['blue', 'yellow', 'orange', 'red']
