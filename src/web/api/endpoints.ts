import type { z } from 'zod'
import { listReleased } from '../../alerts/list-released.ts'
import { reportObservations } from '../../alerts/network/report-observations.ts'
import { listNotices } from '../../alerts/notices/list-notices.ts'
import { listVersionsOf } from '../../alerts/warnings/list-versions-of.ts'
import { readFirm } from '../../enterprises/read-firm.ts'
import { findFirms } from '../../enterprises/search/find-firms.ts'
import { Invalid, NotFound, type Said } from '../../errors.ts'
import { idOf } from '../form-values.ts'
import { contextOf } from '../web.ts'
import { bureausAnswer, noticesAnswer, sectorsAnswer, warningsAnswer, warningVersionsAnswer } from './answers.ts'
import { complaintEndpoints } from './complaint-endpoints.ts'
import { type Endpoint, jsonOf } from './endpoint.ts'
import { firmAnswer, firmShape, firmsAnswer, firmsQuery, firmsShape } from './firm-shapes.ts'
import { incidentEndpoints } from './incident-endpoints.ts'
import { noticesQuery, noticesShape } from './notice-shapes.ts'
import { observationsShape, reportedShape } from './observation-shapes.ts'
import { bureausShape, sectorsShape, warningsShape, warningVersionsShape } from './shapes.ts'

