import { concernStates } from '../../alerts/concerns/concern-moves.ts'
import { concernPaths } from '../../alerts/concerns/concern-paths.ts'
import type { ConcernFound } from '../../alerts/concerns/find-concern.ts'
import { TextArea } from '../fields.tsx'
import { Fold, Form } from '../form.tsx'
import { Both } from '../parts.tsx'

type PartProps = { family: string; withdrawn: boolean; concerns: ConcernFound[] }

/** For trade officials: the special trade concerns on a measure, and a form to raise one. */
export function ConcernsPart({ family, withdrawn, concerns }: PartProps) {
  const underWay = concerns.some(({ state }) => !concernStates[state].final)
  return (
    <>
      <h3>
        <Both zh="特别贸易关注" en="Trade concerns" />
      </h3>
      {concerns.length > 0 && (
        <ul class="reasons">
          {concerns.map(({ id, state, meeting }) => (
            <li>
              <a href={concernPaths.one(id)}>
                <Both {...concernStates[state]} />
              </a>{' '}
              {meeting}
            </li>
          ))}
        </ul>
      )}
      {!underWay && !withdrawn && (
        <Fold summary={<Both zh="提出特别贸易关注" en="Raise a trade concern" />} actions={[concernPaths.list]}>
          <Form action={concernPaths.list}>
            <input type="hidden" name="family" value={family} />
            <TextArea
              name="reason"
              label={{ zh: '为什么提出：影响多大、违反哪条', en: 'Why: how it hurts, what it breaks' }}
              rows={4}
              maxlength={1000}
              required
            />
            <p class="actions">
              <button type="submit" class="quiet">
                <Both zh="提出" en="Raise it" />
              </button>
            </p>
          </Form>
        </Fold>
      )}
    </>
  )
}
