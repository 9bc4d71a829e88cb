import { Invalid } from '../../errors.ts'

/** A purpose as it is kept beside every look. Throws Invalid when it says too little or too much. */
export function readPurpose(typed: string): string {
  const purpose = typed.trim()
  if (purpose.length >= 4 && purpose.length <= 200) return purpose
  throw new Invalid(
    { zh: '请写明查看身份的用途。', en: 'Say why you need to know who filed it.' },
    {
      purpose: {
        zh: '用途应为 4 至 200 字，例如“送达调解通知书”',
        en: 'State the purpose in 4 to 200 characters',
      },
    },
  )
}
