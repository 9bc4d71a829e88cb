/** Where the pages live. An act is a noun: filing is POST /complaints, not /complain. */
export const paths = {
  home: '/',
  complaintForm: '/complaints/new',
  complaints: '/complaints',
  track: '/track',
  caseFeed: (token: string, format: 'rss' | 'json'): string => `/feeds/${token}.${format}`,
  trackCopy: '/track/copy',
  trackSupplement: '/track/supplement',
  trackErasure: '/track/erasure',
  warnings: '/warnings',
  subscriptions: '/subscriptions',
  trade: '/trade',
  bureau: '/bureau',
  signIn: '/sign-in',
  signOut: '/sign-out',
  apiDocument: '/api/v1/openapi.json',
  apiPage: '/api/docs',
} as const
