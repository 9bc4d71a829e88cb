import { fileTypeFromBuffer } from 'file-type'
import { Invalid, type Said } from '../errors.ts'

/** What may be handed in with one filing. Pixels are counted before decoding, against images that unpack to gigabytes. */
export const attachmentLimits = {
  files: 5,
  bytes: 10 * 1024 * 1024,
  pixels: 60_000_000,
  pages: 300,
} as const

export const attachmentTypes = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
} as const

export type AttachmentType = keyof typeof attachmentTypes

/** A file as it arrived: the name and bytes somebody sent, nothing believed yet. */
export type Upload = { name: string; bytes: Uint8Array }

/** A file name fit to be stored and shown: no folders, no control or direction characters, at most 100 characters. */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  const dot = plain.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  return `${[...stem].slice(0, 90).join('') || 'file'}${extension.slice(0, 10)}`
}

/** Checks number and sizes of all files of a filing. Throws Invalid on the field `files`. */
export function checkUploads(uploads: Upload[]): void {
  if (uploads.length > attachmentLimits.files) {
    throw refused({
      zh: `最多上传 ${attachmentLimits.files} 个文件，请减少后重新选择`,
      en: `At most ${attachmentLimits.files} files; please choose fewer`,
    })
  }
  for (const { name, bytes } of uploads) {
    if (bytes.length === 0) throw refused({ zh: `“${fileName(name)}”是空文件`, en: `“${fileName(name)}” is empty` })
    if (bytes.length > attachmentLimits.bytes) {
      throw refused({
        zh: `“${fileName(name)}”超过 10 MB，请压缩后重新选择`,
        en: `“${fileName(name)}” is over 10 MB; please choose a smaller one`,
      })
    }
  }
}

/**
 * The type of a file as its first bytes prove it. Throws Invalid when it is not a photo or PDF, or when the name claims another
 * type: a program that calls itself a photo is turned away here.
 */
export async function typeOfUpload({ name, bytes }: Upload): Promise<AttachmentType> {
  const found = await fileTypeFromBuffer(bytes)
  const type = found && isAttachmentType(found.mime) ? found.mime : null
  if (!type) {
    throw refused({
      zh: `“${fileName(name)}”不是 JPG、PNG、WebP 照片或 PDF，请换一个文件`,
      en: `“${fileName(name)}” is not a JPG, PNG or WebP photo or a PDF; please choose another`,
    })
  }
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  const known: readonly string[] = attachmentTypes[type]
  if (!known.includes(extension)) {
    throw refused({
      zh: `“${fileName(name)}”的内容是 ${known[0]}，与扩展名不符，请改正扩展名`,
      en: `“${fileName(name)}” holds a ${known[0]} file under another extension; please correct its name`,
    })
  }
  return type
}

/** An Invalid on the field of the form that takes files. */
export function refused(said: Said): Invalid {
  return new Invalid(
    { zh: '附件需要修改，请看提示。', en: 'The attachments need a change; see the note.' },
    { files: said },
  )
}

function isAttachmentType(mime: string): mime is AttachmentType {
  return mime in attachmentTypes
}
