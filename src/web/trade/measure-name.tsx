import { Both } from '../parts.tsx'

/** A measure by its Chinese title with the original beside it; by the original alone where its source has no Chinese. */
export function MeasureName({ title, titleZh }: { title: string; titleZh: string | null }) {
  return titleZh === null ? <span lang="en">{title}</span> : <Both zh={titleZh} en={title} />
}
