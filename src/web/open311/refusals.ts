import type { ErrorHandler } from 'hono'
import { Invalid } from '../../errors.ts'
import { type Problem, problemOf } from '../errors.tsx'
import type { Env, Web } from '../web.ts'
import { addressedOf } from './address.ts'
import { both } from './services.ts'
import { contentTypes, type Spark, written } from './spark.ts'

/** Errors as GeoReport v2 tells them: `<errors><error><code/><description/></error></errors>`, one error for each argument at fault. */
export function answerRefusal(web: Web): ErrorHandler<Env> {
  return (error, c) => {
    const problem = problemOf(error)
    if (problem.status >= 500) web.log.error({ err: error, request: c.get('requestId') }, 'request failed')
    // The specification knows one status for whatever is wrong with the arguments.
    const status = error instanceof Invalid ? 400 : problem.status
    const { format } = addressedOf(c)
    c.header('Cache-Control', 'no-store')
    if (problem.retryAfterSeconds !== undefined) c.header('Retry-After', String(problem.retryAfterSeconds))
    return c.body(written(format, 'errors', errorsOf(problem, status)), status, {
      'Content-Type': contentTypes[format],
    })
  }
}

function errorsOf({ fields, detail }: Problem, code: number): Spark[] {
  const told = Object.entries(fields)
  if (told.length === 0) return [{ code, description: both(detail) }]
  return told.map(([argument, said]) => ({ code, description: `${argument}: ${both(said)}` }))
}
