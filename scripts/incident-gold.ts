import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { City } from '../src/reference/city.ts'
import type { Placed } from '../src/triage/incidents/group-stream.ts'
import type { ComparedReport } from '../src/triage/incidents/sketch.ts'
import type { TriageModel } from '../src/triage/model.ts'
import { triage } from '../src/triage/triage.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

export const MESSAGES = `${CORPUS}/hot-topics-messages.jsonl`
export const GOLD = `${CORPUS}/hot-topics-dev.json`

const message = z.object({ id: z.coerce.number(), title: z.string(), text: z.string(), time: z.string() })
const ids = z.array(z.coerce.number()).default([])
const goldIncident = z.object({ key: z.string(), members: ids, borderline: ids, hard_negatives: ids })
export type GoldIncident = z.infer<typeof goldIncident>

/** Incidents that a person grouped. Ends with exit code 3 when the file is absent. */
export function goldOfFile(path: string): GoldIncident[] {
  if (!existsSync(path)) {
    console.error(`没有找到 ${resolve(path)} / Not found: the grouped messages are not part of the project.`)
    process.exit(3)
  }
  return z.object({ incidents: z.array(goldIncident) }).parse(JSON.parse(readFileSync(path, 'utf8'))).incidents
}

/** Messages in the order of their time, read by triage. */
export function reportsOfFile(path: string, city: City, model: TriageModel): ComparedReport[] {
  const messages = rowsOfFile(path).map((row) => message.parse(row))
  return messages
    .map((one): ComparedReport => {
      const { leaf, place } = triage(one, { city, model })
      return {
        id: one.id,
        title: one.title,
        text: one.text,
        respondent: null,
        place: null,
        leaf: leaf.value,
        district: place.district,
        receivedAt: timeOf(one.time),
      }
    })
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.id - b.id)
}

/** `2019/11/19 18:07:54` and `2019-11-13 11:20:21`, both in the city's time. */
function timeOf(written: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = written.split(/[^0-9]+/).map(Number)
  return new Date(Date.UTC(year, month - 1, day, hour - 8, minute, second))
}

export type Score = { precision: number; recall: number; joined: number; whole: boolean }

/**
 * B³ of one incident: over its members the mean share of their group that belongs (precision) and of the incident that is in their
 * group (recall). Borderline messages count neither way; any other message in the group is wrong. `joined`: hard negatives in the
 * group of a member. `whole`: one group holds all members and nobody else.
 */
export function scoreOf(incident: GoldIncident, groupOf: Map<number, number>): Score {
  const members = incident.members.filter((id) => groupOf.has(id))
  const borderline = new Set(incident.borderline)
  const sizes = new Map<number, number>()
  for (const [id, group] of groupOf) if (!borderline.has(id)) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const own = new Map<number, number>()
  for (const id of members) {
    const group = groupOf.get(id) as number
    own.set(group, (own.get(group) ?? 0) + 1)
  }
  const each = [...own].map(([group, n]) => ({ n, precision: n / (sizes.get(group) ?? n), recall: n / members.length }))
  const mean = (part: 'precision' | 'recall') => each.reduce((sum, one) => sum + one.n * one[part], 0) / members.length
  const precision = mean('precision')
  return {
    precision,
    recall: mean('recall'),
    joined: incident.hard_negatives.filter((id) => own.has(groupOf.get(id) ?? Number.NaN)).length,
    whole: own.size === 1 && precision === 1,
  }
}

export function summaryOf(scores: Score[], hardNegatives: number) {
  const mean = (part: 'precision' | 'recall') => scores.reduce((sum, one) => sum + one[part], 0) / scores.length
  const [p, r] = [mean('precision'), mean('recall')]
  return {
    macro_b3_p: round(p),
    macro_b3_r: round(r),
    macro_b3_f1: round((2 * p * r) / (p + r)),
    hard_negatives_joined: scores.reduce((sum, one) => sum + one.joined, 0),
    hard_negatives: hardNegatives,
    incidents_recovered: scores.filter((one) => one.whole).length,
    incidents: scores.length,
  }
}

/**
 * Of the joins that the machine made by itself and that touch an incident of the gold (or one of `keys`), which are right: the report
 * and most of the group it joined are of one incident. Joins of borderline messages are not judged.
 */
export function joinsJudged(placed: Placed[], gold: GoldIncident[], keys?: Set<string>): boolean[] {
  const incidentsOf = new Map<number, Set<string>>()
  for (const { key, members } of gold)
    for (const id of members) incidentsOf.set(id, new Set([...(incidentsOf.get(id) ?? []), key]))
  const borderline = new Set(gold.flatMap((one) => one.borderline))
  return placed.flatMap(({ portrait, placing }) => {
    if (placing.kind !== 'join' || borderline.has(portrait.sketch.id)) return []
    const own = incidentsOf.get(portrait.sketch.id) ?? new Set()
    const others = placing.group.members.map((one) => incidentsOf.get(one.sketch.id) ?? new Set<string>())
    const touched = [...own, ...others.flatMap((one) => [...one])]
    if (!touched.some((key) => keys?.has(key) ?? true)) return []
    return [others.filter((one) => [...one].some((key) => own.has(key))).length * 2 >= others.length]
  })
}

export const joinsSummary = (judged: boolean[]) => ({
  automatic_joins: judged.length,
  automatic_joins_precision: round(judged.filter(Boolean).length / judged.length),
})

export const round = (share: number): number => Math.round(share * 1e4) / 1e4
