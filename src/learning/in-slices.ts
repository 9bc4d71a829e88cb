import { setImmediate as others } from 'node:timers/promises'

/** Drives work that stops after every slice, and lets requests that wait go first: a model is taught in the process that serves. */
export async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  let step = work.next()
  while (!step.done) {
    await others()
    step = work.next()
  }
  return step.value
}
