/** Where the register and a firm's own pages live; links in letters lead there too. */
export const firmPaths = {
  search: '/firms',
  rules: '/firms/rules',
  data: '/firms/data',
  draws: '/firms/draws',
  firmsFile: (format: 'csv' | 'json'): string => `/firms/data/firms.${format}`,
  factsFile: (format: 'csv' | 'json'): string => `/firms/data/facts.${format}`,
  firm: (code: string): string => `/firms/${code}`,
  badge: (code: string): string => `/firms/${code}/badge.svg`,
  own: '/firm',
  signIn: '/firm/sign-in',
  asked: '/firm/sign-in/asked',
  signOut: '/firm/sign-out',
  link: (token: string): string => `/firm/links/${token}`,
  invitation: '/firm/invitation',
  requests: '/firm/requests',
  recall: (notice: number): string => `/firm/recalls/${notice}`,
} as const
