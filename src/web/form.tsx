import { randomUUID } from 'node:crypto'
import { type Child, useContext } from 'hono/jsx'
import type { Said } from '../errors.ts'
import { Both, Notice } from './parts.tsx'
import { FORM_PAGE, FormPage, Refilled, type RefusedForm, useRefusedAt } from './refused-form.ts'

type FormProps = {
  action: string
  /** The names on the page of what the verb calls by other names, e.g. `{ reason: 'strike-7' }` where several forms ask for a reason. */
  names?: Record<string, string>
  /** A second button of this form leads here. */
  also?: string
  class?: string
  enctype?: 'multipart/form-data'
  'aria-labelledby'?: string
  children?: Child
}

/**
 * A form that loses nothing: refused by any error, its page is drawn again with what was typed (`pageAgain`), the fields of `fields.tsx`
 * fill themselves, and the page says why at its top. Only for forms on a page with an address of its own.
 */
export function Form({ names = {}, also, children, ...attributes }: FormProps) {
  const { path, refused } = useContext(FormPage)
  const own = [useRefusedAt(attributes.action), also !== undefined && useRefusedAt(also)].includes(true)
  return (
    <form method="post" novalidate {...attributes}>
      <input type="hidden" name={FORM_PAGE} value={path} />
      <Refilled.Provider value={own && refused ? { ...refused, fields: renamed(refused.fields, names) } : null}>
        {children}
      </Refilled.Provider>
    </form>
  )
}

/** Names one drawing of a form, so that its verb knows it when it is sent twice. Read it with `submissionOf`. */
export const SubmissionKey = () => <input type="hidden" name="submission_key" value={randomUUID()} />

const renamed = (fields: Record<string, Said>, names: Record<string, string>): Record<string, Said> =>
  Object.fromEntries(Object.entries(fields).map(([name, said]) => [names[name] ?? name, said]))

type FoldProps = { summary: Child; actions: string[]; open?: boolean; children?: Child }

/** Folded away behind a summary; open when a form inside it, leading to one of `actions`, was just refused. */
export function Fold({ summary, actions, open = false, children }: FoldProps) {
  return (
    <details class="act" open={open || actions.map(useRefusedAt).includes(true)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

/** At the top of a page drawn again: why the form was refused, and what was typed, also where its form is there no more. */
export function RefusedNotice({ refused }: { refused: RefusedForm | null }) {
  if (refused === null) return null
  const more = Object.values(refused.fields).filter(({ zh }) => zh !== refused.said.zh)
  return (
    <Notice tone="red" title={{ zh: '没有办成，您填写的内容都在', en: 'Not done; nothing you typed is lost' }} alert>
      <p>
        <Both {...refused.said} />
      </p>
      {more.length > 0 && (
        <ul>
          {more.map((said) => (
            <li>
              <Both {...said} />
            </li>
          ))}
        </ul>
      )}
      <TypedWords words={wordsOf(refused.values)} />
    </Notice>
  )
}

/** What was typed, to be read and copied. */
export function TypedWords({ words }: { words: string[] }) {
  if (words.length === 0) return null
  return (
    <details>
      <summary>
        <Both zh="您填写的内容" en="What you typed" />
      </summary>
      {words.map((word) => (
        <p class="written">{word}</p>
      ))}
    </details>
  )
}

/** Sentences, not the codes of choices. */
export const wordsOf = (values: Record<string, string | string[]>): string[] =>
  Object.values(values)
    .flat()
    .map((value) => value.trim())
    .filter((value) => /[^!-~]/.test(value) || value.length > 20)
