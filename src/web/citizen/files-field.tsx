import type { Said } from '../../errors.ts'
import { attachmentLimits } from '../../intake/attachments.ts'
import { Field } from '../fields.tsx'

/** Photos or PDFs to hand in. `lost` says that some had been chosen, for a browser forgets them. */
export function FilesField({ error, lost, name = 'files' }: { error: Said | undefined; lost: boolean; name?: string }) {
  return (
    <Field
      name={name}
      label={{ zh: '照片或 PDF', en: 'Photos or PDF' }}
      hint={{
        zh: `最多 ${attachmentLimits.files} 个，每个不超过 10 MB，JPG、PNG、WebP 或 PDF。照片里的拍摄地点等信息会自动删除。`,
        en: 'Up to 5, 10 MB each. The place and camera recorded in photos are removed.',
      }}
      error={error ?? (lost ? chooseAgain : undefined)}
      control={(attributes) => (
        <input
          {...attributes}
          type="file"
          multiple
          accept=".jpg,.jpeg,.png,.webp,.pdf"
          data-files={String(attachmentLimits.files)}
          data-bytes={String(attachmentLimits.bytes)}
          data-too-many="最多 5 个文件 At most 5 files"
          data-too-large="超过 10 MB Over 10 MB"
        />
      )}
    />
  )
}

const chooseAgain: Said = {
  zh: '浏览器不会保留选过的文件，请重新选择',
  en: 'Browsers do not keep chosen files; please choose them again',
}
