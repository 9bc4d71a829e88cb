import { parseArgs } from 'node:util'
import { loadCity } from '../src/reference/load-city.ts'
import { groupStream, type Placed } from '../src/triage/incidents/group-stream.ts'
import { measureOf } from '../src/triage/incidents/grouping.ts'
import { loadIncidentModel } from '../src/triage/incidents/load-incident-model.ts'
import { portraitOf } from '../src/triage/incidents/portrait.ts'
import { sketchOf } from '../src/triage/incidents/sketch.ts'
import { loadModel } from '../src/triage/load-model.ts'
import {
  GOLD,
  type GoldIncident,
  goldOfFile,
  MESSAGES,
  reportsOfFile,
  round,
  scoreOf,
  summaryOf,
} from './incident-gold.ts'

/**
 * How right grouping is: messages are placed one after the other in the order of their time, as the service does, and compared with
 * incidents that a person grouped. Borderline messages count neither way. `--each` prints what is not whole.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: MESSAGES },
    gold: { type: 'string', default: GOLD },
    each: { type: 'boolean', default: false },
  },
})
const folder = process.env.CITY ?? 'city/shenzhen'
const model = loadIncidentModel(folder)
const gold = goldOfFile(values.gold)
const reports = reportsOfFile(values.messages, loadCity(folder), loadModel(folder))
const { placed, groupOf } = groupStream(
  reports.map((report) => portraitOf(sketchOf(report), model)),
  measureOf(model),
)
const scores = gold.map((incident) => scoreOf(incident, groupOf))
if (values.each)
  gold.forEach((incident, i) => {
    if (scores[i]?.whole !== true || scores[i]?.joined !== 0) console.log(incident.key, JSON.stringify(scores[i]))
  })
const negatives = gold.reduce((sum, one) => sum + one.hard_negatives.length, 0)
console.log(JSON.stringify({ messages: reports.length, ...summaryOf(scores, negatives), ...precisionOf(placed, gold) }))

/**
 * Of the joins that the machine made by itself and that touch an incident of the gold: right when the report and most of the group it
 * joined are of one incident. `asked`: reports shown to a person instead.
 */
function precisionOf(placed: Placed[], gold: GoldIncident[]) {
  const incidentsOf = new Map<number, Set<string>>()
  const borderline = new Set(gold.flatMap((one) => one.borderline))
  for (const { key, members } of gold)
    for (const id of members) incidentsOf.set(id, new Set([...(incidentsOf.get(id) ?? []), key]))
  const judged = placed.flatMap(({ portrait, placing }) => {
    if (placing.kind !== 'join' || borderline.has(portrait.sketch.id)) return []
    const own = incidentsOf.get(portrait.sketch.id) ?? new Set()
    const others = placing.group.members.map((one) => incidentsOf.get(one.sketch.id) ?? new Set<string>())
    if (own.size === 0 && others.every((one) => one.size === 0)) return []
    return [others.filter((one) => [...one].some((key) => own.has(key))).length * 2 >= others.length]
  })
  return {
    automatic_joins: judged.length,
    automatic_joins_precision: round(judged.filter(Boolean).length / judged.length),
    asked: placed.filter(({ placing }) => placing.kind === 'ask').length,
  }
}
