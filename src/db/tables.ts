// Written from schema.sql by scripts/write-tables.ts (npm run write-tables). Do not edit.
import type { ColumnType } from 'kysely'

type Report = {
  id: number
  channel: 'web' | 'api' | 'hotline' | 'open311'
  channel_ref: ColumnType<string | null, string | null | undefined, string | null>
  submission_key: ColumnType<string | null, string | null | undefined, string | null>
  content_hash: string
  kind: 'complaint' | 'report'
  title: string
  text: string
  respondent: ColumnType<string | null, string | null | undefined, string | null>
  product: ColumnType<string | null, string | null | undefined, string | null>
  place: ColumnType<string | null, string | null | undefined, string | null>
  occurred_on: ColumnType<string | null, string | null | undefined, string | null>
  amount: ColumnType<string | null, string | number | null | undefined, string | number | null>
  claims: ColumnType<string[], string[] | undefined, string[]>
  anonymous: boolean
  incident: ColumnType<string | null, string | null | undefined, string | null>
  received_at: ColumnType<Date, Date | string, Date | string>
}

type Open311Request = {
  id: string
  service_code: string
  lat: ColumnType<number | null, number | null | undefined, number | null>
  long: ColumnType<number | null, number | null | undefined, number | null>
  made_at: ColumnType<Date, Date | string, Date | string>
}

type ReportKey = {
  key: number
  report_id: number
}

type ReporterIdentity = {
  report_id: number
  holds: string[]
  key_id: ColumnType<string | null, string | null | undefined, string | null>
  wrapped_key: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  sealed: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  erased_because: ColumnType<string | null, string | null | undefined, string | null>
}

type Attachment = {
  id: ColumnType<number, never, never>
  report_id: number
  name: string
  media_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'
  size_bytes: number
  sha256: string
  scan: 'clean' | 'unscanned'
  bytes: Uint8Array
  added_at: ColumnType<Date, Date | string, Date | string>
}

type Assessment = {
  report_id: number
  made_at: ColumnType<Date, Date | string, Date | string>
  model: string
  leaf: string
  confidence: number
  lead: string
  danger: number
  risk: 'low' | 'medium' | 'high' | 'serious'
  hazards: string[]
  detail: unknown
}

type LikelyDuplicate = {
  report_id: number
  earlier_id: number
  score: number
  because: string[]
}

type CaseFile = {
  id: number
  receipt_hash: string
  state: 'to_dispatch' | 'to_rule' | 'dispatched' | 'referred' | 'handling' | 'answered' | 'closed' | 'refused'
  lead: string
  support: string[]
  leaf: string
  kind: 'complaint' | 'report'
  district: ColumnType<string | null, string | null | undefined, string | null>
  street: ColumnType<string | null, string | null | undefined, string | null>
  danger: number
  risk: 'low' | 'medium' | 'high' | 'serious'
  title: string
  opened_at: ColumnType<Date, Date | string, Date | string>
  next_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answer: ColumnType<string | null, string | null | undefined, string | null>
  added_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  moves: ColumnType<number, number | undefined, number>
}

type CaseItem = {
  case_id: number
  number: number
  starts: ColumnType<number | null, number | null | undefined, number | null>
  ends: ColumnType<number | null, number | null | undefined, number | null>
  words: ColumnType<string | null, string | null | undefined, string | null>
  leaf: string
  lead: string
  confidence: number
}

type ItemPart = {
  id: ColumnType<number, never, never>
  case_id: number
  number: number
  bureau: string
  given_at: ColumnType<Date, Date | string, Date | string>
  given_by: string
  rule: string
  rule_from: string
  due_at: ColumnType<Date, Date | string, Date | string>
  provisional: boolean
  signed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_by: ColumnType<'handed_in' | 'returned' | 'taken_back' | 'case_moved' | null, 'handed_in' | 'returned' | 'taken_back' | 'case_moved' | null | undefined, 'handed_in' | 'returned' | 'taken_back' | 'case_moved' | null>
  fact: ColumnType<string | null, string | null | undefined, string | null>
  result: ColumnType<string | null, string | null | undefined, string | null>
  article: ColumnType<string | null, string | null | undefined, string | null>
}

