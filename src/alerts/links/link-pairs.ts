/** What stands on the desk of links: a report or a firm on the one side, a recall or a failed sample on the other. */
export const pairKinds = ['report', 'firm'] as const
export type PairKind = (typeof pairKinds)[number]
export type Pair = { kind: PairKind; ours: number; noticeId: number }

/** `report-12-34`: one name for a pair in paths and forms. */
export const pairName = ({ kind, ours, noticeId }: Pair): string => `${kind}-${ours}-${noticeId}`

/** The pair that a name means; null for none. */
export function pairOf(name: string): Pair | null {
  const read = /^(report|firm)-([1-9]\d{0,14})-([1-9]\d{0,14})$/.exec(name)
  return read ? { kind: read[1] as PairKind, ours: Number(read[2]), noticeId: Number(read[3]) } : null
}

/** What may be asked for on the desk: which side meets which kind of notice. */
export const pairGroups = {
  report_recall: { kind: 'report', about: 'recall' },
  report_sample: { kind: 'report', about: 'sample' },
  firm_recall: { kind: 'firm', about: 'recall' },
  firm_sample: { kind: 'firm', about: 'sample' },
} as const
export type PairGroup = keyof typeof pairGroups
