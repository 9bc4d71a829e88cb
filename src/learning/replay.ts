import type { Said, Settled } from './settled-reports.ts'

/** One settled report with what both models say of it, neither having learned from it. */
export type Replayed = { id: number; settled: Settled; champion: Spoken; challenger: Spoken }
/** `alone` is whether the machine would have dispatched the case without a dispatcher. */
export type Spoken = Said & { alone: boolean }

/** Right answers out of how many. */
export type Share = { right: number; of: number }

export type ReplayFigures = {
  leaf: Share
  lead: Share
  /** Of the settled dangers of 2 and more, how many were seen; of those raised, how many were settled so. */
  dangerRecall: Share
  dangerPrecision: Share
  /** Reports dispatched by the machine alone, of all; and how many of those went to the right bureau. */
  alone: Share
  aloneRight: Share
}

export type ClassLine = { code: string; of: number; champion: number; challenger: number }
export type Difference = {
  what: 'leaf' | 'lead'
  settled: string
  champion: string
  challenger: string
  times: number
  /** Some of the reports, to be looked at. */
  reports: number[]
}

/** A challenger beside the champion over settled reports; kept with the challenger as JSON. */
export type Replay = {
  at: string
  since: string
  champion: string
  reports: number
  figures: { champion: ReplayFigures; challenger: ReplayFigures }
  leaves: ClassLine[]
  leads: ClassLine[]
  differences: Difference[]
}

const differencesMax = 40
const reportsPerDifference = 5

/** Counts both models over the same reports, per class and per bureau, and lists where they part. */
export function replayOf(
  replayed: Replayed[],
): Pick<Replay, 'reports' | 'figures' | 'leaves' | 'leads' | 'differences'> {
  return {
    reports: replayed.length,
    figures: {
      champion: figuresOf(replayed.map(({ settled, champion }) => ({ settled, said: champion }))),
      challenger: figuresOf(replayed.map(({ settled, challenger }) => ({ settled, said: challenger }))),
    },
    leaves: linesOf(replayed, 'leaf'),
    leads: linesOf(replayed, 'lead'),
    differences: [...differencesIn(replayed, 'lead'), ...differencesIn(replayed, 'leaf')].slice(0, differencesMax),
  }
}

type Judged = { settled: Settled; said: Spoken }

function figuresOf(all: Judged[]): ReplayFigures {
  const share = (among: Judged[], right: (one: Judged) => boolean): Share => ({
    right: among.filter(right).length,
    of: among.length,
  })
  const withDanger = all.filter(({ settled }) => settled.danger !== null)
  const dangerous = ({ settled }: Judged) => (settled.danger ?? 0) >= 2
  const raised = ({ said }: Judged) => said.danger >= 2
  const withLead = all.filter(({ settled }) => settled.lead !== null)
  const rightLead = ({ settled, said }: Judged) => settled.lead === said.lead
  return {
    leaf: share(
      all.filter(({ settled }) => settled.leaf !== null),
      ({ settled, said }) => settled.leaf === said.leaf,
    ),
    lead: share(withLead, rightLead),
    dangerRecall: share(withDanger.filter(dangerous), raised),
    dangerPrecision: share(withDanger.filter(raised), dangerous),
    alone: share(all, ({ said }) => said.alone),
    aloneRight: share(
      withLead.filter(({ said }) => said.alone),
      rightLead,
    ),
  }
}

function linesOf(replayed: Replayed[], what: 'leaf' | 'lead'): ClassLine[] {
  const groups = Map.groupBy(replayed, ({ settled }) => settled[what])
  return [...groups]
    .flatMap(([code, among]) =>
      code === null
        ? []
        : [
            {
              code,
              of: among.length,
              champion: among.filter(({ champion }) => champion[what] === code).length,
              challenger: among.filter(({ challenger }) => challenger[what] === code).length,
            },
          ],
    )
    .sort((a, b) => b.of - a.of || a.code.localeCompare(b.code))
}

function differencesIn(replayed: Replayed[], what: 'leaf' | 'lead'): Difference[] {
  const parted = replayed.filter(
    ({ settled, champion, challenger }) => settled[what] !== null && champion[what] !== challenger[what],
  )
  const groups = Map.groupBy(parted, ({ settled, champion, challenger }) =>
    [settled[what], champion[what], challenger[what]].join('|'),
  )
  return [...groups.values()]
    .flatMap((among) => {
      const [first] = among
      if (!first) return []
      return [
        {
          what,
          settled: first.settled[what] ?? '',
          champion: first.champion[what],
          challenger: first.challenger[what],
          times: among.length,
          reports: among.slice(0, reportsPerDifference).map(({ id }) => id),
        },
      ]
    })
    .sort((a, b) => b.times - a.times)
}
