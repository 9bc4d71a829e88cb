import { hash } from 'node:crypto'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { actLabel } from '../../cases/acts/act-label.ts'
import { caseStates } from '../../cases/acts/case-states.ts'
import { followCase } from '../../cases/tracking/follow-case.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import { NotFound } from '../../errors.ts'
import { paths } from '../paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { xmlText } from '../xml-text.ts'

/**
 * The feed of one case, as RSS 2.0 and as JSON Feed 1.1, at an address that only the tracking page tells. It says how the case
 * stands and what was done by whom: no words that anybody wrote, and nothing of the reporter.
 */
export function caseFeed(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get('/feeds/:file', etag(), async (c) => {
    const [, token = '', format] = /^(.+)\.(rss|json)$/.exec(c.req.param('file')) ?? []
    if (format === undefined) throw new NotFound(noSuchFormat)
    const tracked = await followCase(contextOf(web, c), token)
    const feed = feedOf(tracked, web.world.publicUrl, token)
    c.header('Cache-Control', 'private, max-age=300')
    c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
    return format === 'rss'
      ? c.body(rss(feed), 200, { 'Content-Type': 'application/rss+xml; charset=utf-8' })
      : c.body(jsonFeed(feed), 200, { 'Content-Type': 'application/feed+json; charset=utf-8' })
  })
  return pages
}

const noSuchFormat = { zh: '订阅地址以 .rss 或 .json 结尾。', en: 'The address of a feed ends in .rss or .json.' }

type Entry = { id: string; title: string; text: string; at: Date }
type Feed = { title: string; link: string; self: { rss: string; json: string }; summary: string; entries: Entry[] }

function feedOf(tracked: TrackedCase, publicUrl: string, token: string): Feed {
  const own = hash('sha256', token).slice(0, 16)
  const entries = tracked.events.map(({ at, act, state, bureau }, index): Entry => {
    const label = actLabel(act)
    return {
      id: `urn:quality-sentinel:feed:${own}:${index + 1}`,
      title: `${label.zh} ${label.en}`,
      text: `${bureau.zh} · ${caseStates[state].zh} ${caseStates[state].en}`,
      at,
    }
  })
  return {
    title: '质量哨兵：案件进度 Quality Sentinel: progress of a case',
    link: `${publicUrl}${paths.track}`,
    self: { rss: `${publicUrl}${paths.caseFeed(token, 'rss')}`, json: `${publicUrl}${paths.caseFeed(token, 'json')}` },
    summary: tracked.statusText,
    entries: entries.reverse(),
  }
}

function rss({ title, link, self, summary, entries }: Feed): string {
  const items = entries.map(
    ({ id, title: said, text, at }) =>
      `<item><title>${xmlText(said)}</title><description>${xmlText(text)}</description>` +
      `<guid isPermaLink="false">${id}</guid><pubDate>${at.toUTCString()}</pubDate></item>`,
  )
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    `<title>${xmlText(title)}</title><link>${xmlText(link)}</link><description>${xmlText(summary)}</description>`,
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(self.rss)}"/>`,
    '<language>zh-CN</language><ttl>30</ttl>',
    ...items,
    '</channel></rss>\n',
  ].join('\n')
}

function jsonFeed({ title, link, self, summary, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: link,
    feed_url: self.json,
    description: summary,
    language: 'zh-CN',
    items: entries.map(({ id, title: said, text, at }) => ({
      id,
      title: said,
      content_text: text,
      date_published: at.toISOString(),
    })),
  })
}
