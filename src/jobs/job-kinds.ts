/** Everything this service can owe, with what each job is told. Every handler may run twice. */
export type JobKinds = {
  /** Sends one letter by mail. */
  'deliver-letter': { letterId: number }
  /** Decides whether a notice as told in this version concerns the city, and drafts the warning and the tasks. */
  'assess-notice': { noticeId: number; version: number }
  /** Lets a recall or a failed sample meet the reports of the last two years and the firms of the register. */
  'link-notice': { noticeId: number }
  /** Writes the letters that a released warning owes to its subscribers. */
  'announce-warning': { warningId: number }
  /** Sends one message to a program of a bureau. */
  'deliver-webhook': { deliveryId: number }
  /** Teaches an ordered challenger with the corrections of this database. */
  'build-challenger': { version: string }
  /** Runs a challenger beside the champion over settled reports. */
  'replay-challenger': { version: string }
}

export type JobKind = keyof JobKinds

export type JobHandlers = { [Kind in JobKind]: (payload: JobKinds[Kind]) => Promise<void> }

type Terms = {
  retryLimit: number
  retryDelay: number
  retryBackoff: boolean
  retryDelayMax?: number
  batchSize: number
}

/** Retries and batch size of each kind; delays in seconds. Mail and webhooks are tried for about two days before a person must look. */
export const jobTerms: Record<JobKind, Terms> = {
  'deliver-letter': { retryLimit: 16, retryDelay: 10, retryBackoff: true, retryDelayMax: 14_400, batchSize: 20 },
  'assess-notice': { retryLimit: 5, retryDelay: 5, retryBackoff: true, batchSize: 20 },
  'link-notice': { retryLimit: 5, retryDelay: 5, retryBackoff: true, batchSize: 20 },
  'announce-warning': { retryLimit: 5, retryDelay: 5, retryBackoff: true, batchSize: 1 },
  'deliver-webhook': { retryLimit: 16, retryDelay: 5, retryBackoff: true, retryDelayMax: 21_600, batchSize: 20 },
  'build-challenger': { retryLimit: 2, retryDelay: 30, retryBackoff: false, batchSize: 1 },
  'replay-challenger': { retryLimit: 2, retryDelay: 30, retryBackoff: false, batchSize: 1 },
}
