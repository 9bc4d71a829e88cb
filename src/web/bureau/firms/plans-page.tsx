import { may } from '../../../accounts/permissions.ts'
import type { Actor } from '../../../context.ts'
import type { PlanListed } from '../../../enterprises/plans/plan-rows.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { ErrorSummary, SelectField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'

export type PlanTyped = { title: string; from: string; to: string; district: string; industry: string; firms: string }
type PlansProps = { plans: PlanListed[]; city: City; typed: PlanTyped; errors: Record<string, Said>; actor: Actor }

/** Plans of inspections, and making one. */
export function PlansPage({ plans, city, typed, errors, actor }: PlansProps) {
  return (
    <>
      <p class="crumbs">
        <a href={bureauPaths.firms}>
          <Both zh="企业档案" en="Firms" />
        </a>
      </p>
      <h1>
        <Both zh="双随机抽查" en="Inspection plans" />
      </h1>
      <p>
        <Both
          zh="先固定名单（留下哈希），再用事后才出现的公开种子抽取企业和检查人员：风险分类越高越容易抽到，D 类每次必查。谁有名单和种子，谁就能重抽一遍得到同样结果。"
          en="The pool is fixed with its hash before the seed is known; then firms and inspectors are drawn. A higher risk class is drawn more often, class D always. Whoever has pool and seed draws the same again."
        />
      </p>
      <Table
        caption={{ zh: '抽查计划', en: 'Plans' }}
        columns={columnsFor(city)}
        rows={plans}
        empty={{ zh: '还没有计划。', en: 'No plan yet.' }}
      />
      {may(actor, 'keep_firms') && <PlanForm city={city} typed={typed} errors={errors} />}
    </>
  )
}

const columnsFor = (city: City): Column<PlanListed>[] => [
  { head: { zh: '计划', en: 'Plan' }, cell: ({ id, title }) => <a href={bureauPaths.plan(id)}>{title}</a> },
  { head: { zh: '单位', en: 'Bureau' }, cell: ({ bureau }) => <BureauName city={city} id={bureau} /> },
  { head: { zh: '时间', en: 'When' }, cell: ({ from, to }) => `${from} – ${to}` },
  { head: { zh: '抽取', en: 'Drawn' }, cell: ({ firms, poolSize }) => `${firms} / ${poolSize}`, numeric: true },
  { head: { zh: '已查', en: 'Done' }, cell: ({ done }) => String(done), numeric: true },
  {
    head: { zh: '抽取时间', en: 'Drawn at' },
    cell: ({ drawnAt }) => (drawnAt ? shanghaiTime(drawnAt) : <Both zh="待抽取" en="to be drawn" />),
  },
]

function PlanForm({ city, typed, errors }: Pick<PlansProps, 'city' | 'typed' | 'errors'>) {
  return (
    <Form class="part" action={bureauPaths.plans}>
      <h2>
        <Both zh="新建计划" en="Make a plan" />
      </h2>
      {Object.keys(errors).length > 0 && (
        <ErrorSummary
          title={{ zh: '请修改后再提交，已填内容都在', en: 'Please mend this; nothing is lost' }}
          errors={errors}
        />
      )}
      <TextField
        name="title"
        label={{ zh: '名称', en: 'Title' }}
        value={typed.title}
        error={errors.title}
        maxlength={100}
        required
      />
      <div class="pair">
        <TextField
          name="from"
          label={{ zh: '开始', en: 'From' }}
          type="date"
          value={typed.from}
          error={errors.from}
          required
        />
        <TextField name="to" label={{ zh: '结束', en: 'To' }} type="date" value={typed.to} error={errors.to} required />
      </div>
      <SelectField
        name="district"
        label={{ zh: '区', en: 'District' }}
        value={typed.district}
        error={errors.district}
        options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        none={{ zh: '全市', en: 'The whole city' }}
      />
      <TextField
        name="industry"
        label={{ zh: '行业代码开头（GB/T 4754）', en: 'Industry, how its code begins' }}
        value={typed.industry}
        error={errors.industry}
        maxlength={4}
        inputmode="numeric"
        size="short"
      />
      <TextField
        name="firms"
        label={{ zh: '抽取几家', en: 'How many firms' }}
        value={typed.firms}
        error={errors.firms}
        maxlength={4}
        inputmode="numeric"
        size="short"
        required
      />
      <Submit zh="固定名单" en="Fix the pool" />
    </Form>
  )
}
