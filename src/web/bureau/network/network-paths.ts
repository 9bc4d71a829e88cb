export const networkPaths = {
  /** Where members report. */
  report: '/network',
  csv: '/network/files',
  template: '/network/template.csv',
  list: '/bureau/network',
  member: (id: number): string => `/bureau/network/${id}`,
  keys: (id: number): string => `/bureau/network/${id}/keys`,
  end: (id: number): string => `/bureau/network/${id}/end`,
  start: (id: number): string => `/bureau/network/${id}/start`,
} as const
