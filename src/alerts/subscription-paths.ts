/** Where the links in letters lead. */
export const subscriptionPaths = {
  confirmation: (token: string): string => `/subscriptions/confirmation/${token}`,
  end: (token: string): string => `/subscriptions/end/${token}`,
  warning: (id: number): string => `/warnings/${id}`,
} as const
