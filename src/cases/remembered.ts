const REMEMBERED_MAX = 10_000

/** Remembered per city or calendar, because every filing of a day asks the same few questions; both never change once loaded. */
export function remembered<Of extends object, T>(
  memory: WeakMap<Of, Map<string, T>>,
  of: Of,
  key: string,
  find: () => T,
): T {
  const known = memory.get(of) ?? new Map<string, T>()
  memory.set(of, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const found = find()
  if (known.size >= REMEMBERED_MAX) known.clear()
  known.set(key, found)
  return found
}
