import { may, type Permission } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import type { Said } from '../../errors.ts'
import { alertPaths } from '../alert-paths.ts'
import { Both } from '../parts.tsx'
import { assessmentPaths } from './assessment/assessment-paths.ts'
import { responsePaths } from './response/response-paths.ts'

/** A matter that may be taken further. */
type Matter = { kind: 'case' | 'incident' | 'signal' | 'assessment' | 'warning'; id: number }
type Way = Said & { needs: Permission; href: (matter: Matter) => string | null }

const ways: Way[] = [
  {
    zh: '写一份风险评估',
    en: 'Write a risk assessment',
    needs: 'assess_risks',
    href: ({ kind, id }) => (kind === 'assessment' || kind === 'warning' ? null : assessmentPaths.about({ kind, id })),
  },
  {
    zh: '拟写质量预警',
    en: 'Write a quality warning',
    needs: 'write_quality_warnings',
    href: ({ kind, id }) => (kind === 'warning' ? null : alertPaths.newWarningAbout({ kind, id })),
  },
  {
    zh: '启动处置行动',
    en: 'Open a response',
    needs: 'open_responses',
    href: ({ kind, id }) => (kind === 'incident' ? null : responsePaths.from({ kind, id })),
  },
]

/** Where a matter may be taken further by this reader; nothing when it may not. */
export function Onward({ actor, subject }: { actor: Actor; subject: Matter }) {
  const open = ways.flatMap(({ needs, href, ...said }) => {
    const path = may(actor, needs) ? href(subject) : null
    return path === null ? [] : [{ ...said, path }]
  })
  if (open.length === 0) return null
  return (
    <p class="actions">
      {open.map(({ zh, en, path }) => (
        <a class="button quiet" href={path}>
          <Both zh={zh} en={en} />
        </a>
      ))}
    </p>
  )
}
