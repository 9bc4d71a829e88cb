import { connect, type Socket } from 'node:net'

export type Load = { requests: number; seconds: number; failed: number; latencies_ms: number[] }

/**
 * Sends `body(n)` by POST from `clients` kept-alive connections, each with one request under way, for `seconds`.
 * A bare socket reader: on two cores a comfortable client would measure itself.
 */
export async function postLoad(options: {
  /** Clients are dealt out over these in turn. */
  ports: number[]
  path: string
  clients: number
  seconds: number
  body: (n: number) => string
}): Promise<Load> {
  const load: Load = { requests: 0, seconds: 0, failed: 0, latencies_ms: [] }
  const start = performance.now()
  const until = start + options.seconds * 1000
  let sent = 0
  const client = async (_: unknown, nth: number) => {
    const socket = await open(options.ports[nth % options.ports.length] ?? 0)
    while (performance.now() < until) {
      const began = performance.now()
      const status = await exchange(socket, requestOf(options.path, options.body(sent++)))
      load.latencies_ms.push(performance.now() - began)
      load.requests += 1
      if (status !== 201) load.failed += 1
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: options.clients }, client))
  load.seconds = (performance.now() - start) / 1000
  load.latencies_ms.sort((a, b) => a - b)
  return load
}

/** The `share` quantile (0–1) of sorted values. */
export function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}

function requestOf(path: string, body: string): Buffer {
  const bytes = Buffer.from(body)
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}

/** Answers the status once the whole response is here; our responses carry a content-length. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let held: Buffer = Buffer.alloc(0)
    const onData = (chunk: Buffer) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      const headEnd = held.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const head = held.toString('latin1', 0, headEnd)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (held.length < headEnd + 4 + length) return
      done()
      resolve(Number(head.slice(9, 12)))
    }
    const onEnd = () => {
      done()
      reject(new Error('connection closed'))
    }
    const done = () => socket.off('data', onData).off('close', onEnd).off('error', onEnd)
    socket.on('data', onData).on('close', onEnd).on('error', onEnd)
    socket.write(request)
  })
}
