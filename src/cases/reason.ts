import { Invalid } from '../errors.ts'

/** How much a reason says, in characters, and the field of the form that it is typed into. */
type Asked = { min?: number; max?: number; field?: string }

/** Why somebody decides so, as typed and trimmed. Throws Invalid, beside its field, when it says too little or too much. */
export function readReason(typed: string, { min = 2, max = 500, field = 'reason' }: Asked = {}): string {
  const reason = typed.trim()
  if (reason.length >= min && reason.length <= max) return reason
  throw new Invalid(
    { zh: '请写明理由。', en: 'Say why.' },
    { [field]: { zh: `理由应为 ${min} 至 ${max} 字`, en: `Say why, in ${min} to ${max} characters` } },
  )
}
