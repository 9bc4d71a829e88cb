import { createHash } from 'node:crypto'

/**
 * The append-only tables in the order in which a seal reads them, each with the columns that count. A column added later is left out
 * of old seals by being added in a new version of this list, never by changing a line.
 */
export const sealedTables = {
  case_event: [
    'case_id',
    'at',
    'actor',
    'act',
    'from_state',
    'to_state',
    'bureau',
    'to_bureau',
    'milestone',
    'reason',
    'article',
    'public_text',
    'internal_text',
  ],
  warning_event: ['warning_id', 'at', 'actor', 'bureau', 'act', 'reason'],
  signal_event: ['signal_id', 'at', 'actor', 'bureau', 'act', 'from_state', 'to_state', 'reason'],
  warning_version: [
    'warning_id',
    'number',
    'change',
    'level',
    'content',
    'rule_version',
    'at',
    'actor',
    'reviewed_by',
    'signed_by',
    'reported_to',
    'reported_at',
    'reported_ref',
    'reason',
  ],
  correction: ['report_id', 'at', 'actor', 'bureau', 'source', 'what', 'predicted', 'corrected', 'reason', 'model'],
  public_incident: [
    ...['incident_id', 'code', 'number', 'act', 'title', 'words', 'respondent', 'product', 'place'],
    ...['bureau', 'actor', 'at', 'reason'],
  ],
  incident_event: ['incident_id', 'at', 'actor', 'act', 'report_id', 'other_id', 'reason'],
  recall_link_event: ['report_id', 'notice_id', 'at', 'actor', 'act', 'tier', 'score', 'reason'],
  risk_revision: ['case_id', 'at', 'actor', 'bureau', 'reason', 'scenarios', 'severity', 'probability', 'level', 'was'],
  response_event: ['response_id', 'at', 'actor', 'bureau', 'act', 'task_id', 'text'],
  response_evidence: ['task_id', 'name', 'sha256', 'added_at', 'added_by'],
  risk_assessment_version: ['assessment_id', 'number', 'at', 'actor', 'bureau', 'content', 'result', 'level', 'grade'],
  risk_assessment_event: ['assessment_id', 'version', 'at', 'actor', 'bureau', 'act', 'reason'],
  case_judgement: ['case_id', 'answered_at', 'at', 'solved', 'satisfied', 'why', 'reopened'],
  case_document: ['case_id', 'number', 'addressee', 'sha256', 'made_at', 'made_by'],
  triage_model_event: ['version', 'at', 'actor', 'bureau', 'act', 'reason', 'replaced'],
  enterprise_event: ['enterprise_id', 'at', 'actor', 'bureau', 'act', 'subject', 'reason', 'detail'],
  credit_rule_event: ['version', 'at', 'actor', 'act', 'reason', 'sha256'],
  reply_template: [
    'bureau',
    'number',
    'version',
    'at',
    'account_id',
    'act',
    'matters',
    'name',
    'article',
    'text',
    'ended',
  ],
  look: ['at', 'account_id', 'report_id', 'request_id', 'purpose'],
  quality_report_event: ['report_id', 'at', 'actor', 'act', 'reason'],
  evaluation_event: ['evaluation_id', 'at', 'actor', 'act', 'bureau', 'reason'],
  recall_report: ['notice_id', 'kind', 'as_of', 'affected', 'recovered', 'note', 'handed_in_at', 'handed_in_by'],
  recall_follow_up_event: ['notice_id', 'at', 'actor', 'bureau', 'act', 'subject', 'reason'],
  measure_event: ['family', 'at', 'notice_id', 'what', 'was', 'became', 'cause_zh', 'cause_en'],
  measure_review_event: ['review_id', 'at', 'actor', 'act', 'from_state', 'to_state', 'text'],
  trade_concern_event: ['concern_id', 'at', 'actor', 'act', 'from_state', 'to_state', 'text'],
  measure_hit_event: ['hit_id', 'at', 'actor', 'act', 'reason'],
  review_opinion: ['invitation_id', 'number', 'at', 'stance', 'points', 'remark'],
  review_answer: ['review_id', 'number', 'at', 'actor', 'content', 'sha256'],
  review_file: ['review_id', 'name', 'sha256', 'added_at', 'added_by'],
  audit_event: ['at', 'actor', 'act', 'subject', 'detail'],
} as const

export type SealedTable = keyof typeof sealedTables
export const sealedTableNames = Object.keys(sealedTables) as SealedTable[]

/** The last id of each table that a seal covers. */
export type Upto = Record<SealedTable, number>

export const nothingSealed = Object.fromEntries(sealedTableNames.map((name) => [name, 0])) as Upto

/** The head of an empty chain. */
export const firstHead = '0'.repeat(64)

/** One row as it is hashed: its table, its id and its columns as JSON text, made by the database. */
export type SealedRow = { table: SealedTable; id: number; text: string }

/**
 * The head after these rows: SHA-256 over the head before and, line by line, table, id and row. The same rows in the same order give
 * the same head on every machine.
 */
export function headAfter(before: string, rows: SealedRow[]): string {
  const hash = createHash('sha256').update(before)
  for (const { table, id, text } of rows) hash.update(`\n${table} ${id} ${text}`)
  return hash.digest('hex')
}
