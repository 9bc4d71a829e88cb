import type { ReportAct } from '../insights/report/report-acts.ts'

/** Where the reports on the state of quality are read, and where they are made. */
export const reportPaths = {
  reports: '/reports',
  report: (id: number): string => `/reports/${id}`,
  pdf: (id: number): string => `/reports/${id}/report.pdf`,
  json: (id: number): string => `/reports/${id}/report.json`,
  desk: '/bureau/reports',
  onDesk: (id: number): string => `/bureau/reports/${id}`,
  step: (id: number, act: ReportAct): string => `/bureau/reports/${id}/steps/${act}`,
  figure: (id: number, figure: string): string => `/bureau/reports/${id}/figures/${figure}`,
} as const
