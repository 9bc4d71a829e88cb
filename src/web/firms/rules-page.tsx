import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { RuleVersionRead } from '../../enterprises/grade/read-credit-rules.ts'
import { factNames, gradeNames, harmNames, severityNames, sizeNames } from '../../enterprises/register/fact-words.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { CreditRules, FactPattern, FirmSize, Grade, GradingRule } from '../../reference/credit-rules.ts'
import { Both, type Column, Table } from '../parts.tsx'
import { signed } from './grade-panel.tsx'

/** The rules of the public grade in words, as the version in force says them, and the versions before and to come. */
export function RulesPage({
  rule,
  credit,
  versions,
}: {
  rule: GradingRule
  credit: CreditRules
  versions: RuleVersionRead[]
}) {
  const { notice } = credit
  return (
    <>
      <p class="crumbs">
        <a href={firmPaths.search}>
          <Both zh="查企业" en="Firms" />
        </a>
      </p>
      <h1>
        <Both zh="质量等级怎么算" en="How the quality grade is computed" />
      </h1>
      <p>
        <Both
          zh={`现行规则 ${rule.version}，自 ${rule.since} 起施行。`}
          en={`Rules ${rule.version}, in force since ${rule.since}.`}
        />
      </p>
      <ul>
        <li>
          <Both
            zh={`起点 ${rule.start} 分，按公开的记录加减分。`}
            en={`Every firm starts at ${rule.start} points; published facts add and take away.`}
          />
        </li>
        <li>
          <Both
            zh={`A ≥ ${rule.grades.A} 分，B ≥ ${rule.grades.B} 分，C ≥ ${rule.grades.C} 分，更低为 D。`}
            en={`A from ${rule.grades.A} points, B from ${rule.grades.B}, C from ${rule.grades.C}, D below.`}
          />
        </li>
        <li>
          <Both
            zh={`${rule.evidence.months} 个月内可公开的记录少于 ${rule.evidence.facts} 条的为 N（数据不足）。`}
            en={`Fewer than ${rule.evidence.facts} facts within ${rule.evidence.months} months: N, not enough known.`}
          />
        </li>
        <li>
          <Both
            zh={`每过 ${rule.half_life_months} 个月影响减半；已整改的按 ${rule.rectified} 计；过了公示期的不再计。`}
            en={`A fact counts half after each ${rule.half_life_months} months; what was put right counts ×${rule.rectified}; what is no longer published does not count.`}
          />
        </li>
        <li>
          <Both
            zh={`投诉只有查证属实或调解支持消费者的才计入，按规模折算（${sizesZh(rule)}）；未查实的举报从不计入。`}
            en={`Complaints count only when verified or settled in the consumer's favour, by size (${sizesEn(rule)}); a report of a violation never counts unverified.`}
          />
        </li>
        <li>
          <Both
            zh={`${notice.grades.join('、')} 级公布前先告知企业，过 ${notice.amount} 个${notice.unit === 'workday' ? '工作日' : '日'}再由人公布（${notice.article.zh}）。`}
            en={`Before ${notice.grades.join(' or ')} is shown the firm is told; a person shows it after ${notice.amount} ${notice.unit === 'workday' ? 'working days' : 'days'} (${notice.article.en}).`}
          />
        </li>
        <li>
          <Both
            zh="内部监管用的风险分类与此无关，不公开。"
            en="The internal risk class of supervision is another thing and not public."
          />
        </li>
      </ul>
      <h2>
        <Both zh="五个等级" en="The five grades" />
      </h2>
      <Table
        caption={{ zh: '五个等级', en: 'The five grades' }}
        columns={gradeColumns}
        rows={Object.keys(gradeNames) as Grade[]}
      />
      <h2>
        <Both zh="加分和扣分" en="Points" />
      </h2>
      <Table caption={{ zh: '加分和扣分', en: 'Points' }} columns={pointColumns} rows={rule.rules} />
      <h2>
        <Both zh="一票限制" en="Hard caps" />
      </h2>
      <Table caption={{ zh: '一票限制', en: 'Hard caps' }} columns={capColumns} rows={rule.caps} />
      <h2>
        <Both zh="公示多久" en="How long facts are published" />
      </h2>
      <Table
        caption={{ zh: '公示多久', en: 'How long facts are published' }}
        columns={publicationColumns}
        rows={credit.publication}
      />
      <h2>
        <Both zh="规则的各个版本" en="Versions of the rules" />
      </h2>
      <Table caption={{ zh: '规则的各个版本', en: 'Versions of the rules' }} columns={versionColumns} rows={versions} />
    </>
  )
}

