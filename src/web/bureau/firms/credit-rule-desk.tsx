import { Hono, type Context as HonoContext } from 'hono'
import { adoptCreditRule } from '../../../enterprises/grade/adopt-credit-rule.ts'
import { dropCreditRule } from '../../../enterprises/grade/drop-credit-rule.ts'
import { listCreditRules } from '../../../enterprises/grade/list-credit-rules.ts'
import { proposeCreditRule } from '../../../enterprises/grade/propose-credit-rule.ts'
import { Conflict, Invalid, type Said } from '../../../errors.ts'
import { lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { CreditRulesPage, type RuleTried } from './credit-rules-page.tsx'

/** The desk of the rules of the grade: propose, see who would move, sign or give up. */
export function creditRuleDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.creditRules, (c) => rulesPage(web, c, null))

  pages.post(bureauPaths.creditRules, async (c) => {
    const text = lineOf(await c.req.formData(), 'text', 60_000)
    return tried(web, c, { on: null, typed: { text } }, () => proposeCreditRule(contextOf(web, c), { text }))
  })

  pages.post('/bureau/firms/rules/:version/:act', async (c) => {
    const form = await c.req.formData()
    const { version, act } = c.req.param()
    const reason = lineOf(form, `reason-${version}`, 1100)
    const typed = {
      since: lineOf(form, `since-${version}`, 10),
      signature: lineOf(form, `signature-${version}`, 40),
      reason,
    }
    return tried(web, c, { on: version, typed }, () =>
      act === 'adoption'
        ? adoptCreditRule(contextOf(web, c), { version, ...typed })
        : dropCreditRule(contextOf(web, c), { version, reason }),
    )
  })

  return pages
}

async function tried(web: Web, c: HonoContext<Env>, on: Pick<RuleTried, 'on' | 'typed'>, act: () => Promise<unknown>) {
  try {
    await act()
    return c.redirect(bureauPaths.creditRules, 303)
  } catch (error) {
    if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
    const fields: Record<string, Said> = error instanceof Invalid ? error.fields : {}
    return rulesPage(web, c, { ...on, said: error.said, fields }, error instanceof Invalid ? 422 : 409)
  }
}

async function rulesPage(web: Web, c: HonoContext<Env>, ruleTried: RuleTried | null, status: 200 | 409 | 422 = 200) {
  const listed = await listCreditRules(contextOf(web, c))
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '等级规则', en: 'Rules of the grade' }} desk="firms">
      <CreditRulesPage {...listed} tried={ruleTried} />
    </DeskPage>,
    status,
  )
}
