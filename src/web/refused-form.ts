import type { Hono, Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createContext, useContext } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Said } from '../errors.ts'
import { ownPath } from './session.ts'
import type { Env } from './web.ts'

/** A form that was sent and refused: where to, what was typed under which names, why, and what is wrong with which answer. */
export type RefusedForm = {
  action: string
  values: Record<string, string[]>
  said: Said
  fields: Record<string, Said>
}

/** The hidden answer of each form that names the page on which it stands. */
export const FORM_PAGE = 'form_page'

/** What the page being drawn knows: its own address, and the form that was refused on it. */
export const FormPage = createContext<{ path: string; refused: RefusedForm | null }>({ path: '/', refused: null })

/** The refused form whose fields are being drawn. */
export const Refilled = createContext<RefusedForm | null>(null)

/** What the forms of a page answered to this request are told. A page drawn on a refused POST stands where the browser was before. */
export function pageOfForms(c: HonoContext<Env>): { path: string; refused: RefusedForm | null } {
  const before = c.req.method === 'GET' ? c.req.url : (c.req.header('referer') ?? '')
  const url = URL.parse(before)
  return { path: url ? url.pathname + url.search : '', refused: c.env?.refused ?? null }
}

/** What was typed into this field and what is wrong with it; null outside a refused form. */
export function useRefilled(name: string): { values: string[]; error: Said | undefined } | null {
  const refused = useContext(Refilled)
  return refused && { values: refused.values[name] ?? [], error: refused.fields[name] }
}

/** Whether the form that leads to `action` was just refused, so that what folds it away stands open. */
export function useRefusedAt(action: string): boolean {
  const { refused } = useContext(FormPage)
  return refused !== null && refused.action === addressOf(action)
}

/** An action as the browser asks for it: path and query, encoded. */
const addressOf = (action: string): string => {
  const { pathname, search } = new URL(action, 'http://here.invalid')
  return pathname + search
}

const answered = [403, 404, 409, 422]

/**
 * The page on which a refused form stands, drawn again for the same person with everything typed in its place; null when the form does
 * not name its page or the page is there no more. One way for every form, so that no handler can forget it.
 */
export async function pageAgain(
  app: Hono<Env>,
  c: HonoContext<Env>,
  error: unknown,
  { status, detail, fields }: { status: ContentfulStatusCode; detail: Said; fields: Record<string, Said> },
): Promise<Response | null> {
  // What the framework refuses before a handler ran (a foreign site, a body too large) is neither read nor shown again.
  if (c.req.method !== 'POST' || error instanceof HTTPException || !answered.includes(status)) return null
  const form = await c.req.formData().catch(() => null)
  const page = ownPath(String(form?.get(FORM_PAGE) ?? ''))
  if (form === null || page === null) return null
  const refused = { action: addressOf(c.req.url), values: valuesOf(form), said: detail, fields }
  for (const path of [page, ...pagesAbove(page)]) {
    const request = new Request(new URL(path, c.req.url), { headers: askedAgain(c) })
    const answer = await app.fetch(request, { ...c.env, refused })
    if (answer.status !== 200) continue
    answer.headers.set('Cache-Control', 'no-store')
    return new Response(answer.body, { status, headers: answer.headers })
  }
  return null
}

/**
 * What an act is on: a page drawn on a POST, such as a preview, stands at the address of the act, where there is nothing to look at:
 * /bureau/cases/7/risk is on /bureau/cases/7. Two steps up at most, and never a front page.
 */
function pagesAbove(page: string): string[] {
  const parts = page.replace(/\?.*/, '').split('/')
  return [parts.slice(0, -1), parts.slice(0, -2)].filter(({ length }) => length > 2).map((path) => path.join('/'))
}

/** The headers of the request without those that speak of its body. */
function askedAgain(c: HonoContext<Env>): Headers {
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['content-type', 'content-length', 'transfer-encoding', 'origin']) headers.delete(name)
  return headers
}

/** Never shown again, not even to who typed it. */
const secret = /password|secret|token|receipt|^key$|^proof$/

const FIELDS_MAX = 400

/** The typed answers of a form by name, without files and secrets. */
export function valuesOf(form: FormData): Record<string, string[]> {
  const names = [...new Set(form.keys())].filter((name) => name !== FORM_PAGE && !secret.test(name))
  return Object.fromEntries(
    names
      .slice(0, FIELDS_MAX)
      .map((name) => [name, form.getAll(name).filter((value): value is string => typeof value === 'string')]),
  )
}
