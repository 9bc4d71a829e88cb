import { hash, randomUUID } from 'node:crypto'
import { type Identity, sealIdentity } from '../accounts/identity-vault.ts'
import { acknowledgement, rapidResponseCall } from '../cases/case-letters.ts'
import type { Clock } from '../cases/clocks/clocks.ts'
import { needsRapidResponse, type Opening, openingOf } from '../cases/opening.ts'
import { receiptCode, receiptHash } from '../cases/tracking/receipt.ts'
import type { Context } from '../context.ts'
import { Conflict } from '../errors.ts'
import type { NewLetter } from '../jobs/owe-letters.ts'
import type { Bilingual } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import { type Item, itemsOf } from '../triage/items.ts'
import { masked } from '../triage/personal-details.ts'
import { likenessKeys } from '../triage/similarity.ts'
import { triage } from '../triage/triage.ts'
import type { CleanAttachment } from './clean-attachment.ts'
import type { NewComplaint } from './new-complaint.ts'
import type { Filing } from './record-filings.ts'

/** How a filing came in; a hotline's own number makes a resent day harmless. */
export type Via = {
  channel: 'web' | 'api' | 'hotline' | 'open311'
  channelRef?: string
  attachments?: CleanAttachment[]
}

/** What the reporter is told at once. `receipt` is the only key to the case and is shown this once. */
export type Receipt = {
  receipt: string
  caseId: number
  sector: Bilingual & { code: string }
  bureau: Bilingual & { id: string }
  state: Opening['state']
  clocks: Clock[]
  /** Why the track of a report opened beside the complaint; null when it did not. */
  clue: Bilingual | null
  danger: Assessment['danger']['level']
  reasons: string[]
  duplicates: number
  /** True when the same filing came before: nothing was filed twice and the receipt is the same. */
  repeat: boolean
}

/**
 * Takes one complaint or report in: triaged, opened as a case under its clocks, written durably, answered with a receipt.
 * Throws Conflict when the submission key was used for another text.
 */
export async function receiveComplaint(context: Context, complaint: NewComplaint, via: Via): Promise<Receipt> {
  const { city, model, now } = context
  const assessment = triage(readable(complaint), { city, model })
  const title = titleOf(complaint)
  const items = itemsOf(assessment, { city, model })
  const opening = openingOf(city, { ...complaint, title, assessment, receivedAt: now })
  const id = await context.filings.takeId()
  const contentHash = hashOf(complaint)
  const receipt = receiptCode(context.secret, seedOf(complaint, via, contentHash))
  const filing = filingOf(context, { id, complaint, via, assessment, opening, title, items, contentHash, receipt })

  const outcome = await context.filings.commit(filing)

  if (outcome.kind === 'repeat' && !outcome.sameContent) throw new Conflict(keyUsed)
  return {
    receipt,
    caseId: outcome.kind === 'repeat' ? outcome.earlierId : id,
    sector: leafNamed(context, assessment.leaf.value),
    bureau: bureauNamed(context, assessment.lead.value),
    state: opening.state,
    clocks: opening.clocks,
    clue: opening.clue,
    danger: assessment.danger.level,
    reasons: reasonsOf(assessment),
    duplicates: outcome.kind === 'recorded' ? outcome.duplicates.length : 0,
    repeat: outcome.kind === 'repeat',
  }
}

const keyUsed = {
  zh: '这个 submission_key 已用于另一份内容；请换一个新的再提交。',
  en: 'This submission_key was used for other content; send a new one.',
}

function readable({ title, text, kind, respondent, product, place, amount }: NewComplaint) {
  return {
    title,
    text,
    kind,
    ...(respondent === null ? {} : { respondent }),
    ...(product === null ? {} : { product }),
    ...(place === null ? {} : { place }),
    ...(amount === null ? {} : { amount }),
  }
}

const TITLE_READ_UNITS = 80

/** What lists, tasks and letters call the case: the reporter's title or the first words, with nothing personal in it. */
function titleOf({ title, text }: NewComplaint): string {
  return title === '' ? shortened(masked(text.slice(0, TITLE_READ_UNITS))) : masked(title)
}

const shortened = (text: string): string => (text.length <= 30 ? text : `${text.slice(0, 29)}…`).replaceAll('\n', ' ')

function hashOf({ submission_key: _, ...content }: NewComplaint): string {
  return hash('sha256', JSON.stringify(content))
}

