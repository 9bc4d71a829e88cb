import type { Child } from 'hono/jsx'
import { levelsUpward } from '../../../alerts/warning-acts.ts'
import { type ColourProposal, colourNames } from '../../../alerts/warnings/warning-colour.ts'
import {
  type Audience,
  audienceNames,
  audiences,
  certainties,
  certaintyNames,
  signalStrengths,
  spreadNames,
  spreads,
  streetId,
  strengthNames,
  urgencies,
  urgencyNames,
} from '../../../alerts/warnings/warning-content.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import type { WarningRules } from '../../../reference/warning-rules.ts'
import { CheckField, type Option, RadioField, SelectField, TextArea, TextField } from '../../fields.tsx'
import { Both, riskWords, warningLevels } from '../../parts.tsx'
import { type TypedWarning, textMax } from './typed-warning.ts'

type FormProps = {
  typed: TypedWarning
  /** What cannot be read, or is still missing, by field. */
  errors: Record<string, Said>
  city: City
  /** The first text has no note of what it changes. */
  next: boolean
  lifting: boolean
}

/** Every part of a warning's text; what is missing stands beside it. */
export function WarningFields(props: FormProps) {
  if (props.lifting) return <NoteFields {...props} />
  return (
    <>
      {props.next && <NoteFields {...props} />}
      <Texts {...props} />
      <Ground {...props} />
      <Places {...props} />
      <Readers {...props} />
      <Times {...props} />
    </>
  )
}

const one = (typed: TypedWarning, name: string): string => typed[name]?.[0] ?? ''
const all = (typed: TypedWarning, name: string): string[] => typed[name] ?? []

function Group({ title, children }: { title: Said; children: Child }) {
  return (
    <section class="part">
      <h2>
        <Both {...title} />
      </h2>
      {children}
    </section>
  )
}

type TextPairProps = Pick<FormProps, 'typed' | 'errors'> & { name: string; label: Said; hint?: Said; rows?: number }

/** One text in both languages, the Chinese first. */
function TextPair({ typed, errors, name, label, hint, rows = 4 }: TextPairProps) {
  return (
    <>
      {(['zh', 'en'] as const).map((language) => {
        const field = `${name}-${language}`
        const asked = language === 'zh' ? label : { zh: `${label.zh}（英文）`, en: `${label.en}, in English` }
        return (
          <TextArea
            name={field}
            label={asked}
            hint={language === 'zh' ? hint : undefined}
            value={one(typed, field)}
            error={errors[field]}
            rows={rows}
            maxlength={textMax}
            required
          />
        )
      })}
    </>
  )
}

function NoteFields({ lifting, ...props }: FormProps) {
  return (
    <Group title={lifting ? { zh: '为何解除', en: 'Why it ends' } : { zh: '变更说明', en: 'What changes' }}>
      <TextPair
        {...props}
        name="note"
        label={
          lifting ? { zh: '解除理由', en: 'Why it is lifted' } : { zh: '改了什么、为什么', en: 'What changes and why' }
        }
        hint={{ zh: '随新版本公开。', en: 'Published with the version.' }}
        rows={3}
      />
    </Group>
  )
}

const adviceLabels: Record<Audience, Said> = {
  authorities: { zh: '部门要做什么', en: 'What authorities are to do' },
  trade: { zh: '企业要做什么', en: 'What the trade is to do' },
  public: { zh: '公众该怎么做', en: 'What people should do' },
}

function Texts(props: FormProps) {
  const { typed, errors } = props
  return (
    <Group title={{ zh: '说什么', en: 'What it says' }}>
      {(['zh', 'en'] as const).map((language) => (
        <TextField
          name={`title-${language}`}
          label={language === 'zh' ? { zh: '标题', en: 'Title' } : { zh: '标题（英文）', en: 'Title, in English' }}
          value={one(typed, `title-${language}`)}
          error={errors[`title-${language}`]}
          maxlength={100}
          required
        />
      ))}
      <TextPair
        {...props}
        name="matter"
        label={{ zh: '警示事项', en: 'What has happened or threatens' }}
        hint={{ zh: '写事实，不写投诉人。', en: 'Facts, and nothing of who complained.' }}
      />
      {audiences.toReversed().map((who) => (
        <TextPair
          {...props}
          name={`advice-${who}`}
          label={adviceLabels[who]}
          hint={{
            zh: '短句，说做什么；受众不含他们时可不填。',
            en: 'Short sentences; leave empty where it is not for them.',
          }}
          rows={3}
        />
      ))}
    </Group>
  )
}

