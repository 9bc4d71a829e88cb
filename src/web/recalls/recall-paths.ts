/** Where recalls that the city follows live: for everybody, and on the desk. */
export const recallPaths = {
  recalls: '/recalls',
  recall: (notice: number): string => `/recalls/${notice}`,
  desk: '/bureau/recalls',
  onDesk: (notice: number): string => `/bureau/recalls/${notice}`,
  opening: (notice: number): string => `/bureau/recalls/${notice}/opening`,
  reports: (notice: number): string => `/bureau/recalls/${notice}/reports`,
  page: (notice: number): string => `/bureau/recalls/${notice}/page`,
  pageEnd: (notice: number): string => `/bureau/recalls/${notice}/page/end`,
  end: (notice: number, act: 'close' | 'reopen'): string =>
    `/bureau/recalls/${notice}/${act === 'close' ? 'closure' : 'reopening'}`,
} as const
