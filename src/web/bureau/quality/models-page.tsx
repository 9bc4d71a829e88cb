import type { Said } from '../../../errors.ts'
import type { ModelShown } from '../../../learning/list-models.ts'
import { modelActs, modelStates } from '../../../learning/model-versions.ts'
import type { City } from '../../../reference/city.ts'
import { TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, Facts, Notice, Table, type Tone } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { leafWords, percent, QualityTop } from './quality-parts.tsx'
import { qualityPaths } from './quality-paths.ts'
import { ReplayShown } from './replay-shown.tsx'

/** A form that was refused: which, what was typed, and why. `form` is the name of its reason field. */
export type ModelTried = { form: string; reason: string; said: Said; error: Said | undefined }

type ModelsProps = { models: ModelShown[]; mayKeep: boolean; city: City; tried: ModelTried | null }

/** The model in force, its challengers beside it, and the forms to order, replay, promote and roll back. */
export function ModelsPage({ models, mayKeep, city, tried }: ModelsProps) {
  const champion = models.find(({ state }) => state === 'champion')
  const others = models.filter(({ state }) => state !== 'champion')
  const ordered = models.some(({ state }) => state === 'ordered')
  const rollsBack = champion?.events.some(({ act, replaced }) => act === 'promote' && replaced !== null) ?? false
  return (
    <>
      <QualityTop part="models" />
      {tried && !tried.error && (
        <Notice tone="red" alert title={{ zh: '没有做', en: 'Not done' }}>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      {champion && (
        <section class="part">
          <h2>
            <Both zh="使用中的模型" en="The model in force" />
          </h2>
          <About model={champion} city={city} />
          {mayKeep && rollsBack && (
            <ReasonForm
              action={qualityPaths.rollBacks}
              name="reason-roll-back"
              button={{ zh: '退回上一个', en: 'Roll back to the one before' }}
              tried={tried}
              quiet
            />
          )}
        </section>
      )}
      {mayKeep && !ordered && (
        <section class="part">
          <h2>
            <Both zh="训练一个挑战者" en="Teach a challenger" />
          </h2>
          <p>
            <Both
              zh="从随程序提供的模型出发，学习本市的全部更正和一部分无异议的办件，几秒到一分钟，不影响受理。"
              en="Starts from the shipped model and learns every correction and a sample of confirmed reports; seconds to a minute, filings go on meanwhile."
            />
          </p>
          <ReasonForm
            action={qualityPaths.challengers}
            name="reason-order"
            button={{ zh: '开始训练', en: 'Start' }}
            tried={tried}
          />
        </section>
      )}
      {others.map((model) => (
        <section class="part">
          <h2>
            {model.version} <StateBadge state={model.state} />
          </h2>
          <About model={model} city={city} />
          {model.replay && <ReplayShown replay={model.replay} city={city} />}
          {mayKeep && <Acts model={model} tried={tried} />}
        </section>
      ))}
    </>
  )
}

const tones: Record<ModelShown['state'], Tone> = {
  ordered: 'blue',
  challenger: 'yellow',
  champion: 'good',
  retired: 'calm',
  failed: 'orange',
}

const StateBadge = ({ state }: Pick<ModelShown, 'state'>) => <Badge tone={tones[state]} {...modelStates[state]} />

function About({ model, city }: { model: ModelShown; city: City }) {
  const { version, madeAt, corrections, confirmed, bytes, events, state, dispatch } = model
  return (
    <>
      <Facts
        rows={[
          [{ zh: '版本', en: 'Version' }, version],
          [{ zh: '状态', en: 'State' }, <StateBadge state={state} />],
          [{ zh: '建立', en: 'Made' }, shanghaiTime(madeAt)],
          [
            { zh: '学自', en: 'Learned from' },
            corrections + confirmed === 0 ? null : `更正 ${corrections} 件，确认 ${confirmed} 件`,
          ],
          [{ zh: '大小', en: 'Size' }, bytes === null ? null : `${(bytes / 1e6).toFixed(1)} MB`],
        ]}
      />
      <details>
        <summary>
          <Both zh="经过" en="History" />
        </summary>
        <ol class="plain-steps">
          {events.map(({ at, act, name, reason, replaced }) => (
            <li>
              {shanghaiTime(at)} <Both {...modelActs[act]} />
              {name && ` · ${name}`} · {reason}
              {replaced && `（取代 ${replaced}）`}
            </li>
          ))}
        </ol>
      </details>
      {dispatch && <Thresholds version={version} dispatch={dispatch} city={city} />}
    </>
  )
}

type ThresholdProps = { version: string; dispatch: NonNullable<ModelShown['dispatch']>; city: City }

/** From which confidence in the bureau a report of each leaf is dispatched without a dispatcher. */
function Thresholds({ version, dispatch, city }: ThresholdProps) {
  const byLeaf = Object.entries(dispatch.byLeaf)
    .sort()
    .map(([leaf, from]) => ({ name: leafWords(city, leaf), from }))
  const rows = [{ name: '其他类别 All other leaves', from: dispatch.all }, ...byLeaf]
  return (
    <details>
      <summary>
        <Both zh={`自动分派门槛 ${rows.length} 项`} en="Thresholds of automatic dispatch" />
      </summary>
      <Table
        caption={{ zh: `${version} 自动分派门槛`, en: 'Thresholds' }}
        rows={rows}
        columns={[
          { head: { zh: '类别', en: 'Leaf' }, cell: ({ name }) => name },
          {
            head: { zh: '单位把握不低于', en: 'Confidence in the bureau from' },
            cell: ({ from }) => (from > 1 ? <Both zh="一律人工" en="never alone" /> : percent(from)),
            numeric: true,
          },
        ]}
      />
    </details>
  )
}

function Acts({ model: { version, state, replay }, tried }: { model: ModelShown; tried: ModelTried | null }) {
  const promotes = state === 'retired' || (state === 'challenger' && replay !== null)
  return (
    <div class="pair">
      {promotes && (
        <ReasonForm
          action={qualityPaths.promotion(version)}
          name={`reason-promote-${version}`}
          button={{ zh: '启用', en: 'Promote' }}
          tried={tried}
        />
      )}
      {state === 'challenger' && (
        <ReasonForm
          action={qualityPaths.replays(version)}
          name={`reason-replay-${version}`}
          button={{ zh: '再回放一次', en: 'Replay again' }}
          tried={tried}
          quiet
        />
      )}
    </div>
  )
}

type ReasonProps = { action: string; name: string; button: Said; tried: ModelTried | null; quiet?: boolean }

function ReasonForm({ action, name, button, tried, quiet }: ReasonProps) {
  const own = tried?.form === name ? tried : null
  return (
    <Form action={action}>
      <TextField
        name={name}
        label={{ zh: `理由（${button.zh}）`, en: `Reason (${button.en})` }}
        value={own?.reason}
        error={own?.error}
        maxlength={500}
        required
      />
      <p class="actions">
        <button type="submit" class={quiet ? 'quiet' : undefined}>
          <Both {...button} />
        </button>
      </p>
    </Form>
  )
}
