import { longest, type TypedAssessment } from '../../../alerts/risk-assessment/assessment-content.ts'
import type { AssessmentResult } from '../../../alerts/risk-assessment/assessment-result.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { CheckField, ErrorSummary, SelectField, TextArea, TextField } from '../../fields.tsx'
import { Both, Notice } from '../../parts.tsx'
import { blankScenario, ScenarioFields, withBlank } from '../case/risk-fields.tsx'
import { LeafField } from '../leaf-field.tsx'
import { figureField, sourceField, storyField } from './assessment-form-values.ts'
import { ResultView } from './assessment-result.tsx'

/** The form as it was sent: tried out (`result`) or refused (`said`, `errors`). */
export type AssessmentTried = {
  typed: TypedAssessment
  result: AssessmentResult | null
  said: Said | null
  errors: Record<string, Said>
}

type FormProps = { action: string; subject: string | null; version: number | null; tried: AssessmentTried; city: City }

/** The guided form: what, who, how it comes to harm, what has happened, what is unsure; then the level. */
export function AssessmentForm({ action, subject, version, tried, city }: FormProps) {
  const { typed, errors } = tried
  return (
    <form method="post" action={action} data-preview="#assessment-result" novalidate>
      {tried.said && Object.keys(errors).length > 0 && <ErrorSummary title={tried.said} errors={errors} />}
      {tried.said && Object.keys(errors).length === 0 && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      {subject !== null && <input type="hidden" name="subject" value={subject} />}
      {version !== null && <input type="hidden" name="version" value={String(version)} />}
      <What typed={typed} errors={errors} city={city} />
      <Scenarios typed={typed} errors={errors} city={city} />
      <TollFields typed={typed} errors={errors} city={city} />
      <section class="part">
        <StepTitle n={4} zh="还不确定什么" en="What is uncertain" />
        <TextArea
          name="uncertainty"
          label={{ zh: '不确定之处', en: 'Uncertainty' }}
          hint={{
            zh: '哪个数字最没有把握，缺什么检测或统计，拿到后结论会怎样变。',
            en: 'Which figure is weakest, which test or count is missing, and how it would change the result.',
          }}
          value={typed.uncertainty}
          error={errors.uncertainty}
          rows={4}
          maxlength={longest.uncertainty}
          required
        />
      </section>
      <section class="part">
        <StepTitle n={5} zh="结论" en="The result" />
        <div id="assessment-result" role="status">
          {tried.result ? (
            <ResultView result={tried.result} city={city} isTried />
          ) : (
            <p class="hint">
              <Both
                zh="按“试算”看等级；保存后仍可修改。"
                en="Try out to see the level; it can be changed after saving."
              />
            </p>
          )}
        </div>
        <p class="actions">
          <button type="submit" name="only" value="try" class="quiet">
            <Both zh="试算" en="Try out" />
          </button>
          <button type="submit">
            <Both zh="保存为新版本" en="Save as a version" />
          </button>
        </p>
      </section>
    </form>
  )
}

type PartProps = Pick<AssessmentTried, 'typed' | 'errors'> & { city: City }

function StepTitle({ n, zh, en }: Said & { n: number }) {
  return (
    <h2>
      {n}. <Both zh={zh} en={en} />
    </h2>
  )
}

function What({ typed, errors, city }: PartProps) {
  return (
    <section class="part">
      <StepTitle n={1} zh="评估什么，谁会接触" en="What it is and who is exposed" />
      <TextField
        name="title"
        label={{ zh: '标题', en: 'Title' }}
        value={typed.title}
        error={errors.title}
        maxlength={longest.title}
        required
      />
      <LeafField city={city} chosen={typed.leaf} error={errors.leaf} />
      <TextArea
        name="description"
        label={{ zh: '产品或服务', en: 'Product or service' }}
        hint={{ zh: '种类、品牌型号、怎样使用、可预见的误用', en: 'Kind, make and model, use, and foreseeable misuse' }}
        value={typed.description}
        error={errors.description}
        rows={4}
        maxlength={longest.description}
        required
      />
      <TextArea
        name="exposed"
        label={{ zh: '谁会接触到', en: 'Who is exposed' }}
        value={typed.exposed}
        error={errors.exposed}
        rows={2}
        maxlength={longest.exposed}
        required
      />
      <CheckField
        name="groups"
        label={{ zh: '其中的易受伤害人群', en: 'Vulnerable people among them' }}
        error={errors.groups}
        values={typed.groups}
        options={city.riskFactors.groups.map(({ id, zh, en }) => ({ value: id, zh, en }))}
      />
      <div class="pair">
        <TextField
          name="units"
          label={{ zh: '在用数量', en: 'Units in use' }}
          value={typed.units}
          error={errors.units}
          inputmode="numeric"
          maxlength={12}
        />
        <TextField
          name="people"
          label={{ zh: '涉及人数', en: 'People concerned' }}
          value={typed.people}
          error={errors.people}
          inputmode="numeric"
          maxlength={12}
        />
      </div>
    </section>
  )
}

function Scenarios({ typed, errors, city }: PartProps) {
  const rows = withBlank(typed.scenarios, { ...blankScenario(city), story: '', sources: [] })
  return (
    <section class="part" id="scenarios">
      <StepTitle n={2} zh="怎样造成伤害" en="How it comes to harm" />
      <p class="hint">
        <Both
          zh="每个情景说一种受伤害的方式，分步写概率和来源（投诉统计、检测、文献、专家判断）。最坏的情景算数。"
          en="Each scenario is one way to come to harm, step by step, with the source of each probability: counts, tests, literature, expert judgement. The worst counts."
        />
      </p>
      {errors.scenarios && (
        <p class="error">
          <Both {...errors.scenarios} />
        </p>
      )}
      {rows.map((row, i) => (
        <ScenarioFields
          row={row}
          index={i}
          city={city}
          more={
            <div class="field whole-row">
              <label for={storyField(i)}>
                <Both zh="怎样发生" en="How it happens" />
              </label>
              <input id={storyField(i)} name={storyField(i)} value={row.story} maxlength={longest.story} />
            </div>
          }
          ofStep={(step) => (
            <div class="field">
              <label for={sourceField(i, step)}>
                <Both zh="来源" en="Source" />
                <span class="for-readers">：{city.riskFactors.steps[step]?.zh}</span>
              </label>
              <input
                id={sourceField(i, step)}
                name={sourceField(i, step)}
                value={row.sources[step] ?? ''}
                maxlength={longest.source}
              />
            </div>
          )}
        />
      ))}
    </section>
  )
}

function TollFields({ typed, errors, city }: PartProps) {
  const { measures, circumstances, fields } = city.incidentGrading
  return (
    <section class="part">
      <StepTitle n={3} zh="已经造成的后果" en="What has happened so far" />
      <p class="hint">
        <Both
          zh="没有就留空。达到法定分级的，下面会说明多长时间内向谁报告。"
          en="Leave it empty if nothing has. Where a statutory grade is reached, the result says whom to tell by when."
        />
      </p>
      <SelectField
        name="field"
        label={{ zh: '按哪个领域分级', en: 'Field whose grades apply' }}
        value={typed.field}
        error={errors.field}
        options={fields.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        none={{ zh: '（不分级）', en: 'none' }}
      />
      <div class="pair figures">
        {measures.map(({ id, zh, en }) => (
          <TextField
            name={figureField(id)}
            label={{ zh, en }}
            value={typed.figures[id]}
            error={errors[figureField(id)]}
            inputmode="decimal"
            maxlength={12}
          />
        ))}
      </div>
      <CheckField
        name="is"
        label={{ zh: '有没有下列情形', en: 'Circumstances that hold' }}
        values={typed.is}
        options={circumstances.map(({ id, zh, en }) => ({ value: id, zh, en }))}
      />
    </section>
  )
}