/** The same filing sent twice has the same seed, hence the same receipt; without a key each filing is its own. */
function seedOf(complaint: NewComplaint, via: Via, contentHash: string): string {
  if (complaint.submission_key !== null) return `key\0${complaint.submission_key}\0${contentHash}`
  if (via.channelRef !== undefined) return `${via.channel}\0${via.channelRef}\0${contentHash}`
  return `once\0${randomUUID()}`
}

type Decided = {
  id: number
  complaint: NewComplaint
  via: Via
  assessment: Assessment
  opening: Opening
  title: string
  items: Item[]
  contentHash: string
  receipt: string
}

function filingOf(context: Context, decided: Decided): Filing {
  const { id, complaint, via, assessment, opening, title, contentHash, receipt } = decided
  const { contact, title: ownTitle, submission_key, ...told } = complaint
  return {
    row: {
      id,
      ...told,
      title: ownTitle,
      submission_key,
      channel: via.channel,
      channel_ref: via.channelRef ?? null,
      content_hash: contentHash,
      received_at: context.now,
      model: assessment.model,
      leaf: assessment.leaf.value,
      confidence: assessment.leaf.confidence,
      lead: assessment.lead.value,
      support: assessment.support,
      danger: assessment.danger.level,
      risk: assessment.risk.level,
      hazards: assessment.hazards.map((hazard) => hazard.id),
      detail: assessment,
      receipt_hash: receiptHash(receipt),
      state: opening.state,
      district: assessment.place.district,
      street: assessment.place.street,
      case_title: title,
      next_due_at: opening.nextDueAt,
    },
    identity: contact ? identityOf(context, id, contact) : null,
    keys: likenessKeys(assessment),
    attachments: via.attachments ?? [],
    clocks: opening.clocks.map(clockRow),
    events: opening.events,
    tasks: opening.tasks,
    letters: lettersOf(context, decided),
    items: itemRows(decided.items),
  }
}

const clockRow = (clock: Clock): Filing['clocks'][number] => ({
  rule: clock.rule.id,
  rule_from: clock.rule.effectiveFrom,
  force: clock.force,
  starts_at: clock.startsAt,
  due_at: clock.dueAt,
  provisional: clock.provisional,
})

/** One demand is the case itself. */
const itemRows = (items: Item[]): Filing['items'] =>
  items.length < 2 ? [] : items.map(({ start, end, ...item }) => ({ starts: start, ends: end, ...item }))

/** What was left of the reporter, sealed; null when nothing was. */
function identityOf({ vault }: Context, id: number, contact: Identity): Filing['identity'] {
  const holds = (['name', 'phone', 'email'] as const).filter((part) => contact[part] !== null)
  return holds.length === 0 ? null : { holds, ...sealIdentity(vault, id, contact) }
}

function lettersOf({ city, publicUrl }: Context, { id, complaint, assessment, opening, title }: Decided): NewLetter[] {
  const bureau = city.bureaus.get(assessment.lead.value)
  const letters: NewLetter[] = []
  if (complaint.contact?.email && bureau) {
    letters.push(acknowledgement({ caseId: id, title, bureau, opening, publicUrl }))
  }
  if (needsRapidResponse(assessment) && bureau && city.dutyMail) {
    const to = city.dutyMail.replace('{bureau}', bureau.id.toLowerCase())
    letters.push(rapidResponseCall({ caseId: id, to, title, bureau, assessment, opening, publicUrl }))
  }
  return letters
}

function reasonsOf({ leaf, lead, danger, risk }: Assessment): string[] {
  const words = [...new Set([...leaf.because, ...lead.because].map(({ word }) => word))]
  return [...(words.length > 0 ? [`关键词 Words: ${words.join('、')}`] : []), ...danger.because, ...risk.because]
}

function leafNamed({ city }: Context, code: string): Bilingual & { code: string } {
  const leaf = city.leaves.get(code)
  return leaf ? { code, zh: leaf.zh, en: leaf.en } : { code: 'NONE', zh: '非质量事项', en: 'Not a quality matter' }
}

function bureauNamed({ city }: Context, id: string): Bilingual & { id: string } {
  const bureau = city.bureaus.get(id)
  return bureau ? { id, zh: bureau.zh, en: bureau.en } : { id, zh: id, en: id }
}
