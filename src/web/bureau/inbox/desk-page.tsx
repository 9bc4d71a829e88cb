import type { Context as HonoContext } from 'hono'
import type { Child } from 'hono/jsx'
import { may, type Permission } from '../../../accounts/permissions.ts'
import { concernPaths } from '../../../alerts/concerns/concern-paths.ts'
import { reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import type { Actor } from '../../../context.ts'
import type { Said } from '../../../errors.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Page } from '../../layout.tsx'
import { Both, NarrowFold } from '../../parts.tsx'
import { recallPaths } from '../../recalls/recall-paths.ts'
import { reportPaths } from '../../report-paths.ts'
import type { Env, Web } from '../../web.ts'
import { assessmentPaths } from '../assessment/assessment-paths.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { evaluationPaths } from '../evaluation/evaluation-paths.ts'
import { linkPaths } from '../links/link-paths.ts'
import { morningPath } from '../morning/morning-path.ts'
import { networkPaths } from '../network/network-paths.ts'
import { qualityPaths } from '../quality/quality-paths.ts'
import { responsePaths } from '../response/response-paths.ts'
import { signalPaths } from '../signals/signal-paths.ts'
import { sourcePaths } from '../sources/source-paths.ts'

export type Desk =
  | 'morning'
  | 'inbox'
  | 'dispatch'
  | 'reviews'
  | 'tasks'
  | 'deadlines'
  | 'templates'
  | 'signals'
  | 'warnings'
  | 'measure-reviews'
  | 'trade-concerns'
  | 'sources'
  | 'links'
  | 'recalls'
  | 'assessments'
  | 'responses'
  | 'network'
  | 'quality'
  | 'firms'
  | 'evaluations'
  | 'reports'
  | 'identities'
  | 'audit'
  | 'accounts'
  | 'webhooks'
  | 'account'

/** The desks in the order of the navigation, each with the permissions of which one opens it. */
const desks: (Said & { desk: Desk; path: string; for: Permission[] | 'all staff' })[] = [
  { desk: 'morning', path: morningPath, zh: '今日', en: 'This morning', for: ['see_all_deadlines'] },
  { desk: 'inbox', path: bureauPaths.inbox, zh: '收件箱', en: 'Inbox', for: ['see_own_cases', 'see_all_cases'] },
  { desk: 'dispatch', path: bureauPaths.dispatch, zh: '待分拨', en: 'To dispatch', for: ['see_all_cases'] },
  { desk: 'reviews', path: bureauPaths.reviews, zh: '分派复核', en: 'Review', for: ['see_all_cases'] },
  { desk: 'tasks', path: bureauPaths.tasks, zh: '任务', en: 'Tasks', for: ['own_tasks', 'see_all_tasks'] },
  {
    desk: 'responses',
    path: responsePaths.list,
    zh: '快速处置',
    en: 'Rapid response',
    for: ['open_responses', 'see_all_tasks'],
  },
  { desk: 'network', path: networkPaths.list, zh: '监测网络', en: 'Monitoring network', for: ['keep_network'] },
  {
    desk: 'deadlines',
    path: bureauPaths.deadlines,
    zh: '时限提醒',
    en: 'Deadlines',
    for: ['own_deadlines', 'see_all_deadlines'],
  },
  { desk: 'templates', path: bureauPaths.templates, zh: '答复模板', en: 'Templates', for: ['see_own_cases'] },
  {
    desk: 'signals',
    path: signalPaths.signals,
    zh: '早期信号',
    en: 'Signals',
    for: ['judge_signals', 'see_own_signals'],
  },
  {
    desk: 'warnings',
    path: alertPaths.warningDesk,
    zh: '预警审核',
    en: 'Warnings to decide',
    for: ['release_recall_warnings', 'release_trade_warnings', 'write_quality_warnings', 'see_all_quality_warnings'],
  },
  {
    desk: 'links',
    path: linkPaths.desk,
    zh: '关联核对',
    en: 'Links',
    for: ['see_own_cases', 'see_all_cases', 'keep_firms'],
  },
  {
    desk: 'measure-reviews',
    path: reviewPaths.list,
    zh: '通报评议',
    en: 'Reviews of measures',
    for: ['review_measures'],
  },
  {
    desk: 'trade-concerns',
    path: concernPaths.list,
    zh: '特别贸易关注',
    en: 'Trade concerns',
    for: ['review_measures'],
  },
  { desk: 'recalls', path: recallPaths.desk, zh: '召回跟进', en: 'Recalls', for: ['follow_recalls'] },
  { desk: 'sources', path: sourcePaths.list, zh: '数据源', en: 'Sources', for: ['keep_sources'] },
  {
    desk: 'assessments',
    path: assessmentPaths.list,
    zh: '风险评估',
    en: 'Risk assessments',
    for: ['assess_risks', 'validate_risk_assessments'],
  },
  { desk: 'firms', path: bureauPaths.firms, zh: '企业档案', en: 'Firms', for: ['see_firms'] },
  {
    desk: 'quality',
    path: qualityPaths.quality,
    zh: '研判质量',
    en: 'Triage quality',
    for: ['see_triage_quality'],
  },
  {
    desk: 'evaluations',
    path: evaluationPaths.evaluations,
    zh: '工作评价',
    en: 'Evaluation',
    for: ['see_evaluations', 'keep_evaluations'],
  },
  { desk: 'reports', path: reportPaths.desk, zh: '质量报告', en: 'Quality reports', for: ['keep_reports'] },
  {
    desk: 'identities',
    path: bureauPaths.identities,
    zh: '身份保管',
    en: 'Identities',
    for: ['keep_identities', 'read_audit'],
  },
  { desk: 'audit', path: bureauPaths.audit, zh: '审计', en: 'Audit', for: ['read_audit'] },
  { desk: 'accounts', path: bureauPaths.accounts, zh: '账号管理', en: 'Accounts', for: ['keep_accounts'] },
  { desk: 'webhooks', path: bureauPaths.webhooks, zh: '推送', en: 'Webhooks', for: ['keep_webhooks'] },
  { desk: 'account', path: bureauPaths.account, zh: '我的账号', en: 'My account', for: 'all staff' },
]

type Group = 'cases' | 'risk' | 'city' | 'safekeeping'

/** What the desks are for, in the order of the navigation. */
const groups: Record<Group, Said> = {
  cases: { zh: '办案', en: 'Cases' },
  risk: { zh: '风险与预警', en: 'Risk' },
  city: { zh: '全市', en: 'City' },
  safekeeping: { zh: '管理', en: 'Keeping' },
}

const groupOf: Record<Desk, Group> = {
  morning: 'city',
  inbox: 'cases',
  dispatch: 'cases',
  reviews: 'cases',
  tasks: 'cases',
  deadlines: 'cases',
  templates: 'cases',
  sources: 'risk',
  links: 'risk',
  recalls: 'risk',
  responses: 'risk',
  network: 'risk',
  firms: 'city',
  signals: 'risk',
  warnings: 'risk',
  'measure-reviews': 'risk',
  'trade-concerns': 'risk',
  assessments: 'risk',
  quality: 'city',
  evaluations: 'city',
  reports: 'city',
  identities: 'safekeeping',
  audit: 'safekeeping',
  accounts: 'safekeeping',
  webhooks: 'safekeeping',
  account: 'safekeeping',
}

/** The desks that stand open to this actor. */
export function desksOf(actor: Actor): typeof desks {
  return desks.filter(
    ({ for: needed }) => needed === 'all staff' || needed.some((permission) => may(actor, permission)),
  )
}

/** Whether a desk stands open to this actor. */
export const opensDesk = (actor: Actor, desk: Desk): boolean => desksOf(actor).some((entry) => entry.desk === desk)

/** Where this actor starts who has no inbox. */
export function firstDesk(actor: Actor): string {
  return desksOf(actor)[0]?.path ?? bureauPaths.account
}

type DeskPageProps = { web: Web; c: HonoContext<Env>; title: Said; desk?: Desk; children?: Child }

/** A page for staff: the site’s frame with the desks of this person above the content, on a wide screen beside it. */
export function DeskPage({ web, c, title, desk, children }: DeskPageProps) {
  return (
    <Page web={web} c={c} title={title} section="staff" width="wide">
      <div class="beside-desks">
        <Desks open={desksOf(c.get('actor'))} desk={desk} />
        <div>{children}</div>
      </div>
    </Page>
  )
}

/** The desks by what they are for; a group in which nothing is open is left out. */
function Desks({ open, desk }: { open: typeof desks; desk: Desk | undefined }) {
  const parts = (Object.keys(groups) as Group[]).map((group) => ({
    group,
    entries: open.filter((entry) => groupOf[entry.desk] === group),
  }))
  const here = open.find((entry) => entry.desk === desk)
  return (
    <nav class="desks" aria-label="工作台 Desks">
      <NarrowFold zh={here ? `工作台：${here.zh}` : '工作台'} en={here ? `Desks: ${here.en}` : 'Desks'} />
      <div class="desk-groups">
        {parts
          .filter(({ entries }) => entries.length > 0)
          .map(({ group, entries }) => (
            <div class="desk-group">
              <p id={`desks-${group}`}>
                <Both {...groups[group]} />
              </p>
              <ul aria-labelledby={`desks-${group}`}>
                {entries.map((entry) => (
                  <li>
                    <a href={entry.path} aria-current={entry.desk === desk ? 'page' : undefined}>
                      <Both zh={entry.zh} en={entry.en} />
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </div>
    </nav>
  )
}
