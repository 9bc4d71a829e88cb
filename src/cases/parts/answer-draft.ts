import type { CaseItem } from './case-items.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八']

/**
 * The one answer of a case with several demands as far as its parts say it, so that nothing is typed twice: each demand in order, with
 * what its bureau found; a demand of the bureau in charge waits for its words. Null while nothing is handed in.
 */
export function answerDraft(items: CaseItem[]): string | null {
  if (!items.some(({ parts }) => handedIn(parts))) return null
  return items.map((item, index) => `${numerals[index] ?? index + 1}、${paragraph(item)}`).join('\n\n')
}

function paragraph({ leaf, parts }: CaseItem): string {
  const part = handedIn(parts)
  if (!part) return `关于${leaf.zh}：`
  const basis = part.article === null ? '' : `（依据：${part.article}）`
  return `关于${leaf.zh}，${part.bureau.zh}查明：${ended(part.fact ?? '')}处理结果：${ended(`${part.result ?? ''}${basis}`)}`
}

const handedIn = (parts: CaseItem['parts']) => parts.findLast(({ endedBy }) => endedBy === 'handed_in')

const ended = (words: string): string => (/[。！？.!?]$/.test(words) ? words : `${words}。`)
