import { readTradeDate, unknownDate } from '../../intake/bulletins/tbt-dates.ts'
import type { BulletinNotice, TradeDate } from '../../intake/notice.ts'

/** How a measure stands after every follow-up: an addendum is an event on its first notice, not a notice of its own. */
export type FamilyState = {
  /** The first symbol of the family. */
  family: string
  comment: TradeDate
  adoption: TradeDate
  inForce: TradeDate
  withdrawn: boolean
}

/** The members of one family in the order in which they came out: by day, then by symbol. */
export function inOrder<Member extends { notice: BulletinNotice }>(members: Member[]): Member[] {
  return members.toSorted((a, b) => (keyOf(a.notice) < keyOf(b.notice) ? -1 : 1))
}

/**
 * Folds a family, first notice first. What a follow-up says of a clock replaces what was said before and what it leaves open
 * stays; a revision starts anew. A date that hung on the adoption is counted once an addendum tells the adoption.
 */
export function familyState(members: BulletinNotice[]): FamilyState {
  const ordered = inOrder(members.map((notice) => ({ notice }))).map(({ notice }) => notice)
  const start = { comment: unknownDate, adoption: unknownDate, inForce: unknownDate, withdrawn: false }
  const folded = ordered.reduce((before, notice) => {
    const from = notice.notificationType === 'revision' ? start : before
    return {
      comment: said(notice.commentDeadline) ? notice.commentDeadline : from.comment,
      adoption: said(notice.adoption) ? notice.adoption : from.adoption,
      inForce: said(notice.entryIntoForce) ? notice.entryIntoForce : from.inForce,
      withdrawn: from.withdrawn || notice.addendum.some(({ kind }) => kind === 'withdrawn'),
    }
  }, start)
  return { family: familyOf(ordered[0]), ...folded, inForce: countedFromAdoption(folded) }
}

/** The name of a notice's family: the first of its root symbols, or its source and number when it has none. */
export function familyOf(notice: BulletinNotice | undefined): string {
  const roots = notice?.symbols.map(({ root }) => root).toSorted() ?? []
  return roots[0] ?? (notice ? `${notice.source}:${notice.sourceId}` : '')
}

const keyOf = (notice: BulletinNotice): string =>
  `${notice.circulatedOn ?? notice.publishedOn ?? ''} ${notice.symbols[0]?.ordered ?? notice.sourceId}`

const said = (date: TradeDate): boolean => date.kind !== 'unknown' || date.raw !== ''

function countedFromAdoption({ adoption, inForce }: Pick<FamilyState, 'adoption' | 'inForce'>): TradeDate {
  if (inForce.kind !== 'unknown' || inForce.raw === '') return inForce
  const adopted = adoption.kind !== 'unknown' && adoption.earliest === adoption.latest ? adoption.earliest : null
  return adopted === null ? inForce : readTradeDate(inForce.raw, { adopted })
}