/** Every endpoint, once: routes, limits and the OpenAPI document are all made from this table. */
export const endpoints: Endpoint[] = [
  ...complaintEndpoints,
  {
    method: 'get',
    path: '/warnings',
    name: 'listWarnings',
    summary: { zh: '已发布的预警', en: 'Released warnings' },
    description: { zh: '最近 100 条生效的预警。', en: 'The newest 100 warnings in force.' },
    answers: [{ status: 200, shape: warningsShape, summary: { zh: '预警', en: 'Warnings' } }],
    refusals: [],
    handle: async (web, c) =>
      c.json(warningsAnswer(await listReleased(contextOf(web, c), { limit: 100 }), web.world.publicUrl)),
  },
  {
    method: 'get',
    path: '/warnings/:id',
    name: 'readWarning',
    summary: { zh: '一条预警的各版本', en: 'The versions of one warning' },
    description: {
      zh: '首次发布、更新、升级、降级、解除、到期，各为一个版本，发布后不可更改。',
      en: 'Issue, update, upgrade, downgrade, lift and expiry are a version each, never changed once published.',
    },
    answers: [{ status: 200, shape: warningVersionsShape, summary: { zh: '各版本', en: 'Its versions' } }],
    refusals: [404],
    handle: async (web, c) => {
      const warningId = idOf(c.req.param('id') ?? '')
      if (warningId === null) throw new NotFound(noSuchWarning)
      const versions = await listVersionsOf(contextOf(web, c), { warningId })
      return c.json(warningVersionsAnswer(web.world, versions))
    },
  },
  ...incidentEndpoints,
  {
    method: 'get',
    path: '/notices',
    name: 'listNotices',
    summary: { zh: '召回和国外通报', en: 'Recalls and foreign bulletins' },
    description: {
      zh: '一项措施连同其补遗算一项；日期按原文的确定程度给出。每页 50 项，新的在前；open=yes 时按评议截止日排。',
      en: 'A measure with its addenda is one entry; dates are no surer than their text. 50 a page, newest first; with open=yes by the last day for comments.',
    },
    query: noticesQuery,
    answers: [{ status: 200, shape: noticesShape, summary: { zh: '通报', en: 'Notices' } }],
    refusals: [422],
    handle: async (web, c) => {
      const query = noticesQuery.safeParse(c.req.query())
      if (!query.success) throw new Invalid(noSuchFilter, queryFaults(query.error))
      const { kind, sector, market, level, open, source, text, page } = query.data
      const listed = await listNotices(contextOf(web, c), {
        kind: kind ?? null,
        leaf: sector ?? null,
        market: market ?? null,
        level: level ?? null,
        open: open === 'yes',
        source: source ?? null,
        text: text ?? null,
        page: Number(page ?? 1),
      })
      return c.json(noticesAnswer(web.world, listed))
    },
  },
  {
    method: 'get',
    path: '/firms',
    name: 'findFirms',
    summary: { zh: '查企业', en: 'Look up firms' },
    description: {
      zh: '按名称、曾用名、品牌、代码、地址或拼音查，容许错字，最多 30 家，吻合的在前。',
      en: 'By name, former name, brand, code, address or pinyin; wrong letters are allowed for. At most 30, the best first.',
    },
    limit: 'register',
    query: firmsQuery,
    answers: [{ status: 200, shape: firmsShape, summary: { zh: '企业', en: 'Firms' } }],
    refusals: [422, 429],
    handle: async (web, c) => {
      const query = firmsQuery.safeParse(c.req.query())
      if (!query.success) throw new Invalid(noSuchFilter, queryFaults(query.error))
      const { q, district } = query.data
      return c.json(
        firmsAnswer(await findFirms(contextOf(web, c), { typed: q, district: district ?? null, log: 'api' })),
      )
    },
  },
  {
    method: 'get',
    path: '/firms/:code',
    name: 'readFirm',
    summary: { zh: '一家企业的质量档案', en: 'The quality record of a firm' },
    description: {
      zh: '公开的等级及其每一分的依据，公示中的全部记录。',
      en: 'The public grade with what every point rests on, and every published fact.',
    },
    limit: 'register',
    answers: [{ status: 200, shape: firmShape, summary: { zh: '质量档案', en: 'The record' } }],
    refusals: [404, 429],
    handle: async (web, c) =>
      c.json(
        firmAnswer(await readFirm(contextOf(web, c), { code: (c.req.param('code') ?? '').toUpperCase(), look: 'api' })),
      ),
  },
  {
    method: 'post',
    path: '/observations',
    name: 'reportObservations',
    summary: { zh: '监测网络成员报送', en: 'Report as a member of the monitoring network' },
    description: {
      zh: '一次 1 至 1000 行，或 nothing: true 表示无情况。有一处不对就一行也不收，errors 以 rows.行.列 指明（行从 0 起）；报过的 ref 不重复收。不接收个人信息，受伤只报年龄段。',
      en: '1 to 1000 rows, or nothing: true. One wrong cell and no row is taken; errors name rows.<row from 0>.<column>; a ref that came before is not taken twice. Nothing personal is accepted: of the injured only an age band.',
    },
    limit: 'tracking',
    memberKey: true,
    body: observationsShape,
    answers: [{ status: 201, shape: reportedShape, summary: { zh: '已收到', en: 'Received' } }],
    refusals: [400, 403, 413, 415, 422, 429],
    handle: async (web, c) => {
      const [, key = ''] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
      const sent = observationsShape.safeParse(await jsonOf(c))
      if (!sent.success) throw new Invalid(noRows, { rows: noRows })
      const { observations, nothing } = sent.data
      const rows = observations.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(';') : String(value ?? ''),
          ]),
        ),
      )
      const { taken, repeated } = await reportObservations(contextOf(web, c), { key, via: 'api', rows, nothing })
      return c.json({ taken, repeated }, 201)
    },
  },
  {
    method: 'get',
    path: '/sectors',
    name: 'listSectors',
    summary: { zh: '事项分类', en: 'Sectors' },
    description: { zh: '本市的事项分类及其细目。', en: 'The sectors of the city and their leaves.' },
    answers: [{ status: 200, shape: sectorsShape, summary: { zh: '分类', en: 'Sectors' } }],
    refusals: [],
    handle: (web, c) => c.json(sectorsAnswer(web.world.city)),
  },
  {
    method: 'get',
    path: '/bureaus',
    name: 'listBureaus',
    summary: { zh: '承办单位', en: 'Bureaus' },
    description: { zh: '单位及其职责和电话。', en: 'Bureaus with their remit and phone.' },
    answers: [{ status: 200, shape: bureausShape, summary: { zh: '单位', en: 'Bureaus' } }],
    refusals: [],
    handle: (web, c) => c.json(bureausAnswer(web.world.city)),
  },
]

const noSuchWarning: Said = {
  zh: '没有这条预警，或者尚未发布。',
  en: 'There is no such warning, or it is not released.',
}

const noRows: Said = {
  zh: '请在 observations 中给出各行，或给出 nothing: true',
  en: 'Give the rows in observations, or nothing: true',
}

const noSuchFilter: Said = { zh: '查询条件有误。', en: 'The query cannot be used.' }

function queryFaults(error: z.ZodError): Record<string, Said> {
  const names = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'query')],
  )
  return Object.fromEntries(
    names.map((name) => [
      name,
      { zh: `${name} 不是可用的条件或值`, en: `${name} is not a filter or has no such value` },
    ]),
  )
}
