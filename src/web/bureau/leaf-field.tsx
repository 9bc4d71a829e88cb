import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { Field } from '../fields.tsx'

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

/** Leaves by sector, and the answer that it is no quality matter. */
export function LeafOptions({ city, chosen }: { city: City; chosen: string }) {
  return (
    <>
      <option value="NONE" selected={chosen === 'NONE'}>
        其他事项 Other matters
      </option>
      {city.sectors.map((sector) => (
        <optgroup label={`${sector.zh} ${sector.en}`}>
          {sector.leaves.map(({ code, zh, en }) => (
            <option value={code} selected={code === chosen}>
              {`${zh} ${en}`}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  )
}
