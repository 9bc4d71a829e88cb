type Corner = { point: number[]; value: number }

const STEPS_MAX = 4000
const RESTARTS = 3
const SPREAD_MIN = 1e-10

/**
 * Where a function of a few variables is least, by Nelder & Mead's simplex (1965), begun again from what it found because a
 * flattened simplex may stop early.
 */
export function leastAt(lost: (point: readonly number[]) => number, start: readonly number[]): Corner {
  let best: Corner = { point: [...start], value: lost(start) }
  for (let round = 0; round < RESTARTS; round += 1) {
    const found = descend(lost, best.point)
    const gained = best.value - found.value
    if (found.value < best.value) best = found
    if (gained < 1e-9 * (1 + Math.abs(best.value))) break
  }
  return best
}

function descend(lost: (point: readonly number[]) => number, start: readonly number[]): Corner {
  const at = (point: number[]): Corner => ({ point, value: lost(point) })
  const corners = [at([...start]), ...start.map((_, i) => at(start.map((x, j) => (i === j ? x + 0.5 : x))))]
  for (let step = 0; step < STEPS_MAX; step += 1) {
    corners.sort((a, b) => a.value - b.value)
    const [best, worst] = [corners[0] as Corner, corners.at(-1) as Corner]
    if (worst.value - best.value < SPREAD_MIN * (1 + Math.abs(best.value))) break
    const centre = start.map(
      (_, i) => corners.slice(0, -1).reduce((sum, { point }) => sum + (point[i] as number), 0) / start.length,
    )
    const along = (by: number) => at(centre.map((x, i) => x + by * (x - (worst.point[i] as number))))
    const next = improve(along, corners)
    if (next) corners[corners.length - 1] = next
    else
      corners.splice(
        1,
        Infinity,
        ...corners.slice(1).map(({ point }) => at(point.map((x, i) => (x + (best.point[i] as number)) / 2))),
      )
  }
  return corners.reduce((best, corner) => (corner.value < best.value ? corner : best))
}

/** Reflection, expansion or contraction of the worst corner; null when the simplex must shrink. */
function improve(along: (by: number) => Corner, corners: Corner[]): Corner | null {
  const [best, second, worst] = [corners[0] as Corner, corners.at(-2) as Corner, corners.at(-1) as Corner]
  const reflected = along(1)
  if (reflected.value < best.value) {
    const expanded = along(2)
    return expanded.value < reflected.value ? expanded : reflected
  }
  if (reflected.value < second.value) return reflected
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5)
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null
}
