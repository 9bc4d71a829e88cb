import { Hono, type Context as HonoContext } from 'hono'
import { draftQualityWarning, type WarningOrigin } from '../../../alerts/warnings/draft-quality-warning.ts'
import { readQualityWarning } from '../../../alerts/warnings/read-quality-warning.ts'
import { startWarning } from '../../../alerts/warnings/start-warning.ts'
import { writeWarning } from '../../../alerts/warnings/write-warning.ts'
import { Conflict, Invalid, NotFound, type Said } from '../../../errors.ts'
import { alertPaths } from '../../alert-paths.ts'
import { idIn, idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { DraftForm, type DraftShown } from './draft-form.tsx'
import { readTypedWarning, typedFrom, typedWarning } from './typed-warning.ts'

const originNames = { signal: 'signalId', incident: 'incidentId', case: 'caseId', assessment: 'assessmentId' } as const

/** Writing a quality warning: a new one, from a signal, an incident, a case, an assessment or by hand, and the text of one at work. */
export function draftRoutes(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(alertPaths.newWarning, async (c) => {
    const origin = originOf((name) => c.req.query(name))
    const content = await startWarning(contextOf(web, c), { origin })
    return formPage(web, c, { ...blank, typed: typedFrom(content), origin, drill: c.req.query('drill') === 'yes' })
  })

  pages.post(alertPaths.warningDesk, async (c) => {
    const form = await c.req.formData()
    const origin = originOf((name) => lineOf(form, name, 20))
    const drill = form.get('drill') === 'yes'
    try {
      const content = readTypedWarning(form, web.world.city)
      const id = await draftQualityWarning(contextOf(web, c), { content, drill, origin })
      return c.redirect(alertPaths.warningOnDesk(id), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return formPage(
        web,
        c,
        { ...blank, typed: typedWarning(form), errors: error.fields, said: error.said, origin, drill },
        422,
      )
    }
  })

  pages.get('/bureau/warnings/:id/draft', async (c) => {
    const shown = await draftShown(web, c)
    return formPage(web, c, shown)
  })

  pages.post('/bureau/warnings/:id/draft', async (c) => {
    const form = await c.req.formData()
    const warningId = numberOf(c.req.param('id'))
    const moves = Number(lineOf(form, 'moves', 12))
    try {
      const { draft } = await readQualityWarning(contextOf(web, c), { warningId })
      const typed = readTypedWarning(form, web.world.city)
      // A text that only ends the warning shows no other fields, so the rest of it stays.
      const content = draft?.lifting ? { ...draft.content, note: typed.note } : typed
      await writeWarning(contextOf(web, c), { warningId, moves, content })
      return c.redirect(alertPaths.warningOnDesk(warningId), 303)
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      const shown = { ...(await draftShown(web, c)), typed: typedWarning(form), errors, said: error.said }
      return formPage(web, c, shown, error instanceof Invalid ? 422 : 409)
    }
  })

  return pages
}

const blank: Omit<DraftShown, 'typed' | 'origin' | 'drill'> = {
  warningId: null,
  moves: 0,
  next: false,
  lifting: false,
  errors: {},
  missing: {},
  said: null,
}

function originOf(given: (name: string) => string | undefined): WarningOrigin {
  const numbers = Object.entries(originNames).map(([name, field]) => [field, idOf(given(name) ?? '')])
  return Object.fromEntries(numbers) as WarningOrigin
}

/** The text at work in the form, with what it still lacks beside its fields. */
async function draftShown(web: Web, c: HonoContext<Env>): Promise<DraftShown> {
  const warningId = numberOf(c.req.param('id'))
  const { draft, origin, drill } = await readQualityWarning(contextOf(web, c), { warningId })
  if (!draft?.mayWrite) throw new NotFound(noDraft)
  const { moves, lifting, version, content, missing } = draft
  return { ...blank, warningId, moves, lifting, next: version > 0, missing, typed: typedFrom(content), origin, drill }
}

const noDraft: Said = {
  zh: '这条预警现在没有您可以修改的文稿。',
  en: 'This warning has no text now that you may write at.',
}

const numberOf = (written: string | undefined): number => idIn(written, noDraft)

function formPage(web: Web, c: HonoContext<Env>, shown: DraftShown, status: 200 | 409 | 422 = 200) {
  const title =
    shown.warningId === null
      ? { zh: '拟写质量预警', en: 'Write a quality warning' }
      : { zh: '修改文稿', en: 'Write at the text' }
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="warnings">
      <DraftForm shown={shown} title={title} city={web.world.city} />
    </DeskPage>,
    status,
  )
}
