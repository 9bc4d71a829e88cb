import { may, type Permission } from '../../accounts/permissions.ts'
import type { SubjectAsked } from '../../alerts/risk-assessment/find-subject.ts'
import type { Actor } from '../../context.ts'
import type { Said } from '../../errors.ts'
import { alertPaths } from '../alert-paths.ts'
import { Both } from '../parts.tsx'
import { assessmentPaths } from './assessment/assessment-paths.ts'

const ways: (Said & { needs: Permission; href: (subject: SubjectAsked) => string })[] = [
  { zh: '写一份风险评估', en: 'Write a risk assessment', needs: 'assess_risks', href: assessmentPaths.about },
  {
    zh: '拟写质量预警',
    en: 'Write a quality warning',
    needs: 'write_quality_warnings',
    href: alertPaths.newWarningAbout,
  },
]

/** Where a matter may be taken further by this reader; nothing when it may not. */
export function Onward({ actor, subject }: { actor: Actor; subject: SubjectAsked }) {
  const open = ways.filter(({ needs }) => may(actor, needs))
  if (open.length === 0) return null
  return (
    <p class="onward">
      {open.map(({ zh, en, href }) => (
        <a class="button quiet" href={href(subject)}>
          <Both zh={zh} en={en} />
        </a>
      ))}
    </p>
  )
}
