import type { Bilingual, City, FilingKind } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'

/**
 * The tracks on which a case runs. A complaint that also reports a violation runs on both: opened with the filing, until a person
 * says that it reports none, or opened by an officer, for good; where the complaint alone is not accepted, the check goes on alone.
 */
export function tracksOf(kind: FilingKind, done: string[]): FilingKind[] {
  const opened = done.includes('open_clue') || (done.includes('open_tracks') && !done.includes('drop_clue'))
  if (kind !== 'complaint' || !opened) return [kind]
  return done.includes('refuse_complaint') ? ['report'] : ['complaint', 'report']
}

/** The case is a complaint beside whose settlement a clue is checked. */
export const bothTracks = (done: string[]): boolean => tracksOf('complaint', done).length === 2

/** A complaint opened the track of a report, and nobody has decided yet on that one. */
export const clueOpen = (done: string[]): boolean =>
  tracksOf('complaint', done).includes('report') && !done.includes('decide_filing')

/** The claim of the form that asks for a check by law, which is what a report is. */
const CHECK_CLAIM = '依法查处'
/** How sure the words must be of one of the two procedures (src/triage/filing-kind.ts) for the machine to open both. */
const BOTH_CONFIDENCE_MIN = 0.8

/**
 * Why a complaint opens the track of a report with its filing, in words for the reporter; null when it does not. Only where the city
 * keeps the two apart: elsewhere one answer settles both (总局令第20号 art. 7, 令121 art. 9: a mixed filing is handled on both tracks).
 */
export function clueAtFiling(
  city: City,
  { kind, claims, assessment }: { kind: FilingKind; claims: string[]; assessment: Assessment },
): Bilingual | null {
  const leaf = city.leaves.get(assessment.leaf.value)
  if (kind !== 'complaint' || !leaf || leaf.complaintRule === leaf.reportRule) return null
  if (claims.includes(CHECK_CLAIM)) return { zh: `您的诉求中有“${CHECK_CLAIM}”`, en: 'you also ask for a check by law' }
  const both = assessment.kind?.both
  if (!both || both.confidence < BOTH_CONFIDENCE_MIN) return null
  return {
    zh: `文字中既有自己的诉求，也请求查处：${both.because.join('、')}`,
    en: 'the words ask both for a settlement and for a check',
  }
}
