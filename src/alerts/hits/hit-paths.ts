/** Where firms say that a measure hits them, and where the links in their letters lead. */
export const hitPaths = {
  hits: '/trade/hits',
  asked: '/trade/hits/asked',
  confirmation: <Token extends string>(token: Token) => `/trade/hits/${token}` as const,
  end: (token: string): string => `/trade/hits/${token}/end`,
  byLetter: (token: string): string => `/trade/hits/letter/${token}`,
  ofInvitation: (token: string): string => `/trade/reviews/${token}/hit`,
  strike: (id: number): string => `/bureau/measure-hits/${id}/strike`,
  contact: (id: number): string => `/bureau/measure-hits/${id}/contact`,
} as const
