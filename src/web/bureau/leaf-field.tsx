import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { Field } from '../fields.tsx'
import { LeafOptions } from './dispatch/dispatch-choices.tsx'

/** What a paper of the desk is about: a leaf of the city's sectors. */
export function LeafField({ city, chosen, error }: { city: City; chosen: string; error: Said | undefined }) {
  return (
    <Field
      name="leaf"
      label={{ zh: '类别', en: 'Leaf' }}
      error={error}
      required
      control={(attributes) => (
        <select {...attributes}>
          <LeafOptions city={city} chosen={chosen} />
        </select>
      )}
    />
  )
}