const sizesZh = ({ sizes }: GradingRule): string =>
  (Object.keys(sizes) as FirmSize[]).map((size) => `${sizeNames[size].zh} ×${sizes[size]}`).join('，')
const sizesEn = ({ sizes }: GradingRule): string =>
  (Object.keys(sizes) as FirmSize[]).map((size) => `${sizeNames[size].en} ×${sizes[size]}`).join(', ')

const gradeColumns: Column<Grade>[] = [
  {
    head: { zh: '等级', en: 'Grade' },
    cell: (grade) => <Both zh={`${grade} ${gradeNames[grade].zh}`} en={gradeNames[grade].en} />,
  },
  { head: { zh: '意思', en: 'Meaning' }, cell: (grade) => <Both {...gradeNames[grade].says} /> },
]

const pointColumns: Column<GradingRule['rules'][number]>[] = [
  { head: { zh: '记录', en: 'Fact' }, cell: ({ zh, en }) => <Both zh={zh} en={en} /> },
  { head: { zh: '指', en: 'That is' }, cell: ({ on }) => <Both {...patternWords(on)} /> },
  { head: { zh: '每条', en: 'Each' }, cell: ({ points }) => signed(points), numeric: true },
  { head: { zh: '合计不超过', en: 'At most' }, cell: ({ total }) => signed(total), numeric: true },
]

const capColumns: Column<GradingRule['caps'][number]>[] = [
  { head: { zh: '有这样的记录', en: 'With such a fact' }, cell: ({ zh, en }) => <Both zh={zh} en={en} /> },
  { head: { zh: '等级最高', en: 'Grade at most' }, cell: ({ grade }) => grade },
  {
    head: { zh: '多久', en: 'How long' },
    cell: ({ months }) =>
      months === null ? (
        <Both zh="公示或列入期间" en="while published" />
      ) : (
        <Both zh={`${months} 个月`} en={`${months} months`} />
      ),
  },
]

const publicationColumns: Column<CreditRules['publication'][number]>[] = [
  { head: { zh: '记录', en: 'Fact' }, cell: (on) => <Both {...patternWords(on)} /> },
  {
    head: { zh: '公示', en: 'Published' },
    cell: ({ months }) => <Both zh={`${months} 个月`} en={`${months} months`} />,
  },
  { head: { zh: '依据', en: 'Under' }, cell: ({ article }) => <Both {...article} /> },
]

const versionColumns: Column<RuleVersionRead>[] = [
  { head: { zh: '版本', en: 'Version' }, cell: ({ version }) => version },
  { head: { zh: '施行', en: 'In force from' }, cell: ({ since }) => since },
  {
    head: { zh: '签署', en: 'Signed' },
    cell: ({ signature }) => signature ?? <Both zh="随城市配置发布" en="with the city's files" />,
  },
  { head: { zh: '理由', en: 'Why' }, cell: ({ reason }) => reason ?? '—' },
]

function patternWords({
  kind,
  results,
  severities,
  harms,
  safety,
}: Pick<FactPattern, 'kind'> & Partial<FactPattern>): Bilingual {
  const kindName = factNames[kind]
  const parts: Bilingual[] = [
    ...(results ?? []).map((result) => kindName.results[result] ?? { zh: result, en: result }),
    ...(severities ?? []).map((severity) => severityNames[severity]),
    ...(harms ?? []).map((harm) => harmNames[harm]),
    ...(safety === undefined
      ? []
      : [safety ? { zh: '涉及安全', en: 'safety' } : { zh: '不涉及安全', en: 'not safety' }]),
  ]
  const said = (of: (part: Bilingual) => string) => parts.map(of).join('、')
  return parts.length === 0
    ? kindName
    : {
        zh: `${kindName.zh}（${said(({ zh }) => zh)}）`,
        en: `${kindName.en} (${said(({ en }) => en).replaceAll('、', ', ')})`,
      }
}
