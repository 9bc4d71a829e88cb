import { type Reviewed, type ReviewOutcome, saidKinds } from '../../../cases/dispatch/correct-reading.ts'
import type { DecidedAsked, DecidedCase } from '../../../cases/dispatch/list-decided.ts'
import { leafNamed } from '../../../cases/inbox/list-inbox.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Reasons } from '../../case-parts.tsx'
import { Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, DangerBadge, dangerWords, Notice, Pagination } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName, StateBadge } from '../case/case-badges.tsx'
import { kindNames } from '../case/case-names.ts'
import { markText } from '../case/marked-text.ts'
import { LeafOptions } from '../leaf-field.tsx'
import { BureauOptions, percent } from './dispatch-choices.tsx'
import { ReviewFilters, reviewsHref } from './review-filters.tsx'

/** The correction that was refused: what was typed and why. */
export type ReviewTried = { caseId: number; reviewed: Reviewed; said: Said; fields: Record<string, Said> }

type ReviewPageProps = {
  cases: DecidedCase[]
  more: boolean
  asked: DecidedAsked
  /** Whose form stands open. */
  open: number | null
  done: ReviewOutcome | null
  tried: ReviewTried | null
  city: City
}

/** What the machine gave to bureaus by itself, to be confirmed or overruled. */
export function ReviewPage({ cases, more, asked, open, done, tried, city }: ReviewPageProps) {
  return (
    <>
      <h1>
        <Both zh="机器分派复核" en="What the machine decided" />
      </h1>
      <p class="lead">
        <Both
          zh="确认或更正都会留存，供模型学习；更正会按规则改派、重新计时。"
          en="Every confirmation and correction is kept to learn from; a correction moves the case by the rules."
        />
      </p>
      {done && <Outcome done={done} />}
      <ReviewFilters asked={asked} city={city} />
      {cases.length === 0 && (
        <p class="empty">
          <Both zh="没有符合条件的来件。" en="Nothing fits these filters." />
        </p>
      )}
      <ul class="task-list">
        {cases.map((decided) => (
          <li class="card" id={`case-${decided.id}`}>
            <Decided
              decided={decided}
              asked={asked}
              open={open === decided.id}
              tried={tried?.caseId === decided.id ? tried : null}
              city={city}
            />
          </li>
        ))}
      </ul>
      {!asked.sample && (
        <Pagination
          page={asked.page}
          pages={asked.page + (more ? 1 : 0)}
          hrefOf={(page) => reviewsHref({ ...asked, page })}
        />
      )}
    </>
  )
}

const outcomes: Record<ReviewOutcome['outcome'], Said> = {
  confirmed: { zh: '已确认，未作改动。', en: 'Confirmed; nothing was changed.' },
  moved: { zh: '已更正，案件已按新的研判办理。', en: 'Corrected; the case follows.' },
  kept: {
    zh: '已记下更正供学习；案件已答复，不再改派。',
    en: 'Kept to learn from; the case was answered and stays with its bureau.',
  },
}

function Outcome({ done: { caseId, outcome } }: { done: ReviewOutcome }) {
  return (
    <div role="status">
      <Notice tone="good">
        <p>
          <a href={bureauPaths.case(caseId)}>#{caseId}</a> <Both {...outcomes[outcome]} />
        </p>
      </Notice>
    </div>
  )
}

type DecidedProps = {
  decided: DecidedCase
  asked: DecidedAsked
  open: boolean
  tried: ReviewTried | null
  city: City
}

