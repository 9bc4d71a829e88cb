import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { CaseFact, Extension, PauseChange } from '../record-event.ts'
import type { Clock } from './clocks.ts'

/** Writes what a fact does to the clocks of its case, its pauses and its extension. */
export async function recordClocks(tx: Db, context: Pick<Context, 'actor' | 'now'>, fact: CaseFact): Promise<void> {
  const { met, started, reopened, dropped, stopped, retimed } = fact.clocks
  const { now } = context
  const caseId = fact.found.id
  if (dropped.length > 0) await dropClocks(tx, caseId, dropped)
  if (reopened.length > 0) {
    await tx
      .updateTable('case_clock')
      .set({ met_at: null, remind_at: null })
      .where('case_id', '=', caseId)
      .where('rule', 'in', reopened)
      .execute()
  }
  if (met.length > 0) {
    await tx
      .updateTable('case_clock')
      .set({ met_at: now })
      .where('case_id', '=', caseId)
      .where('rule', 'in', met)
      .where('met_at', 'is', null)
      .execute()
  }
  if (stopped.length > 0) {
    await tx
      .updateTable('case_clock')
      .set({ paused_at: now })
      .where('case_id', '=', caseId)
      .where('rule', 'in', stopped)
      .execute()
  }
  for (const { rule, ...anew } of retimed) {
    await tx
      .updateTable('case_clock')
      .set({ ...anew, paused_at: null, remind_at: null })
      .where('case_id', '=', caseId)
      .where('rule', '=', rule)
      .execute()
  }
  if (fact.pauses) await recordPauses(tx, caseId, fact.pauses, now)
  if (fact.extension) await recordExtension(tx, context, caseId, fact.extension)
  await startClocks(tx, caseId, started)
}

async function startClocks(tx: Db, caseId: number, started: Clock[]): Promise<void> {
  if (started.length === 0) return
  const rows = started.map((clock) => ({
    case_id: caseId,
    rule: clock.rule.id,
    rule_from: clock.version,
    force: clock.force,
    starts_at: clock.startsAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    met_at: null,
  }))
  await tx
    .insertInto('case_clock')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'rule']).doUpdateSet((eb) => ({
        rule_from: eb.ref('excluded.rule_from'),
        force: eb.ref('excluded.force'),
        starts_at: eb.ref('excluded.starts_at'),
        due_at: eb.ref('excluded.due_at'),
        provisional: eb.ref('excluded.provisional'),
        met_at: null,
        paused_at: null,
        remind_at: null,
      })),
    )
    .execute()
}

/** A clock that was extended stays: its extension is a fact of its own. */
async function dropClocks(tx: Db, caseId: number, rules: string[]): Promise<void> {
  await tx
    .deleteFrom('case_clock as k')
    .where('k.case_id', '=', caseId)
    .where('k.rule', 'in', rules)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_extension as x')
            .whereRef('x.case_id', '=', 'k.case_id')
            .whereRef('x.rule', '=', 'k.rule')
            .select('x.rule'),
        ),
      ),
    )
    .execute()
}

async function recordPauses(tx: Db, caseId: number, { begins, ends }: PauseChange, now: Date): Promise<void> {
  for (const { kind, by } of ends) {
    await tx
      .updateTable('case_pause')
      .set({ ends_at: now, ended_by: by })
      .where('case_id', '=', caseId)
      .where('kind', '=', kind)
      .where('ends_at', 'is', null)
      .execute()
  }
  if (begins === null) return
  const { until, ...pause } = begins
  await tx
    .insertInto('case_pause')
    .values({ ...pause, case_id: caseId, starts_at: now, until_at: until })
    .execute()
}

async function recordExtension(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  caseId: number,
  extension: Extension,
): Promise<void> {
  await tx
    .insertInto('case_extension')
    .values({ ...extension, case_id: caseId, approved_by: actorName(actor), approved_at: now })
    .execute()
}
