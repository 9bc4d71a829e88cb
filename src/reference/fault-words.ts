/** What several checks of the city's files ask and say. */

export function idsOf(list: { id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id))
}

export function once(seen: Set<string>, id: string, again: () => void): void {
  if (seen.has(id)) again()
  seen.add(id)
}

export function twice(zh: string, en: string, id: string): string {
  return `${zh} ${id} 出现两次 / ${en} ${id} appears twice`
}

export function unknown(zh: string, en: string, id: string): string {
  return `没有这个${zh} ${id} / unknown ${en} ${id}`
}
