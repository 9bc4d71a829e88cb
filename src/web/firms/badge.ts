import { gradeNames } from '../../enterprises/register/fact-words.ts'
import type { Grade } from '../../reference/credit-rules.ts'
import { xmlText } from '../xml-text.ts'

const colours: Record<Grade, string> = { A: '#0b6b3a', B: '#1c5fa8', C: '#8a5300', D: '#a3221c', N: '#565d66' }

/** The grade as a small picture for other sites: the words say it too, so that it is read without colour. `shownOn` is a civil date. */
export function badgeSvg({
  grade,
  firm,
  shownOn,
}: {
  grade: Grade | null
  firm: string
  shownOn: string | null
}): string {
  const words = grade === null ? '评定中' : `${grade} ${gradeNames[grade].zh}`
  const title = `${firm}：质量等级 ${words}${shownOn ? `（${shownOn}）` : ''}`
  const wide = 78 + 16 + words.length * 13
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="28" role="img" aria-label="${xmlText(title)}">`,
    `<title>${xmlText(title)}</title>`,
    `<rect width="${wide}" height="28" rx="4" fill="#22313f"/>`,
    `<path d="M78 0h${wide - 82}a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H78z" fill="${colours[grade ?? 'N']}"/>`,
    '<g fill="#fff" font-family="system-ui,\'PingFang SC\',\'Microsoft YaHei\',sans-serif" font-size="13">',
    '<text x="10" y="19">质量等级</text>',
    `<text x="86" y="19" font-weight="700">${xmlText(words)}</text>`,
    '</g></svg>',
  ].join('')
}
