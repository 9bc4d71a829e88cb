import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { endTemplate } from '../../../cases/templates/end-template.ts'
import { listTemplates } from '../../../cases/templates/list-templates.ts'
import type { TypedTemplate } from '../../../cases/templates/new-template.ts'
import { saveTemplate } from '../../../cases/templates/save-template.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../errors.ts'
import { idOf, lineOf, ordinalOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { TemplatePage, TemplatesPage, type TemplateTried } from './templates-page.tsx'

/** The reply templates of the own bureau: seen by its people, written by its head. */
export function templateRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.templates, (c) => listPage(web, c, null))
  routes.get('/bureau/templates/:number', (c) => onePage(web, c, numberOf(c), null))

  routes.post(bureauPaths.templates, async (c) => {
    const typed = typedTemplate(await c.req.formData())
    try {
      await saveTemplate(contextOf(web, c), { seen: null, typed })
    } catch (error) {
      return listPage(web, c, triedOf(typed, error), error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(bureauPaths.templates, 303)
  })

  routes.post('/bureau/templates/:number', async (c) => {
    const number = numberOf(c)
    const form = await c.req.formData()
    const typed = typedTemplate(form)
    try {
      await saveTemplate(contextOf(web, c), { seen: { number, version: versionIn(form) }, typed })
    } catch (error) {
      return onePage(web, c, number, triedOf(typed, error), error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(bureauPaths.template(number), 303)
  })

  routes.post('/bureau/templates/:number/end', async (c) => {
    await endTemplate(contextOf(web, c), { number: numberOf(c), version: versionIn(await c.req.formData()) })
    return c.redirect(bureauPaths.templates, 303)
  })

  return routes
}

function numberOf(c: HonoContext<Env>): number {
  const number = idOf(c.req.param('number') ?? '')
  if (number === null) throw noSuchTemplate()
  return number
}

const versionIn = (form: FormData): number => ordinalOf(lineOf(form, 'version', 10)) ?? 0

/** Longer than allowed is kept, so that the answer can say so. */
function typedTemplate(form: FormData): TypedTemplate {
  const matters = form.getAll('matters').filter((code) => typeof code === 'string')
  return {
    act: lineOf(form, 'act', 40),
    name: lineOf(form, 'name', 200),
    article: lineOf(form, 'article', 400),
    text: lineOf(form, 'text', 6000).replaceAll('\r\n', '\n'),
    matters,
  }
}

/** What is refused comes back with all that was typed; anything else is thrown on. */
function triedOf(typed: TypedTemplate, error: unknown): TemplateTried {
  if (error instanceof Invalid) return { typed, said: error.said, errors: error.fields }
  if (error instanceof Conflict) return { typed, said: error.said, errors: {} }
  throw error
}

async function listPage(web: Web, c: HonoContext<Env>, tried: TemplateTried | null, status: 200 | 409 | 422 = 200) {
  const { keeps, listed } = await templatesOfActor(web, c)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '答复模板', en: 'Reply templates' }} desk="templates">
      <TemplatesPage current={listed.current} city={web.world.city} keeps={keeps} tried={tried} />
    </DeskPage>,
    status,
  )
}

async function onePage(
  web: Web,
  c: HonoContext<Env>,
  number: number,
  tried: TemplateTried | null,
  status: 200 | 409 | 422 = 200,
) {
  const { keeps, listed } = await templatesOfActor(web, c)
  const versions = listed.versions.filter((one) => one.number === number)
  const [newest] = versions
  if (!newest) throw noSuchTemplate()
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: newest.name, en: 'Reply template' }} desk="templates">
      <TemplatePage versions={versions} newest={newest} city={web.world.city} keeps={keeps} tried={tried} />
    </DeskPage>,
    status,
  )
}

async function templatesOfActor(web: Web, c: HonoContext<Env>) {
  const context = contextOf(web, c)
  const { actor } = context
  if (actor.kind !== 'staff' || !may(actor, 'see_own_cases')) throw new Forbidden(notYours)
  return {
    keeps: may(actor, 'keep_reply_templates'),
    listed: await listTemplates(context, { bureau: actor.bureau }),
  }
}

const notYours = { zh: '您的岗位不用答复模板。', en: 'Your role has no reply templates.' }
const noSuchTemplate = () => new NotFound({ zh: '本单位没有这个模板。', en: 'Your bureau has no such template.' })
