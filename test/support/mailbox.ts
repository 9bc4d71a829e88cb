import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A real SMTP server that keeps what it accepts, by Message-ID. */
export type Mailbox = { url: string; received: Map<string, string[]>; connections: () => number }

/** Opens a mail system on a free port until the end of the test. */
export async function openMailbox(): Promise<Mailbox> {
  const received = new Map<string, string[]>()
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect: (_session, accept) => {
      connections += 1
      accept()
    },
    onData: (stream, _session, accept) => {
      text(stream).then(
        (message) => {
          const id = /^Message-ID:\s*(<[^>]+>)/im.exec(message)?.[1] ?? ''
          received.set(id, [...(received.get(id) ?? []), message])
          accept()
        },
        // The sender was cut off: nothing was received.
        (error: Error) => accept(error),
      )
    },
  })
  // A sender that is killed cuts its connections; that is its fault, not the mailbox's.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port')
  return { url: `smtp://127.0.0.1:${address.port}`, received, connections: () => connections }
}
