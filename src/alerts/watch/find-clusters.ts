import { setImmediate } from 'node:timers/promises'
import type { World } from '../../context.ts'
import { nodeSurprise } from '../signals/danger-cusum.ts'
import { adjustedForDiscovery } from '../signals/false-discovery.ts'
import type { Candidate } from './candidate.ts'
import type { SeriesCounts } from './counts.ts'
import { gatherPlaced } from './gather-placed.ts'
import { type ClusterEvidence, DURATION_MAX, SCANNED_DAYS, type Scanned, scanSector } from './place-scan.ts'
import type { SeriesKey } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import type { WatchChoice } from './watch-choice.ts'

const DAYS_SHOWN = 42

type Asked = {
  kind: SightingKind
  night: number
  firstDay: number
  active: readonly SeriesCounts[]
  choice: WatchChoice
}

/**
 * Each sector scanned for places with too many events in the last days, those that chance does not explain. Other work of the program
 * goes on between two sectors. Reads only.
 */
export async function findClusters({ db, city }: Pick<World, 'db' | 'city'>, asked: Asked): Promise<Candidate[]> {
  const { kind, night, firstDay, active, choice } = asked
  if (night - firstDay + 1 < SCANNED_DAYS) return []
  const scanned: Scanned[] = []
  for (const { sector, counts } of await gatherPlaced(db, { kind, from: night - SCANNED_DAYS + 1, to: night })) {
    const found = scanSector(city, { kind, sector, counts, night })
    if (found) scanned.push(found)
    await setImmediate()
  }
  const adjusted = adjustedForDiscovery(scanned.map(({ p }) => p))
  return scanned.flatMap((one, nth) => {
    const surprise = nodeSurprise(-Math.log(one.p), scanned.length)
    if ((adjusted[nth] as number) > choice.discoveryShare || surprise < choice.surpriseMin) return []
    if (one.seen < choice.peopleMin) return []
    const { daily, ...cluster } = one
    const evidence = { ...cluster, adjusted: adjusted[nth] as number, sectors: scanned.length }
    return candidateOf(evidence, { daily, surprise, night, active })
  })
}

type Shown = Pick<Asked, 'night' | 'active'> & { daily: Scanned['daily']; surprise: number }

/** None when nothing of the sector was active, which the scan would not have found either. */
function candidateOf(cluster: ClusterEvidence, { daily, surprise, night, active }: Shown): Candidate[] {
  const of = ({ level, key }: SeriesKey) => active.find((one) => one.level === level && one.key === key)
  const whole = of({ level: 'sector', key: cluster.sector })
  const series = nodesOf(cluster).map(of).find(Boolean) ?? whole
  if (!series || !whole) return []
  const { days, seen, expected, p, score, adjusted, seed, replications } = cluster
  const shown = daily.slice(-DAYS_SHOWN)
  return [
    {
      series,
      measure: 'incidents',
      method: 'space_time',
      settings: { score, adjusted, seed, replications, durationMax: DURATION_MAX, scannedDays: SCANNED_DAYS },
      fallback: false,
      from: night - days + 1,
      to: night,
      closed: true,
      count: seen,
      expected,
      bound: null,
      p,
      surprise,
      curve: shown.map((day, nth) => {
        const at = night - shown.length + 1 + nth
        return { from: at, to: at, count: day.seen, expected: day.expected, bound: null }
      }),
      cluster: { seriesId: whole.id, evidence: cluster },
    },
  ]
}

/** The series that hold most of a cluster, the nearest first: its one street, else the district that had most. */
function nodesOf({ sector, places }: ClusterEvidence): SeriesKey[] {
  const seen = places.filter((place) => place.seen > 0)
  const [first] = seen
  if (!first) return []
  const district: SeriesKey = { level: 'district_sector', key: `${first.district}|${sector}` }
  if (seen.length > 1 || first.street === null) return [district]
  return [{ level: 'street_sector', key: `${first.district}|${first.street}|${sector}` }, district]
}
