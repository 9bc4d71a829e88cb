/**
 * Gathers items that arrive while earlier batches are on their way to the disk, so that one durable commit carries many
 * acknowledged complaints instead of one. An item that arrives when nothing is under way leaves at once: no timer. Beside a batch
 * under way only `companions` items or more set out, because a small batch costs the database nearly as much as a large one.
 *
 * `flush` gets up to `maxBatch` items and answers one result per item, in order. When it throws, its items are flushed again
 * one by one, so that a bad row fails alone; `flush` must therefore be safe to repeat.
 */
export function groupCommit<Item, Result>(options: {
  flush: (items: Item[]) => Promise<Result[]>
  maxInFlight: number
  companions: number
  maxBatch: number
}): { commit: (item: Item) => Promise<Result>; drained: () => Promise<void> } {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void }
  let waiting: Waiting[] = []
  const inFlight = new Set<Promise<void>>()

  const depart = () => {
    while (inFlight.size < options.maxInFlight && waiting.length >= (inFlight.size === 0 ? 1 : options.companions)) {
      const batch = waiting.slice(0, options.maxBatch)
      waiting = waiting.slice(options.maxBatch)
      const flight = carry(batch).finally(() => {
        inFlight.delete(flight)
        depart()
      })
      inFlight.add(flight)
    }
  }

  const carry = async (batch: Waiting[]): Promise<void> => {
    try {
      const results = await options.flush(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const alone of batch) await carry([alone])
    }
  }

  return {
    commit: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        // Requests of the same turn of the event loop leave together.
        setImmediate(depart)
      }),
    drained: async () => {
      while (waiting.length > 0 || inFlight.size > 0) {
        depart()
        await Promise.race(inFlight)
      }
    },
  }
}
