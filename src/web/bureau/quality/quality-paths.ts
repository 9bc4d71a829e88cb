/** Where triage quality is seen and its models are kept. */
export const qualityPaths = {
  quality: '/bureau/quality',
  models: '/bureau/quality/models',
  texts: '/bureau/quality/texts',
  challengers: '/bureau/quality/challengers',
  rollBacks: '/bureau/quality/roll-backs',
  replays: (version: string): string => `/bureau/quality/models/${encodeURIComponent(version)}/replays`,
  promotion: (version: string): string => `/bureau/quality/models/${encodeURIComponent(version)}/promotion`,
} as const
