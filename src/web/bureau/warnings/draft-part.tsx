import { type DraftAct, draftActs, draftStages } from '../../../alerts/warnings/draft-acts.ts'
import type { DraftRead, QualityRead } from '../../../alerts/warnings/read-quality-warning.ts'
import type { Said } from '../../../errors.ts'
import { alertPaths } from '../../alert-paths.ts'
import { TextArea } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Badge, Both, Facts, Notice } from '../../parts.tsx'
import { Despite } from '../response/despite.tsx'

/** An act that was tried and refused: what was typed and why. */
export type Tried = { about: string; values: Record<string, string>; said: Said; fields: Record<string, Said> }

export type DraftPartProps = { warning: QualityRead; draft: DraftRead; tried: Tried | null }

/** Where the text stands, what it lacks, who worked at it, and what this person may do to it. */
export function DraftPart({ warning, draft, tried }: DraftPartProps) {
  return (
    <section class="part acts" aria-labelledby="draft">
      <h2 id="draft">{draft.lifting ? <Both zh="解除稿" en="Text to lift it" /> : <Both zh="文稿" en="The text" />}</h2>
      <p class="badges">
        <Badge tone="yellow" {...draftStages[draft.stage]} />
      </p>
      <Refusal tried={tried} />
      <Facts
        rows={[
          [{ zh: '拟稿', en: 'Written by' }, draft.names.writers.join('、')],
          [{ zh: '审核', en: 'Reviewed by' }, draft.names.reviewer],
          [{ zh: '签发', en: 'Signed by' }, draft.names.signer],
        ]}
      />
      <Lacks title={{ zh: '还缺这些', en: 'Still missing' }} list={Object.values(draft.missing)} />
      <Lacks title={{ zh: '发布前还要', en: 'Before it is published' }} list={draft.obstacles} />
      {draft.mayWrite && (
        <p class="actions">
          <a class="button" href={alertPaths.draftForm(warning.id)}>
            <Both zh="修改文稿" en="Write at it" />
          </a>
        </p>
      )}
      {draft.acts.map(({ act, refusal }) => (
        <Act warningId={warning.id} draft={draft} act={act} refusal={refusal} tried={tried} />
      ))}
    </section>
  )
}

export function Refusal({ tried }: { tried: Tried | null }) {
  if (!tried) return null
  return (
    <Notice tone="red" alert>
      <p>
        <Both {...tried.said} />
      </p>
      <TypedWords words={wordsOf(tried.values)} />
    </Notice>
  )
}

function Lacks({ title, list }: { title: Said; list: Said[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3>
        <Both {...title} />
      </h3>
      <ul class="reasons">
        {list.map((said) => (
          <li>
            <Both {...said} />
          </li>
        ))}
      </ul>
    </>
  )
}

type ActProps = { warningId: number; draft: DraftRead; act: DraftAct; refusal: Said | null; tried: Tried | null }

/** One act with its reason, or why it is not this person's. */
function Act({ warningId, draft, act, refusal, tried }: ActProps) {
  const { label, says } = draftActs[act]
  const own = tried?.about === act ? tried : null
  if (refusal)
    return (
      <p class="hint">
        <strong>{label.zh}</strong>
        <Both zh={`：${refusal.zh}`} en={`${label.en}: ${refusal.en}`} />
      </p>
    )
  return (
    <details class="act" open={own !== null}>
      <summary>
        <Both {...label} />
      </summary>
      <Form action={alertPaths.draftMove(warningId, act)}>
        <input type="hidden" name="moves" value={String(draft.moves)} />
        <p class="hint">
          <Both {...says} />
        </p>
        <TextArea
          name={`reason-${act}`}
          label={{ zh: '理由', en: 'Reason' }}
          value={own?.values[`reason-${act}`]}
          error={own?.fields.reason}
          rows={2}
          maxlength={500}
          required
        />
        {act === 'publish' && (
          <Despite standing={draft.standing} typed={own?.values.despite} error={own?.fields.despite} />
        )}
        <p class="actions">
          <button type="submit" class={act === 'discard' || act === 'return' ? 'grave' : undefined}>
            <Both {...label} />
          </button>
        </p>
      </Form>
    </details>
  )
}
