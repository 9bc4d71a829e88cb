import type { SignalAct } from '../../../alerts/watch/signal-acts.ts'

const signalActNouns: Record<SignalAct, string> = {
  verify: 'verification',
  confirm: 'confirmation',
  drop: 'dismissal',
  reopen: 'reopening',
  link: 'link',
}

/** The act that a path names; null for none of them. */
export const signalActOf = (noun: string): SignalAct | null =>
  (Object.keys(signalActNouns) as SignalAct[]).find((act) => signalActNouns[act] === noun) ?? null

/** Where signals are judged. */
export const signalPaths = {
  signals: '/bureau/signals',
  methods: '/bureau/signals/methods',
  method: (anchor: string): string => `/bureau/signals/methods#${anchor}`,
  replay: '/bureau/signals/replay',
  signal: (id: number): string => `/bureau/signals/${id}`,
  act: (id: number, act: SignalAct): string => `/bureau/signals/${id}/${signalActNouns[act]}`,
} as const
