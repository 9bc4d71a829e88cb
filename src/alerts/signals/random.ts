/** Numbers in [0, 1), handed in so that every result can be repeated. */
export type RandomSource = () => number

/** A small generator with a seed (mulberry32, Ettinger 2017): the same seed gives the same numbers on every machine. */
export function seeded(seed: number): RandomSource {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Puts the values in random order, in place (Fisher–Yates). */
export function shuffle(values: Uint32Array, random: RandomSource): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const moved = values[i] as number
    values[i] = values[j] as number
    values[j] = moved
  }
}
