import type { NoticeSource, SourceNotice } from './notice.ts'

/** What says which notice it is; no telling changes it. */
const identity = new Set(['kind', 'source', 'sourceId', 'route'])

/**
 * Sources whose answers are views of one vehicle, not the whole of a campaign: their lists are united, and what depends on the view
 * stays as it was told first.
 */
const views: Partial<Record<NoticeSource, { united: string[]; kept: string[] }>> = {
  nhtsa: {
    united: ['products', 'components', 'models', 'hazards', 'firms', 'clauses'],
    kept: ['title', 'description', 'product'],
  },
}

/** The name of a route: source and format, `eping:workbook`. */
export const routeOf = ({ source, route }: SourceNotice): string => `${source}:${route}`

/** Whether a telling of this source is one view of several. */
export const isView = (source: NoticeSource): boolean => source in views

/**
 * A notice after one more telling. A route changes what it tells differently than it did before (`last`); told by a route for the
 * first time, it only fills what nobody said. So two routes of different wealth agree on one notice and do not undo each other.
 */
export function mergeTelling(current: SourceNotice, last: SourceNotice | null, telling: SourceNotice): SourceNotice {
  const view = views[current.source]
  const merged: Record<string, unknown> = { ...current }
  const before: Record<string, unknown> = { ...last }
  for (const [field, value] of Object.entries(telling)) {
    if (identity.has(field)) continue
    const now = merged[field]
    if (view?.united.includes(field) && Array.isArray(now) && Array.isArray(value)) merged[field] = united(now, value)
    else if (last !== null && !view?.kept.includes(field)) {
      if (!alike(before[field], value)) merged[field] = value
    } else if (isUnsaid(now)) merged[field] = value
    else if (field === 'products' && last === null) merged[field] = filled(now, value)
  }
  return merged as SourceNotice
}

/** Products of one name are one; what is not yet there is added. Plain values stand once. */
function united(now: unknown[], more: unknown[]): unknown[] {
  const result = [...now]
  for (const one of more) {
    const at = result.findIndex((other) => nameOf(other) === nameOf(one))
    if (at < 0) result.push(one)
    else if (isObject(one) && isObject(result[at])) result[at] = unitedFields(result[at], one)
  }
  return result.every((one) => typeof one === 'string') ? result.toSorted() : result
}

function unitedFields(now: Record<string, unknown>, more: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(now).map(([field, value]) => {
      const other = more[field]
      if (Array.isArray(value) && Array.isArray(other)) return [field, [...new Set([...value, ...other])].toSorted()]
      return [field, isUnsaid(value) ? (other ?? value) : value]
    }),
  )
}

/** One product told twice: the fields that the first route left out are filled from the other. */
function filled(now: unknown, other: unknown): unknown {
  const [own, more] = [now, other].map((list) => (Array.isArray(list) && list.length === 1 ? list[0] : null))
  if (!isObject(own) || !isObject(more)) return now
  return [
    Object.fromEntries(
      Object.entries(own).map(([field, value]) => [field, isUnsaid(value) ? (more[field] ?? value) : value]),
    ),
  ]
}

/** Empty, or a date or count of which nothing was said. */
function isUnsaid(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && value.raw === '' && (value.kind === 'unknown' || value.status === 'unknown')
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

/** The database hands objects back with their keys in another order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const nameOf = (value: unknown): unknown => (isObject(value) ? value.name : value)
