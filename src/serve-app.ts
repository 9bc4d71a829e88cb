import type { Server } from 'node:http'
import { serve } from '@hono/node-server'

export type Serving = { port: number; close: () => Promise<void> }

/** Serves `fetch` over HTTP. `close` refuses new connections, answers every request under way, then ends. */
export function serveApp(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, (address) => {
      resolve({ port: address.port, close: () => drain(server) })
    }) as Server
    server.on('error', reject)
  })
}

/** A kept-alive connection would hold the server open for as long as its client likes, so each is told to go after its answer. */
function drain(server: Server): Promise<void> {
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle)
      resolve()
    })
  })
}
