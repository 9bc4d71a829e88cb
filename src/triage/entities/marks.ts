/** What kinds of characters a text holds, as bits: an expression is only tried where its characters stand. */
export const MARK = { digit: 1, latin: 2, numeral: 4, money: 8, calendar: 16, at: 32, capital: 64 } as const

const marks = new Uint8Array(65_536)
const set = (characters: string, mark: number): void => {
  for (const one of characters) marks[one.charCodeAt(0)] = (marks[one.charCodeAt(0)] as number) | mark
}
set('0123456789', MARK.digit)
set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', MARK.latin)
set('ABCDEFGHIJKLMNOPQRSTUVWXYZ', MARK.capital)
set('一二三四五六七八九十两百千几', MARK.numeral)
set('元块角万币¥￥$', MARK.money)
set('年月日号', MARK.calendar)
set('@', MARK.at)

/** The kinds that occur in the text, in one pass. */
export function marksOf(text: string): number {
  let found = 0
  for (let i = 0; i < text.length; i += 1) found |= marks[text.charCodeAt(i)] as number
  return found
}
