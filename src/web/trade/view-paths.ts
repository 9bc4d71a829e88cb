/** Where saved views of the trade desk are kept. */
export const viewPaths = {
  views: '/bureau/trade-views',
  end: (id: number): string => `/bureau/trade-views/${id}/end`,
} as const
