import type { Child } from 'hono/jsx'
import type { WatchMethod } from '../../../alerts/watch/candidate.ts'
import { methodWords } from '../../../alerts/watch/method-words.ts'
import { type SignalState, signalStates } from '../../../alerts/watch/signal-acts.ts'
import type { Said } from '../../../errors.ts'
import { Badge, Both, type Tone } from '../../parts.tsx'
import { type DeskPart, DeskTop } from '../desk-top.tsx'
import { signalPaths } from './signal-paths.ts'

const stateTones: Record<SignalState, Tone> = {
  new: 'yellow',
  verifying: 'blue',
  event: 'red',
  dropped: 'calm',
  linked: 'good',
}

export const SignalStateBadge = ({ state }: { state: SignalState }) => (
  <Badge tone={stateTones[state]} {...signalStates[state]} />
)

/** A method by name, linked to its page of explanation. */
export function Method({ method, fallback }: { method: WatchMethod; fallback: boolean }) {
  const { zh, en, anchor } = methodWords[method]
  return (
    <>
      <a href={signalPaths.method(anchor)}>
        <Both zh={zh} en={en} />
      </a>
      {fallback && (
        <>
          {' '}
          <Badge tone="orange" zh="备用方法" en="Fallback" />
        </>
      )}
    </>
  )
}

export type SignalsPart = 'signals' | 'replay' | 'methods'

const parts: DeskPart<SignalsPart>[] = [
  { part: 'signals', path: signalPaths.signals, zh: '信号', en: 'Signals' },
  { part: 'replay', path: signalPaths.replay, zh: '回看', en: 'Looking back' },
  { part: 'methods', path: signalPaths.methods, zh: '方法说明', en: 'Methods' },
]

/** The heading and the parts of the desk; looking back is for those who judge signals. */
export const SignalsTop = ({ part, looksBack }: { part: SignalsPart; looksBack: boolean }) => (
  <DeskTop
    title={{ zh: '早期信号', en: 'Early signals' }}
    parts={parts.filter((one) => one.part !== 'replay' || looksBack)}
    part={part}
  />
)

/** One part of a signal's page under its heading. */
export function SignalPart({ title, children }: { title: { zh: string; en: string }; children?: Child }) {
  return (
    <section class="part">
      <h2>
        <Both {...title} />
      </h2>
      {children}
    </section>
  )
}

/** `2026-11-09 至 11-22`; one day stands alone. */
export const periodWords = (from: string, to: string): string => (from === to ? from : `${from} 至 ${to.slice(5)}`)

/** An expectation as people read it: a decimal while it is small. */
export const expectedWords = (expected: number): string =>
  expected > 0 && expected < 0.05 ? '<0.1' : expected.toFixed(expected < 10 ? 1 : 0)

/** How seldom chance alone gives such a surprise: e^−surprise as one in so many. */
export function chanceWords(surprise: number): Said {
  const once = Math.exp(Math.max(0, surprise))
  const many = once >= 1e6 ? '百万' : Math.round(once).toLocaleString('en')
  return {
    zh: `意外程度 ${surprise.toFixed(1)}（纯属偶然的可能不到${many}分之一）`,
    en: `surprise ${surprise.toFixed(1)}: chance gives this less than once in ${once >= 1e6 ? 'a million' : many}`,
  }
}
