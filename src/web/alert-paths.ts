import type { WarningAct } from '../alerts/warning-acts.ts'
import type { DraftAct } from '../alerts/warnings/draft-acts.ts'
import { paths } from './paths.ts'

/** An act is a noun: signing the text of warning 4 is POST /bureau/warnings/4/draft/signature. */
export const draftNouns: Record<DraftAct, string> = {
  submit: 'submission',
  approve: 'approval',
  sign: 'signature',
  publish: 'publication',
  return: 'return',
  discard: 'disposal',
}

/** Where warnings, notices and subscriptions live. */
export const alertPaths = {
  warning: (id: number): string => `${paths.warnings}/${id}`,
  notice: (id: number): string => `${paths.trade}/notices/${id}`,
  measure: (family: string): string => `${paths.trade}/measures/${family}`,
  subscriptionForm: `${paths.subscriptions}/new`,
  subscriptionAsked: `${paths.subscriptions}/asked`,
  version: (id: number, number: number): string => `${paths.warnings}/${id}/versions/${number}`,
  versionCap: (id: number, number: number): string => `${paths.warnings}/${id}/versions/${number}/cap.xml`,
  atomFeed: `${paths.warnings}/feed.atom`,
  rssFeed: `${paths.warnings}/feed.rss`,
  capFeed: `${paths.warnings}/cap.atom`,
  warningDesk: `${paths.bureau}/warnings`,
  warningOnDesk: (id: number): string => `${paths.bureau}/warnings/${id}`,
  decision: (id: number, act: WarningAct): string => `${paths.bureau}/warnings/${id}/${act}`,
  signalOnDesk: (id: number): string => `${paths.bureau}/signals/${id}`,
  newWarning: `${paths.bureau}/warnings/new`,
  /** The form about a signal, an incident, a case or an assessment. */
  newWarningAbout: ({ kind, id }: { kind: string; id: number | null }): string =>
    `${paths.bureau}/warnings/new?${kind}=${id ?? ''}`,
  openReceipts: `${paths.bureau}/warnings/receipts`,
  draftForm: (id: number): string => `${paths.bureau}/warnings/${id}/draft`,
  draftMove: (id: number, act: DraftAct): string => `${paths.bureau}/warnings/${id}/draft/${draftNouns[act]}`,
  changes: (id: number): string => `${paths.bureau}/warnings/${id}/changes`,
  hearings: (id: number): string => `${paths.bureau}/warnings/${id}/hearings`,
  statement: (id: number, hearing: number): string => `${paths.bureau}/warnings/${id}/hearings/${hearing}`,
  upwardReport: (id: number): string => `${paths.bureau}/warnings/${id}/upward-report`,
  urgency: (id: number): string => `${paths.bureau}/warnings/${id}/urgency`,
  receipts: (id: number): string => `${paths.bureau}/warnings/${id}/receipts`,
  warningAcknowledgement: (id: number): string => `${paths.bureau}/warnings/${id}/acknowledgement`,
  deskVersion: (id: number, number: number): string => `${paths.bureau}/warnings/${id}/versions/${number}`,
  deskVersionCap: (id: number, number: number): string => `${paths.bureau}/warnings/${id}/versions/${number}/cap.xml`,
} as const
