import type { VaultKeys } from './accounts/identity-vault.ts'
import type { Db } from './db/open.ts'
import type { FilingLine } from './intake/filing-line.ts'
import type { Queue } from './jobs/queue.ts'
import type { City } from './reference/city.ts'
import type { TradeCodes } from './reference/trade-codes.ts'
import type { TriageModel } from './triage/model.ts'

/** Who acts. A citizen is nobody in particular: what they may do follows from the receipt they hold. */
export type Actor =
  | { kind: 'citizen' }
  | { kind: 'staff'; accountId: number; name: string; role: Role; bureau: string }
  /** A firm that reads its own record and answers. */
  | { kind: 'firm'; accountId: number; enterpriseId: number }
  | { kind: 'job'; name: string }
  | { kind: 'operator' }

export type Role =
  | 'officer'
  | 'head'
  | 'dispatcher'
  | 'joint_office'
  | 'convener'
  | 'trade_official'
  | 'administrator'
  | 'custodian'
  | 'auditor'

/** What `main` opens once and every verb needs. */
export type World = {
  db: Db
  queue: Queue
  filings: FilingLine
  city: City
  model: TriageModel
  codes: TradeCodes
  /** Keys receipts and the links in letters; the same on every process. */
  secret: string
  /** Seals and opens who filed what; kept outside the database. */
  vault: VaultKeys
  publicUrl: string
}

/** All that a verb is given besides its input. Time is an argument: no verb asks the clock. */
export type Context = World & { actor: Actor; now: Date }

/** How an actor is named in a history row. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.accountId}`
  if (actor.kind === 'firm') return `firm:${actor.accountId}`
  if (actor.kind === 'job') return `job:${actor.name}`
  return actor.kind
}
