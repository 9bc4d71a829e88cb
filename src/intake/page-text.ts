import { load } from 'cheerio'
import { refuseEndlessPage } from './page-nesting.ts'

export type PageText = { title: string; text: string; links: string[] }

const blocks =
  'p,div,li,tr,h1,h2,h3,h4,h5,h6,section,article,header,footer,table,ul,ol,dl,dt,dd,pre,blockquote,form,center'

/**
 * The words of a web page in reading order: one line a block, the cells of a table row parted by ` | `, scripts and styles left out.
 * Layouts of these sites differ and change; their labels do not, so nothing here looks at classes. Throws Invalid on a page without end.
 */
export function readPage(html: string): PageText {
  refuseEndlessPage(html)
  const $ = load(html)
  const title =
    ['h1', '.title', 'h2', 'title'].map((selector) => $(selector).first().text().trim()).find((text) => text !== '') ??
    ''
  const links = $('a[href]')
    .map((_, link) => $(link).attr('href'))
    .get()
  $('script,style,noscript,template,iframe,svg,head').remove()
  $('br').replaceWith('\n')
  $('td,th').append(' | ')
  $(blocks).each((_, block) => {
    $(block).prepend('\n')
    $(block).append('\n')
  })
  return { title, text: tidyLines($.root().text()), links }
}

/** The address that a page gives as its own; null when it gives none. */
export function canonicalAddress(html: string): string | null {
  const link = [...html.matchAll(/<link\b[^<>]{0,2000}>/gi)].find(([whole]) =>
    /\brel=["']?canonical\b/i.test(whole),
  )?.[0]
  return /\bhref=["']([^"']+)["']/i.exec(link ?? '')?.[1] ?? null
}

/** Lines with folded spaces; several empty lines become one, which parts paragraphs. */
export function tidyLines(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/[^\S\n]+/g, ' ')
        .replace(/^[|\s]+$/, '')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
