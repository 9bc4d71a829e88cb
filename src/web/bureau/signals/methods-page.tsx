import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { raw } from 'hono/html'
import { Marked } from 'marked'
import { projectRoot } from '../../../project-root.ts'
import { SignalsTop } from './signal-parts.tsx'

let written: string | null = null

/** `docs/early-warning.md` as a page: what each method asks, how, what to know before trusting it, and what was measured. */
export function MethodsPage({ looksBack }: { looksBack: boolean }) {
  written ??= methodsHtml(readFileSync(join(projectRoot, 'docs', 'early-warning.md'), 'utf8'))
  return (
    <>
      <SignalsTop part="methods" looksBack={looksBack} />
      <div class="written-doc">{raw(written)}</div>
    </>
  )
}

/** Our own document, so nothing in it needs cleaning. Its title is the page's; a section is found by the file of its method. */
function methodsHtml(markdown: string): string {
  const marked = new Marked({ gfm: true })
  let tables = 0
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        const anchor = /`([\w-]+)\.ts`/.exec(text)?.[1] ?? /`(watch)\//.exec(text)?.[1]
        const level = Math.max(2, depth)
        return `<h${level}${anchor ? ` id="${anchor}"` : ''}>${this.parser.parseInline(tokens)}</h${level}>\n`
      },
    },
  })
  return marked
    .parse(markdown, { async: false })
    .replaceAll('<table>', () => {
      tables += 1
      return `<div class="table-scroll" tabindex="0" role="region" aria-label="表 Table ${tables}"><table>`
    })
    .replaceAll('</table>', '</table></div>')
}
