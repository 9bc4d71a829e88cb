import type { IncidentModel, Thresholds } from './incident-model.ts'
import { likenessOf } from './pair.ts'
import type { Portrait } from './portrait.ts'

/** Reports that are together already: an incident's members (of a large one the oldest and the newest), or one report on its own, known by its id below zero. */
export type Group = { id: number; members: Portrait[] }

export type Placing =
  /** The machine is sure, or the reporter said so (`likeness` null): the report joins `group`, and the groups that it ties together become one. */
  | { kind: 'join'; group: Group; likeness: number | null; merges: Group[] }
  /** Alike, but a person must say. */
  | { kind: 'ask'; group: Group; likeness: number }
  | { kind: 'alone' }

/** How alike two reports are, and from which mean likeness the machine joins a report to a group by itself, or asks. */
export type Measure = {
  joinsFrom: (report: Portrait, group: Group) => number
  asksFrom: number
  alike: (one: Portrait, other: Portrait) => number
}

export function measureOf(model: IncidentModel): Measure {
  return {
    joinsFrom: thresholdOf(model),
    asksFrom: model.asksFrom,
    alike: (one, other) => likenessOf(one, other, model),
  }
}

const LATE_DAYS = 30

/** A report that comes long after the group fell silent must be more alike: many tell of the same place again, with another trouble. */
export function thresholdOf({ joinsFrom, joinsLateFrom }: Thresholds): Measure['joinsFrom'] {
  return (report, group) => (isLate(report, group) ? joinsLateFrom : joinsFrom)
}

/** More than a month from its nearest member in time, and more than the group has lasted so far. */
function isLate({ day }: Portrait, { members }: Group): boolean {
  const days = members.map((member) => member.day)
  const silence = Math.min(...days.map((other) => Math.abs(other - day)))
  return silence > Math.max(LATE_DAYS, Math.max(...days) - Math.min(...days))
}

/** How many members of a group are compared. */
export const MEMBERS_COMPARED_MAX = 12

/**
 * Where a new report belongs: with the group it is most alike on average (average linkage, so that one member that happens to be
 * alike does not chain two incidents). `apart` says which groups people have kept apart from each other.
 */
export function placeReport(
  report: Portrait,
  groups: Group[],
  { joinsFrom, asksFrom, alike }: Measure,
  apart: (one: Group, other: Group) => boolean = () => false,
): Placing {
  const own: Group = { id: -report.sketch.id, members: [report] }
  const ranked = groups
    .filter((group) => !apart(own, group))
    .map((group) => ({ group, likeness: meanLikeness(own.members, group.members, alike) }))
    .sort((a, b) => b.likeness - a.likeness || a.group.id - b.group.id)
  const best = ranked[0]
  if (!best || best.likeness < asksFrom) return { kind: 'alone' }
  if (best.likeness < joinsFrom(report, best.group)) return { kind: 'ask', ...best }
  const merges: Group[] = []
  for (const { group } of ranked.slice(1)) {
    const joined = [best.group, ...merges]
    const members = [...own.members, ...joined.flatMap((one) => one.members)]
    if (joined.some((one) => apart(one, group))) continue
    if (meanLikeness(members, group.members, alike) >= joinsFrom(report, group)) merges.push(group)
  }
  return { kind: 'join', ...best, merges }
}

function meanLikeness(ones: Portrait[], others: Portrait[], alike: Measure['alike']): number {
  let sum = 0
  for (const one of ones) for (const other of others) sum += alike(one, other)
  return sum / (ones.length * others.length)
}
