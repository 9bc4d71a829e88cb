import { parseArgs } from 'node:util'
import { loadCity } from '../src/reference/load-city.ts'
import { groupStream } from '../src/triage/incidents/group-stream.ts'
import { measureOf } from '../src/triage/incidents/grouping.ts'
import { loadIncidentModel } from '../src/triage/incidents/load-incident-model.ts'
import { portraitOf } from '../src/triage/incidents/portrait.ts'
import { sketchOf } from '../src/triage/incidents/sketch.ts'
import { loadModel } from '../src/triage/load-model.ts'
import {
  GOLD,
  goldOfFile,
  joinsJudged,
  joinsSummary,
  MESSAGES,
  reportsOfFile,
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
const asked = placed.filter(({ placing }) => placing.kind === 'ask').length
console.log(
  JSON.stringify({
    messages: reports.length,
    ...summaryOf(scores, negatives),
    ...joinsSummary(joinsJudged(placed, gold)),
    asked,
  }),
)
