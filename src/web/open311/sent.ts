import { hash, timingSafeEqual } from 'node:crypto'
import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import type { Upload } from '../../intake/attachments.ts'
import { type CleanAttachment, cleanAttachments } from '../../intake/clean-attachment.ts'
import type { ScanAttachment } from '../../intake/scan-attachment.ts'
import type { Env } from '../web.ts'

/** The arguments of a POST, from its address and its body, and the photos that came with them. */
export type Sent = { given: URLSearchParams; uploads: Upload[] }

/** The words of a request are few; only photos may be large. */
const wordsMax_bytes = 256 * 1024

/**
 * Reads a POST: a form as the specification has it, or a multipart form, whose files are photos. What the body says counts before
 * what the address says. Throws Invalid for any other kind of body.
 */
export async function sentOf(c: HonoContext<Env>, query: URLSearchParams): Promise<Sent> {
  const type = c.req.header('content-type') ?? 'application/x-www-form-urlencoded'
  if (/^multipart\/form-data\b/i.test(type)) return multipart(c, query)
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new Invalid(notAForm, { 'Content-Type': notAForm })
  const text = await c.req.text()
  if (text.length > wordsMax_bytes) throw new HTTPException(413)
  return { given: joined(query, [...new URLSearchParams(text)]), uploads: [] }
}

async function multipart(c: HonoContext<Env>, query: URLSearchParams): Promise<Sent> {
  const form = await c.req.formData().catch(() => {
    throw new HTTPException(400)
  })
  const words: [string, string][] = []
  const files: File[] = []
  for (const [name, entry] of form) {
    if (typeof entry === 'string') words.push([name, entry])
    else if (entry.size > 0) files.push(entry)
  }
  const uploads = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await file.bytes() })))
  return { given: joined(query, words), uploads }
}

function joined(query: URLSearchParams, body: [string, string][]): URLSearchParams {
  const said = new Set(body.map(([name]) => name))
  return new URLSearchParams([...body, ...[...query].filter(([name]) => !said.has(name))])
}

/** Makes the photos fit to be kept. Throws Invalid on `media`, which is what programs call them. */
export async function cleanMedia(uploads: Upload[], scan: ScanAttachment): Promise<CleanAttachment[]> {
  return cleanAttachments(uploads, scan).catch((error: unknown) => {
    if (error instanceof Invalid && error.fields.files) throw new Invalid(error.said, { media: error.fields.files })
    throw error
  })
}

/** Throws Forbidden where the operator gives out keys and this is none of them. Compared by hash, so that time tells nothing. */
export function knowsKey(keys: string[], given: string): void {
  if (keys.length === 0) return
  const sum = (key: string): Buffer => Buffer.from(hash('sha256', key), 'hex')
  if (keys.filter((key) => timingSafeEqual(sum(key), sum(given))).length === 0) throw new Forbidden(noKey)
}

const noKey: Said = {
  zh: 'api_key 缺失或无效，请向运营方申请。',
  en: 'The api_key is missing or invalid; ask the operator for one.',
}
const notAForm: Said = {
  zh: '请以 application/x-www-form-urlencoded 或 multipart/form-data 发送',
  en: 'Send application/x-www-form-urlencoded or multipart/form-data',
}
