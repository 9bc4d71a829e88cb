const chineseStandard = /\b(GB(?:\s*\/\s*[TZ])?)\s*(\d{2,6}(?:\.\d+)*)(?:\s*[-—–]\s*((?:19|20)\d{2}))?/g
const foreignStandard =
  /\b(EN(?:\s?(?:IEC|ISO))?|IEC|ISO|ASTM|UL|ANSI)\s?([A-Z]?\d{2,5}(?:[-.]\d+)*)(?::((?:19|20)\d{2}))?/g

/** Standards that a text says the product fails, written one way: `GB 6675.2-2014`, `GB/T 22048`, `EN 62115`, each once, in order. */
export function readClauses(text: string): string[] {
  const chinese = [...text.matchAll(chineseStandard)].map((match) => ({
    at: match.index,
    name: `${(match[1] ?? '').replace(/\s/g, '')} ${match[2]}${match[3] ? `-${match[3]}` : ''}`,
  }))
  const foreign = [...text.matchAll(foreignStandard)].map((match) => ({
    at: match.index,
    name: `${(match[1] ?? '').replace(/\s+/g, ' ')} ${match[2]}${match[3] ? `:${match[3]}` : ''}`,
  }))
  return [...new Set([...chinese, ...foreign].sort((a, b) => a.at - b.at).map((standard) => standard.name))]
}
