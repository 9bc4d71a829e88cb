import { type Rhythm, rhythms } from '../../alerts/subscriptions/subscription-rhythm.ts'
import { objectiveNames, quietChoices, type TypedTradeChoice } from '../../alerts/subscriptions/trade-choice.ts'
import type { Said } from '../../errors.ts'
import { CheckField, RadioField, SelectField, TextField } from '../fields.tsx'
import { Both } from '../parts.tsx'

type TradeProps = { typed: Required<TypedTradeChoice>; errors: Record<string, Said> }

/** What exporters ask for besides sectors and markets, and how often letters come. Folded away until something of it is said. */
export function TradeFields({ typed, errors }: TradeProps) {
  const { hs, ics, words, objectives } = typed
  const said = hs !== '' || ics !== '' || words !== '' || objectives.length > 0
  const wrong = ['hs', 'ics', 'words', 'objectives'].some((name) => errors[name])
  return (
    <>
      <details open={said || wrong}>
        <summary>
          <Both zh="出口企业：按编码、词语、目的订阅" en="Exporters: by code, word, objective" />
        </summary>
        <p class="hint">
          <Both
            zh="行业、编码、词语有一项符合就会收到；目的再从中筛选。"
            en="A sector, a code or a word that fits is enough; objectives narrow that."
          />
        </p>
        <TextField
          name="hs"
          label={{ zh: '海关编码（前几位）', en: 'HS codes, or how they begin' }}
          hint={{ zh: '如 8504 9503', en: 'such as 8504 9503' }}
          value={hs}
          error={errors.hs}
          maxlength={300}
        />
        <TextField
          name="ics"
          label={{ zh: '国际标准分类 ICS', en: 'ICS groups' }}
          hint={{ zh: '如 97.190 29', en: 'such as 97.190 29' }}
          value={ics}
          error={errors.ics}
          maxlength={300}
        />
        <TextField
          name="words"
          label={{ zh: '词语', en: 'Words' }}
          hint={{ zh: '用逗号分开，如 充电宝，lithium', en: 'parted by commas, such as power bank, lithium' }}
          value={words}
          error={errors.words}
          maxlength={500}
        />
        <CheckField
          name="objectives"
          label={{ zh: '目的', en: 'Objectives' }}
          values={objectives}
          options={objectiveNames}
          error={errors.objectives}
        />
      </details>
      <RadioField
        name="rhythm"
        label={{ zh: '多久发一次', en: 'How often' }}
        value={typed.rhythm}
        options={(Object.keys(rhythms) as Rhythm[]).map((value) => ({ value, ...rhythms[value] }))}
        error={errors.rhythm}
      />
      <SelectField
        name="quiet"
        label={{ zh: '安静时段（不发信）', en: 'Quiet hours' }}
        value={typed.quiet}
        none={{ zh: '没有', en: 'None' }}
        options={quietChoices}
        error={errors.quiet}
      />
    </>
  )
}
