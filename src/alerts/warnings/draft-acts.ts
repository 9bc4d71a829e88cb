import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { Said } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { colourNames } from './warning-colour.ts'

export type DraftStage = Tables['warning_draft']['stage']
/** What people do to the text of a quality warning, besides writing it. */
export type DraftAct = 'submit' | 'approve' | 'return' | 'sign' | 'publish' | 'discard'
type Part = 'writer' | 'reviewer' | 'signer' | 'publisher'

export const draftStages: Record<DraftStage, Bilingual> = {
  writing: { zh: '拟稿中', en: 'Being written' },
  review: { zh: '待审核', en: 'To be reviewed' },
  to_sign: { zh: '待签发', en: 'To be signed' },
  signed: { zh: '已签发，待发布', en: 'Signed, to be published' },
}

/** The one table of the draft: act → from which stages to which (null: it is gone), and whose it is. Buttons, forms and refusals read it. */
export const draftActs: Record<
  DraftAct,
  { label: Bilingual; says: Bilingual; from: DraftStage[]; to: DraftStage | null; by: Part[] }
> = {
  submit: {
    label: { zh: '送审', en: 'Send to review' },
    says: { zh: '内容齐全后送审核人。', en: 'When nothing is missing, to the reviewer.' },
    from: ['writing'],
    to: 'review',
    by: ['writer'],
  },
  approve: {
    label: { zh: '审核通过', en: 'Approve' },
    says: { zh: '内容属实、定色有据、措施可行。', en: 'True, rightly coloured, and can be done.' },
    from: ['review'],
    to: 'to_sign',
    by: ['reviewer'],
  },
  sign: {
    label: { zh: '签发', en: 'Sign' },
    says: {
      zh: '由颜色规定的岗位签发，与拟稿人、审核人不是同一人。',
      en: 'By the role that its colour asks for; neither a writer nor the reviewer.',
    },
    from: ['to_sign'],
    to: 'signed',
    by: ['signer'],
  },
  publish: {
    label: { zh: '发布', en: 'Publish' },
    says: {
      zh: '按受众发出并送达各单位；发出的版本不能再改。',
      en: 'Sends it to its audience and to the bureaus; what is sent cannot be changed.',
    },
    from: ['signed'],
    to: null,
    by: ['publisher'],
  },
  return: {
    label: { zh: '退回修改', en: 'Return' },
    says: { zh: '退回拟稿人，已有的审核和签发作废。', en: 'Back to the writer; review and signature are void.' },
    from: ['review', 'to_sign', 'signed'],
    to: 'writing',
    by: ['reviewer', 'signer', 'publisher'],
  },
  discard: {
    label: { zh: '放弃这一稿', en: 'Throw away' },
    says: { zh: '不发布这一稿；生效中的版本不变。', en: 'This text is not published; a version in force stays.' },
    from: ['writing', 'review', 'to_sign', 'signed'],
    to: null,
    by: ['writer', 'publisher'],
  },
}

export const draftActNames = Object.keys(draftActs) as DraftAct[]

/** A draft as the rules of who may do what to it look at it. */
export type DraftJudged = {
  bureau: string
  level: WarningLevel
  stage: DraftStage
  writtenBy: number[]
  reviewedBy: number | null
}

/**
 * Why this actor may not do this act to a draft of this stage; null when they may. Writing, reviewing and signing are three acts of which
 * nobody does two, so that no warning of the city goes out on one person's sight. Which roles sign, its colour says.
 */
export function whyNot(act: DraftAct, draft: DraftJudged, actor: Actor, rules: WarningRules): Said | null {
  const refusals = draftActs[act].by.map((part) => parts[part](draft, actor, rules))
  return refusals.includes(null) ? null : (refusals[0] ?? null)
}

const parts: Record<Part, (draft: DraftJudged, actor: Actor, rules: WarningRules) => Said | null> = {
  writer: (draft, actor) => (writes(actor, draft.bureau) ? null : notWriter),
  reviewer: (draft, actor) => {
    if (!may(actor, 'review_quality_warnings') || !belongs(actor, draft.bureau)) return notReviewer
    return wrote(actor, draft) ? ownText : null
  },
  signer: (draft, actor, rules) => {
    if (actor.kind !== 'staff' || !signs(actor.role, draft.level, rules)) return notSigner(draft.level)
    if (actor.role === 'head' && actor.bureau !== draft.bureau) return notSigner(draft.level)
    if (wrote(actor, draft)) return ownText
    return draft.reviewedBy === actor.accountId ? ownReview : null
  },
  publisher: (_, actor) => (may(actor, 'publish_quality_warnings') ? null : notPublisher),
}

/** Whether this actor may write the text of a warning of this bureau. */
export function writes(actor: Actor, bureau: string): boolean {
  return may(actor, 'write_quality_warnings') && belongs(actor, bureau)
}

const belongs = (actor: Actor, bureau: string): boolean =>
  actor.kind === 'staff' && (actor.bureau === bureau || may(actor, 'see_all_quality_warnings'))

const wrote = (actor: Actor, { writtenBy }: DraftJudged): boolean =>
  actor.kind === 'staff' && writtenBy.includes(actor.accountId)

const signs = (role: string, level: WarningLevel, rules: WarningRules): boolean =>
  (rules.signs[level] as string[]).includes(role)

const notWriter: Said = { zh: '由拟稿单位的人员来做。', en: 'It is for the bureau that writes it.' }
const notReviewer: Said = {
  zh: '由单位负责人或联席会议办公室审核。',
  en: 'A head of bureau or the joint-meeting office reviews it.',
}
const notPublisher: Said = { zh: '由联席会议办公室发布。', en: 'The joint-meeting office publishes it.' }
const ownText: Said = {
  zh: '您参与了拟稿，须由另一人审核和签发。',
  en: 'You wrote at this text; somebody else reviews and signs it.',
}
const ownReview: Said = {
  zh: '您审核了这一稿，须由另一人签发。',
  en: 'You reviewed this text; somebody else signs it.',
}
const notSigner = (level: WarningLevel): Said => ({
  zh: `您的岗位不签发${colourNames[level].zh}预警。`,
  en: `Your role does not sign ${colourNames[level].en} warnings.`,
})

/** Said to whoever may not write quality warnings at all. */
export const writesNone: Said = { zh: '您的岗位不拟写预警。', en: 'Your role does not write warnings.' }
