import type { ErrorHandler, Hono, Context as HonoContext, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Conflict, Forbidden, Invalid, NotFound, type Said, TooMany } from '../errors.ts'
import { TypedWords, wordsOf } from './form.tsx'
import { Page } from './layout.tsx'
import { Both, Notice } from './parts.tsx'
import { paths } from './paths.ts'
import { pageAgain, valuesOf } from './refused-form.ts'
import type { Env, Web } from './web.ts'

/** An error as HTTP tells it. `kind` is the stable last part of the problem's type. */
export type Problem = {
  kind: string
  status: ContentfulStatusCode
  title: Said
  detail: Said
  fields: Record<string, Said>
  retryAfterSeconds?: number
}

const titles: Record<string, Said> = {
  invalid: { zh: '内容需要修改', en: 'Something needs a change' },
  'not-found': { zh: '没有找到', en: 'Not found' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  conflict: { zh: '状态已变化', en: 'Already changed' },
  'other-method': { zh: '请求方法不对', en: 'Another method is needed' },
  'too-many': { zh: '操作过于频繁', en: 'Too many requests' },
  'too-large': { zh: '内容过大', en: 'Too large' },
  unreadable: { zh: '无法读取', en: 'Cannot be read' },
  failure: { zh: '系统出错', en: 'Something went wrong here' },
}

const noSuchPage: Said = {
  zh: '这个地址没有内容，请从首页重新进入。',
  en: 'There is nothing at this address. Please start from the home page.',
}

const ourFault: Said = {
  zh: '是我们的问题，已经记录。请稍后再试，急事请拨打 12345。',
  en: 'This is our fault and has been recorded. Please try again later, or call 12345 if it is urgent.',
}

const unstorable: Said = {
  zh: '内容里有无法保存的控制字符，请删去后重试。',
  en: 'There is a control character in it that cannot be kept. Take it out and try again.',
}

/** Refusals that the framework raises before a handler of ours runs. */
const frameworkRefusals: Record<number, [kind: string, detail: Said]> = {
  400: ['unreadable', { zh: '请求内容不是有效的 JSON 或表单。', en: 'The request is not valid JSON or a valid form.' }],
  403: [
    'forbidden',
    {
      zh: '请求不是从本网站的页面发出的，请刷新页面后重试。',
      en: 'The request did not come from a page of this site. Reload the page and try again.',
    },
  ],
  405: [
    'other-method',
    { zh: '这个地址不接受这种请求方法，可用的见 Allow。', en: 'This address takes other methods: see Allow.' },
  ],
  413: [
    'too-large',
    {
      zh: '内容超过大小限制，请减少附件或文字后重试。',
      en: 'The request is over the size limit. Send fewer or smaller files, or less text.',
    },
  ],
  415: ['unreadable', { zh: '请以 application/json 发送。', en: 'Send it as application/json.' }],
}

/** What is told of an error. Anything but a refusal becomes a 500 that says nothing of its cause. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Invalid) return refusal('invalid', 422, error.said, error.fields)
  if (error instanceof NotFound) return refusal('not-found', 404, error.said)
  if (error instanceof Forbidden) return refusal('forbidden', 403, error.said)
  if (error instanceof Conflict) return refusal('conflict', 409, error.said)
  if (error instanceof TooMany) {
    return { ...refusal('too-many', 429, error.said), retryAfterSeconds: error.retryAfterSeconds }
  }
  if (isUnstorable(error)) return refusal('invalid', 422, unstorable)
  const known = error instanceof HTTPException ? frameworkRefusals[error.status] : undefined
  if (known && error instanceof HTTPException) return refusal(known[0], error.status as ContentfulStatusCode, known[1])
  return refusal('failure', 500, ourFault)
}

/** What PostgreSQL cannot keep of a text (22021) or of JSON (22P05, https://www.postgresql.org/docs/current/errcodes-appendix.html): NUL. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05')
}

function refusal(kind: string, status: ContentfulStatusCode, detail: Said, fields: Record<string, Said> = {}): Problem {
  return { kind, status, title: titles[kind] ?? detail, detail, fields }
}

/**
 * Answers an error: problem details to a program; to a person the page with the form that was refused, else a page that says what is
 * wrong. A bug is logged here, once, without the request's content.
 */
export function answerErrors(web: Web, app: Hono<Env>): ErrorHandler<Env> {
  return async (error, c) => {
    const problem = problemOf(error)
    if (problem.status >= 500) web.log.error({ err: error, request: c.get('requestId') }, 'request failed')
    if (isOfProgram(c)) return answerProblem(web, c, problem)
    const again = await pageAgain(app, c, error, problem)
    return again ?? answerProblem(web, c, problem, await typedWords(c, error))
  }
}

/** Answers an address that does not exist. */
export function answerNotFound(web: Web): NotFoundHandler<Env> {
  return (c) => answerProblem(web, c, refusal('not-found', 404, noSuchPage))
}

const isOfProgram = (c: HonoContext<Env>): boolean => c.req.path.startsWith('/api/')

/** What was typed into a form that has no page to stand on again; nothing of a request that no handler was to read. */
async function typedWords(c: HonoContext<Env>, error: unknown): Promise<string[]> {
  if (c.req.method !== 'POST' || error instanceof HTTPException || error instanceof TooMany) return []
  const form = await c.req.formData().catch(() => null)
  return form === null ? [] : wordsOf(valuesOf(form))
}

function answerProblem(
  web: Web,
  c: HonoContext<Env>,
  problem: Problem,
  typed: string[] = [],
): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store')
  if (problem.retryAfterSeconds !== undefined) c.header('Retry-After', String(problem.retryAfterSeconds))
  if (isOfProgram(c)) {
    return c.body(JSON.stringify(problemDetails(problem)), problem.status, {
      'Content-Type': 'application/problem+json',
    })
  }
  return c.html(<ProblemPage web={web} c={c} problem={problem} typed={typed} />, problem.status)
}

