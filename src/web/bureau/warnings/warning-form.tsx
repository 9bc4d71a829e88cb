import {
  type Audience,
  audienceNames,
  audiences,
  certainties,
  certaintyNames,
  streetId,
  urgencies,
  urgencyNames,
} from '../../../alerts/warnings/warning-content.ts'
import type { Said } from '../../../errors.ts'
import { CheckField, RadioField, SelectField, TextArea, TextField } from '../../fields.tsx'
import { all, type FormProps, Group, one } from './form-group.tsx'
import { GroundFields } from './ground-fields.tsx'
import { Folded, GroupedChoices } from './grouped-choices.tsx'
import { textMax } from './typed-warning.ts'

/** Every part of a warning's text; what is missing stands beside it. */
export function WarningFields(props: FormProps) {
  if (props.lifting) return <NoteFields {...props} />
  return (
    <>
      {props.next && <NoteFields {...props} />}
      <Texts {...props} />
      <GroundFields {...props} />
      <Places {...props} />
      <Readers {...props} />
      <Times {...props} />
    </>
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
