import type { WarningOrigin } from '../../../alerts/warnings/draft-quality-warning.ts'
import type { MissingParts } from '../../../alerts/warnings/missing-parts.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { alertPaths } from '../../alert-paths.ts'
import { CheckField, ErrorSummary, Submit } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'
import { DrillMark } from '../../public/quality-warning.tsx'
import type { TypedWarning } from './typed-warning.ts'
import { WarningFields } from './warning-form.tsx'
import { hasOrigin, OriginList } from './warning-origin.tsx'

export type DraftShown = {
  /** Null for a new one. */
  warningId: number | null
  moves: number
  next: boolean
  lifting: boolean
  typed: TypedWarning
  /** What cannot be kept as it was typed. */
  errors: Record<string, Said>
  /** What may still be empty but will be asked for before review. */
  missing: MissingParts
  said: Said | null
  origin: WarningOrigin
  drill: boolean
}

type Props = { shown: DraftShown; title: Said; city: City }

/** The form of a warning's text. It is saved as it stands, however much is missing, and says what is. */
export function DraftForm({ shown, title, city }: Props) {
  const { warningId, moves, typed, errors, missing, said, origin, drill, next, lifting } = shown
  return (
    <>
      <p class="crumbs">
        <a href={warningId === null ? alertPaths.warningDesk : alertPaths.warningOnDesk(warningId)}>
          <Both zh="返回" en="Back" />
        </a>
      </p>
      {drill && <DrillMark />}
      <h1>
        <Both {...title} />
      </h1>
      {said && <Wrong said={said} errors={errors} />}
      {hasOrigin(origin) && <GrewFrom origin={origin} fresh={warningId === null} />}
      <Form action={warningId === null ? alertPaths.warningDesk : alertPaths.draftForm(warningId)} class="narrow">
        <input type="hidden" name="moves" value={String(moves)} />
        {warningId === null && <OriginKept origin={origin} />}
        <WarningFields typed={typed} errors={{ ...missing, ...errors }} city={city} next={next} lifting={lifting} />
        {warningId === null && (
          <CheckField
            name="drill"
            label={{ zh: '演练', en: 'Drill' }}
            hint={{
              zh: '定下后不能改；不对外发布，不通知企业和公众。',
              en: 'For ever: nothing is published, no firm and nobody outside is told.',
            }}
            values={drill ? ['yes'] : []}
            options={[{ value: 'yes', zh: '这是演练', en: 'This is a drill' }]}
          />
        )}
        <p class="hint">
          <Both
            zh="没写完也可以先保存，送审时再补齐。"
            en="Save it unfinished if you like; it must be complete when it goes to review."
          />
        </p>
        <Submit zh="保存文稿" en="Save" />
      </Form>
    </>
  )
}

function Wrong({ said, errors }: { said: Said; errors: Record<string, Said> }) {
  if (Object.keys(errors).length > 0) return <ErrorSummary title={said} errors={errors} />
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...said} />
      </p>
    </Notice>
  )
}

function GrewFrom({ origin, fresh }: { origin: WarningOrigin; fresh: boolean }) {
  return (
    <Notice tone="calm" title={{ zh: '由来', en: 'What it grows from' }}>
      <OriginList origin={origin} />
      {fresh && (
        <p>
          <Both
            zh="已知的行业、地区、街道和定级依据已经填好，可以改；诉求人写的文字没有带过来。"
            en="Sectors, districts, streets and grounds of the level are filled in as far as known; nothing a reporter wrote was taken over."
          />
        </p>
      )}
    </Notice>
  )
}

function OriginKept({ origin: { signalId, incidentId, caseId, assessmentId } }: { origin: WarningOrigin }) {
  const given: [string, number | null][] = [
    ['signal', signalId],
    ['incident', incidentId],
    ['case', caseId],
    ['assessment', assessmentId],
  ]
  return <>{given.map(([name, id]) => id !== null && <input type="hidden" name={name} value={String(id)} />)}</>
}
