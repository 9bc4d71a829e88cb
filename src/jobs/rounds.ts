import { setTimeout as pause } from 'node:timers/promises'

/** Work that is found by looking, not handed over: each round answers how many things it did. Safe to run in many processes at once. */
export type Round = { everyMs: number; run: () => Promise<number> }

export type Rounds = {
  /** Runs every round until it finds nothing more to do; false when that takes longer than `seconds`. */
  finished: (seconds: number) => Promise<boolean>
  /** Ends after the rounds under way. */
  close: () => Promise<void>
}

/** Runs each round again and again: at once while it finds work, else after `everyMs`. A failed round is reported and tried again. */
export function openRounds(rounds: Round[], onError: (error: unknown) => void): Rounds {
  const ending = new AbortController()
  const going = rounds.map((round) => goRound(round, ending.signal, onError))
  return {
    finished: async (seconds) => {
      const until = performance.now() + seconds * 1000
      for (const { run } of rounds) while ((await run()) > 0) if (performance.now() > until) return false
      return true
    },
    close: async () => {
      ending.abort()
      await Promise.all(going)
    },
  }
}

async function goRound({ everyMs, run }: Round, ending: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  while (!ending.aborted) {
    const done = await run().catch((error: unknown) => {
      onError(error)
      return 0
    })
    if (done === 0) await pause(everyMs, undefined, { signal: ending }).catch(() => {})
  }
}
