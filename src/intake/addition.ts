import type { Said } from '../errors.ts'
import type { CleanAttachment } from './clean-attachment.ts'

/** What one case takes from its reporter after the filing, over its whole life. */
export const additionLimits = { times: 20, files: 20 } as const

/** What was handed in before, as the case keeps it. */
export type HandedIn = { texts: string[]; sha256: string[] }

/** What is new among the files: the same photo handed in again is kept once. */
export function newAmong(attachments: CleanAttachment[], { sha256 }: HandedIn): CleanAttachment[] {
  const known = new Set(sha256)
  return attachments.filter((file) => !known.has(file.sha256) && known.add(file.sha256))
}

/** The words of the history row: what was written, then the files by name, so that the chain of history holds what came when. */
export function additionWords(text: string, attachments: CleanAttachment[]): string {
  const files = attachments.map(({ name }) => name).join('、')
  return [text, files === '' ? '' : `附件：${files}`].filter((part) => part !== '').join('\n')
}

/** Why a further addition cannot be taken, by field; null when it can. */
export function additionFault(text: string, fresh: CleanAttachment[], before: HandedIn): Record<string, Said> | null {
  if (text === '' && fresh.length === 0) return { note: nothing }
  if (before.texts.length >= additionLimits.times) return { note: tooOften }
  return before.sha256.length + fresh.length > additionLimits.files ? { files: tooMany } : null
}

const nothing: Said = {
  zh: '请写几句话，或选择照片、PDF',
  en: 'Write a few words, or choose a photo or PDF',
}
const tooOften: Said = {
  zh: `一个案件最多补充 ${additionLimits.times} 次；请直接与承办单位联系，或拨打 12345`,
  en: `A case takes at most ${additionLimits.times} additions; please contact the bureau, or call 12345`,
}
const tooMany: Said = {
  zh: `一个案件最多 ${additionLimits.files} 个附件；请减少后重新选择`,
  en: `A case takes at most ${additionLimits.files} files in all; please choose fewer`,
}
