import { Hono, type Context as HonoContext } from 'hono'
import { Conflict, Invalid } from '../../../errors.ts'
import { listInstructiveTexts } from '../../../learning/list-instructive-texts.ts'
import { listModels } from '../../../learning/list-models.ts'
import { orderChallenger } from '../../../learning/order-challenger.ts'
import { orderReplay } from '../../../learning/order-replay.ts'
import { promoteModel } from '../../../learning/promote-model.ts'
import { readQuality } from '../../../learning/read-quality.ts'
import { rollBackModel } from '../../../learning/roll-back-model.ts'
import { lineOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { ModelsPage, type ModelTried } from './models-page.tsx'
import { QualityPage } from './quality-page.tsx'
import { qualityPaths } from './quality-paths.ts'
import { TextsPage } from './texts-page.tsx'

const reasonMax = 1000

/** How well triage does, the models it reads with, and the texts that would teach it most. */
export function qualityPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  pages.use(qualityPaths.quality, staffOnly())
  pages.use(`${qualityPaths.quality}/*`, staffOnly())

  pages.get(qualityPaths.quality, async (c) => {
    const quality = await readQuality(contextOf(web, c))
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '研判质量', en: 'Triage quality' }} desk="quality">
        <QualityPage quality={quality} city={city} />
      </DeskPage>,
    )
  })

  pages.get(qualityPaths.texts, async (c) => {
    const texts = await listInstructiveTexts(contextOf(web, c))
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '最值得看的来件', en: 'Texts that teach most' }} desk="quality">
        <TextsPage texts={texts} city={city} />
      </DeskPage>,
    )
  })

  pages.get(qualityPaths.models, (c) => modelsPage(web, c, null))

  pages.post(qualityPaths.challengers, (c) =>
    act(web, c, 'reason-order', (reason) => orderChallenger(contextOf(web, c), { reason })),
  )
  pages.post(qualityPaths.rollBacks, (c) =>
    act(web, c, 'reason-roll-back', (reason) => rollBackModel(contextOf(web, c), { reason })),
  )
  pages.post('/bureau/quality/models/:version/promotion', (c) => {
    const version = c.req.param('version')
    return act(web, c, `reason-promote-${version}`, (reason) => promoteModel(contextOf(web, c), { version, reason }))
  })
  pages.post('/bureau/quality/models/:version/replays', (c) => {
    const version = c.req.param('version')
    return act(web, c, `reason-replay-${version}`, (reason) => orderReplay(contextOf(web, c), { version, reason }))
  })

  return pages
}

/** Does what a form asks for and goes back to the models; refused, it shows the form again with what was typed. */
async function act(web: Web, c: HonoContext<Env>, form: string, verb: (reason: string) => Promise<unknown>) {
  const reason = lineOf(await c.req.formData(), form, reasonMax)
  try {
    await verb(reason)
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const tried = { form, reason, said: error.said, error: error instanceof Invalid ? error.fields.reason : undefined }
    return modelsPage(web, c, tried, error instanceof Invalid ? 422 : 409)
  }
  return c.redirect(qualityPaths.models, 303)
}

async function modelsPage(web: Web, c: HonoContext<Env>, tried: ModelTried | null, status: 200 | 409 | 422 = 200) {
  const listed = await listModels(contextOf(web, c))
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '研判模型', en: 'Triage models' }} desk="quality">
      <ModelsPage {...listed} city={web.world.city} tried={tried} />
    </DeskPage>,
    status,
  )
}
