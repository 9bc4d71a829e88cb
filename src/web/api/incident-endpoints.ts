import { listWarningsOfIncident } from '../../alerts/warnings/list-warnings-of-incident.ts'
import { findPublicIncident } from '../../cases/incidents/find-public-incident.ts'
import { listPublicIncidents } from '../../cases/incidents/list-public-incidents.ts'
import { NotFound } from '../../errors.ts'
import { contextOf } from '../web.ts'
import type { Endpoint } from './endpoint.ts'
import {
  incidentReadAnswer,
  publicIncidentAnswer,
  publicIncidentReadShape,
  publicIncidentsShape,
  withdrawnAnswer,
  withdrawnIncidentShape,
} from './incident-shapes.ts'

/** The public incidents for programs: the same words as their pages, and nothing of a report. */
export const incidentEndpoints: Endpoint[] = [
  {
    method: 'get',
    path: '/incidents',
    name: 'listIncidents',
    summary: { zh: '公开事件', en: 'Public incidents' },
    description: {
      zh: '正在核实、公开征集的事件，最近 100 个，新的在前；正在核实不代表已经认定。',
      en: 'What is being looked into and others may have met as well: the newest 100, newest first. Nothing is found yet.',
    },
    answers: [{ status: 200, shape: publicIncidentsShape, summary: { zh: '公开事件', en: 'Public incidents' } }],
    refusals: [],
    handle: async (web, c) => {
      const incidents = await listPublicIncidents(contextOf(web, c))
      return c.json({ incidents: incidents.map((incident) => publicIncidentAnswer(web.world, incident)) })
    },
  },
  {
    method: 'get',
    path: '/incidents/:code',
    name: 'readIncident',
    summary: { zh: '一个公开事件', en: 'One public incident' },
    description: {
      zh: '投诉举报时把 code 填入 incident，就与它一并反映。撤下的回答 410 并给出理由。',
      en: 'A complaint that gives its code as `incident` is filed with it. One that was taken back answers 410 with the reason.',
    },
    answers: [
      { status: 200, shape: publicIncidentReadShape, summary: { zh: '公开事件', en: 'The incident' } },
      { status: 410, shape: withdrawnIncidentShape, summary: { zh: '已撤下', en: 'Taken back' } },
    ],
    refusals: [404],
    handle: async (web, c) => {
      const code = c.req.param('code') ?? ''
      const incident = await findPublicIncident(contextOf(web, c), { code })
      if (!incident) throw new NotFound({ zh: '没有这个公开事件。', en: 'There is no such public incident.' })
      if (incident.act === 'withdraw') return c.json(withdrawnAnswer(web.world, incident), 410)
      const warnings = await listWarningsOfIncident(contextOf(web, c), { code })
      return c.json(incidentReadAnswer(web.world, incident, warnings))
    },
  },
]
