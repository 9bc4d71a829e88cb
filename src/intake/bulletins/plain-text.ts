const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  eacute: 'é',
  oacute: 'ó',
  iacute: 'í',
  aacute: 'á',
  ntilde: 'ñ',
  uacute: 'ú',
  deg: '°',
  hellip: '…',
}

/** The words of a field that holds HTML, once or twice escaped; paragraphs and line breaks become line ends. */
export function plainText(field: string): string {
  if (!/[<&]/.test(field)) return tidy(field)
  const once = stripTags(field)
  return tidy(decodeEntities(/&lt;|<[a-z/]/i.test(once) ? stripTags(decodeEntities(once)) : once))
}

/** Addresses in a field, in order: a list with commas or lines, or links inside HTML. */
export function linksIn(field: string): string[] {
  return [...new Set(field.match(/https?:\/\/[^\s,;"'<>）)，；、\u4e00-\u9fff]+/g) ?? [])].map((link) =>
    link.replace(/(\.(?:pdf|docx?|xlsx?|html?))(?:www\.|https?:).*$/i, '$1').replace(/[.]$/, ''),
  )
}

/** An addendum's title may hold its whole text: the line after `TITLE:`, else the first line, is the title; the rest is the body. */
export function titleAndBody(text: string): { title: string; body: string } {
  const labelled = /^TITLE:\s*([^\n]+)/im.exec(text)?.[1]?.trim()
  if (labelled) return { title: labelled, body: text }
  const [first = '', ...rest] = text.split('\n')
  return first.length <= 400 && rest.length === 0
    ? { title: first, body: '' }
    : { title: first.slice(0, 400), body: text }
}

function stripTags(html: string): string {
  return html
    .replace(/<(script|style)\b(?:[^<]|<(?!\/?(?:script|style)\b))*<\/\1\s*>/gi, ' ')
    .replace(/<br\s{0,9}\/?>|<\/(p|div|li|tr|h\d)>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, ' ')
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return entities[name] ?? entities[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '0', 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** Anything that tidying would change: most fields hold nothing of it. */
const untidy =
  /[\u200b-\u200d\u2060\ufeff\u00ad\n\r\t\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]| {2}|^ | $/

function tidy(text: string): string {
  if (!untidy.test(text)) return text
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim()
}