function Decided({ decided, asked, open, tried, city }: DecidedProps) {
  const { id, title, text, receivedAt, state, leaf, lead, danger, kind, words, reviewedAt, holds } = decided
  const stands = holds.leaf === leaf.value && holds.lead === lead.value && holds.danger === danger.level
  return (
    <>
      <h2 class="first">
        <a href={bureauPaths.case(id)}>{title}</a> <span class="case-number">#{id}</span>
      </h2>
      <p class="badges">
        <StateBadge state={state} /> <DangerBadge danger={danger.level} />{' '}
        {reviewedAt !== null && <Badge tone="good" zh={`✓ ${shanghaiTime(reviewedAt)} 看过`} en="reviewed" />}
        {!stands && <Badge tone="yellow" zh="已由人更正" en="overruled" />}
      </p>
      <p class="written">
        {markText(text, words, []).map((stretch) => (stretch.decided ? <mark>{stretch.text}</mark> : stretch.text))}
      </p>
      <p>
        → <BureauName city={city} id={lead.value} /> <span class="number">{percent(lead.confidence)}</span> ·{' '}
        <Both {...leafNamed(city, leaf.value)} /> <span class="number">{percent(leaf.confidence)}</span> ·{' '}
        <Both {...kindNames[kind]} /> <span class="hint">{shanghaiTime(receivedAt)}</span>
      </p>
      {danger.level >= 2 && <Reasons reasons={danger.because} />}
      <div class="actions">
        {stands && (
          <Form action={reviewsHref(asked)}>
            <Confirmed decided={decided} />
            <button type="submit" class="quiet">
              ✓ <Both zh="无误" en="All right" />
            </button>
          </Form>
        )}
        {!open && (
          <a class="button quiet" href={`${reviewsHref(asked, { open: id })}#case-${id}`}>
            <Both zh="更正" en="Correct" />
          </a>
        )}
      </div>
      {open && <CorrectionForm decided={decided} asked={asked} tried={tried} city={city} />}
    </>
  )
}

/** The machine's own words, said to be right. */
function Confirmed({ decided: { id, leaf, lead, danger, kind } }: { decided: DecidedCase }) {
  const fields = { case: id, leaf: leaf.value, lead: lead.value, danger: danger.level, kind }
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  )
}

type FormProps = { decided: DecidedCase; asked: DecidedAsked; tried: ReviewTried | null; city: City }

function CorrectionForm({ decided: { id, holds, kind }, asked, tried, city }: FormProps) {
  const typed = tried?.reviewed
  return (
    <Form action={reviewsHref(asked)}>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      <input type="hidden" name="case" value={String(id)} />
      <div class="pair">
        <div class="field">
          <label for={`lead-${id}`}>
            <Both zh="单位" en="Bureau" />
          </label>
          <select id={`lead-${id}`} name="lead">
            <BureauOptions city={city} chosen={typed?.lead ?? holds.lead} />
          </select>
        </div>
        <div class="field">
          <label for={`leaf-${id}`}>
            <Both zh="类别" en="Leaf" />
          </label>
          <select id={`leaf-${id}`} name="leaf">
            <LeafOptions city={city} chosen={typed?.leaf ?? holds.leaf} />
          </select>
        </div>
        <div class="field">
          <label for={`danger-${id}`}>
            <Both zh="危险" en="Danger" />
          </label>
          <select id={`danger-${id}`} name="danger">
            {[0, 1, 2, 3].map((level) => (
              <option value={String(level)} selected={String(level) === (typed?.danger ?? String(holds.danger))}>
                {`${dangerWords(level).zh} ${dangerWords(level).en}`}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`kind-${id}`}>
            <Both zh="性质" en="Kind" />
          </label>
          <select id={`kind-${id}`} name="kind">
            {saidKinds.map((one) => (
              <option value={one} selected={one === (typed?.kind ?? kind)}>
                {`${kindNames[one].zh} ${kindNames[one].en}`}
              </option>
            ))}
          </select>
        </div>
      </div>
      <TextField
        name="reason"
        label={{ zh: '理由', en: 'Reason' }}
        hint={{ zh: '有改动时必填，写入历史。', en: 'Needed for a change; kept in the history.' }}
        value={typed?.reason}
        error={tried?.fields.reason}
        maxlength={500}
        required
      />
      <Submit zh="保存更正" en="Save the correction" />
    </Form>
  )
}
