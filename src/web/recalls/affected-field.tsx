import type { Said } from '../../errors.ts'
import { TextField } from '../fields.tsx'

/** How many products a recall is about, asked when it begins to be followed and with every report. */
export function AffectedField({ value, error, hint }: { value: string; error: Said | undefined; hint?: Said }) {
  const label = { zh: '涉及数量（件）', en: 'Affected' }
  return (
    <TextField
      name="affected"
      inputmode="numeric"
      size="short"
      label={label}
      hint={hint}
      value={value}
      error={error}
      required
    />
  )
}
