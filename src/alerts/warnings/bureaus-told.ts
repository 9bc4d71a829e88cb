import type { Bureau, BureauId, City } from '../../reference/city.ts'
import type { WarningContent } from './warning-content.ts'

/** The bureaus that a warning is sent to: those in charge of its sectors, and those it names besides. */
export function bureausTold(city: City, { leaves, bureaus }: Pick<WarningContent, 'leaves' | 'bureaus'>): Bureau[] {
  const leads = leaves.map((code): BureauId => city.leaves.get(code)?.lead ?? city.fallbackBureau)
  return [...new Set([...leads, ...bureaus])].flatMap((id) => city.bureaus.get(id) ?? [])
}

/** The address of a bureau's duty desk; null where the city has none. */
export function dutyMailOf({ dutyMail }: Pick<City, 'dutyMail'>, bureau: BureauId): string | null {
  return dutyMail?.replace('{bureau}', bureau.toLowerCase()) ?? null
}
