import type { Child } from 'hono/jsx'
import type { Said } from '../errors.ts'
import { Both } from './parts.tsx'
import { useRefilled } from './refused-form.ts'

type Labelled = { name: string; label: Said; hint?: Said | undefined; error?: Said | undefined; required?: boolean }

/** What a control needs so that its label, hint and error are read with it. */
export type ControlAttributes = {
  id: string
  name: string
  required?: true
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
}

/** The button that sends a form, alone below its fields. */
export const Submit = (said: Said) => (
  <p class="actions">
    <button type="submit">
      <Both {...said} />
    </button>
  </p>
)

/**
 * One question of a form: label, hint, error, then the control that `control` draws with the attributes it is given.
 * Optional questions say so, so that nobody has to guess what a star means.
 */
export function Field({ control, ...given }: Labelled & { control: (attributes: ControlAttributes) => Child }) {
  const field = { ...given, error: useRefilled(given.name)?.error ?? given.error }
  return (
    <div class={field.error ? 'field has-error' : 'field'}>
      <label for={field.name}>
        <Question {...field} />
      </label>
      <Notes {...field} />
      {control(attributesOf(field))}
    </div>
  )
}

type TextProps = Labelled & {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'date' | 'datetime-local' | 'password' | 'search'
  maxlength?: number
  autocomplete?: string
  inputmode?: 'decimal' | 'numeric'
  max?: string
  size?: 'short' | 'full'
}

/** A one-line answer. */
export function TextField({
  value,
  type = 'text',
  size = 'full',
  maxlength,
  autocomplete,
  inputmode,
  max,
  ...field
}: TextProps) {
  const typed = type === 'password' ? undefined : useRefilled(field.name)?.values[0]
  return (
    <Field
      {...field}
      control={(attributes) => (
        <input
          {...attributes}
          {...given({ maxlength, autocomplete, inputmode, max })}
          type={type}
          value={typed ?? value ?? ''}
          class={size}
        />
      )}
    />
  )
}

/** A longer answer. `data-count` lets the page's script show how many characters are left. */
export function TextArea({
  value,
  rows = 8,
  maxlength,
  ...field
}: Labelled & { value?: string | undefined; rows?: number; maxlength: number }) {
  const typed = useRefilled(field.name)?.values[0]
  return (
    <Field
      {...field}
      control={(attributes) => (
        <textarea {...attributes} rows={rows} maxlength={maxlength} data-count={String(maxlength)}>
          {typed ?? value ?? ''}
        </textarea>
      )}
    />
  )
}

export type Option = Said & { value: string; hint?: Said }

/** One of several, in a list that opens; `none` is the first, empty entry. */
export function SelectField({
  value,
  options,
  none,
  ...field
}: Labelled & { value?: string | undefined; options: Option[]; none?: Said }) {
  const chosen = useRefilled(field.name)?.values[0] ?? value
  return (
    <Field
      {...field}
      control={(attributes) => (
        <select {...attributes}>
          {none && <option value="">{`${none.zh} ${none.en}`}</option>}
          {options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {`${option.zh} ${option.en}`}
            </option>
          ))}
        </select>
      )}
    />
  )
}

/** One of a few, all in sight. */
export function RadioField({ value, options, ...field }: Labelled & { value?: string | undefined; options: Option[] }) {
  return <Choices {...field} type="radio" options={options} chosen={value ? [value] : []} />
}

/** Any of a few, all in sight. */
export function CheckField({ values, options, ...field }: Labelled & { values: string[]; options: Option[] }) {
  return <Choices {...field} type="checkbox" options={options} chosen={values} />
}

function Choices({
  type,
  options,
  chosen,
  ...asked
}: Labelled & { type: 'radio' | 'checkbox'; options: Option[]; chosen: string[] }) {
  const refilled = useRefilled(asked.name)
  const field = { ...asked, error: refilled?.error ?? asked.error }
  const ticked = refilled?.values ?? chosen
  const { id: _, required, ...group } = attributesOf(field)
  return (
    <fieldset
      class={field.error ? 'field has-error' : 'field'}
      id={field.name}
      aria-describedby={group['aria-describedby']}
    >
      <legend>
        <Question {...field} />
      </legend>
      <Notes {...field} />
      <div class={options.some(({ hint }) => hint) ? 'choices' : 'choices compact'}>
        {options.map((option) => (
          <label class="choice">
            <input
              type={type}
              name={field.name}
              value={option.value}
              checked={ticked.includes(option.value)}
              {...(type === 'radio' ? given({ required }) : {})}
            />
            <span>
              {option.hint ? <strong>{option.zh}</strong> : option.zh}{' '}
              <span class="en" lang="en">
                {option.en}
              </span>
              {option.hint && (
                <span class="choice-hint">
                  <Both {...option.hint} />
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The errors of a form in one place at its top, each a link to its field; `title` says that nothing typed was lost. */
export function ErrorSummary({ title, errors }: { title: Said; errors: Record<string, Said> }) {
  return (
    <div class="notice tone-red" role="alert" tabindex={-1}>
      <h2 class="notice-title">
        <Both {...title} />
      </h2>
      <ul>
        {Object.entries(errors).map(([name, error]) => (
          <li>
            <a href={`#${name}`}>
              <Both {...error} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Question({ label, required }: Labelled) {
  return (
    <>
      <Both {...label} />
      {!required && (
        <span class="optional">
          （选填 <span lang="en">optional</span>）
        </span>
      )}
    </>
  )
}

function Notes({ name, hint, error }: Labelled) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          <Both {...hint} />
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          <Both {...error} />
        </p>
      )}
    </>
  )
}

function attributesOf({ name, hint, error, required }: Labelled): ControlAttributes {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    ...(required ? { required: true as const } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  }
}

/** The attributes that have a value: JSX under exactOptionalPropertyTypes takes no undefined. */
function given<Attributes extends object>(
  attributes: Attributes,
): { [Name in keyof Attributes]?: NonNullable<Attributes[Name]> } {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as never
}
