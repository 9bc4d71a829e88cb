import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { capIdentifier } from '../../alerts/warnings/cap-alert.ts'
import { listVersions } from '../../alerts/warnings/list-versions.ts'
import { readVersion } from '../../alerts/warnings/read-version.ts'
import type { PublicVersion } from '../../alerts/warnings/version-rows.ts'
import { changeNames } from '../../alerts/warnings/warning-content.ts'
import { NotFound } from '../../errors.ts'
import { alertPaths } from '../alert-paths.ts'
import { idOf, ordinalOf } from '../form-values.ts'
import { warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { xmlText } from '../xml-text.ts'
import { capXml } from './cap-xml.ts'

const entriesMax = 100

/**
 * The warnings for programs: an Atom feed (RFC 4287) and RSS 2.0 with one entry a warning, an Atom feed of every CAP message after
 * “Example Practices: CAP Feeds” of OASIS, and each message by itself. No drill is among them.
 */
export function warningFeeds(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  const world = web.world
  pages.get(alertPaths.atomFeed, etag(), async (c) => {
    const versions = await listVersions(contextOf(web, c), { every: false, limit: entriesMax })
    return c.body(atom(web, versions, atomWarnings(web)), 200, cached('application/atom+xml'))
  })
  pages.get(alertPaths.capFeed, etag(), async (c) => {
    const versions = await listVersions(contextOf(web, c), { every: true, limit: entriesMax })
    return c.body(atom(web, versions, atomMessages(web)), 200, cached('application/atom+xml'))
  })
  pages.get(alertPaths.rssFeed, etag(), async (c) => {
    const versions = await listVersions(contextOf(web, c), { every: false, limit: entriesMax })
    return c.body(rss(web, versions), 200, cached('application/rss+xml'))
  })
  pages.get('/warnings/:id/versions/:number/cap.xml', etag(), async (c) => {
    const [warningId, number] = [idOf(c.req.param('id')), ordinalOf(c.req.param('number'))]
    if (warningId === null || number === null) throw new NotFound(noSuch)
    const version = await readVersion({ ...world, actor: { kind: 'citizen' }, now: web.now() }, { warningId, number })
    return c.body(capXml(web, version), 200, cached('application/cap+xml'))
  })
  return pages
}

const noSuch = { zh: '没有这一版本。', en: 'There is no such version.' }
const cached = (type: string) => ({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=60' })

/** What a feed says of itself and how it names an entry. */
type AtomKind = { id: string; self: string; title: string; entryId: (version: PublicVersion) => string }

const atomWarnings = ({ world }: Web): AtomKind => ({
  id: `${world.publicUrl}${paths.warnings}`,
  self: alertPaths.atomFeed,
  title: '质量预警 Quality warnings',
  // One entry a warning for ever, so that a reader sees a later version as an update.
  entryId: ({ warningId }) => `${world.publicUrl}${alertPaths.warning(warningId)}`,
})

const atomMessages = ({ world }: Web): AtomKind => ({
  id: `${world.publicUrl}${alertPaths.capFeed}`,
  self: alertPaths.capFeed,
  title: '质量预警 CAP 消息 Quality warnings as CAP messages',
  entryId: (version) => `urn:quality-sentinel:cap:${capIdentifier(world.city, version)}`,
})

function atom({ world }: Web, versions: PublicVersion[], kind: AtomKind): string {
  const { city, publicUrl } = world
  const updated = versions[0]?.at ?? new Date(0)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${xmlText(kind.id)}</id><title>${xmlText(`${kind.title} · ${city.name.zh} ${city.name.en}`)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${xmlText(`${city.name.zh} ${city.name.en}`)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(`${publicUrl}${kind.self}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(`${publicUrl}${paths.warnings}`)}"/>`,
    ...versions.map((version) => atomEntry(publicUrl, version, kind)),
    '</feed>\n',
  ].join('\n')
}

function atomEntry(publicUrl: string, version: PublicVersion, { entryId }: AtomKind): string {
  const { warningId, number, at, earlier } = version
  const { title, summary } = saidBy(version)
  const first = earlier[0]?.at ?? at
  return [
    `<entry><id>${xmlText(entryId(version))}</id><title>${xmlText(title)}</title>`,
    `<updated>${at.toISOString()}</updated><published>${first.toISOString()}</published>`,
    `<summary>${xmlText(summary)}</summary><category term="${version.content.level}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(`${publicUrl}${alertPaths.warning(warningId)}`)}"/>`,
    `<link rel="related" type="application/cap+xml" href="${xmlText(`${publicUrl}${alertPaths.versionCap(warningId, number)}`)}"/></entry>`,
  ].join('\n')
}

function rss({ world }: Web, versions: PublicVersion[]): string {
  const { city, publicUrl } = world
  const items = versions.map((version) => {
    const { title, summary } = saidBy(version)
    const { warningId, number, at } = version
    return (
      `<item><title>${xmlText(title)}</title><description>${xmlText(summary)}</description>` +
      `<link>${xmlText(`${publicUrl}${alertPaths.warning(warningId)}`)}</link>` +
      `<guid isPermaLink="true">${xmlText(`${publicUrl}${alertPaths.versionCap(warningId, number)}`)}</guid>` +
      `<category>${version.content.level}</category><pubDate>${at.toUTCString()}</pubDate></item>`
    )
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    `<title>${xmlText(`质量预警 Quality warnings · ${city.name.zh} ${city.name.en}`)}</title>`,
    `<link>${xmlText(`${publicUrl}${paths.warnings}`)}</link>`,
    `<description>${xmlText('生效中和近期解除的预警 Warnings in force and lately lifted')}</description>`,
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(`${publicUrl}${alertPaths.rssFeed}`)}"/>`,
    '<language>zh-CN</language><ttl>5</ttl>',
    ...items,
    '</channel></rss>\n',
  ].join('\n')
}

function saidBy({ change, content }: PublicVersion): { title: string; summary: string } {
  const { zh, en } = warningLevels[content.level]
  const changed = change === 'issue' ? '' : `·${changeNames[change].zh} ${changeNames[change].en}`
  const advice = content.advice.public
  return {
    title: `【${zh} ${en}${changed}】${content.title.zh} ${content.title.en}`,
    summary: [content.note.zh, content.matter.zh, advice.zh, content.note.en, content.matter.en, advice.en]
      .filter(Boolean)
      .join('\n'),
  }
}
