/** Where the letters of a warning lead. */
export const warningLinks = {
  onDesk: (id: number): string => `/bureau/warnings/${id}`,
  public: (id: number): string => `/warnings/${id}`,
  receipt: <Token extends string>(token: Token) => `/warnings/receipts/${token}` as const,
}
