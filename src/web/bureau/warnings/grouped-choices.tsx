import type { Child } from 'hono/jsx'
import type { Said } from '../../../errors.ts'
import type { Option } from '../../fields.tsx'
import { Both } from '../../parts.tsx'
import type { TypedWarning } from './typed-warning.ts'

type GroupedProps = { typed: TypedWarning } & {
  name: string
  title: Said
  error: Said | undefined
  groups: (Said & { options: Option[] })[]
}

/** Any of very many, group by group, folded away. */
export function GroupedChoices({ name, title, typed, error, groups }: GroupedProps) {
  const values = typed[name] ?? []
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
export function Folded({
  title,
  open,
  count,
  children,
}: {
  title: Said
  open: boolean
  count: number
  children: Child
}) {
  return (
    <details class="act" open={open}>
      <summary>
        <Both zh={`${title.zh}（已选 ${count}）`} en={`${title.en} (${count} chosen)`} />
      </summary>
      {children}
    </details>
  )
}
