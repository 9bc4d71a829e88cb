import { Invalid } from '../errors.ts'
import { fileTooLarge } from './source-text.ts'

const pageMax_mb = 20
/** Browsers give up at about this; pages of people nest a few dozen deep. */
const depthMax = 500
/** Steps of the parser: what it looks back over at each tag. A page of 5 MB takes some two million. */
const stepsMax = 30_000_000

const tag = /<(\/?)([a-z][^\s/>]{0,40})|<!--/giy
/** They hold nothing. */
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** They end when the next of their kind begins: many authors never close them. */
const closing = new Set('p li td th tr dd dt option tbody thead tfoot colgroup body html head'.split(' '))
/** What was left open inside a cell ends with it. */
const cellular = new Set('td th tr tbody thead tfoot caption'.split(' '))
/** Their inside is no markup. */
const opaque = new Set('script style textarea title noscript iframe xmp'.split(' '))

/**
 * Refuses a page that would take the parser of HTML (WHATWG, "tree construction") more than some seconds: elements nested over 500
 * deep, unclosed ones carried from paragraph to paragraph, or over 20 MB. Takes time in proportion to the page, whatever it holds.
 */
export function refuseEndlessPage(html: string): void {
  if (html.length > pageMax_mb * 1024 * 1024) throw new Invalid(fileTooLarge(pageMax_mb))
  const foreign = /<(?:svg|math)\b/i.test(html)
  const tables: number[] = []
  let depth = 0
  let steps = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    tag.lastIndex = at
    const found = tag.exec(html)
    const name = (found?.[2] ?? '').toLowerCase()
    at += found ? found[0].length : 1
    if (!found) continue
    if (found[0] === '<!--') at = after(html, '-->', at)
    else if (name === 'table') {
      if (found[1] === '') tables.push(depth)
      depth = found[1] === '' ? depth + 4 : (tables.pop() ?? depth)
    } else if (cellular.has(name) && tables.length > 0 && !foreign) depth = (tables.at(-1) ?? 0) + 4
    else if (found[1] === '/') depth -= depth > 0 && counts(name, foreign) ? 1 : 0
    else if (opaque.has(name)) at = afterEnd(html, name, at)
    else if (counts(name, foreign)) depth += 1
    steps += depth
    if (depth > depthMax || steps > stepsMax) throw new Invalid(tooDeep)
  }
}

const tooDeep = {
  zh: `网页标签嵌套超过 ${depthMax} 层或未闭合的标签过多，不是正常网页，未读取；请核对文件，或另存为文本后重试`,
  en: `The page nests its tags over ${depthMax} deep, or leaves too many open: it was not read. Check the file, or save it as text and try again`,
}

/** What reading one record of many gave, or the refusal that its page met: one hostile page spoils no list. */
export function orRefusal<T>(read: () => T): T | Invalid {
  try {
    return read()
  } catch (error) {
    if (error instanceof Invalid) return error
    throw error
  }
}

const counts = (name: string, foreign: boolean) => !empty.has(name) && (foreign || !closing.has(name))

function after(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from)
  return at < 0 ? html.length : at + end.length
}

/** Behind the end tag of an element whose inside is no markup; without one, the end of the page. */
function afterEnd(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2))
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at
  return html.length
}
