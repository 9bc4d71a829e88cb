import type { InEither, OpinionPoint } from './opinion-point.ts'

/** The city's answer on a measure as it was merged (评议意见表); kept as it was. */
export type AnswerContent = {
  /** 质哨评议〔2026〕3号 第1版 */
  number: string
  symbol: string
  member: { zh: string; en: string }
  title: { zh: string; en: string }
  products: string
  hs: string[]
  /** The end of comments as it stood. */
  official: string | null
  /** The way by which it goes. */
  route: { zh: string; en: string }
  statement: InEither
  points: OpinionPoint[]
  /** How many were asked, how many answered, how many with comments. No names leave the house. */
  asked: { invited: number; answered: number; commented: number }
  bureau: { zh: string; en: string }
  /** ISO date. */
  date: string
}
