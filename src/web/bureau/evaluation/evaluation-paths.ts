/** Where the bureaus' work is evaluated. */
export const evaluationPaths = {
  evaluations: '/bureau/evaluations',
  evaluation: (id: number): string => `/bureau/evaluations/${id}`,
  step: (id: number, act: string): string => `/bureau/evaluations/${id}/steps/${act}`,
  incidents: (id: number): string => `/bureau/evaluations/${id}/incidents`,
  objectionAnswer: (id: number, objection: number): string =>
    `/bureau/evaluations/${id}/objections/${objection}/answer`,
  bureau: (id: number, bureau: string): string => `/bureau/evaluations/${id}/bureaus/${encodeURIComponent(bureau)}`,
  objections: (id: number, bureau: string): string =>
    `/bureau/evaluations/${id}/bureaus/${encodeURIComponent(bureau)}/objections`,
  outcomes: (id: number, bureau: string, measure: string): string =>
    `/bureau/evaluations/${id}/bureaus/${encodeURIComponent(bureau)}/measures/${measure}`,
} as const
