import type { RecallOfCase } from '../../alerts/recalls/find-recalls-of-case.ts'
import { Both, Notice } from '../parts.tsx'
import { recallPaths } from '../recalls/recall-paths.ts'

/** That the product is recalled, or may be one that is: which, and what its owner should do now. Nothing where there is no such recall. */
export function TrackRecalls({ recalls }: { recalls: RecallOfCase[] }) {
  if (recalls.length === 0) return null
  return (
    <Notice tone="orange" title={{ zh: '您说的产品可能正在召回', en: 'The product you told of may be recalled' }}>
      {recalls.map(({ noticeId, title, advice }) => (
        <>
          <p>
            <a href={recallPaths.recall(noticeId)}>{title}</a>
          </p>
          <p class="written">{advice}</p>
        </>
      ))}
      <p>
        <Both
          zh="是否退换不影响您的投诉举报，案件照常办理。"
          en="Whatever you get for it, your case is handled all the same."
        />
      </p>
    </Notice>
  )
}
