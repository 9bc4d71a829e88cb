import { letterOfDanger } from '../cases/acts/act-letters.ts'
import { type Decided, decideMove } from '../cases/acts/decide-move.ts'
import { recordMove } from '../cases/acts/record-move.ts'
import type { CaseFound } from '../cases/find-case.ts'
import { findOwnCase } from '../cases/tracking/find-own-case.ts'
import type { Context } from '../context.ts'
import { Conflict, Invalid } from '../errors.ts'
import { triage } from '../triage/triage.ts'
import { additionFault, additionWords, type HandedIn, newAmong } from './addition.ts'
import type { CleanAttachment } from './clean-attachment.ts'
import { insertAttachments } from './insert-attachments.ts'

type Addition = { receipt: string; text: string; attachments: CleanAttachment[] }

/**
 * Takes what the holder of a receipt hands in later: words, photos, documents. While the bureau waits for a supplement it is that
 * supplement, else an addition that changes no clock. The same words and files sent again, by a reload or a double click, change nothing.
 * Throws NotFound for an unknown receipt, Conflict when the case is over, Invalid with a message per field (`note`, `files`).
 */
export async function addToCase(context: Context, addition: Addition): Promise<void> {
  try {
    await add(context, addition)
  } catch (error) {
    // A second click that lost the race finds its words there now; any other refusal says the same again.
    if (!(error instanceof Conflict)) throw error
    await add(context, addition)
  }
}

async function add(context: Context, { receipt, text, attachments }: Addition): Promise<void> {
  const found = await findOwnCase(context, receipt)
  const before = await handedIn(context, found.id)
  const written = text.trim()
  const fresh = newAmong(attachments, before)
  if (fresh.length === 0 && (written !== '' || attachments.length > 0) && sentBefore(written, before)) return
  const fault = additionFault(written, fresh, before)
  if (fault) throw new Invalid(notTaken, fault)
  const decided = decideAddition(context, found, written, fresh)
  await context.db.transaction().execute(async (tx) => {
    await recordMove(tx, context, decided)
    await insertAttachments(tx, { reportId: found.id, attachments: fresh, at: context.now })
  })
}

/** Files alone that are all known say nothing new; words do unless they stand there already, with or without files. */
const sentBefore = (written: string, { texts }: HandedIn): boolean =>
  written === '' || texts.some((text) => text === written || text.startsWith(`${written}\n附件：`))

async function handedIn({ db }: Context, caseId: number): Promise<HandedIn> {
  const texts = await db
    .selectFrom('case_event')
    .where('case_id', '=', caseId)
    .where('act', 'in', ['add', 'supply'])
    .where('actor', '=', 'citizen')
    .select('internal_text')
    .execute()
  const files = await db.selectFrom('attachment').where('report_id', '=', caseId).select('sha256').execute()
  return { texts: texts.map(({ internal_text }) => internal_text ?? ''), sha256: files.map(({ sha256 }) => sha256) }
}

function decideAddition(context: Context, found: CaseFound, written: string, fresh: CleanAttachment[]): Decided {
  const waitedFor = found.pauses.some(({ kind, to }) => kind === 'supplement' && to === null)
  const decided = decideMove(context, found, waitedFor ? 'supply' : 'add', { note: written || filesOnly })
  const danger = dangerIn(context, found, written)
  const words = [additionWords(written, fresh), ...(danger.length > 0 ? [`研判：${danger.join('；')}`] : [])]
  return {
    ...decided,
    fact: { ...decided.fact, event: { ...decided.fact.event, internal_text: words.join('\n') } },
    letters: [...decided.letters, ...alarm(context, found, danger)],
  }
}

/** Why people can be hurt, when what was added says so and the case did not; else nothing. */
function dangerIn(context: Context, found: CaseFound, written: string): string[] {
  if (written === '') return []
  const { level, because } = triage({ text: written }, context).danger
  return level >= 2 && level > found.danger ? because : []
}

/** A person decides how dangerous the case is; that somebody should look at once is owed without waiting for that. */
function alarm({ city, publicUrl }: Context, found: CaseFound, danger: string[]): Decided['letters'] {
  const waits = found.state === 'to_dispatch' || found.state === 'to_rule'
  const bureau = city.bureaus.get(waits ? city.dispatchBureau : found.lead)
  if (danger.length === 0 || !bureau || !city.dutyMail) return []
  const desk = city.dutyMail.replace('{bureau}', bureau.id.toLowerCase())
  const about = { caseId: found.id, move: found.moves + 1, title: found.title, words: danger.join('；'), publicUrl }
  return [letterOfDanger(desk, bureau, { ...about, foundBy: 'machine' })]
}

const filesOnly = '见附件 See the files'
const notTaken = {
  zh: '还没有补充上，您填写的内容都在，请看提示。',
  en: 'Not handed in yet; nothing you typed is lost, see the note.',
}
