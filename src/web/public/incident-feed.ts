import type { PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { Bilingual } from '../../reference/city.ts'
import { paths } from '../paths.ts'
import { xmlText } from '../xml-text.ts'

type World = { city: { name: Bilingual }; publicUrl: string }

/** The public incidents as Atom (RFC 4287), one entry each for ever; one that was taken back says so with the reason. */
export function incidentFeed({ city, publicUrl }: World, incidents: PublicIncident[]): string {
  const name = xmlText(`${city.name.zh} ${city.name.en}`)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${xmlText(`${publicUrl}${paths.incidents}`)}</id><title>公开事件 Public incidents · ${name}</title>`,
    `<updated>${(incidents[0]?.at ?? new Date(0)).toISOString()}</updated><author><name>${name}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(`${publicUrl}${paths.incidentFeed}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(`${publicUrl}${paths.incidents}`)}"/>`,
    ...incidents.map((incident) => entryOf(publicUrl, incident)),
    '</feed>\n',
  ].join('\n')
}

function entryOf(publicUrl: string, { act, code, title, words, reason, at }: PublicIncident): string {
  const page = xmlText(`${publicUrl}${paths.incident(code)}`)
  const over = act === 'withdraw'
  return [
    `<entry><id>${page}</id><title>${xmlText(over ? `【已撤下 Taken back】${title}` : title)}</title>`,
    `<updated>${at.toISOString()}</updated><summary>${xmlText(over ? reason : words)}</summary>`,
    `<link rel="alternate" type="text/html" href="${page}"/></entry>`,
  ].join('\n')
}