/** RFC 9457. `detail` holds both languages for clients that show one string; `said` and `errors` hold them apart. */
export function problemDetails({ kind, status, title, detail, fields }: Problem) {
  const errors = Object.entries(fields).map(([field, said]) => ({ field, ...said }))
  return {
    type: `urn:quality-sentinel:problem:${kind}`,
    title: `${title.zh} ${title.en}`,
    status,
    detail: `${detail.zh} ${detail.en}`,
    said: detail,
    ...(errors.length > 0 ? { errors } : {}),
  }
}

type ProblemProps = { web: Web; c: HonoContext<Env>; problem: Problem; typed: string[] }

function ProblemPage({ web, c, problem, typed }: ProblemProps) {
  const { title, detail, fields, status } = problem
  const told = Object.values(fields)
  return (
    <Page web={web} c={c} title={title}>
      <h1>
        <Both {...title} />
      </h1>
      <Notice tone={status >= 500 ? 'red' : 'orange'} alert>
        <p>
          <Both {...detail} />
        </p>
        {told.length > 0 && (
          <ul>
            {told.map((said) => (
              <li>
                <Both {...said} />
              </li>
            ))}
          </ul>
        )}
      </Notice>
      {c.req.method === 'POST' && (
        <p>
          <Both zh="按浏览器的返回键，可以回到刚才填写的内容。" en="Go back in the browser to find what you typed." />
        </p>
      )}
      <TypedWords words={typed} />
      <p class="actions">
        <a class="button" href={paths.home}>
          <Both zh="回到首页" en="Home" />
        </a>
        {status === 403 && (
          <a class="button quiet" href={paths.signIn}>
            <Both zh="工作人员登录" en="Staff sign-in" />
          </a>
        )}
      </p>
      <p class="hint">
        <Both zh={`代码 ${status} · 请求编号 ${c.get('requestId')}`} en="Quote this number if you call." />
      </p>
    </Page>
  )
}
