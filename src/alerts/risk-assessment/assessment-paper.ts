import type { Paper } from '../../cases/documents/document-pdf.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City, RiskLevel } from '../../reference/city.ts'
import { chanceWords, scenarioName } from '../../reference/risk-words.ts'
import type { Flip } from '../../triage/risk-scenario.ts'
import { assessmentStates } from './assessment-acts.ts'
import type { AssessmentContent } from './assessment-content.ts'
import type { AssessmentResult } from './assessment-result.ts'
import { incidentGrades } from './incident-grade.ts'
import type { AssessmentRead, AssessmentVersion } from './read-assessment.ts'

export const riskLevels: Record<RiskLevel, string> = { low: '低', medium: '中', high: '高', serious: '严重' }

const sourced = (text: string): string => (text === '' ? '来源未写' : text)
const counted = (count: number | null): string => (count === null ? '不详' : String(count))

/** A version of a risk assessment as it stands on paper. Whether it was validated is said under its title. */
export function assessmentPaper(city: City, read: AssessmentRead, version: AssessmentVersion): Paper {
  const { content, result } = version
  const validated = read.events.find(({ act, version: of }) => act === 'validate' && of === version.number)
  const stands = validated
    ? `已由${validated.name ?? '另一人'}于 ${toShanghaiDate(validated.at)} 复核：${validated.reason}`
    : `${assessmentStates.draft.zh}，未经第二人复核，不得作为依据`
  const bureau = city.bureaus.get(read.bureau)
  return {
    title: { zh: '质量风险评估', en: 'Risk assessment' },
    number: `质哨险评〔${toShanghaiDate(read.openedAt).slice(0, 4)}〕${read.id}号 第${version.number}版`,
    paragraphs: [
      `${content.title}。`,
      `结论：${levelWords(result)}。${stands}。`,
      `产品或服务：${content.description}`,
      `接触者：${[content.exposed, groupWords(city, content)].filter(Boolean).join('；')}。在用数量：${counted(content.units)}；涉及人数：${counted(content.people)}。`,
      `不确定之处：${content.uncertainty}`,
    ],
    sections: [
      ...content.scenarios.map((_, i) => scenarioSection(city, content, result, i)),
      { heading: '敏感性检验', lines: flipLines(city, result) },
      { heading: '法定分级', lines: gradeLines(city, content, result) },
      { heading: '方法', lines: [city.riskMatrix.source] },
    ],
    bureau: { zh: bureau?.zh ?? read.bureau, en: bureau?.en ?? '' },
    date: toShanghaiDate(version.at),
  }
}

function levelWords({ weighed: { worst, range } }: AssessmentResult): string {
  const firm = range.from === range.to
  const reach = firm
    ? '任何一个因素变动一级都不改变'
    : `一步之差可在${riskLevels[range.from]}与${riskLevels[range.to]}之间`
  return `${riskLevels[worst.level]}风险（伤害程度 ${worst.severity}，概率 ${chanceWords(worst.probability)}；${reach}）`
}

function groupWords(city: City, { groups }: AssessmentContent): string {
  return city.riskFactors.groups
    .filter(({ id }) => groups.includes(id))
    .map(({ zh }) => zh)
    .join('、')
}

function scenarioSection(city: City, { scenarios }: AssessmentContent, { weighed }: AssessmentResult, i: number) {
  const scenario = scenarios[i]
  const judged = weighed.scenarios[i]
  if (!scenario || !judged) return { heading: '', lines: [] }
  const steps = city.riskFactors.steps.map(
    ({ zh }, step) => `${zh}：${chanceWords(scenario.steps[step] ?? 1)}（${sourced(scenario.sources[step] ?? '')}）`,
  )
  return {
    heading: `情景 ${i + 1}：${scenarioName(city, scenario.hazard).zh}　${riskLevels[judged.level]}`,
    lines: [
      scenario.story,
      `伤害程度 ${scenario.severity}：${city.riskMatrix.severities[scenario.severity - 1]?.zh ?? ''}`,
      ...steps,
      `伤害概率 ${chanceWords(judged.probability)}`,
    ],
  }
}

function flipLines(city: City, { weighed }: AssessmentResult): string[] {
  if (weighed.flips.length === 0) return ['任何一个因素变动一级，等级都不变。']
  return weighed.flips.map((flip) => `情景 ${flip.scenario + 1}　${flipWords(city, flip)}：${riskLevels[flip.level]}`)
}

function flipWords({ riskFactors }: City, { factor, from, to }: Flip): string {
  if (factor === 'severity') return `伤害程度 ${from} → ${to}`
  return `${riskFactors.steps[factor]?.zh ?? ''} ${chanceWords(from)} → ${chanceWords(to)}`
}

function gradeLines(city: City, { toll }: AssessmentContent, { graded, gradedBy }: AssessmentResult): string[] {
  if (!toll) return ['目前没有造成后果。']
  const by = gradedBy ? [`依据：${gradedBy.source.zh}`] : []
  if (!graded) return ['目前的后果未达到任何一级。', ...by]
  const { zh, numeral } = incidentGrades[graded.grade]
  const duties = graded.report.map(({ clock, to }) => {
    const rule = city.clockRules.findLast(({ id }) => id === clock)
    return `报告：${to.zh}（${rule?.article ?? clock}）`
  })
  return [`达到${numeral}级（${zh}）：${graded.because.map((line) => line.zh).join('；')}`, ...duties, ...by]
}
