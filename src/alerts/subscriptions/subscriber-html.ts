import type { AnnouncedTo } from '../announced.ts'
import { levelNames } from '../announced.ts'

const colours = { red: '#b3261e', orange: '#b45309', yellow: '#8a6d00', blue: '#1d4ed8' } as const

/** A letter to a subscriber as HTML for mail readers: one block a piece of news, styles in place, no pictures, nothing that reports back. */
export function subscriberHtml(items: AnnouncedTo[], endUrl: string): string {
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(items[0]?.title.zh ?? '')}</title></head>`,
    '<body style="margin:0;padding:16px;background:#fff;color:#111;font:16px/1.6 system-ui,sans-serif"><div style="max-width:40rem;margin:0 auto">',
    '<p style="margin:0 0 16px;font-weight:700">质量哨兵 <span lang="en">Quality Sentinel</span></p>',
    ...(items.length > 1 ? [`<p>以下 ${items.length} 条。<span lang="en">${items.length} items.</span></p>`] : []),
    ...items.map(blockOf),
    `<p style="font-size:14px;color:#444"><a href="${escaped(endUrl)}">退订 <span lang="en">Unsubscribe</span></a></p>`,
    '</div></body></html>',
  ].join('\n')
}

function blockOf({ level, relief, title, advice, url, because, hitUrl }: AnnouncedTo): string {
  const colour = relief ? '#15803d' : colours[level]
  const named = relief
    ? { zh: `${levelNames[level].zh}·利好`, en: 'Relief' }
    : { zh: levelNames[level].zh, en: levelNames[level].en }
  return [
    `<div style="margin:0 0 24px;padding:0 0 0 12px;border-left:4px solid ${colour}">`,
    `<p style="margin:0;color:${colour};font-weight:700">${named.zh} <span lang="en">${named.en}</span></p>`,
    `<h2 style="margin:4px 0;font-size:18px"><a style="color:#111" href="${escaped(url)}">${escaped(title.zh)}</a></h2>`,
    `<p lang="en" style="margin:0 0 8px;color:#444">${escaped(title.en)}</p>`,
    `<p style="margin:0 0 8px;white-space:pre-line">${escaped(advice.zh)}</p>`,
    `<p lang="en" style="margin:0 0 8px;color:#444;white-space:pre-line">${escaped(advice.en)}</p>`,
    ...(hitUrl === null
      ? []
      : [
          `<p style="margin:0 0 8px"><a style="color:#0b5d57" href="${escaped(hitUrl)}">这对我们有影响 <span lang="en">This hits us</span></a></p>`,
        ]),
    `<p style="margin:0;font-size:14px;color:#444">为什么收到：您订阅了${escaped(because.zh)}。`,
    `<span lang="en">Why you get this: you asked for ${escaped(because.en)}.</span></p>`,
    '</div>',
  ].join('\n')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
