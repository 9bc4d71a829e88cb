import type { Bilingual, City, FilingKind } from '../../reference/city.ts'
import { type ReplyTemplate, type TemplateAct, templateActs } from '../../reference/reply-templates.ts'
import { endingsFor } from '../acts/mediation-endings.ts'
import { groundsFor } from '../acts/refusal-grounds.ts'

/** A bureau's own template as it stands (`reply_template`). */
export type OwnTemplate = {
  number: number
  version: number
  act: TemplateAct
  /** Sectors or leaves; empty for every matter. */
  matters: string[]
  name: string
  article: string | null
  text: string
}

/** One entry of the list beside an act. `ending` is chosen with it where the act asks how a mediation ended. */
export type OfferedTemplate = Bilingual & {
  /** `city:ID`, `city:ID:GROUND`, or `own:NUMBER`. */
  value: string
  act: TemplateAct
  own: boolean
  text: string
  article: string | null
  ending: string | null
  /** Words for the placeholders of its ground; empty for one without. */
  ground: Record<string, string>
}

/** What of a case decides which templates fit it. `receivedOn` is the civil day. */
export type TemplateSight = { leaf: string; tracks: FilingKind[]; receivedOn: string }

export const isTemplateAct = (act: string): act is TemplateAct => Object.hasOwn(templateActs, act)

/** The templates that fit a case, the bureau's own first, then the nearer to its matter; each ground or ending is one of them. */
export function offeredTemplates(city: City, own: OwnTemplate[], sight: TemplateSight): OfferedTemplate[] {
  const sector = city.leaves.get(sight.leaf)?.sector ?? ''
  const nearness = ({ matters }: { matters: string[] }): number => {
    if (matters.length === 0) return 1
    if (matters.includes(sight.leaf)) return 3
    return matters.includes(sector) ? 2 : 0
  }
  const nearestFirst = <T extends { matters: string[] }>(list: T[]): T[] =>
    list.filter((one) => nearness(one) > 0).sort((a, b) => nearness(b) - nearness(a))
  return [
    ...nearestFirst(own).map(ofBureau),
    ...nearestFirst(city.replyTemplates)
      .filter((template) => isFor(template, sight))
      .flatMap((template) => ofCity(template, sight)),
  ]
}

const isFor = ({ track, since, until }: ReplyTemplate, { tracks, receivedOn }: TemplateSight): boolean =>
  (track === null || tracks.includes(track)) &&
  (since === null || since <= receivedOn) &&
  (until === null || receivedOn < until)

const ofBureau = ({ number, act, name, article, text }: OwnTemplate): OfferedTemplate => ({
  value: `own:${number}`,
  act,
  own: true,
  zh: name,
  en: '',
  text,
  article,
  ending: null,
  ground: {},
})

function ofCity(template: ReplyTemplate, { tracks, receivedOn }: TemplateSight): OfferedTemplate[] {
  const { id, act, zh, en, text, article, forEach } = template
  const plain = { act, own: false, text, article, ending: null, ground: {} }
  if (forEach === null) return [{ ...plain, value: `city:${id}`, zh, en }]
  if (forEach === 'mediation_ending') {
    return endingsFor(receivedOn).map((ending) => ({
      ...plain,
      value: `city:${id}:${ending.id}`,
      zh: `${zh}：${ending.zh}`,
      en: `${en}: ${ending.en}`,
      ending: ending.id,
      ground: { ground: ending.zh, ground_en: ending.en, ground_article: ending.article },
    }))
  }
  return tracks
    .filter((track) => template.track === null || template.track === track)
    .flatMap((track) => groundsFor(track, receivedOn))
    .map((ground) => ({
      ...plain,
      value: `city:${id}:${ground.id}`,
      zh: `${zh}：${ground.zh}`,
      en: `${en}: ${ground.en}`,
      article: ground.article,
      ground: {
        ground: ground.zh,
        ground_en: ground.en,
        ground_article: ground.article,
        remedy: ground.remedy.zh,
        remedy_en: ground.remedy.en,
      },
    }))
}
