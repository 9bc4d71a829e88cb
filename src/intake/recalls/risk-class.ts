import type { RiskLevel } from '../../reference/city.ts'

const levels: Record<string, RiskLevel> = {
  1: 'serious',
  i: 'serious',
  2: 'high',
  ii: 'high',
  3: 'medium',
  iii: 'medium',
}

/** The class that the authority itself gave: `Class II`, `Type I`, `Class 3` or `2`. Null for `NC`, `--` and "Not Yet Classified". */
export function levelOfClass(written: string): RiskLevel | null {
  const name = /^(?:(?:class|type|classe|catégorie)\s*)?(i{1,3}|[123])$/i.exec(written.trim())?.[1]
  return name ? (levels[name.toLowerCase()] ?? null) : null
}
