import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { NewLetter } from '../jobs/owe-letters.ts'
import type { Grade } from '../reference/credit-rules.ts'
import { firmPaths } from './firm-paths.ts'
import type { FactRow } from './register/fact-rows.ts'
import { factTitle, gradeNames } from './register/fact-words.ts'
import { type Outcome, outcomes, type RequestKind, requestKinds } from './requests/procedures.ts'

type Firm = { id: number; name: string }

/** The letters that a firm's accounts are owed. None hold more than the firm may see anyway. */
export const firmLetters = {
  /** A bad grade was computed: what, and by when to answer. */
  gradeHeld: async (context: Context, firm: Firm, grade: Grade): Promise<NewLetter[]> => {
    const { zh, en } = gradeNames[grade]
    return toAccounts(context, firm, {
      what: `grade:${firm.id}`,
      reason: 'grade_held',
      subject: `质量信用等级告知：${grade} ${zh} Your quality grade before it is shown`,
      lines: [
        `${firm.name}：`,
        `按施行的规则，贵单位的公开质量等级将为 ${grade}（${zh}），公布前先告知贵单位。`,
        '请在下面的页面查看每一分的依据；记录有误的，可在公布前提出异议：',
        `Under the rules in force your public quality grade will be ${grade} (${en}). You are told before it is shown.`,
        'See what every point rests on, and object where the record is wrong:',
      ],
    })
  },

  /** What was decided on its request. */
  decided: async (
    context: Context,
    firm: Firm,
    request: {
      id: number
      kind: RequestKind
      outcome: Outcome
      reason: string
      fact: Pick<FactRow, 'kind' | 'result' | 'document_no'>
    },
  ): Promise<NewLetter[]> => {
    const kind = requestKinds[request.kind]
    const outcome = outcomes[request.outcome]
    const title = factTitle(request.fact)
    return toAccounts(context, firm, {
      what: `firm-request:${request.id}`,
      reason: 'decided',
      subject: `${kind.zh}已决定：${outcome.zh} Decided: ${outcome.en}`,
      lines: [
        `${title.zh}（${request.fact.document_no}）：${kind.zh}，决定：${outcome.zh}。`,
        `理由 Reason: ${request.reason}`,
        `${title.en} (${request.fact.document_no}), ${kind.en}: ${outcome.en}.`,
      ],
    })
  },
}

async function toAccounts(
  { db, publicUrl }: Pick<Context, 'db' | 'publicUrl'>,
  firm: Firm,
  { what, reason, subject, lines }: { what: string; reason: string; subject: string; lines: string[] },
): Promise<NewLetter[]> {
  const body = [...lines, `${publicUrl}${firmPaths.own}`].join('\n')
  return (await addressesOf(db, firm.id)).map((recipient) => ({ what, recipient, reason, subject, body }))
}

/** The confirmed addresses of a firm's open accounts. */
export async function addressesOf(db: Db, enterpriseId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('firm_account')
    .select('email')
    .where('enterprise_id', '=', enterpriseId)
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .execute()
  return rows.flatMap(({ email }) => email ?? [])
}
