import type { WarningAct } from '../alerts/warning-acts.ts'
import { paths } from './paths.ts'

/** Where warnings, notices and subscriptions live. */
export const alertPaths = {
  warning: (id: number): string => `${paths.warnings}/${id}`,
  notice: (id: number): string => `${paths.trade}/notices/${id}`,
  subscriptionForm: `${paths.subscriptions}/new`,
  subscriptionAsked: `${paths.subscriptions}/asked`,
  warningDesk: `${paths.bureau}/warnings`,
  warningOnDesk: (id: number): string => `${paths.bureau}/warnings/${id}`,
  decision: (id: number, act: WarningAct): string => `${paths.bureau}/warnings/${id}/${act}`,
} as const
