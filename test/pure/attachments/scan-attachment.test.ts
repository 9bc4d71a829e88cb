import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { attachmentScanner } from '../../../src/intake/scan-attachment.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Speaks clamd's side of INSTREAM: reads the chunks and answers by what they hold. */
async function clamdThat(answer: (stream: Buffer) => string): Promise<{ address: string; received: Buffer[] }> {
  const received: Buffer[] = []
  const server = createServer((socket) => {
    let waiting = Buffer.alloc(0)
    socket.on('data', (part) => {
      waiting = Buffer.concat([waiting, part as Buffer])
      const stream = wholeStream(waiting)
      if (!stream) return
      received.push(stream)
      socket.end(`${answer(stream)}\0`)
    })
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

const command = 'zINSTREAM\0'

function wholeStream(bytes: Buffer): Buffer | null {
  if (!bytes.toString('latin1').startsWith(command)) return null
  const chunks: Buffer[] = []
  let at = command.length
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (at + 4 + length > bytes.length) return null
    chunks.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

describe('the scanner', () => {
  it('sends every byte to clamd and believes its answer', async () => {
    const daemon = await clamdThat((stream) =>
      stream.includes('EVIL') ? 'stream: Test-Signature FOUND' : 'stream: OK',
    )
    const scan = attachmentScanner(daemon.address, () => undefined)
    const large = Buffer.alloc(200_000, 7)

    expect(await scan(large)).toBe('clean')
    expect(await scan(new TextEncoder().encode('EVIL'))).toBe('infected')
    expect(daemon.received[0]?.equals(large)).toBe(true)
  })

  it('says unscanned, and tells the operator, when clamd is away or makes no sense', async () => {
    const failures: unknown[] = []
    const gone = attachmentScanner('127.0.0.1:1', (error) => failures.push(error))
    expect(await gone(new Uint8Array(3))).toBe('unscanned')

    const confused = await clamdThat(() => 'INSTREAM size limit exceeded. ERROR')
    const scan = attachmentScanner(confused.address, (error) => failures.push(error))
    expect(await scan(new Uint8Array(3))).toBe('unscanned')
    expect(failures).toHaveLength(2)
  })

  it('says unscanned when no daemon is configured', async () => {
    const scan = attachmentScanner(null, () => expect.unreachable())
    expect(await scan(new Uint8Array(3))).toBe('unscanned')
  })
})