type CaseClock = {
  case_id: number
  rule: string
  rule_from: string
  force: 'statutory' | 'local' | 'target'
  starts_at: ColumnType<Date, Date | string, Date | string>
  due_at: ColumnType<Date, Date | string, Date | string>
  provisional: boolean
  met_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  paused_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  remind_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type CasePause = {
  id: ColumnType<number, never, never>
  case_id: number
  kind: 'supplement' | 'identity' | 'testing' | 'suspension'
  stage: 'acceptance' | 'handling'
  starts_at: ColumnType<Date, Date | string, Date | string>
  until_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_by: ColumnType<'received' | 'lapsed' | 'tested' | 'resumed' | 'case_moved' | null, 'received' | 'lapsed' | 'tested' | 'resumed' | 'case_moved' | null | undefined, 'received' | 'lapsed' | 'tested' | 'resumed' | 'case_moved' | null>
}

type IdentityCheck = {
  id: ColumnType<number, never, never>
  case_id: number
  wanted: string
  asked_at: ColumnType<Date, Date | string, Date | string>
  asked_by: string
  until_at: ColumnType<Date, Date | string, Date | string>
  given_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  key_id: ColumnType<string | null, string | null | undefined, string | null>
  wrapped_key: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  sealed: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  outcome: ColumnType<'confirmed' | 'denied' | 'lapsed' | 'withdrawn' | null, 'confirmed' | 'denied' | 'lapsed' | 'withdrawn' | null | undefined, 'confirmed' | 'denied' | 'lapsed' | 'withdrawn' | null>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
}

type JointComplaint = {
  id: number
  joined_at: ColumnType<Date, Date | string, Date | string>
  joined_by: string
  settlement: ColumnType<string | null, string | null | undefined, string | null>
  proposed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answer_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type JointMember = {
  case_id: number
  joint_id: number
  represents: boolean
  consents: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  left_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type CaseExtension = {
  case_id: number
  rule: string
  starts_at: ColumnType<Date, Date | string, Date | string>
  amount: number
  reason: string
  approved_by: string
  approved_at: ColumnType<Date, Date | string, Date | string>
}

type ClockReminder = {
  id: ColumnType<number, never, never>
  case_id: number
  rule: string
  starts_at: ColumnType<Date, Date | string, Date | string>
  step: number
  role: 'officer' | 'head' | 'joint_office'
  bureau: string
  because: 'step' | 'unacknowledged'
  told_at: ColumnType<Date, Date | string, Date | string>
  answer_by: ColumnType<Date, Date | string, Date | string>
  acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  acknowledged_by: ColumnType<string | null, string | null | undefined, string | null>
  escalated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type ClockForecast = {
  case_id: number
  rule: string
  bureau: string
  late: number
  age: number
  pool: 'leaf' | 'bureau' | 'city' | 'none'
  alike: number
  alike_late: number
  made_at: ColumnType<Date, Date | string, Date | string>
}

type CalendarYear = {
  year: number
  status: 'official' | 'provisional'
  notice: ColumnType<string | null, string | null | undefined, string | null>
  days_off: string[]
  makeup: string[]
  loaded_at: ColumnType<Date, Date | string, Date | string>
}

type CaseEvent = {
  id: ColumnType<number, never, never>
  case_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: string
  from_state: ColumnType<string | null, string | null | undefined, string | null>
  to_state: string
  bureau: string
  to_bureau: ColumnType<string | null, string | null | undefined, string | null>
  milestone: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  article: ColumnType<string | null, string | null | undefined, string | null>
  public_text: ColumnType<string | null, string | null | undefined, string | null>
  internal_text: ColumnType<string | null, string | null | undefined, string | null>
}

type CaseSearch = {
  case_id: number
  words: string
}

type SearchTurn = {
  id: number
  swept_to: number
}

type Incident = {
  id: ColumnType<number, never, never>
  title: string
  opened_at: ColumnType<Date, Date | string, Date | string>
  merged_into: ColumnType<number | null, number | null | undefined, number | null>
}

type IncidentMember = {
  report_id: number
  incident_id: number
  actor: string
  joined_at: ColumnType<Date, Date | string, Date | string>
  likeness: ColumnType<number | null, number | null | undefined, number | null>
  because: string[]
}

type IncidentQuestion = {
  report_id: number
  earlier_id: number
  likeness: number
  because: string[]
  asked_at: ColumnType<Date, Date | string, Date | string>
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type IncidentApart = {
  one_id: number
  other_id: number
  decided_at: ColumnType<Date, Date | string, Date | string>
  actor: string
  reason: string
}

type IncidentEvent = {
  id: ColumnType<number, never, never>
  incident_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'open' | 'join' | 'merge' | 'split' | 'act'
  report_id: ColumnType<number | null, number | null | undefined, number | null>
  other_id: ColumnType<number | null, number | null | undefined, number | null>
  reason: string
}

type PublicIncident = {
  id: ColumnType<number, never, never>
  incident_id: number
  code: string
  number: number
  act: 'publish' | 'withdraw'
  title: string
  words: string
  respondent: ColumnType<string | null, string | null | undefined, string | null>
  product: ColumnType<string | null, string | null | undefined, string | null>
  place: ColumnType<string | null, string | null | undefined, string | null>
  bureau: string
  actor: string
  at: ColumnType<Date, Date | string, Date | string>
  reason: string
}

type IncidentKey = {
  key: number
  report_id: number
}

type IncidentSweep = {
  report_id: number
  swept_at: ColumnType<Date, Date | string, Date | string>
  received_at: ColumnType<Date, Date | string, Date | string>
  respondent: ColumnType<string | null, string | null | undefined, string | null>
  names: string[]
  areas: string[]
  numbers: string[]
  grams: Uint8Array
}

type IncidentTurn = {
  id: number
  taken_until: ColumnType<Date, Date | string, Date | string>
  swept_to: number
}

type Correction = {
  id: ColumnType<number, never, never>
  report_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  source: 'dispatcher' | 'officer' | 'return' | 'reporter'
  what: 'leaf' | 'lead' | 'danger' | 'kind' | 'entity' | 'merge' | 'risk'
  predicted: unknown
  corrected: unknown
  reason: ColumnType<string | null, string | null | undefined, string | null>
  model: string
}

type DispatchClaim = {
  case_id: number
  account_id: number
  until_at: ColumnType<Date, Date | string, Date | string>
}

type DispatchSkip = {
  case_id: number
  account_id: number
  until_at: ColumnType<Date, Date | string, Date | string>
}

type RiskRevision = {
  id: ColumnType<number, never, never>
  case_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: string
  reason: string
  scenarios: unknown
  severity: number
  probability: number
  level: 'low' | 'medium' | 'high' | 'serious'
  was: 'low' | 'medium' | 'high' | 'serious'
}

type ReplyTemplate = {
  id: ColumnType<number, never, never>
  bureau: string
  number: number
  version: number
  at: ColumnType<Date, Date | string, Date | string>
  account_id: number
  act: string
  matters: string[]
  name: string
  article: ColumnType<string | null, string | null | undefined, string | null>
  text: string
  ended: boolean
}

type CaseJudgement = {
  id: ColumnType<number, never, never>
  case_id: number
  answered_at: ColumnType<Date, Date | string, Date | string>
  at: ColumnType<Date, Date | string, Date | string>
  solved: 'solved' | 'partly' | 'unsolved'
  satisfied: boolean
  why: ColumnType<string | null, string | null | undefined, string | null>
  reopened: boolean
}

type SetApart = {
  id: ColumnType<number, never, never>
  case_id: number
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  item: ColumnType<number | null, number | null | undefined, number | null>
  ground: 'barred' | 'unreasonable'
  reason: string
  article: string
  set_at: ColumnType<Date, Date | string, Date | string>
  set_by: string
  bureau: string
  objected_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  objection: ColumnType<string | null, string | null | undefined, string | null>
  ruled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ruled_by: ColumnType<string | null, string | null | undefined, string | null>
  upheld: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  ruling: ColumnType<string | null, string | null | undefined, string | null>
}

type DocumentSerial = {
  form: string
  year: number
  last: number
}

type CaseDocument = {
  id: ColumnType<number, never, never>
  case_id: number
  form: string
  year: number
  serial: number
  number: string
  addressee: 'reporter' | 'both_sides' | 'bureau' | 'file'
  content: unknown
  pdf: Uint8Array
  sha256: string
  made_at: ColumnType<Date, Date | string, Date | string>
  made_by: number
}

type RawDocument = {
  sha256: string
  name: string
  media_type: string
  bytes: Uint8Array
  received_at: ColumnType<Date, Date | string, Date | string>
}

type SourceRun = {
  id: ColumnType<number, never, never>
  source: string
  way: 'command' | 'upload' | 'folder' | 'fetch'
  actor: string
  raw_sha256: ColumnType<string | null, string | null | undefined, string | null>
  started_at: ColumnType<Date, Date | string, Date | string>
  ended_at: ColumnType<Date, Date | string, Date | string>
  status: 'ok' | 'empty' | 'not_modified' | 'failed'
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
  drift: string[]
  error: ColumnType<string | null, string | null | undefined, string | null>
}

type Notice = {
  id: ColumnType<number, never, never>
  source: string
  source_id: string
  kind: 'recall' | 'bulletin' | 'sample' | 'complaint_abroad'
  title: string
  title_zh: ColumnType<string | null, string | null | undefined, string | null>
  jurisdiction: ColumnType<string | null, string | null | undefined, string | null>
  published_on: ColumnType<string | null, string | null | undefined, string | null>
  version: number
  content_hash: string
  content: unknown
  first_seen_at: ColumnType<Date, Date | string, Date | string>
  changed_at: ColumnType<Date, Date | string, Date | string>
}

type NoticeVersion = {
  notice_id: number
  version: number
  content_hash: string
  content: unknown
  run_id: number
  received_at: ColumnType<Date, Date | string, Date | string>
}

type NoticeTelling = {
  notice_id: number
  route: string
  content_hash: string
  content: unknown
  told_at: ColumnType<Date, Date | string, Date | string>
}

type NoticeSymbol = {
  symbol: string
  notice_id: number
  root: string
  ordered: string
}

type NoticeReading = {
  notice_id: number
  version: number
  family: string
  newest: boolean
  leaves: string[]
  relief: boolean
  withdrawn: boolean
  comment_until: ColumnType<string | null, string | null | undefined, string | null>
  in_force_from: ColumnType<string | null, string | null | undefined, string | null>
  clocks: unknown
  read_at: ColumnType<Date, Date | string, Date | string>
}

type Measure = {
  family: string
  newest_id: number
  area: 'TBT' | 'SPS'
  market: ColumnType<string | null, string | null | undefined, string | null>
  title: string
  title_zh: ColumnType<string | null, string | null | undefined, string | null>
  symbols: string[]
  notices: number
  leaves: string[]
  hs: string[]
  ics: string[]
  objectives: string[]
  measure_types: string[]
  level: ColumnType<'red' | 'orange' | 'yellow' | 'blue' | null, 'red' | 'orange' | 'yellow' | 'blue' | null | undefined, 'red' | 'orange' | 'yellow' | 'blue' | null>
  points: number
  relief: boolean
  withdrawn: boolean
  rule_version: string
  weighing: unknown
  comment_until: ColumnType<string | null, string | null | undefined, string | null>
  in_force_from: ColumnType<string | null, string | null | undefined, string | null>
  clocks: unknown
  comment_moves: number
  in_force_moves: number
  first_on: ColumnType<string | null, string | null | undefined, string | null>
  newest_on: ColumnType<string | null, string | null | undefined, string | null>
  words: string
  first_seen_at: ColumnType<Date, Date | string, Date | string>
  changed_at: ColumnType<Date, Date | string, Date | string>
  weighed_on: string
}

type MeasureEvent = {
  id: ColumnType<number, never, never>
  family: string
  at: ColumnType<Date, Date | string, Date | string>
  notice_id: ColumnType<number | null, number | null | undefined, number | null>
  what: 'level' | 'comment' | 'in_force' | 'withdrawn' | 'closing'
  was: string
  became: string
  cause_zh: string
  cause_en: string
}

type ExportFigure = {
  period: string
  hs: string
  market: string
  usd: number
  imported_at: ColumnType<Date, Date | string, Date | string>
}

type MeasureReview = {
  id: ColumnType<number, never, never>
  family: string
  state: 'unassigned' | 'assigned' | 'commented' | 'merged' | 'fed_back' | 'ended'
  route: string
  comments_by: ColumnType<string | null, string | null | undefined, string | null>
  moves: number
  opened_at: ColumnType<Date, Date | string, Date | string>
  opened_by: string
  fed_back_on: ColumnType<string | null, string | null | undefined, string | null>
  channel: ColumnType<string | null, string | null | undefined, string | null>
  reference: ColumnType<string | null, string | null | undefined, string | null>
}

type ReviewInvitation = {
  id: ColumnType<number, never, never>
  review_id: number
  kind: 'expert' | 'firm'
  name: string
  email: string
  token_hash: string
  invited_at: ColumnType<Date, Date | string, Date | string>
  acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  reminded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  escalated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type ReviewOpinion = {
  id: ColumnType<number, never, never>
  invitation_id: number
  number: number
  at: ColumnType<Date, Date | string, Date | string>
  stance: 'comments' | 'no_objection' | 'declined'
  points: unknown
  remark: string
}

type ReviewAnswer = {
  id: ColumnType<number, never, never>
  review_id: number
  number: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  content: unknown
  pdf: Uint8Array
  sha256: string
}

type ReviewFile = {
  id: ColumnType<number, never, never>
  review_id: number
  name: string
  media_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'
  sha256: string
  scan: 'clean' | 'unscanned'
  bytes: Uint8Array
  added_at: ColumnType<Date, Date | string, Date | string>
  added_by: string
}

type MeasureReviewEvent = {
  id: ColumnType<number, never, never>
  review_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'open' | 'invite' | 'take_back' | 'set_term' | 'acknowledge' | 'hand_in' | 'remind' | 'escalate' | 'all_in' | 'lapse' | 'finish' | 'merge' | 'feed_back' | 'end'
  from_state: ColumnType<string | null, string | null | undefined, string | null>
  to_state: string
  text: string
}

type MeasureHit = {
  id: ColumnType<number, never, never>
  family: string
  code: string
  name: string
  product: string
  band: 'unknown' | 'under_1m' | 'under_10m' | 'under_100m' | 'over_100m'
  how: 'mail' | 'session' | 'invitation'
  state: 'said' | 'stands' | 'replaced' | 'withdrawn' | 'struck'
  said_at: ColumnType<Date, Date | string, Date | string>
  stands_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  mail_hash: ColumnType<string | null, string | null | undefined, string | null>
  key_id: ColumnType<string | null, string | null | undefined, string | null>
  wrapped_key: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  sealed: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
}

type MeasureHitEvent = {
  id: ColumnType<number, never, never>
  hit_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'stand' | 'replace' | 'withdraw' | 'strike' | 'look'
  reason: string
}

type TradeConcern = {
  id: ColumnType<number, never, never>
  family: string
  state: 'raised' | 'submitted' | 'tabled' | 'discussed' | 'resolved' | 'dropped'
  reason: string
  meeting: ColumnType<string | null, string | null | undefined, string | null>
  meeting_on: ColumnType<string | null, string | null | undefined, string | null>
  result: ColumnType<string | null, string | null | undefined, string | null>
  moves: number
  opened_at: ColumnType<Date, Date | string, Date | string>
  opened_by: string
}

type TradeConcernEvent = {
  id: ColumnType<number, never, never>
  concern_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'raise' | 'submit' | 'table' | 'discuss' | 'resolve' | 'drop'
  from_state: ColumnType<string | null, string | null | undefined, string | null>
  to_state: string
  text: string
}

type LinkBlock = {
  kind: 'report' | 'recall' | 'sample'
  id: number
  day: ColumnType<string | null, string | null | undefined, string | null>
  keys: string[]
}

type RecallLink = {
  report_id: number
  notice_id: number
  tier: 'identifier' | 'name' | 'scored' | 'text'
  score: number
  because: string[]
  state: 'shown' | 'proposed' | 'confirmed' | 'rejected'
  found_at: ColumnType<Date, Date | string, Date | string>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  called_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type RecallLinkEvent = {
  id: ColumnType<number, never, never>
  report_id: number
  notice_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'propose' | 'confirm' | 'reject' | 'reopen'
  tier: string
  score: number
  reason: string
}

type LinkTurn = {
  id: number
  taken_until: ColumnType<Date, Date | string, Date | string>
  swept_to: number
}

type NoticeReject = {
  id: ColumnType<number, never, never>
  run_id: number
  place: string
  reason_zh: string
  reason_en: string
  raw: string
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  settled_by: ColumnType<string | null, string | null | undefined, string | null>
  settlement: ColumnType<string | null, string | null | undefined, string | null>
}

type SourceSilence = {
  id: ColumnType<number, never, never>
  source: string
  last_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  raised_at: ColumnType<Date, Date | string, Date | string>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type SourceAddress = {
  url: string
  source: string
  etag: ColumnType<string | null, string | null | undefined, string | null>
  last_modified: ColumnType<string | null, string | null | undefined, string | null>
  failures: number
  next_at: ColumnType<Date, Date | string, Date | string>
  fetched_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type Observation = {
  id: ColumnType<number, never, never>
  source: string
  ref: string
  kind: 'complaint' | 'recall' | 'failed_sample' | 'injury'
  day: string
  leaf: ColumnType<string | null, string | null | undefined, string | null>
  hazards: ColumnType<string[], string[] | undefined, string[]>
  district: ColumnType<string | null, string | null | undefined, string | null>
  street: ColumnType<string | null, string | null | undefined, string | null>
  product: ColumnType<string | null, string | null | undefined, string | null>
  brand: ColumnType<string | null, string | null | undefined, string | null>
  enterprise: ColumnType<string | null, string | null | undefined, string | null>
  count: number
  age_band: ColumnType<'0-2' | '3-7' | '8-13' | '14-64' | '65+' | null, '0-2' | '3-7' | '8-13' | '14-64' | '65+' | null | undefined, '0-2' | '3-7' | '8-13' | '14-64' | '65+' | null>
  recorded_at: ColumnType<Date, Date | string, Date | string>
}

type NetworkMember = {
  id: ColumnType<number, never, never>
  kind: 'hospital' | 'lab' | 'market' | 'platform' | 'alliance'
  name: string
  district: ColumnType<string | null, string | null | undefined, string | null>
  email: ColumnType<string | null, string | null | undefined, string | null>
  rhythm_days: number
  key_hash: string
  key_hint: string
  key_made_at: ColumnType<Date, Date | string, Date | string>
  joined_at: ColumnType<Date, Date | string, Date | string>
  joined_by: string
  heard_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  owes_from: ColumnType<Date, Date | string, Date | string>
  disabled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type NetworkReport = {
  id: ColumnType<number, never, never>
  member_id: number
  at: ColumnType<Date, Date | string, Date | string>
  via: 'form' | 'csv' | 'api'
  taken: number
  repeated: number
  faults: number
}

type NetworkSilence = {
  member_id: number
  since: ColumnType<Date, Date | string, Date | string>
  noticed_at: ColumnType<Date, Date | string, Date | string>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type Series = {
  id: ColumnType<number, never, never>
  kind: 'complaint' | 'recall' | 'failed_sample' | 'injury'
  level: string
  key: string
}

type SeriesLevel = {
  kind: string
  level: string
  nodes: number
}

type Sighting = {
  id: ColumnType<number, never, never>
  kind: 'complaint' | 'recall' | 'failed_sample' | 'injury'
  report_id: ColumnType<number | null, number | null | undefined, number | null>
  observation_id: ColumnType<number | null, number | null | undefined, number | null>
  notice_id: ColumnType<number | null, number | null | undefined, number | null>
  day: string
  arrived_at: ColumnType<Date, Date | string, Date | string>
  people: number
  incident_id: ColumnType<number | null, number | null | undefined, number | null>
  leaf: ColumnType<string | null, string | null | undefined, string | null>
  district: ColumnType<string | null, string | null | undefined, string | null>
  street: ColumnType<string | null, string | null | undefined, string | null>
  danger: number
}

type SeriesSighting = {
  series_id: number
  day: string
  sighting_id: number
}

type SeriesDay = {
  series_id: number
  day: string
  incidents: number
  people: number
  danger1: number
  danger2: number
  danger3: number
}

type WatchTurn = {
  id: number
  taken_until: ColumnType<Date, Date | string, Date | string>
  read_to: unknown
  tested_to: unknown
  stream: ColumnType<unknown | null, unknown | null | undefined, unknown | null>
}

type Signal = {
  id: ColumnType<number, never, never>
  series_id: number
  measure: 'incidents' | 'people'
  method: string
  method_version: string
  settings: unknown
  fallback: boolean
  period_from: string
  period_to: string
  closed: boolean
  count: number
  expected: number
  bound: ColumnType<number | null, number | null | undefined, number | null>
  p: ColumnType<number | null, number | null | undefined, number | null>
  surprise: number
  harm: number
  title_zh: string
  title_en: string
  leaf: ColumnType<string | null, string | null | undefined, string | null>
  hazards: string[]
  district: ColumnType<string | null, string | null | undefined, string | null>
  street: ColumnType<string | null, string | null | undefined, string | null>
  lead: string
  evidence: unknown
  state: 'new' | 'verifying' | 'event' | 'dropped' | 'linked'
  found_at: ColumnType<Date, Date | string, Date | string>
  moves: ColumnType<number, number | undefined, number>
}

type SignalReport = {
  signal_id: number
  report_id: number
}

type SignalEvent = {
  id: ColumnType<number, never, never>
  signal_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'find' | 'verify' | 'confirm' | 'drop' | 'link' | 'reopen'
  from_state: ColumnType<string | null, string | null | undefined, string | null>
  to_state: string
  reason: string
}

type Warning = {
  id: ColumnType<number, never, never>
  kind: 'recall' | 'bulletin' | 'quality'
  notice_id: ColumnType<number | null, number | null | undefined, number | null>
  notice_version: ColumnType<number | null, number | null | undefined, number | null>
  signal_id: ColumnType<number | null, number | null | undefined, number | null>
  level: 'red' | 'orange' | 'yellow' | 'blue'
  leaves: string[]
  market: ColumnType<string | null, string | null | undefined, string | null>
  title_zh: string
  title_en: string
  advice_zh: string
  advice_en: string
  reasons: unknown
  points: number
  relief: boolean
  rule_version: string
  state: 'draft' | 'released' | 'dropped' | 'lifted' | 'expired'
  drafted_at: ColumnType<Date, Date | string, Date | string>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decision_reason: ColumnType<string | null, string | null | undefined, string | null>
  audience: ColumnType<'authorities' | 'trade' | 'public', 'authorities' | 'trade' | 'public' | undefined, 'authorities' | 'trade' | 'public'>
  drill: ColumnType<boolean, boolean | undefined, boolean>
  districts: ColumnType<string[], string[] | undefined, string[]>
  version: ColumnType<number, number | undefined, number>
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  case_id: ColumnType<number | null, number | null | undefined, number | null>
  incident_id: ColumnType<number | null, number | null | undefined, number | null>
  assessment_id: ColumnType<number | null, number | null | undefined, number | null>
  occasion: ColumnType<string, string | undefined, string>
}

type WarningDraft = {
  warning_id: number
  content: unknown
  lifting: boolean
  stage: 'writing' | 'review' | 'to_sign' | 'signed'
  moves: number
  written_by: ColumnType<number[], string[] | number[], string[] | number[]>
  written_at: ColumnType<Date, Date | string, Date | string>
  reviewed_by: ColumnType<number | null, number | null | undefined, number | null>
  reviewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  signed_by: ColumnType<number | null, number | null | undefined, number | null>
  signed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  reported_to: ColumnType<string | null, string | null | undefined, string | null>
  reported_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  reported_ref: ColumnType<string | null, string | null | undefined, string | null>
  urgent_reason: ColumnType<string | null, string | null | undefined, string | null>
}

type WarningVersion = {
  id: ColumnType<number, never, never>
  warning_id: number
  number: number
  change: 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift' | 'expire'
  level: 'red' | 'orange' | 'yellow' | 'blue'
  content: unknown
  rule_version: string
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  reviewed_by: ColumnType<number | null, number | null | undefined, number | null>
  signed_by: ColumnType<number | null, number | null | undefined, number | null>
  reported_to: ColumnType<string | null, string | null | undefined, string | null>
  reported_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  reported_ref: ColumnType<string | null, string | null | undefined, string | null>
  reason: string
}

type WarningHearing = {
  id: ColumnType<number, never, never>
  warning_id: number
  firm: string
  told_at: ColumnType<Date, Date | string, Date | string>
  told_by: number
  told_how: string
  address: ColumnType<string | null, string | null | undefined, string | null>
  answer_by: ColumnType<Date, Date | string, Date | string>
  statement: ColumnType<string | null, string | null | undefined, string | null>
  heard_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  heard_by: ColumnType<number | null, number | null | undefined, number | null>
}

type WarningReceipt = {
  id: ColumnType<number, never, never>
  version_id: number
  recipient: 'bureau' | 'firm'
  name: string
  address: ColumnType<string | null, string | null | undefined, string | null>
  sent_at: ColumnType<Date, Date | string, Date | string>
  opened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answer_by: ColumnType<Date, Date | string, Date | string>
  acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  acknowledged_by: ColumnType<string | null, string | null | undefined, string | null>
  escalated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type WarningEvent = {
  id: ColumnType<number, never, never>
  warning_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'draft' | 'release' | 'drop' | 'lift' | 'write' | 'submit' | 'approve' | 'return' | 'sign' | 'change' | 'discard' | 'hear' | 'urgent' | 'report' | 'publish' | 'update' | 'upgrade' | 'downgrade' | 'expire' | 'acknowledge' | 'escalate'
  reason: string
}

type RiskAssessment = {
  id: ColumnType<number, never, never>
  subject_kind: 'signal' | 'incident' | 'case' | 'notice' | 'free'
  subject_id: ColumnType<number | null, number | null | undefined, number | null>
  bureau: string
  state: 'draft' | 'submitted' | 'validated'
  version: number
  opened_at: ColumnType<Date, Date | string, Date | string>
}

type RiskAssessmentVersion = {
  id: ColumnType<number, never, never>
  assessment_id: number
  number: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: string
  content: unknown
  result: unknown
  level: 'low' | 'medium' | 'high' | 'serious'
  grade: ColumnType<'extraordinary' | 'major' | 'large' | 'ordinary' | null, 'extraordinary' | 'major' | 'large' | 'ordinary' | null | undefined, 'extraordinary' | 'major' | 'large' | 'ordinary' | null>
}

type RiskAssessmentEvent = {
  id: ColumnType<number, never, never>
  assessment_id: number
  version: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: string
  act: 'submit' | 'return' | 'validate'
  reason: string
}

type Response = {
  id: ColumnType<number, never, never>
  title: string
  leaf: ColumnType<string | null, string | null | undefined, string | null>
  colour: 'red' | 'orange' | 'yellow' | 'blue'
  playbook: string
  lead: string
  drill: boolean
  warning_id: ColumnType<number | null, number | null | undefined, number | null>
  signal_id: ColumnType<number | null, number | null | undefined, number | null>
  assessment_id: ColumnType<number | null, number | null | undefined, number | null>
  case_id: ColumnType<number | null, number | null | undefined, number | null>
  state: 'open' | 'closing' | 'closed'
  moves: ColumnType<number, number | undefined, number>
  opened_at: ColumnType<Date, Date | string, Date | string>
  opened_by: string
  closing_by: ColumnType<string | null, string | null | undefined, string | null>
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type Task = {
  id: ColumnType<number, never, never>
  kind: 'handling' | 'part' | 'sub_task' | 'rapid_response' | 'recall_follow_up' | 'recall_report' | 'sold_after_recall' | 'tbt_review' | 'response'
  bureau: string
  case_id: ColumnType<number | null, number | null | undefined, number | null>
  number: ColumnType<number, number | undefined, number>
  notice_id: ColumnType<number | null, number | null | undefined, number | null>
  response_id: ColumnType<number | null, number | null | undefined, number | null>
  title_zh: string
  title_en: string
  because: string[]
  created_at: ColumnType<Date, Date | string, Date | string>
  due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  done_by: ColumnType<string | null, string | null | undefined, string | null>
  result: ColumnType<string | null, string | null | undefined, string | null>
}

type ResponseTask = {
  task_id: number
  action: string
  critical: boolean
  rule: string
  rule_from: string
  starts_at: ColumnType<Date, Date | string, Date | string>
  failed: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
}

type ResponseCheck = {
  task_id: number
  number: number
  zh: string
  en: string
  ticked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ticked_by: ColumnType<string | null, string | null | undefined, string | null>
}

type ResponseEvidence = {
  id: ColumnType<number, never, never>
  task_id: number
  name: string
  media_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'
  size_bytes: number
  sha256: string
  scan: 'clean' | 'unscanned'
  bytes: Uint8Array
  added_at: ColumnType<Date, Date | string, Date | string>
  added_by: string
}

type ResponseEvent = {
  id: ColumnType<number, never, never>
  response_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'open' | 'give' | 'note' | 'tick' | 'evidence' | 'hand_over' | 'finish' | 'fail' | 'late' | 'ask_closure' | 'refuse_closure' | 'close'
  task_id: ColumnType<number | null, number | null | undefined, number | null>
  text: string
}

type Subscription = {
  id: ColumnType<number, never, never>
  email: string
  leaves: string[]
  markets: string[]
  districts: ColumnType<string[], string[] | undefined, string[]>
  trade: ColumnType<boolean, boolean | undefined, boolean>
  level_min: 'red' | 'orange' | 'yellow' | 'blue'
  hs: ColumnType<string[], string[] | undefined, string[]>
  ics: ColumnType<string[], string[] | undefined, string[]>
  words: ColumnType<string[], string[] | undefined, string[]>
  objectives: ColumnType<string[], string[] | undefined, string[]>
  rhythm: ColumnType<'instant' | 'daily' | 'weekly', 'instant' | 'daily' | 'weekly' | undefined, 'instant' | 'daily' | 'weekly'>
  quiet_from: ColumnType<number | null, number | null | undefined, number | null>
  quiet_to: ColumnType<number | null, number | null | undefined, number | null>
  created_at: ColumnType<Date, Date | string, Date | string>
  confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type SubscriptionItem = {
  id: ColumnType<number, never, never>
  subscription_id: number
  what: string
  told: unknown
  because_zh: string
  because_en: string
  due_at: ColumnType<Date, Date | string, Date | string>
  told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type Letter = {
  id: ColumnType<number, never, never>
  what: string
  recipient: string
  reason: string
  subject: string
  body: string
  html: ColumnType<string | null, string | null | undefined, string | null>
  unsubscribe_url: ColumnType<string | null, string | null | undefined, string | null>
  created_at: ColumnType<Date, Date | string, Date | string>
  queued: boolean
  attempts: ColumnType<number, number | undefined, number>
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  failed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  last_error: ColumnType<string | null, string | null | undefined, string | null>
}

type WebhookEndpoint = {
  id: ColumnType<number, never, never>
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  url: string
  events: string[]
  key_id: string
  previous_key_id: ColumnType<string | null, string | null | undefined, string | null>
  previous_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  created_at: ColumnType<Date, Date | string, Date | string>
  created_by: number
  failing_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  disabled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  disabled_because: ColumnType<string | null, string | null | undefined, string | null>
}

type WebhookDelivery = {
  id: ColumnType<number, never, never>
  endpoint_id: number
  message_id: string
  kind: string
  body: string
  happened_at: ColumnType<Date, Date | string, Date | string>
  status: 'owed' | 'delivered' | 'failed'
  attempts: ColumnType<number, number | undefined, number>
  last_answer: ColumnType<number | null, number | null | undefined, number | null>
  last_error: ColumnType<string | null, string | null | undefined, string | null>
  delivered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  failed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type WebhookCursor = {
  history: 'case_event' | 'warning_event' | 'measure_event'
  read_to: number
}

type TriageModel = {
  version: string
  seed: string
  state: 'ordered' | 'challenger' | 'champion' | 'retired' | 'failed'
  made_at: ColumnType<Date, Date | string, Date | string>
  made_by: string
  corrections: ColumnType<number, number | undefined, number>
  confirmed: ColumnType<number, number | undefined, number>
  header: ColumnType<unknown | null, unknown | null | undefined, unknown | null>
  weights: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
  replay: ColumnType<unknown | null, unknown | null | undefined, unknown | null>
}

type TriageModelEvent = {
  id: ColumnType<number, never, never>
  version: string
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'ship' | 'order' | 'build' | 'fail' | 'replay' | 'promote' | 'roll_back'
  reason: string
  replaced: ColumnType<string | null, string | null | undefined, string | null>
}

type TriageModelAnswer = {
  version: string
  report_id: number
  leaf: string
  leaf_confidence: number
  lead: string
  lead_confidence: number
  danger: number
}

type TriageWeek = {
  week: string
  measured_at: ColumnType<Date, Date | string, Date | string>
  figures: unknown
}

type QualityReport = {
  id: ColumnType<number, never, never>
  from_on: string
  until_on: string
  district: ColumnType<string | null, string | null | undefined, string | null>
  domain: ColumnType<'product' | 'service' | 'engineering' | 'environment' | null, 'product' | 'service' | 'engineering' | 'environment' | null | undefined, 'product' | 'service' | 'engineering' | 'environment' | null>
  as_of: ColumnType<Date, Date | string, Date | string>
  content: string
  pdf: Uint8Array
  sha256: string
  state: 'draft' | 'released' | 'withdrawn' | 'dropped'
  made_at: ColumnType<Date, Date | string, Date | string>
  released_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type QualityReportEvent = {
  id: ColumnType<number, never, never>
  report_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'make' | 'release' | 'withdraw' | 'drop'
  reason: string
}

type Evaluation = {
  id: ColumnType<number, never, never>
  from_on: string
  until_on: string
  as_of: ColumnType<Date, Date | string, Date | string>
  rules_since: string
  seed: number
  state: 'draft' | 'objecting' | 'decided' | 'reported' | 'dropped'
  objections_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  figures: unknown
  made_at: ColumnType<Date, Date | string, Date | string>
}

type EvaluationObjection = {
  id: ColumnType<number, never, never>
  evaluation_id: number
  bureau: string
  measure: string
  case_id: ColumnType<number | null, number | null | undefined, number | null>
  reason: string
  made_at: ColumnType<Date, Date | string, Date | string>
  made_by: string
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  upheld: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  answer: ColumnType<string | null, string | null | undefined, string | null>
}

type EvaluationIncident = {
  evaluation_id: number
  bureau: string
  reason: string
  document: string
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
}

type EvaluationEvent = {
  id: ColumnType<number, never, never>
  evaluation_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'draw_up' | 'open' | 'object' | 'uphold' | 'reject' | 'incident' | 'decide' | 'report' | 'drop'
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  reason: string
}

type Enterprise = {
  id: ColumnType<number, never, never>
  code: string
  name: string
  former_names: ColumnType<string[], string[] | undefined, string[]>
  brands: ColumnType<string[], string[] | undefined, string[]>
  parent_code: ColumnType<string | null, string | null | undefined, string | null>
  kind: 'company' | 'sole_trader' | 'branch' | 'other'
  industry: ColumnType<string | null, string | null | undefined, string | null>
  size: 'micro' | 'small' | 'medium' | 'large'
  status: 'active' | 'revoked' | 'cancelled'
  registered_on: ColumnType<string | null, string | null | undefined, string | null>
  address: ColumnType<string | null, string | null | undefined, string | null>
  district: ColumnType<string | null, string | null | undefined, string | null>
  street: ColumnType<string | null, string | null | undefined, string | null>
  content_hash: string
  recorded_at: ColumnType<Date, Date | string, Date | string>
  grade: ColumnType<'A' | 'B' | 'C' | 'D' | 'N' | null, 'A' | 'B' | 'C' | 'D' | 'N' | null | undefined, 'A' | 'B' | 'C' | 'D' | 'N' | null>
  graded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  regrade_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type EnterpriseName = {
  enterprise_id: number
  kind: 'current' | 'former' | 'brand'
  exact: string
  core: string
  pinyin: string
  initials: string
}

type EnterpriseSearch = {
  enterprise_id: number
  keys: string[]
}

type EnterpriseCommonKey = {
  key: string
  share: number
}

type EnterpriseFact = {
  id: ColumnType<number, never, never>
  enterprise_id: number
  kind: 'permit' | 'inspection' | 'sample' | 'recall' | 'penalty' | 'list' | 'award' | 'commitment' | 'complaint' | 'report' | 'rectification'
  result: string
  severity: ColumnType<'minor' | 'general' | 'serious' | null, 'minor' | 'general' | 'serious' | null | undefined, 'minor' | 'general' | 'serious' | null>
  harm: 'none' | 'injury' | 'group_injury' | 'death'
  safety: boolean
  subject: string
  document_no: string
  authority: string
  bureau: string
  happened_on: string
  ends_on: ColumnType<string | null, string | null | undefined, string | null>
  rectified_on: ColumnType<string | null, string | null | undefined, string | null>
  shown_until: ColumnType<string | null, string | null | undefined, string | null>
  state: 'standing' | 'stopped' | 'removed'
  source: 'import' | 'case' | 'inspection_task'
  source_ref: string
  case_id: ColumnType<number | null, number | null | undefined, number | null>
  content_hash: string
  recorded_at: ColumnType<Date, Date | string, Date | string>
}

type EnterpriseEvent = {
  id: ColumnType<number, never, never>
  enterprise_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'change_fact' | 'match' | 'refuse_match' | 'find' | 'invite' | 'confirm_account' | 'end_account' | 'ask' | 'forward' | 'extend' | 'decide' | 'grade' | 'tell' | 'show_grade' | 'link_penalty'
  subject: string
  reason: string
  detail: unknown
}

type RegisterRun = {
  id: ColumnType<number, never, never>
  sheet: string
  name: string
  sha256: string
  started_at: ColumnType<Date, Date | string, Date | string>
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
}

type RegisterReject = {
  id: ColumnType<number, never, never>
  run_id: number
  row: number
  reason_zh: string
  reason_en: string
  raw: string
}

type EnterpriseMatch = {
  case_id: number
  enterprise_id: number
  tier: 'identifier' | 'name' | 'alike'
  said: string
  score: number
  because: string[]
  state: 'linked' | 'proposed' | 'refused'
  found_at: ColumnType<Date, Date | string, Date | string>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
}

type NoticeFirm = {
  notice_id: number
  enterprise_id: number
  role: 'manufacturer' | 'importer' | 'distributor' | 'brand_owner' | 'agent' | 'recaller' | 'consignor' | 'seller'
  said: string
  tier: 'identifier' | 'name' | 'scored' | 'text'
  score: number
  because: string[]
  state: 'shown' | 'proposed' | 'confirmed' | 'rejected'
  found_at: ColumnType<Date, Date | string, Date | string>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
}

type RecallFollowUp = {
  notice_id: number
  bureau: string
  enterprise_id: ColumnType<number | null, number | null | undefined, number | null>
  regime: string
  started_at: ColumnType<Date, Date | string, Date | string>
  affected: number
  state: 'open' | 'closed'
  opened_at: ColumnType<Date, Date | string, Date | string>
  opened_by: string
  closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  what: string
  batches: string
  advice: string
  published_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  published_by: ColumnType<string | null, string | null | undefined, string | null>
}

type RecallReport = {
  id: ColumnType<number, never, never>
  notice_id: number
  kind: 'plan' | 'progress' | 'finish' | 'summary'
  as_of: string
  affected: number
  recovered: number
  note: string
  handed_in_at: ColumnType<Date, Date | string, Date | string>
  handed_in_by: string
}

type RecallFollowUpEvent = {
  id: ColumnType<number, never, never>
  notice_id: number
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  bureau: ColumnType<string | null, string | null | undefined, string | null>
  act: 'open' | 'publish' | 'withdraw' | 'late' | 'close' | 'reopen'
  subject: string
  reason: string
}

type EnterpriseApart = {
  said: string
  enterprise_id: number
  decided_at: ColumnType<Date, Date | string, Date | string>
  actor: string
}

type EnterpriseFinding = {
  case_id: number
  enterprise_id: number
  finding: 'verified' | 'settled' | 'unfounded' | 'unclear'
  reason: string
  found_at: ColumnType<Date, Date | string, Date | string>
  found_by: string
}

type CasePenalty = {
  case_id: number
  fact_id: number
  linked_at: ColumnType<Date, Date | string, Date | string>
  linked_by: string
}

type EnterpriseTurn = {
  id: number
  swept_to: number
}

type EnterpriseGrade = {
  id: ColumnType<number, never, never>
  enterprise_id: number
  grade: 'A' | 'B' | 'C' | 'D' | 'N'
  points: ColumnType<number | null, number | null | undefined, number | null>
  detail: unknown
  rule: string
  computed_at: ColumnType<Date, Date | string, Date | string>
  next_on: ColumnType<string | null, string | null | undefined, string | null>
  state: 'held' | 'shown' | 'replaced'
  told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  told_how: ColumnType<'mail' | 'letter' | null, 'mail' | 'letter' | null | undefined, 'mail' | 'letter' | null>
  show_from: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  shown_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  shown_by: ColumnType<string | null, string | null | undefined, string | null>
}

type EnterpriseRisk = {
  enterprise_id: number
  class: 'A' | 'B' | 'C' | 'D'
  points: number
  because: unknown
  rule: string
  computed_at: ColumnType<Date, Date | string, Date | string>
}

type CreditRule = {
  version: string
  content: unknown
  origin: 'city_file' | 'proposed'
  state: 'proposed' | 'adopted' | 'dropped'
  proposed_at: ColumnType<Date, Date | string, Date | string>
  proposed_by: string
  since: ColumnType<string | null, string | null | undefined, string | null>
  adopted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  adopted_by: ColumnType<string | null, string | null | undefined, string | null>
  signature: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  asked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  tried: ColumnType<unknown | null, unknown | null | undefined, unknown | null>
}

type CreditRuleEvent = {
  id: ColumnType<number, never, never>
  version: string
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: 'ship' | 'propose' | 'try' | 'adopt' | 'drop'
  reason: string
  sha256: string
}

type FirmAccount = {
  id: ColumnType<number, never, never>
  enterprise_id: number
  email: ColumnType<string | null, string | null | undefined, string | null>
  invited_hash: ColumnType<string | null, string | null | undefined, string | null>
  invited_at: ColumnType<Date, Date | string, Date | string>
  invited_by: string
  how: 'mail' | 'letter'
  lapses_at: ColumnType<Date, Date | string, Date | string>
  confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type FirmLink = {
  token_hash: string
  account_id: number
  email: string
  lapses_at: ColumnType<Date, Date | string, Date | string>
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type FirmSession = {
  token_hash: string
  account_id: number
  created_at: ColumnType<Date, Date | string, Date | string>
  expires_at: ColumnType<Date, Date | string, Date | string>
}

type FirmRequest = {
  id: ColumnType<number, never, never>
  enterprise_id: number
  fact_id: number
  kind: 'answer' | 'objection' | 'repair'
  text: string
  asked_at: ColumnType<Date, Date | string, Date | string>
  asked_by: number
  bureau: string
  state: 'received' | 'forwarded' | 'decided'
  forwarded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  forwarded_by: ColumnType<string | null, string | null | undefined, string | null>
  due_at: ColumnType<Date, Date | string, Date | string>
  extended: ColumnType<boolean, boolean | undefined, boolean>
  outcome: ColumnType<'shown' | 'not_shown' | 'correct' | 'add' | 'stop' | 'remove' | 'granted' | 'refused' | null, 'shown' | 'not_shown' | 'correct' | 'add' | 'stop' | 'remove' | 'granted' | 'refused' | null | undefined, 'shown' | 'not_shown' | 'correct' | 'add' | 'stop' | 'remove' | 'granted' | 'refused' | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<string | null, string | null | undefined, string | null>
  remind_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type FirmReminder = {
  id: ColumnType<number, never, never>
  request_id: number
  procedure: string
  extended: boolean
  step: number
  role: 'officer' | 'head' | 'joint_office'
  bureau: string
  because: 'step' | 'unacknowledged'
  told_at: ColumnType<Date, Date | string, Date | string>
  answer_by: ColumnType<Date, Date | string, Date | string>
  acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  acknowledged_by: ColumnType<string | null, string | null | undefined, string | null>
  escalated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type EnterpriseQuery = {
  id: ColumnType<number, never, never>
  at: ColumnType<Date, Date | string, Date | string>
  who: string
  what: 'search' | 'record' | 'api' | 'badge' | 'export' | 'staff_record' | 'own_record'
  enterprise_id: ColumnType<number | null, number | null | undefined, number | null>
}

type InspectionPlan = {
  id: ColumnType<number, never, never>
  bureau: string
  title: string
  from_on: string
  to_on: string
  district: ColumnType<string | null, string | null | undefined, string | null>
  industry: ColumnType<string | null, string | null | undefined, string | null>
  firms: number
  made_at: ColumnType<Date, Date | string, Date | string>
  made_by: string
  pool_size: number
  pool_sha256: string
  rule: string
  seed: ColumnType<string | null, string | null | undefined, string | null>
  drawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  drawn_by: ColumnType<string | null, string | null | undefined, string | null>
}

type InspectionPool = {
  plan_id: number
  enterprise_id: number
  class: 'A' | 'B' | 'C' | 'D'
  weight: number
  because: string[]
}

type InspectionInspector = {
  plan_id: number
  account_id: number
}

type InspectionTask = {
  id: ColumnType<number, never, never>
  plan_id: number
  enterprise_id: number
  because: string[]
  result: ColumnType<'pass' | 'fail' | 'recheck_pass' | 'recheck_fail' | 'not_found' | null, 'pass' | 'fail' | 'recheck_pass' | 'recheck_fail' | 'not_found' | null | undefined, 'pass' | 'fail' | 'recheck_pass' | 'recheck_fail' | 'not_found' | null>
  findings: ColumnType<string | null, string | null | undefined, string | null>
  rectify_by: ColumnType<string | null, string | null | undefined, string | null>
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  done_by: ColumnType<string | null, string | null | undefined, string | null>
  fact_id: ColumnType<number | null, number | null | undefined, number | null>
}

type InspectionAssignment = {
  task_id: number
  account_id: number
}

type Account = {
  id: ColumnType<number, never, never>
  username: string
  name: string
  email: ColumnType<string | null, string | null | undefined, string | null>
  role: 'officer' | 'head' | 'dispatcher' | 'joint_office' | 'convener' | 'trade_official' | 'administrator' | 'custodian' | 'auditor'
  bureau: string
  password_hash: string
  created_at: ColumnType<Date, Date | string, Date | string>
  disabled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  failures: ColumnType<number, number | undefined, number>
  locked_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  totp_secret: ColumnType<string | null, string | null | undefined, string | null>
  totp_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  totp_step: ColumnType<number | null, number | null | undefined, number | null>
}

type SavedFilter = {
  id: ColumnType<number, never, never>
  account_id: number
  bureau: string
  desk: 'inbox' | 'trade'
  shared: boolean
  name: string
  query: string
  made_at: ColumnType<Date, Date | string, Date | string>
}

type InboxStart = {
  account_id: number
  filter_id: number
}

type Session = {
  token_hash: string
  account_id: number
  created_at: ColumnType<Date, Date | string, Date | string>
  seen_at: ColumnType<Date, Date | string, Date | string>
  expires_at: ColumnType<Date, Date | string, Date | string>
  way: ColumnType<'password' | 'passkey' | 'directory', 'password' | 'passkey' | 'directory' | undefined, 'password' | 'passkey' | 'directory'>
}

type Passkey = {
  id: ColumnType<number, never, never>
  account_id: number
  credential_id: string
  name: string
  public_key: Uint8Array
  counter: number
  doubted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  transports: ColumnType<string[], string[] | undefined, string[]>
  synced: boolean
  created_at: ColumnType<Date, Date | string, Date | string>
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type AnsweredChallenge = {
  challenge: string
  expires_at: ColumnType<Date, Date | string, Date | string>
}

type DirectoryIdentity = {
  issuer: string
  subject: string
  account_id: number
  linked_at: ColumnType<Date, Date | string, Date | string>
  linked_by: 'administrator' | 'email'
}

type IdentityRequest = {
  id: ColumnType<number, never, never>
  report_id: number
  purpose: string
  asked_at: ColumnType<Date, Date | string, Date | string>
  asked_by: number
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  decided_by: ColumnType<number | null, number | null | undefined, number | null>
  granted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  open_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

type Look = {
  id: ColumnType<number, never, never>
  at: ColumnType<Date, Date | string, Date | string>
  account_id: number
  report_id: number
  request_id: ColumnType<number | null, number | null | undefined, number | null>
  purpose: string
}

type AuditEvent = {
  id: ColumnType<number, never, never>
  at: ColumnType<Date, Date | string, Date | string>
  actor: string
  act: string
  subject: string
  detail: unknown
}

type AuditSeal = {
  id: ColumnType<number, never, never>
  at: ColumnType<Date, Date | string, Date | string>
  upto: unknown
  rows: number
  head: string
}

type RateLimit = {
  key: string
  points: ColumnType<number, number | undefined, number>
  expire: ColumnType<number | null, number | null | undefined, number | null>
}

type SchemaOrigin = {
  sha256: string
  applied_at: ColumnType<Date, Date | string, Date | string>
}

export type Tables = {
  report: Report
  open311_request: Open311Request
  report_key: ReportKey
  reporter_identity: ReporterIdentity
  attachment: Attachment
  assessment: Assessment
  likely_duplicate: LikelyDuplicate
  case_file: CaseFile
  case_item: CaseItem
  item_part: ItemPart
  case_clock: CaseClock
  case_pause: CasePause
  identity_check: IdentityCheck
  joint_complaint: JointComplaint
  joint_member: JointMember
  case_extension: CaseExtension
  clock_reminder: ClockReminder
  clock_forecast: ClockForecast
  calendar_year: CalendarYear
  case_event: CaseEvent
  case_search: CaseSearch
  search_turn: SearchTurn
  incident: Incident
  incident_member: IncidentMember
  incident_question: IncidentQuestion
  incident_apart: IncidentApart
  incident_event: IncidentEvent
  public_incident: PublicIncident
  incident_key: IncidentKey
  incident_sweep: IncidentSweep
  incident_turn: IncidentTurn
  correction: Correction
  dispatch_claim: DispatchClaim
  dispatch_skip: DispatchSkip
  risk_revision: RiskRevision
  reply_template: ReplyTemplate
  case_judgement: CaseJudgement
  set_apart: SetApart
  document_serial: DocumentSerial
  case_document: CaseDocument
  raw_document: RawDocument
  source_run: SourceRun
  notice: Notice
  notice_version: NoticeVersion
  notice_telling: NoticeTelling
  notice_symbol: NoticeSymbol
  notice_reading: NoticeReading
  measure: Measure
  measure_event: MeasureEvent
  export_figure: ExportFigure
  measure_review: MeasureReview
  review_invitation: ReviewInvitation
  review_opinion: ReviewOpinion
  review_answer: ReviewAnswer
  review_file: ReviewFile
  measure_review_event: MeasureReviewEvent
  measure_hit: MeasureHit
  measure_hit_event: MeasureHitEvent
  trade_concern: TradeConcern
  trade_concern_event: TradeConcernEvent
  link_block: LinkBlock
  recall_link: RecallLink
  recall_link_event: RecallLinkEvent
  link_turn: LinkTurn
  notice_reject: NoticeReject
  source_silence: SourceSilence
  source_address: SourceAddress
  observation: Observation
  network_member: NetworkMember
  network_report: NetworkReport
  network_silence: NetworkSilence
  series: Series
  series_level: SeriesLevel
  sighting: Sighting
  series_sighting: SeriesSighting
  series_day: SeriesDay
  watch_turn: WatchTurn
  signal: Signal
  signal_report: SignalReport
  signal_event: SignalEvent
  warning: Warning
  warning_draft: WarningDraft
  warning_version: WarningVersion
  warning_hearing: WarningHearing
  warning_receipt: WarningReceipt
  warning_event: WarningEvent
  risk_assessment: RiskAssessment
  risk_assessment_version: RiskAssessmentVersion
  risk_assessment_event: RiskAssessmentEvent
  response: Response
  task: Task
  response_task: ResponseTask
  response_check: ResponseCheck
  response_evidence: ResponseEvidence
  response_event: ResponseEvent
  subscription: Subscription
  subscription_item: SubscriptionItem
  letter: Letter
  webhook_endpoint: WebhookEndpoint
  webhook_delivery: WebhookDelivery
  webhook_cursor: WebhookCursor
  triage_model: TriageModel
  triage_model_event: TriageModelEvent
  triage_model_answer: TriageModelAnswer
  triage_week: TriageWeek
  quality_report: QualityReport
  quality_report_event: QualityReportEvent
  evaluation: Evaluation
  evaluation_objection: EvaluationObjection
  evaluation_incident: EvaluationIncident
  evaluation_event: EvaluationEvent
  enterprise: Enterprise
  enterprise_name: EnterpriseName
  enterprise_search: EnterpriseSearch
  enterprise_common_key: EnterpriseCommonKey
  enterprise_fact: EnterpriseFact
  enterprise_event: EnterpriseEvent
  register_run: RegisterRun
  register_reject: RegisterReject
  enterprise_match: EnterpriseMatch
  notice_firm: NoticeFirm
  recall_follow_up: RecallFollowUp
  recall_report: RecallReport
  recall_follow_up_event: RecallFollowUpEvent
  enterprise_apart: EnterpriseApart
  enterprise_finding: EnterpriseFinding
  case_penalty: CasePenalty
  enterprise_turn: EnterpriseTurn
  enterprise_grade: EnterpriseGrade
  enterprise_risk: EnterpriseRisk
  credit_rule: CreditRule
  credit_rule_event: CreditRuleEvent
  firm_account: FirmAccount
  firm_link: FirmLink
  firm_session: FirmSession
  firm_request: FirmRequest
  firm_reminder: FirmReminder
  enterprise_query: EnterpriseQuery
  inspection_plan: InspectionPlan
  inspection_pool: InspectionPool
  inspection_inspector: InspectionInspector
  inspection_task: InspectionTask
  inspection_assignment: InspectionAssignment
  account: Account
  saved_filter: SavedFilter
  inbox_start: InboxStart
  session: Session
  passkey: Passkey
  answered_challenge: AnsweredChallenge
  directory_identity: DirectoryIdentity
  identity_request: IdentityRequest
  look: Look
  audit_event: AuditEvent
  audit_seal: AuditSeal
  rate_limit: RateLimit
  schema_origin: SchemaOrigin
}
