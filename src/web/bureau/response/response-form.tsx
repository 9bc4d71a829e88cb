import type { Origin } from '../../../alerts/response/find-origin.ts'
import type { TypedResponse } from '../../../alerts/response/open-response.ts'
import { mildestFirst, playbookOf, tasksFor } from '../../../alerts/response/playbook-choice.ts'
import type { Said } from '../../../errors.ts'
import type { City, WarningColour } from '../../../reference/city.ts'
import { CheckField, ErrorSummary, Field, SelectField, TextArea, TextField } from '../../fields.tsx'
import { Both, Notice, warningLevels } from '../../parts.tsx'
import { shanghaiDue } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { BureauOptions } from '../dispatch/dispatch-choices.tsx'
import { LeafField } from '../leaf-field.tsx'
import { OriginLink } from './response-origin.tsx'
import { responsePaths } from './response-paths.ts'

export type OpeningTried = { typed: TypedResponse; said: Said | null; errors: Record<string, Said> }

type FormProps = { origin: Origin; tried: OpeningTried; city: City; now: Date }

/** Opens a response: what, how grave, who leads. The tasks that its playbook calls for are shown before anybody is called. */
export function ResponseForm({ origin, tried, city, now }: FormProps) {
  const { typed, errors, said } = tried
  return (
    <>
      <h1>
        <Both zh="启动处置行动" en="Open a response" />
      </h1>
      <p class="lead">
        <OriginLink origin={origin} /> {origin.title}
      </p>
      <form class="part" method="post" action={responsePaths.list} data-preview="#response-plan" novalidate>
        {said && <ErrorSummary title={said} errors={errors} />}
        <input type="hidden" name="from" value={`${origin.kind}:${origin.id ?? ''}`} />
        <TextField
          name="title"
          label={{ zh: '标题', en: 'Title' }}
          value={typed.title}
          error={errors.title}
          maxlength={100}
          required
        />
        <TextArea
          name="situation"
          label={{ zh: '现在知道什么', en: 'What is known now' }}
          hint={{
            zh: '时间、地点、人数、已采取的措施。情况记录的第一行。',
            en: 'Time, place, people, what is being done: the first line of the log.',
          }}
          value={typed.situation}
          error={errors.situation}
          rows={3}
          maxlength={1000}
          required
        />
        <LeafField city={city} chosen={typed.leaf} error={errors.leaf} />
        <SelectField
          name="colour"
          label={{ zh: '颜色', en: 'Colour' }}
          value={typed.colour}
          error={errors.colour}
          options={mildestFirst.toReversed().map((value) => ({ value, ...warningLevels[value] }))}
          required
        />
        <Field
          name="lead"
          label={{ zh: '牵头单位', en: 'Lead bureau' }}
          error={errors.lead}
          required
          control={(attributes) => (
            <select {...attributes}>
              <BureauOptions city={city} chosen={typed.lead} />
            </select>
          )}
        />
        <CheckField
          name="drill"
          label={{ zh: '演练', en: 'Drill' }}
          hint={{
            zh: '演练不发信、不计入统计、不挂在真实的事项上，各处都标明。',
            en: 'A drill sends no letter, counts nowhere, hangs on nothing real and says so everywhere.',
          }}
          error={errors.drill}
          values={typed.drill ? ['yes'] : []}
          options={[{ value: 'yes', zh: '这是演练', en: 'This is a drill' }]}
        />
        <div id="response-plan" role="status">
          <Plan typed={typed} city={city} now={now} />
        </div>
        <p class="actions">
          <button type="submit" name="only" value="try" class="quiet">
            <Both zh="看任务" en="Show the tasks" />
          </button>
          <button type="submit">
            <Both zh="启动并通知各单位" en="Open and call the bureaus" />
          </button>
        </p>
      </form>
    </>
  )
}

/** What the playbook calls for, before anything is done. */
function Plan({ typed, city, now }: { typed: TypedResponse; city: City; now: Date }) {
  const colour = mildestFirst.find((one): one is WarningColour => one === typed.colour)
  if (!colour || !city.bureaus.has(typed.lead)) return null
  const leaf = city.leaves.has(typed.leaf) ? typed.leaf : null
  const playbook = playbookOf(city, leaf)
  const tasks = tasksFor(city, { leaf, lead: typed.lead, colour, at: now })
  return (
    <Notice
      tone={typed.drill ? 'yellow' : 'blue'}
      title={{
        zh: `按预案“${playbook.zh}”将交办 ${tasks.length} 项`,
        en: `${tasks.length} tasks by the playbook “${playbook.en}”`,
      }}
    >
      <ol>
        {tasks.map(({ action, bureau, critical, clock }) => (
          <li>
            <Both {...action} /> · <BureauName city={city} id={bureau} /> · {shanghaiDue(clock.dueAt)}
            {critical && (
              <>
                {' · '}
                <strong>
                  <Both zh="关键" en="critical" />
                </strong>
              </>
            )}
          </li>
        ))}
      </ol>
    </Notice>
  )
}
