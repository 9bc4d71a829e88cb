import type { RecallFollowed } from '../../../alerts/recalls/read-follow-up.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { ErrorSummary, SelectField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { AffectedField } from '../../recalls/affected-field.tsx'
import { recallPaths } from '../../recalls/recall-paths.ts'

export type OpeningTyped = {
  regime: string
  started_at: string
  affected: string
  code: string
  errors: Record<string, Said>
}

/** Beginning to follow a recall: under which rules, since when, how many, which firm reports. */
export function OpeningForm({ recall, typed, city }: { recall: RecallFollowed; typed: OpeningTyped; city: City }) {
  const { errors } = typed
  return (
    <Form class="part" action={recallPaths.opening(recall.noticeId)}>
      <h2>
        <Both zh="开始跟进" en="Begin to follow it" />
      </h2>
      {Object.keys(errors).length > 0 && (
        <ErrorSummary title={{ zh: '还不能开始，已填内容都在', en: 'Not yet; nothing is lost' }} errors={errors} />
      )}
      <SelectField
        name="regime"
        label={{ zh: '召回的类别', en: 'Kind of recall' }}
        value={typed.regime}
        options={city.recallRegimes.map(({ id, zh, en }) => ({ value: id, zh, en }))}
        error={errors.regime}
        required
      />
      <TextField
        name="started_at"
        type="datetime-local"
        size="short"
        label={{ zh: '起算时间', en: 'Since when' }}
        hint={{
          zh: '确认存在缺陷，或收到责令召回通知的时间',
          en: 'When the fault was confirmed or the recall ordered',
        }}
        value={typed.started_at}
        error={errors.started_at}
        required
      />
      <AffectedField
        value={typed.affected}
        error={errors.affected}
        hint={{ zh: `通报写的是：${recall.notice.unitsAffected.raw || '未说明'}`, en: 'as the notice says' }}
      />
      {recall.firms.length > 0 ? (
        <SelectField
          name="code"
          label={{ zh: '负责报告的企业', en: 'Firm that reports' }}
          value={typed.code}
          none={{ zh: '不在本市档案', en: 'none of the register' }}
          options={recall.firms.map(({ code, name }) => ({ value: code, zh: name, en: code }))}
          error={errors.code}
        />
      ) : (
        <TextField
          name="code"
          label={{ zh: '负责报告的企业（统一社会信用代码）', en: 'Firm that reports (credit code)' }}
          value={typed.code}
          error={errors.code}
          maxlength={30}
        />
      )}
      <Submit zh="开始跟进" en="Begin" />
    </Form>
  )
}
