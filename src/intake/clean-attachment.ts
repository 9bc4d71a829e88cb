import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { getDocumentProxy } from 'unpdf'
import {
  type AttachmentType,
  attachmentLimits,
  checkUploads,
  fileName,
  refused,
  typeOfUpload,
  type Upload,
} from './attachments.ts'
import type { ScanAttachment } from './scan-attachment.ts'

/** A file fit to be kept: type proved, opened once, photographs without the place and camera they were taken with. */
export type CleanAttachment = {
  name: string
  mediaType: AttachmentType
  bytes: Uint8Array
  sha256: string
  scan: 'clean' | 'unscanned'
}

/**
 * Checks one file (after `checkUploads`) and makes it fit to be kept. A photo is turned upright, re-encoded and loses its EXIF, and
 * with it GPS; a PDF must open. Throws Invalid on the field `files`, saying which file and what to do.
 */
export async function cleanAttachment(upload: Upload, scan: ScanAttachment): Promise<CleanAttachment> {
  const name = fileName(upload.name)
  const mediaType = await typeOfUpload(upload)
  const verdict = await scan(upload.bytes)
  if (verdict === 'infected') throw refused(infected(name))
  const bytes =
    mediaType === 'application/pdf'
      ? await openedPdf(name, upload.bytes)
      : await cleanImage(name, mediaType, upload.bytes)
  return { name, mediaType, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), scan: verdict }
}

/** All files of a filing, one after the other: five photos decoded at once would be a gigabyte. Throws Invalid on the field `files`. */
export async function cleanAttachments(uploads: Upload[], scan: ScanAttachment): Promise<CleanAttachment[]> {
  checkUploads(uploads)
  const cleaned: CleanAttachment[] = []
  for (const upload of uploads) cleaned.push(await cleanAttachment(upload, scan))
  return cleaned
}

/** The longest side a photo is kept at; a street sign is readable far below it. */
const sideMax_px = 4096

async function cleanImage(
  name: string,
  type: Exclude<AttachmentType, 'application/pdf'>,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  try {
    const upright = sharp(bytes, { limitInputPixels: attachmentLimits.pixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: sideMax_px, height: sideMax_px, fit: 'inside', withoutEnlargement: true })
    // sharp writes no metadata unless told to, which is what strips EXIF, GPS, XMP and embedded thumbnails.
    if (type === 'image/jpeg') return await upright.jpeg({ quality: 85 }).toBuffer()
    if (type === 'image/png') return await upright.png().toBuffer()
    return await upright.webp({ quality: 85 }).toBuffer()
  } catch {
    throw refused({
      zh: `“${name}”打不开或图像过大，请重新拍照或截图后上传`,
      en: `“${name}” cannot be opened or is too large an image; take the photo again`,
    })
  }
}

async function openedPdf(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  // pdf.js takes the buffer it is given away from us, so it gets a copy.
  const document = await getDocumentProxy(bytes.slice()).catch(() => null)
  if (!document) {
    throw refused({
      zh: `“${name}”打不开，可能已损坏或有密码，请去掉密码后重新上传`,
      en: `“${name}” cannot be opened: it is damaged or has a password; remove the password and send it again`,
    })
  }
  const pages = document.numPages
  await document.loadingTask.destroy()
  if (pages > attachmentLimits.pages) {
    throw refused({
      zh: `“${name}”有 ${pages} 页，最多 ${attachmentLimits.pages} 页`,
      en: `“${name}” has ${pages} pages; at most ${attachmentLimits.pages}`,
    })
  }
  return bytes
}

function infected(name: string) {
  return {
    zh: `“${name}”被查出病毒，没有保存；请换一台设备重新拍照或导出`,
    en: `A virus was found in “${name}” and it was not kept; take or export it again on another device`,
  }
}
