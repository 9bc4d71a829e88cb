import type { Said } from '../../errors.ts'
import { attachmentLimits } from '../../intake/attachments.ts'
import { Field } from '../fields.tsx'

type FilesProps = {
  error: Said | undefined
  /** Some had been chosen before: a browser forgets them. */
  lost: boolean
  name?: string
  label?: Said
  hint?: Said
  accept?: string
  most?: number
}

/** Photos or PDFs to hand in. */
export function FilesField({
  error,
  lost,
  name = 'files',
  label = { zh: '照片或 PDF', en: 'Photos or PDF' },
  hint = manyHint,
  accept = '.jpg,.jpeg,.png,.webp,.pdf',
  most = attachmentLimits.files,
}: FilesProps) {
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      error={error ?? (lost ? chooseAgain : undefined)}
      control={(attributes) => (
        <input
          {...attributes}
          type="file"
          multiple={most > 1}
          accept={accept}
          data-files={String(most)}
          data-bytes={String(attachmentLimits.bytes)}
          data-too-many={`最多 ${most} 个文件 At most ${most} files`}
          data-too-large="超过 10 MB Over 10 MB"
        />
      )}
    />
  )
}

const manyHint: Said = {
  zh: `最多 ${attachmentLimits.files} 个，每个不超过 10 MB，JPG、PNG、WebP 或 PDF。照片里的拍摄地点等信息会自动删除。`,
  en: 'Up to 5, 10 MB each. The place and camera recorded in photos are removed.',
}
const chooseAgain: Said = {
  zh: '浏览器不会保留选过的文件，请重新选择',
  en: 'Browsers do not keep chosen files; please choose them again',
}
