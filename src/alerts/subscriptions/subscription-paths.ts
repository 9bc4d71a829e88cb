/** Where the links in letters lead; the types keep a route's `:token` legible. */
export const subscriptionPaths = {
  confirmation: <Token extends string>(token: Token) => `/subscriptions/confirmation/${token}` as const,
  end: <Token extends string>(token: Token) => `/subscriptions/end/${token}` as const,
  warning: (id: number): string => `/warnings/${id}`,
}
