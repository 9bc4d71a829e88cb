import { levelsUpward } from '../../../alerts/warning-acts.ts'
import { signalStrengths, spreadNames, spreads, strengthNames } from '../../../alerts/warnings/warning-content.ts'
import { CheckField, RadioField, SelectField, TextArea, TextField } from '../../fields.tsx'
import { riskWords, warningLevels } from '../../parts.tsx'
import { all, type FormProps, Group, one } from './form-group.tsx'
import { Folded } from './grouped-choices.tsx'

/** Consequence, risk, spread and signal, and the colour that a person chooses on them. */
export function GroundFields({ typed, errors, city }: FormProps) {
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
