import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { Said } from '../../errors.ts'
import type { LimitName } from '../rate-limits.ts'
import type { Env, Web } from '../web.ts'

/** One address of the API: its route, its limits and its part of the OpenAPI document. */
export type Endpoint = {
  method: 'get' | 'post'
  /** Under /api/v1. */
  path: string
  name: string
  summary: Said
  description: Said
  limit?: LimitName
  /** It needs the key of a member of the monitoring network (Authorization: Bearer qsn_…). */
  memberKey?: true
  body?: z.ZodType
  /** The largest body, where it takes more than words. */
  bodyMax_bytes?: number
  /** What the address may carry after its `?`, each value as text. */
  query?: z.ZodObject
  answers: { status: 200 | 201 | 410; shape: z.ZodType; summary: Said }[]
  refusals: (400 | 403 | 404 | 409 | 413 | 415 | 422 | 429)[]
  handle: (web: Web, c: HonoContext<Env>) => Response | Promise<Response>
}

/** Only application/json: a page of another site can make a visitor's browser send anything else without asking us first. */
export async function jsonOf(c: HonoContext<Env>): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new HTTPException(415)
  return c.req.json().catch(() => {
    throw new HTTPException(400)
  })
}
