import { readBoxes } from './addendum.ts'

const names = ['2.9.2', '2.10.1', '5.6.2', '5.7.1', '3.2', '7.2'] as const
const articleNumber = /(?<![\d.])(2\.9\.2|2\.10\.1|5\.6\.2|5\.7\.1|3\.2|7\.2)(?![\d.])/g

/** Articles notified under: the ticked ones where there are boxes, otherwise all that are named. `other` when that box is ticked. */
export function readArticles(field: string): string[] {
  const boxes = readBoxes(field, numbersFirst(field))
  if (boxes.length === 0) return inOrder([...field.matchAll(articleNumber)].map((match) => match[1] ?? ''))
  const ticked = boxes.filter((box) => box.ticked)
  const numbers = ticked.flatMap((box) =>
    [...box.text.matchAll(articleNumber)].map((match) => match[1] ?? '').slice(0, 1),
  )
  const other = ticked.some((box) => /其他|其它|other/i.test(box.text) && box.text.match(articleNumber) === null)
  return [...inOrder(numbers), ...(other ? ['other'] : [])]
}

/** `2.9.2 [X], 2.10.1 [ ], …, other:` ends in a word that has no box: what stands first, a number or a box, says which is whose. */
function numbersFirst(field: string): boolean {
  const number = field.search(articleNumber)
  const mark = field.search(/[[［☒☑■✔☐□]/)
  return number >= 0 && number < mark
}

/** Urgent measures may leave the comment period out: Articles 2.10.1 and 5.7.1. */
export function isUrgent(articles: string[]): boolean {
  return articles.includes('2.10.1') || articles.includes('5.7.1')
}

function inOrder(numbers: string[]): string[] {
  return names.filter((name) => numbers.includes(name))
}
