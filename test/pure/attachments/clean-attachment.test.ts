import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Invalid } from '../../../src/errors.ts'
import { attachmentLimits, checkUploads, fileName } from '../../../src/intake/attachments.ts'
import { cleanAttachment } from '../../../src/intake/clean-attachment.ts'
import { photoWithPlace, smallPdf } from './small-files.ts'

const unscanned = async () => 'unscanned' as const
const clean = (name: string, bytes: Uint8Array) => cleanAttachment({ name, bytes }, unscanned)

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(() => null).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Invalid)
  return (error as Invalid).fields.files?.zh ?? ''
}

describe('a photo handed in', () => {
  it('is turned upright and forgets where and with what it was taken', async () => {
    const taken = await photoWithPlace()
    expect((await sharp(taken).metadata()).exif).toBeDefined()

    const kept = await clean('插座.JPG', taken)

    const { exif, width, height, orientation } = await sharp(kept.bytes).metadata()
    expect({ exif, width, height, orientation }).toEqual({
      exif: undefined,
      width: 4,
      height: 6,
      orientation: undefined,
    })
    expect(Buffer.from(kept.bytes).includes('Camera of a citizen')).toBe(false)
    expect(kept).toMatchObject({ name: '插座.JPG', mediaType: 'image/jpeg', scan: 'unscanned' })
    expect(kept.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is kept no wider than 4096 pixels', async () => {
    const wide = await sharp({ create: { width: 5000, height: 10, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    const kept = await clean('a.png', wide)
    expect((await sharp(kept.bytes).metadata()).width).toBe(4096)
  })

  it('is refused when cut short', async () => {
    const whole = await photoWithPlace()
    expect(await refusalOf(clean('a.jpg', whole.subarray(0, 200)))).toContain('打不开')
  })

  it('is refused when it would unpack to more pixels than the limit', async () => {
    const side = Math.ceil(Math.sqrt(attachmentLimits.pixels)) + 1
    const bomb = await sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(attachmentLimits.bytes)
    expect(await refusalOf(clean('a.png', bomb))).toContain('图像过大')
  }, 30_000)
})

describe('a document handed in', () => {
  it('is kept byte for byte when it opens', async () => {
    const kept = await clean('收据.pdf', smallPdf())
    expect(kept.mediaType).toBe('application/pdf')
    expect(Buffer.from(kept.bytes).equals(smallPdf())).toBe(true)
  })

  it('is refused when it only begins like a PDF', async () => {
    expect(await refusalOf(clean('收据.pdf', new TextEncoder().encode('%PDF-1.4\nnothing')))).toContain('打不开')
  })
})

describe('a file that is not what it says', () => {
  it('is refused when its bytes are of no allowed type', async () => {
    expect(await refusalOf(clean('photo.jpg', new TextEncoder().encode('MZ a program')))).toContain('不是 JPG')
  })

  it('is refused when its extension claims another type', async () => {
    expect(await refusalOf(clean('收据.png', smallPdf()))).toContain('与扩展名不符')
  })

  it('is refused when the scanner finds a virus in it', async () => {
    const upload = { name: '收据.pdf', bytes: smallPdf() }
    expect(await refusalOf(cleanAttachment(upload, async () => 'infected'))).toContain('病毒')
  })
})

describe('the files of one filing', () => {
  const small = { name: 'a.pdf', bytes: smallPdf() }

  it('are at most five, none empty, none over 10 MB', () => {
    expect(() => checkUploads(Array.from({ length: 5 }, () => small))).not.toThrow()
    expect(() => checkUploads(Array.from({ length: 6 }, () => small))).toThrow(Invalid)
    expect(() => checkUploads([{ name: 'a.pdf', bytes: new Uint8Array() }])).toThrow(Invalid)
    expect(() => checkUploads([{ name: 'a.pdf', bytes: new Uint8Array(attachmentLimits.bytes + 1) }])).toThrow(Invalid)
  })

  it('lose folders and hidden characters from their names', () => {
    expect(fileName('C:\\fakepath\\照片 1.jpg')).toBe('照片 1.jpg')
    expect(fileName('../../etc/a.pdf')).toBe('a.pdf')
    expect(fileName('gpj.\u202Eexe.pdf')).toBe('gpj.exe.pdf')
    expect(fileName('')).toBe('file')
    expect(fileName(`${'长'.repeat(300)}.jpeg`)).toBe(`${'长'.repeat(90)}.jpeg`)
  })
})
