const tail = 0.025
const halvings = 60

/**
 * The exact 95 % interval of a share (Clopper and Pearson, Biometrika 26, 1934), which never promises too much: the shares at which as many or
 * more, and as few or fewer, would each be seen once in forty times. Found by halving.
 */
export function clopperPearson(yes: number, of: number): { low: number; high: number } {
  return {
    low: yes === 0 ? 0 : where((share) => 1 - atMost(yes - 1, of, share) < tail),
    high: yes === of ? 1 : where((share) => atMost(yes, of, share) > tail),
  }
}

/** The share up to which this holds. */
function where(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** P(X ≤ yes) for X binomial, term by term in logarithms. */
function atMost(yes: number, of: number, share: number): number {
  let log = of * Math.log1p(-share)
  let sum = Math.exp(log)
  for (let k = 1; k <= yes; k += 1) {
    log += Math.log((of - k + 1) / k) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(log)
  }
  return sum
}
