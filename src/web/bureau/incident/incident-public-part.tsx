import {
  doubtfulWords,
  type IncidentWords,
  incidentLengths,
  type TypedIncident,
} from '../../../cases/incidents/incident-words.ts'
import type { PublicIncident } from '../../../cases/incidents/public-incident-rows.ts'
import { REASON_UNITS_MAX } from '../../../cases/incidents/see-together.ts'
import type { Said } from '../../../errors.ts'
import { TextArea, TextField } from '../../fields.tsx'
import { Fold, Form } from '../../form.tsx'
import { Badge, Both, Notice } from '../../parts.tsx'
import { paths } from '../../paths.ts'
import { IncidentTold } from '../../public/public-incident-page.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'

/** What is being written for the public page and looks like this there; nothing is public yet. */
export type IncidentPreview = { typed: TypedIncident; words: IncidentWords }

type PartProps = { incidentId: number; pages: PublicIncident[]; mayPublish: boolean; preview: IncidentPreview | null }

/** On the page of an incident: what the public reads of it, and for whoever may, writing, publishing after a preview, and taking it back. */
export function PublicPart({ incidentId, pages, mayPublish, preview }: PartProps) {
  const [newest] = pages
  const action = bureauPaths.incidentPublication(incidentId)
  const standing = pages.filter(({ act }) => act === 'publish')
  if (!mayPublish && standing.length === 0) return null
  return (
    <section class="part" aria-labelledby="public">
      <h2 id="public">
        <Both zh="公开页面" en="The public page" />
      </h2>
      <p class="badges">
        {standing.length === 0 && <Badge zh="未公开" en="not public" />}
        {standing.map(({ code, title, at }) => (
          <a href={paths.incident(code)}>
            <Badge tone="good" zh={`${shanghaiTime(at)} 公开：${title}`} en="public" />
          </a>
        ))}
      </p>
      {newest?.act === 'withdraw' && (
        <p class="hint">
          {shanghaiTime(newest.at)} <Both zh="撤下" en="taken back" />：{newest.reason}
        </p>
      )}
      {mayPublish && (
        <>
          {preview && <Preview preview={preview} />}
          <Fold
            summary={<Both zh="公开这一事件，让同样遇到的人一并反映" en="Make it public so that others can join" />}
            actions={[action]}
            open={preview !== null}
          >
            <WordsForm
              action={action}
              seen={newest?.number ?? 0}
              typed={preview?.typed ?? typedOf(newest)}
              previewed={preview !== null}
            />
          </Fold>
          {standing.map(({ code }) => (
            <WithdrawForm incidentId={incidentId} code={code} />
          ))}
        </>
      )}
    </section>
  )
}

function Preview({ preview: { words } }: { preview: IncidentPreview }) {
  const doubtful = doubtfulWords(words)
  return (
    <div class="card">
      <p class="eyebrow">
        <Both
          zh="预览：公众将看到这些，现在还没有公开"
          en="Preview: this is what the public will read. Nothing is public yet"
        />
      </p>
      <h3>{words.title}</h3>
      <IncidentTold told={words} />
      {doubtful.length > 0 && (
        <Notice
          tone="orange"
          title={{ zh: '请核对：这些像是个人的姓名或住址', en: 'Check: these look like a person’s name or home' }}
        >
          <p>{doubtful.join('、')}</p>
        </Notice>
      )}
    </div>
  )
}

const typedOf = (page: PublicIncident | undefined): TypedIncident => ({
  title: page?.title ?? '',
  words: page?.words ?? '',
  respondent: page?.respondent ?? '',
  product: page?.product ?? '',
  place: page?.place ?? '',
})

type WordsProps = { action: string; seen: number; typed: TypedIncident; previewed: boolean }

function WordsForm({ action, seen, typed, previewed }: WordsProps) {
  return (
    <Form action={action}>
      <p class="hint">
        <Both
          zh="用您自己的话写事实：发生了什么、涉及谁、哪里。不写诉求人、不抄诉求原文、不下结论。"
          en="Facts in your own words: what, who, where. Nobody who filed, nothing of their texts, no conclusion."
        />
      </p>
      <input type="hidden" name="seen" value={String(seen)} />
      {fields.map(({ name, required, ...label }) =>
        name === 'words' ? (
          <TextArea name={name} label={label} value={typed[name]} rows={5} maxlength={incidentLengths[name]} required />
        ) : (
          <TextField
            name={name}
            label={label}
            value={typed[name]}
            maxlength={incidentLengths[name]}
            required={required}
          />
        ),
      )}
      <p class="actions">
        <button type="submit" name="only" value="preview" class={previewed ? 'quiet' : undefined}>
          <Both zh="预览" en="Preview" />
        </button>{' '}
        {previewed && (
          <button type="submit" name="only" value="publish">
            <Both zh="公开" en="Publish" />
          </button>
        )}
      </p>
    </Form>
  )
}

const fields: (Said & { name: keyof TypedIncident; required: boolean })[] = [
  { name: 'title', required: true, zh: '标题', en: 'Title' },
  { name: 'words', required: true, zh: '经过', en: 'What happened' },
  { name: 'respondent', required: false, zh: '商家或单位', en: 'Business or body' },
  { name: 'product', required: false, zh: '产品或服务', en: 'Product or service' },
  { name: 'place', required: false, zh: '地点', en: 'Place' },
]

function WithdrawForm({ incidentId, code }: { incidentId: number; code: string }) {
  const action = bureauPaths.incidentWithdrawal(incidentId)
  return (
    <Fold summary={<Both zh="撤下公开页面" en="Take the page back" />} actions={[action]}>
      <Form action={action}>
        <input type="hidden" name="code" value={code} />
        <TextField
          name="withdraw-reason"
          label={{ zh: '理由（公众会看到）', en: 'Why (the public reads it)' }}
          maxlength={REASON_UNITS_MAX}
          required
        />
        <p class="actions">
          <button type="submit" class="grave">
            <Both zh="撤下" en="Take back" />
          </button>
        </p>
      </Form>
    </Fold>
  )
}
