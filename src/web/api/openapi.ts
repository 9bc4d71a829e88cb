import { z } from 'zod'
import type { Said } from '../../errors.ts'
import { webhookKinds } from '../../webhooks/webhook-events.ts'
import type { Endpoint } from './endpoint.ts'
import { problemShape } from './shapes.ts'
import { caseWebhookShape, measureWebhookShape, warningWebhookShape } from './webhook-shapes.ts'

const refusalWords: Record<Endpoint['refusals'][number], Said> = {
  400: { zh: '不是有效的 JSON', en: 'Not valid JSON' },
  403: { zh: '密钥不对或已停用', en: 'The key is wrong or no longer in use' },
  404: { zh: '没有找到', en: 'Not found' },
  409: {
    zh: '与已有的冲突：submission_key 已用于其他内容，或案件已经结束',
    en: 'In conflict with what is there: the submission_key was used for other content, or the case is over',
  },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不是 application/json', en: 'Not application/json' },
  422: { zh: '有内容需要修改，errors 逐项说明', en: 'Something needs a change; errors says what, field by field' },
  429: { zh: '过于频繁，见 Retry-After', en: 'Too many requests; see Retry-After' },
}

/** The OpenAPI 3.1 document of the endpoints. `publicUrl` is where people reach this service. */
export function openApiDocument(endpoints: Endpoint[], publicUrl: string, city: Said) {
  return {
    openapi: '3.1.0',
    info: {
      title: '质量哨兵 Quality Sentinel',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description: `${city.zh}质量安全投诉、举报与风险预警的开放接口。城市应用也可用 Open311 GeoReport v2：${publicUrl}/open311/v2/discovery.json。\n\nThe open API for quality complaints, reports and risk warnings of ${city.en}. City apps may also use Open311 GeoReport v2: ${publicUrl}/open311/v2/discovery.json.`,
    },
    // Whoever may ask needs no key; an endpoint that needs one says so.
    security: [],
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths: pathsOf(endpoints),
    webhooks: webhooksOf(),
    components: {
      schemas: { Problem: schemaOf(problemShape) },
      securitySchemes: { memberKey: { type: 'http', scheme: 'bearer', description: both(keyWords) } },
    },
  }
}

function pathsOf(endpoints: Endpoint[]) {
  const byPath = Map.groupBy(endpoints, (endpoint) => endpoint.path)
  return Object.fromEntries(
    [...byPath].map(([path, own]) => [
      path.replace(/:(\w+)/g, '{$1}'),
      Object.fromEntries(own.map((each) => [each.method, operationOf(each)])),
    ]),
  )
}

/** What we send to programs that an administrator has registered; signed after Standard Webhooks. */
function webhooksOf() {
  return Object.fromEntries(
    Object.entries(webhookKinds).map(([kind, { zh, en, of }]) => [
      kind,
      {
        post: {
          operationId: kind,
          summary: both({ zh, en }),
          description: both(signed),
          requestBody: { content: json(schemaOf(webhookShapes[of])) },
          responses: { '2XX': { description: both({ zh: '已收到', en: 'Taken' }) } },
        },
      },
    ]),
  )
}

const keyWords: Said = {
  zh: '监测网络成员的报送密钥，以 qsn_ 开头',
  en: 'The key of a member of the monitoring network; begins with qsn_',
}

const webhookShapes = { case: caseWebhookShape, warning: warningWebhookShape, measure: measureWebhookShape }

const signed: Said = {
  zh: '请求头 webhook-id、webhook-timestamp、webhook-signature 按 Standard Webhooks 规范；请用登记时给出的 whsec_ 密钥验证。',
  en: 'The headers webhook-id, webhook-timestamp and webhook-signature follow Standard Webhooks; verify them with the whsec_ key given at registration.',
}

function operationOf({ path, name, summary, description, memberKey, query, body, answers, refusals }: Endpoint) {
  const parameters = [...inPath(path), ...(query ? parametersOf(query) : [])]
  return {
    operationId: name,
    ...(memberKey ? { security: [{ memberKey: [] }] } : {}),
    summary: both(summary),
    description: `${description.zh}\n\n${description.en}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body)) } } : {}),
    responses: Object.fromEntries([
      ...answers.map((answer) => [
        answer.status,
        { description: both(answer.summary), content: json(schemaOf(answer.shape)) },
      ]),
      ...refusals.map((status) => [
        status,
        {
          description: both(refusalWords[status]),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ]),
  }
}

function inPath(path: string) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function parametersOf(query: z.ZodObject) {
  return Object.entries(query.shape).map(([name, shape]) => {
    const { description, ...schema } = schemaOf(shape as z.ZodType)
    return { name, in: 'query', required: false, ...(description ? { description } : {}), schema }
  })
}

/** Written as inputs are, so that answers stay open: a field added later breaks no client that was generated today. */
function schemaOf(shape: z.ZodType) {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  return schema
}

const json = (schema: object) => ({ 'application/json': { schema } })
const both = ({ zh, en }: Said): string => `${zh} ${en}`
