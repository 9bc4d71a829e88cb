import type { City, DistrictId } from '../../reference/city.ts'
import type { NetworkPlace } from './count-network.ts'

/** The districts with a member of the monitoring network that keeps its rhythm, at the end of the period or at its begin. */
export function reportingDistricts(
  { districts }: City,
  network: NetworkPlace[],
  when: 'reporting' | 'reportingBefore',
): DistrictId[] {
  return districts.map(({ id }) => id).filter((id) => network.some((place) => place.district === id && place[when] > 0))
}
