import type { SignalRead } from '../../../alerts/watch/read-signal.ts'
import { type SignalAct, signalActs } from '../../../alerts/watch/signal-acts.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { TextArea, TextField } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'
import { EventHistory } from '../case/event-history.tsx'
import { signalPaths } from './signal-paths.ts'

/** An act that was tried and refused: what was typed and why, so that nothing typed is lost. */
export type SignalTried = { act: SignalAct; reason: string; warning: string; said: Said; fields: Record<string, Said> }

type SignalActsProps = { signal: SignalRead; tried: SignalTried | null }

/** What may be done with a signal now, each act with its reason. */
export function SignalActs({ signal, tried }: SignalActsProps) {
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="判断" en="Judge" />
      </h2>
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
          {!signal.acts.includes(tried.act) && <TypedWords words={wordsOf({ reason: tried.reason })} />}
        </Notice>
      )}
      {signal.acts.length === 0 && (
        <p>
          <Both zh="您现在没有可做的事。" en="There is nothing for you to do now." />
        </p>
      )}
      {signal.state === 'event' && signal.acts.length > 0 && (
        <p>
          <Both
            zh="已确认是事件：下面可以写风险评估、拟写预警、启动处置。"
            en="It is an event: assess its risk, write a warning or open a response below."
          />
        </p>
      )}
      {signal.acts.map((act) => (
        <ActForm signalId={signal.id} act={act} tried={tried?.act === act ? tried : null} />
      ))}
    </section>
  )
}

function ActForm({ signalId, act, tried }: { signalId: number; act: SignalAct; tried: SignalTried | null }) {
  const { label, says } = signalActs[act]
  return (
    <details class="act" open={tried !== null}>
      <summary>
        <Both {...label} />
      </summary>
      <Form action={signalPaths.act(signalId, act)}>
        <p class="hint">
          <Both {...says} />
        </p>
        {act === 'link' && (
          <TextField
            name="warning"
            label={{ zh: '预警编号', en: 'Number of the warning' }}
            value={tried?.warning}
            error={tried?.fields.warning}
            inputmode="numeric"
            maxlength={15}
            size="short"
            required
          />
        )}
        <TextArea
          name={`reason-${act}`}
          label={{ zh: '理由', en: 'Reason' }}
          value={tried?.reason}
          error={tried?.fields.reason}
          rows={3}
          maxlength={500}
          required
        />
        <p class="actions">
          <button type="submit" class={act === 'drop' ? 'grave' : undefined}>
            <Both {...label} />
          </button>
        </p>
      </Form>
    </details>
  )
}

export function SignalHistory({ signal: { events }, city }: { signal: SignalRead; city: City }) {
  const shown = events.map(({ act, reason, ...event }) => ({
    ...event,
    what: act === 'find' ? { zh: '发现', en: 'Found' } : signalActs[act].label,
    words: reason,
  }))
  return <EventHistory events={shown} city={city} />
}
