import type { Child } from 'hono/jsx'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Both } from '../../parts.tsx'
import type { TypedWarning } from './typed-warning.ts'

/** What every part of the form is drawn from. */
export type FormProps = {
  typed: TypedWarning
  /** What cannot be read, or is still missing, by field. */
  errors: Record<string, Said>
  city: City
  /** The first text has no note of what it changes. */
  next: boolean
  lifting: boolean
}

/** The one value typed under a name. */
export const one = (typed: TypedWarning, name: string): string => typed[name]?.[0] ?? ''
/** Every value typed under a name. */
export const all = (typed: TypedWarning, name: string): string[] => typed[name] ?? []

/** Fields that belong together, under a heading. */
export function Group({ title, children }: { title: Said; children: Child }) {
  return (
    <section class="part">
      <h2>
        <Both {...title} />
      </h2>
      {children}
    </section>
  )
}
