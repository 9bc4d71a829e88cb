export const sourcePaths = {
  list: '/bureau/sources',
  documents: '/bureau/sources/documents',
  source: (source: string): string => `/bureau/sources/${source}`,
  settlement: (reject: number): string => `/bureau/sources/rejects/${reject}/settlement`,
}
