import type { LinkOfCase } from '../../../alerts/links/find-links-of.ts'
import { LINK_REASON_UNITS_MAX } from '../../../alerts/links/link-decisions.ts'
import type { Said } from '../../../errors.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Reasons } from '../../case-parts.tsx'
import { TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, Notice } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** What was tried and refused of one link, so that nothing typed is lost. */
export type LinkTried = { noticeId: number; reason: string; said: Said }

/** On the case page: recalls that look like what is complained of, with why, and saying so or not in one click. */
export function LinksPanel(props: { caseId: number; links: LinkOfCase[]; tried: LinkTried | null }) {
  const { caseId, links, tried } = props
  if (links.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="看起来相同的召回和不合格样品" en="Recalls and failed samples that look like this" />
      </h2>
      {links.map((link) => (
        <OneLink caseId={caseId} link={link} tried={tried?.noticeId === link.noticeId ? tried : null} />
      ))}
    </>
  )
}

function OneLink({ caseId, link, tried }: { caseId: number; link: LinkOfCase; tried: LinkTried | null }) {
  return (
    <section class="part" aria-labelledby={`recall-${link.noticeId}`}>
      <h3 id={`recall-${link.noticeId}`}>
        <a href={alertPaths.notice(link.noticeId)}>{link.titleZh ?? link.title}</a>
      </h3>
      <p class="badges">
        <LinkBadge link={link} />{' '}
        {link.afterRecall && <Badge tone="red" zh="召回之后仍发生" en="happened after the recall" />}
      </p>
      {link.publishedOn && (
        <p class="hint">
          <Both zh={`召回发布于 ${link.publishedOn}`} en={`recalled on ${link.publishedOn}`} />
        </p>
      )}
      <Reasons reasons={link.because} />
      {link.decidedByPerson && link.reason && <p class="hint">{link.reason}</p>}
      <DecideForm caseId={caseId} link={link} tried={tried} />
    </section>
  )
}

function LinkBadge({ link: { state, tier, score, decidedByPerson } }: { link: LinkOfCase }) {
  if (state === 'rejected') return <Badge zh="已确认不是" en="not this one" />
  if (state === 'confirmed')
    return decidedByPerson ? (
      <Badge tone="good" zh="已确认" en="confirmed" />
    ) : (
      <Badge tone="good" zh="编号一致，自动关联" en="linked by identifier" />
    )
  if (state === 'shown') return <Badge zh="仅文字相近，供参考" en="only alike in words" />
  return tier === 'name' ? (
    <Badge tone="orange" zh="名称一致，请确认" en="same name: please confirm" />
  ) : (
    <Badge tone="yellow" zh={`相似 ${score.toFixed(2)}，请核对`} en="alike: please check" />
  )
}

/** Two buttons; a reason may be given. What stands is not offered again. */
function DecideForm({ caseId, link, tried }: { caseId: number; link: LinkOfCase; tried: LinkTried | null }) {
  const path = bureauPaths.recallLink(caseId, link.noticeId)
  const settled = link.decidedByPerson
  return (
    <Form action={`${path}/confirmation`}>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <TextField
        name={`recall-${link.noticeId}-reason`}
        label={{ zh: '说明', en: 'Reason' }}
        maxlength={LINK_REASON_UNITS_MAX}
        value={tried?.reason}
      />
      <p class="actions">
        {!(settled && link.state === 'confirmed') && (
          <button type="submit">
            <Both zh="是同一产品" en="Same product" />
          </button>
        )}{' '}
        {!(settled && link.state === 'rejected') && (
          <button type="submit" class="quiet" formaction={`${path}/rejection`}>
            <Both zh="不是" en="Not this one" />
          </button>
        )}
      </p>
    </Form>
  )
}
