import { connect, type Socket } from 'node:net'

export type ScanVerdict = 'clean' | 'infected' | 'unscanned'
export type ScanAttachment = (bytes: Uint8Array) => Promise<ScanVerdict>

/** A chunk must stay below clamd's StreamMaxLength per write; the daemon's own default maximum for a whole stream is 25 MB or more. */
const chunkBytes = 64 * 1024
const patience_ms = 20_000

/**
 * Makes the scanner. With `clamd` (`host:port`) a ClamAV daemon looks at every file; without it every file is `unscanned`. A daemon that
 * does not answer leaves the file `unscanned` too and is reported to `onFailure`: a report of danger must not wait for a virus
 * scanner, and whoever opens the file sees that nobody has looked at it.
 */
export function attachmentScanner(clamd: string | null, onFailure: (error: unknown) => void): ScanAttachment {
  if (clamd === null) return async () => 'unscanned'
  const { hostname, port } = new URL(`tcp://${clamd}`)
  const daemon = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) }
  return async (bytes) => {
    try {
      return await askClamd(daemon, bytes)
    } catch (error) {
      onFailure(error)
      return 'unscanned'
    }
  }
}

/**
 * ClamAV's INSTREAM: `zINSTREAM\0`, then chunks each behind its length in four bytes, ended by a zero length; the daemon answers
 * `stream: OK` or `stream: NAME FOUND`. Source: clamd(8), section COMMANDS. Throws on anything else.
 */
function askClamd(daemon: { host: string; port: number }, bytes: Uint8Array): Promise<'clean' | 'infected'> {
  return new Promise((resolve, reject) => {
    const socket = connect(daemon, () => sendStream(socket, bytes))
    let answer = ''
    socket.setTimeout(patience_ms, () => socket.destroy(new Error('clamd did not answer in time')))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const said = answer.replace(/\0/g, '').trim()
      if (said === 'stream: OK') resolve('clean')
      else if (said.endsWith(' FOUND')) resolve('infected')
      else reject(new Error(`clamd answered ${said.slice(0, 200) || 'nothing'}`))
    })
  })
}

function sendStream(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0')
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    const chunk = bytes.subarray(start, start + chunkBytes)
    socket.write(lengthOf(chunk.length))
    socket.write(chunk)
  }
  // Not end(): clamd takes a half-closed stream for an aborted one.
  socket.write(lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}
