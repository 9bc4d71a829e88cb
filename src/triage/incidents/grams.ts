import { toSimplified } from '../normalise.ts'

/** Address and politeness say nothing about the event. */
const MANNERS =
  /尊敬的|敬爱的|各位|领导|您好|你好|书记|市长|局长|请问|反映|投诉|咨询|关于|建议|希望|举报|谢谢|请求|恳请|https?:\/\/[\x21-\x7e]*/g

/** Runs of letters and digits of a text: NFKC, lower case, simplified, without address and politeness. */
export function runsOf(text: string): string[] {
  const plain = toSimplified(text.normalize('NFKC').toLowerCase()).replace(MANNERS, ' ')
  return plain.split(/[^\p{L}\p{N}]+/u).filter((run) => run !== '')
}

/** The hashes of all grams of the runs, sorted, each as often as it stands there: pairs of characters, and triples where asked for. */
export function sortedGrams(runs: string[], sizes: readonly (2 | 3)[]): Uint32Array {
  const units = runs.reduce((sum, run) => sum + run.length, 0)
  const grams = new Uint32Array(units * sizes.length)
  let n = 0
  for (const run of runs) {
    for (const size of sizes) {
      for (let at = 0; at + size <= run.length; at += 1) {
        grams[n] = gramAt(run, at, size)
        n += 1
      }
    }
  }
  return grams.subarray(0, n).sort()
}

export function gramAt(run: string, at: number, size: 2 | 3): number {
  const pair = Math.imul(run.charCodeAt(at), 0x9e3779b1) ^ Math.imul(run.charCodeAt(at + 1), 0x85ebca6b)
  return mix(size === 2 ? pair : Math.imul(pair, 0x27d4eb2f) ^ Math.imul(run.charCodeAt(at + 2), 0xc2b2ae35))
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