function Ground({ typed, errors, city }: FormProps) {
  return (
    <Group title={{ zh: '凭什么定级', en: 'What the level rests on' }}>
      <SelectField
        name="field"
        label={{ zh: '已有或预计的后果，按哪一类分级', en: 'Consequences, by which table' }}
        value={one(typed, 'field')}
        options={city.incidentGrading.fields.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        none={{ zh: '没有计入分级的后果', en: 'none that counts' }}
      />
      <div class="pair">
        {city.incidentGrading.measures.map(({ id, zh, en }) => (
          <TextField
            name={`toll-${id}`}
            label={{ zh, en }}
            value={one(typed, `toll-${id}`)}
            error={errors[`toll-${id}`]}
            inputmode="numeric"
            size="short"
            maxlength={9}
          />
        ))}
      </div>
      <Folded title={{ zh: '情形', en: 'Circumstances' }} open={false} count={all(typed, 'is').length}>
        <CheckField
          name="is"
          label={{ zh: '符合的情形', en: 'Those that hold' }}
          values={all(typed, 'is')}
          options={city.incidentGrading.circumstances.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        />
      </Folded>
      <SelectField
        name="risk"
        label={{ zh: '风险等级', en: 'Level of risk' }}
        value={one(typed, 'risk')}
        options={(['low', 'medium', 'high', 'serious'] as const).map((risk) => ({ value: risk, ...riskWords(risk) }))}
        none={{ zh: '尚未评估', en: 'not assessed' }}
      />
      <RadioField
        name="spread"
        label={{ zh: '波及', en: 'Spread' }}
        value={one(typed, 'spread') || 'single'}
        options={spreads.map((value) => ({ value, ...spreadNames[value] }))}
        required
      />
      <RadioField
        name="signal"
        label={{ zh: '统计信号', en: 'Statistical signal' }}
        hint={{ zh: '单凭统计不高于黄色。', en: 'On statistics alone never above yellow.' }}
        value={one(typed, 'signal') || 'none'}
        options={signalStrengths.map((value) => ({ value, ...strengthNames[value] }))}
        required
      />
      <RadioField
        name="level"
        label={{ zh: '级别', en: 'Level' }}
        value={one(typed, 'level')}
        options={levelsUpward.toReversed().map((level) => ({ value: level, ...warningLevels[level] }))}
        error={errors.level}
        required
      />
      <TextArea
        name="levelReason"
        label={{ zh: '与规则建议不同的理由', en: 'Why it differs from the proposal' }}
        value={one(typed, 'levelReason')}
        error={errors.levelReason}
        rows={2}
        maxlength={500}
      />
    </Group>
  )
}

function Places({ typed, errors, city }: FormProps) {
  return (
    <Group title={{ zh: '关于什么、在哪里', en: 'About what, and where' }}>
      <GroupedChoices
        name="leaves"
        title={{ zh: '类别（行业）', en: 'Kind: sectors' }}
        typed={typed}
        error={errors.leaves}
        groups={city.sectors.map(({ zh, en, leaves }) => ({
          ...{ zh, en },
          options: leaves.map((leaf) => ({ value: leaf.code, zh: leaf.zh, en: leaf.en })),
        }))}
      />
      <CheckField
        name="districts"
        label={{ zh: '区', en: 'Districts' }}
        hint={{ zh: '一个都不选就是全市。', en: 'None chosen means the whole city.' }}
        values={all(typed, 'districts')}
        options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
      />
      <GroupedChoices
        name="streets"
        title={{ zh: '具体到街道', en: 'Down to streets' }}
        typed={typed}
        error={errors.streets}
        groups={city.districts.map(({ zh, en, streets }) => ({
          ...{ zh, en },
          options: streets.map((street) => ({ value: streetId(street), zh: street.zh, en: street.en })),
        }))}
      />
      <CheckField
        name="beyondCity"
        label={{ zh: '超出本市', en: 'Beyond the city' }}
        values={all(typed, 'beyondCity')}
        options={[
          {
            value: 'yes',
            zh: '影响可能超出本市（须先向上报告）',
            en: 'It may reach beyond the city (reported upward first)',
          },
        ]}
      />
    </Group>
  )
}

type GroupedProps = Pick<FormProps, 'typed'> & {
  name: string
  title: Said
  error: Said | undefined
  groups: (Said & { options: Option[] })[]
}

/** Any of very many, group by group, folded away. */
function GroupedChoices({ name, title, typed, error, groups }: GroupedProps) {
  const values = all(typed, name)
  return (
    <Folded title={title} open={error !== undefined} count={values.length}>
      {error && (
        <p class="error" id={name}>
          <Both {...error} />
        </p>
      )}
      {groups.map(({ zh, en, options }) => (
        <fieldset class="field">
          <legend>
            <Both zh={zh} en={en} />
          </legend>
          <div class="choices compact">
            {options.map((option) => (
              <label class="choice">
                <input type="checkbox" name={name} value={option.value} checked={values.includes(option.value)} />
                <span>
                  <Both zh={option.zh} en={option.en} />
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </Folded>
  )
}

/** A long list of choices behind one line that says how many are chosen. */
function Folded({ title, open, count, children }: { title: Said; open: boolean; count: number; children: Child }) {
  return (
    <details class="act" open={open}>
      <summary>
        <Both zh={`${title.zh}（已选 ${count}）`} en={`${title.en} (${count} chosen)`} />
      </summary>
      {children}
    </details>
  )
}

function Readers({ typed, errors, city }: FormProps) {
  const publishers = [...city.bureaus.values()].filter(({ party }) => !party)
  return (
    <Group title={{ zh: '给谁看、谁发布', en: 'For whom, and by whom' }}>
      <RadioField
        name="audience"
        label={{ zh: '受众', en: 'Audience' }}
        value={one(typed, 'audience')}
        options={audiences.toReversed().map((value) => ({ value, ...audienceNames[value] }))}
        required
      />
      <TextArea
        name="firms"
        label={{ zh: '点名的企业，每行一家', en: 'Firms named, one a line' }}
        hint={{ zh: '发布前须先听取，紧急的除外。', en: 'They are heard before it is published, unless it is urgent.' }}
        value={one(typed, 'firms')}
        error={errors.firms}
        rows={3}
        maxlength={textMax}
      />
      <Folded
        title={{ zh: '另外送达的单位', en: 'Bureaus told besides' }}
        open={false}
        count={all(typed, 'bureaus').length}
      >
        <CheckField
          name="bureaus"
          label={{ zh: '单位', en: 'Bureaus' }}
          hint={{ zh: '类别的牵头单位总会送达。', en: 'Those in charge of the sectors are always told.' }}
          values={all(typed, 'bureaus')}
          options={publishers.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        />
      </Folded>
      <SelectField
        name="publisher"
        label={{ zh: '发布单位', en: 'Published by' }}
        value={one(typed, 'publisher')}
        options={publishers.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        error={errors.publisher}
        required
      />
      <TextField
        name="contact"
        label={{ zh: '咨询电话或地址', en: 'Whom to ask' }}
        value={one(typed, 'contact')}
        error={errors.contact}
        maxlength={200}
        required
      />
    </Group>
  )
}

function Times({ typed, errors }: FormProps) {
  return (
    <Group title={{ zh: '何时、多急', en: 'When, and how soon' }}>
      <TextField
        name="startsAt"
        label={{ zh: '开始', en: 'From' }}
        hint={{ zh: '不填就是发布之时。', en: 'Empty: from its publication.' }}
        type="datetime-local"
        value={one(typed, 'startsAt')}
        error={errors.startsAt}
      />
      <TextField
        name="endsAt"
        label={{ zh: '有效至', en: 'Until' }}
        type="datetime-local"
        value={one(typed, 'endsAt')}
        error={errors.endsAt}
        required
      />
      <RadioField
        name="certainty"
        label={{ zh: '把握', en: 'Certainty' }}
        value={one(typed, 'certainty')}
        options={certainties.map((value) => ({ value, ...certaintyNames[value] }))}
        required
      />
      <RadioField
        name="urgency"
        label={{ zh: '紧迫', en: 'Urgency' }}
        value={one(typed, 'urgency')}
        options={urgencies.map((value) => ({ value, ...urgencyNames[value] }))}
        required
      />
    </Group>
  )
}

/** What the rule proposes and why, and which single step would change it. */
export function Proposal({ proposal, rules }: { proposal: ColourProposal; rules: WarningRules }) {
  const { level, reasons, flips } = proposal
  return (
    <section class="part" aria-labelledby="proposal">
      <h2 id="proposal">
        <Both zh="规则建议" en="What the rule proposes" />
      </h2>
      <p>
        <strong>
          <Both {...(level === null ? noColour : warningLevels[level])} />
        </strong>
      </p>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li>
            <Both
              zh={`${parts[reason.part].zh}：${colourOf(reason.level).zh}`}
              en={`${parts[reason.part].en}: ${colourOf(reason.level).en}`}
            />
            <br />
            <Both zh={reason.zh} en={reason.en} />
          </li>
        ))}
      </ul>
      {flips.length > 0 && (
        <>
          <h3>
            <Both zh="差一步就会变" en="One step away" />
          </h3>
          <ul class="reasons">
            {flips.map(({ zh, en, to }) => (
              <li>
                <Both zh={`${zh} → ${colourOf(to).zh}`} en={`${en}: ${colourOf(to).en}`} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="hint">
        <Both zh={`规则 ${rules.version}：${rules.source.zh}`} en={`Rule ${rules.version}: ${rules.source.en}`} />
      </p>
    </section>
  )
}

const noColour: Said = { zh: '不定级', en: 'No level' }
const colourOf = (level: ColourProposal['level']): Said =>
  level === null ? { zh: '不计', en: 'none' } : colourNames[level]
const parts: Record<ColourProposal['reasons'][number]['part'], Said> = {
  consequence: { zh: '后果', en: 'Consequence' },
  matrix: { zh: '矩阵', en: 'Matrix' },
  signal: { zh: '信号', en: 'Signal' },
}
