import { z } from 'zod'
import type { WarningOfIncident } from '../../alerts/warnings/list-warnings-of-incident.ts'
import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { City } from '../../reference/city.ts'
import { alertPaths } from '../alert-paths.ts'
import { paths } from '../paths.ts'

/** What /incidents answers. */

const publicIncidentShape = z.object({
  code: z.string().meta({ example: 'x4Qm0c7hT2aBk9Zr' }),
  title: z.string().describe('公布单位写的中文标题 In Chinese, as its publisher wrote it'),
  words: z.string().describe('正在核实什么，不代表已经认定 What is being looked into; nothing is found yet'),
  respondent: z.string().nullable().describe('商家或单位 Business or body'),
  product: z.string().nullable(),
  place: z.string().nullable(),
  bureau: z.object({ id: z.string(), zh: z.string(), en: z.string() }).describe('公布单位 Published by'),
  version: z.int(),
  published_at: z.iso.datetime().describe('这一版的时间，UTC When this version was published, UTC'),
  page: z.url(),
  file: z.url().describe('一并反映的表单 The form to file with them'),
})

export const publicIncidentsShape = z.object({ incidents: z.array(publicIncidentShape) })

export const publicIncidentReadShape = publicIncidentShape.extend({
  warnings: z
    .array(
      z.object({
        id: z.int(),
        level: z.enum(['red', 'orange', 'yellow', 'blue']),
        in_force: z.boolean(),
        title: z.object({ zh: z.string(), en: z.string() }),
        page: z.url(),
      }),
    )
    .describe('本市就此发布的预警 Warnings of the city that cover it'),
})

export const withdrawnIncidentShape = publicIncidentShape
  .pick({ code: true, title: true, bureau: true, page: true })
  .extend({ withdrawn_at: z.iso.datetime().describe('UTC'), reason: z.string().describe('撤下的理由 Why') })

type World = { city: City; publicUrl: string }

export function publicIncidentAnswer(world: World, incident: PublicIncident): z.input<typeof publicIncidentShape> {
  const { code, title, words, respondent, product, place, number, at } = incident
  return {
    ...{ code, title, words, respondent, product, place },
    bureau: bureauOf(world.city, incident.bureau),
    version: number,
    published_at: at.toISOString(),
    page: `${world.publicUrl}${paths.incident(code)}`,
    file: `${world.publicUrl}${paths.complaintAbout(code)}`,
  }
}

export function incidentReadAnswer(
  world: World,
  incident: PublicIncident,
  warnings: WarningOfIncident[],
): z.input<typeof publicIncidentReadShape> {
  return {
    ...publicIncidentAnswer(world, incident),
    warnings: warnings.map(({ id, level, state, title }) => ({
      ...{ id, level, title },
      in_force: state === 'released',
      page: `${world.publicUrl}${alertPaths.warning(id)}`,
    })),
  }
}

export function withdrawnAnswer(
  { city, publicUrl }: World,
  { code, title, bureau, at, reason }: PublicIncident,
): z.input<typeof withdrawnIncidentShape> {
  const page = `${publicUrl}${paths.incident(code)}`
  return { code, title, bureau: bureauOf(city, bureau), page, withdrawn_at: at.toISOString(), reason }
}

function bureauOf({ bureaus }: City, id: string) {
  const bureau = bureaus.get(id)
  return { id, zh: bureau?.zh ?? id, en: bureau?.en ?? id }
}
