import { z } from 'zod'
import { adjustedForDiscovery } from '../../src/alerts/signals/false-discovery.ts'
import {
  STREAM_METHODS,
  type StreamChoice,
  type StreamMethod,
  testStream,
} from '../../src/alerts/signals/online-discovery.ts'
import { numbers, optional } from './shapes.ts'
import type { Tally } from './tally.ts'

export const streamCase = z.looseObject({
  series: z.string(),
  method: z.string(),
  p: z.array(z.number()),
  alphai: optional(numbers),
  R: optional(numbers),
  adj: optional(numbers),
  alpha: optional(z.number()),
  w0: optional(z.number()),
  lambda: optional(z.number()),
  tau: optional(z.number()),
})
type StreamCase = z.infer<typeof streamCase>

/** A stream's levels and decisions, or a batch's adjusted p. The method's name may carry settings: `SAFFRON (lambda=.5,w0=.025)`. */
export function compareStream(one: StreamCase, tally: Tally): void {
  const name = /^[^\s(]+/.exec(one.method)?.[0] ?? ''
  tally.addCase(name)
  if (name === 'BH' || name === 'BY') {
    const ours = adjustedForDiscovery(one.p, { dependent: name === 'BY' })
    ours.forEach((p, i) => {
      tally.addValue(name, `${one.series} ${i + 1}`, one.adj?.[i] ?? null, p)
    })
    return
  }
  if (!(name in STREAM_METHODS)) {
    tally.addOther(name, 'unsupported', 1)
    return
  }
  testStream(name as StreamMethod, one.p, choiceOf(one)).forEach(({ level, discovery }, i) => {
    tally.addValue(name, `${one.series} ${i + 1}`, one.alphai?.[i] ?? null, level)
    tally.addAlarm(name, one.R?.[i] ?? null, discovery)
  })
}

function choiceOf(one: StreamCase): StreamChoice {
  const told = new Map(
    [...one.method.matchAll(/(\w+)\s*=\s*([\d.e-]+)/g)].map(([, key, value]) => [key, Number(value)]),
  )
  const of = (key: 'alpha' | 'w0' | 'lambda' | 'tau') => one[key] ?? told.get(key)
  const [wealth, lambda, tau] = [of('w0'), of('lambda'), of('tau')]
  return {
    alpha: of('alpha') ?? 0.05,
    ...(wealth === undefined ? {} : { wealth }),
    ...(lambda === undefined ? {} : { lambda }),
    ...(tau === undefined ? {} : { tau }),
  }
}
