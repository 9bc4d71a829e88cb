import type { Child } from 'hono/jsx'
import type { Typed } from '../../../cases/acts/act-words.ts'
import type { Ask } from '../../../cases/acts/asks.ts'
import { type Act, acts } from '../../../cases/acts/case-states.ts'
import { grounds, rulings } from '../../../cases/apart/apart.ts'
import { byWhen } from '../../../cases/case-letters.ts'
import type { Clock } from '../../../cases/clocks/clocks.ts'
import { returnOver } from '../../../cases/clocks/return-window.ts'
import { numbersIn, participants } from '../../../cases/joint/joint.ts'
import type { CaseItem } from '../../../cases/parts/case-items.ts'
import { partNow } from '../../../cases/parts/parts.ts'
import { isTemplateAct, type OfferedTemplate } from '../../../cases/templates/offered-templates.ts'
import type { Said } from '../../../errors.ts'
import type { City, ClockRule } from '../../../reference/city.ts'
import { CheckField, SelectField, TextArea, TextField } from '../../fields.tsx'
import { Form, TypedWords, wordsOf } from '../../form.tsx'
import { Both, Notice } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import {
  apartOptions,
  bureauOptions,
  caseOption,
  clockOption,
  endingOptions,
  filingOptions,
  itemOptions,
  milestoneOption,
  optionsOf,
} from './act-options.ts'
import { TemplatePicker } from './template-picker.tsx'

/** An act that was tried and refused, or is being written: what was typed and why it was refused, so that nothing typed is lost. */
export type Tried = { act: Act; typed: Typed; said: Said | null; fields: Record<string, Said> }

/** The name of a field on the page, where several forms ask for the same thing. */
export function fieldName(act: Act, ask: Ask['name']): string {
  return `${act}-${ask}`
}

type ActFormsProps = {
  caseId: number
  open: Act[]
  city: City
  milestonesOpen: string[]
  extendable: ClockRule[]
  lead: string
  receivedAt: Date
  overrules: boolean
  items: CaseItem[]
  itemsFor: Partial<Record<Act, number[]>>
  /** The answer as far as the parts handed in say it. */
  draft: string | null
  taskBureaus: string[]
  apartFor: { sets: string[]; rules: number[] }
  /** Complaints of the same incident that could be mediated with this one. */
  joinable: { id: number; title: string }[]
  caseTitle: string
  templates: OfferedTemplate[]
  /** Until when the case may be returned; null without a limit. */
  returnWindow: Clock | null
  /** Why it may not be closed yet. */
  notYet: Said | null
  now: Date
  tried: Tried | null
}

/** The next acts, read from the table: a button where nothing is asked, else a form that opens. */
export function ActForms(props: ActFormsProps) {
  const { caseId, open, overrules, templates, returnWindow, notYet, now, tried, ...given } = props
  const { milestonesOpen, extendable, items, joinable } = given
  const over = returnWindow !== null && now > returnWindow.dueAt
  const empty: Act[] = [
    ...(joinable.length === 0 ? (['join_complaints'] as const) : []),
    ...(over ? (['return'] as const) : []),
    ...(milestonesOpen.length === 0 ? (['progress'] as const) : []),
    ...(extendable.length === 0 ? (['ask_extension', 'extend'] as const) : []),
  ]
  const hidden: Ask['name'][] = [
    ...(overrules ? [] : (['overrule'] as const)),
    ...(items.some((item) => partNow(item) !== null) ? [] : (['unwaited'] as const)),
  ]
  const offered = open.filter((act) => !acts[act].ownForm && !empty.includes(act))
  return (
    <section class="part acts" aria-labelledby="acts">
      <h2 id="acts">
        <Both zh="下一步" en="Next" />
      </h2>
      {tried?.said && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
          {!offered.includes(tried.act) && <TypedWords words={wordsOf(tried.typed)} />}
        </Notice>
      )}
      {offered.length === 0 && (
        <p>
          <Both zh="您现在对此案没有可做的事。" en="There is nothing for you to do on this case now." />
        </p>
      )}
      {offered.map((act) => (
        <ActForm
          caseId={caseId}
          act={act}
          controls={acts[act].asks
            .filter(({ name }) => !hidden.includes(name))
            .map((ask) => controlOf({ act, ask, caseId, ...given, tried: tried?.act === act ? tried : null }))}
          open={tried?.act === act}
          templates={templates.filter((one) => one.act === act)}
          until={act === 'return' ? returnWindow : null}
        />
      ))}
      {notYet && (
        <p class="hint">
          <Both {...notYet} />
        </p>
      )}
      {over && open.includes('return') && (
        <p class="hint">
          <Both {...returnOver(returnWindow)} />
        </p>
      )}
    </section>
  )
}

/** What an act asks for, as fields. */
export function ActControls({ act, ...props }: Omit<ControlProps, 'ask'>) {
  return <>{acts[act].asks.map((ask) => controlOf({ act, ask, ...props }))}</>
}

/** Acts that end a case or send it away are drawn apart from those that carry it on. */
const grave: Act[] = ['refuse', 'return', 'withdraw', 'return_part', 'take_back_part', 'drop_clue']

type ActFormProps = {
  caseId: number
  act: Act
  controls: Child[]
  open: boolean
  templates: OfferedTemplate[]
  until: Clock | null
}

function ActForm({ caseId, act, controls, open, templates, until }: ActFormProps) {
  const { label, says } = acts[act]
  const form = (
    <Form action={bureauPaths.act(caseId, act)}>
      <p class="hint">
        <Both {...says} />
      </p>
      {until && (
        <p class="hint">
          <Both zh={`只能在 ${byWhen(until)} 前（${until.article}）。`} en={`Only until ${byWhen(until)}.`} />
        </p>
      )}
      {isTemplateAct(act) && templates.length > 0 && (
        <TemplatePicker action={bureauPaths.actTemplate(caseId, act)} offered={templates} act={act} />
      )}
      {controls}
      <p class="actions">
        <button type="submit" class={grave.includes(act) ? 'grave' : undefined}>
          <Both {...label} />
        </button>
      </p>
    </Form>
  )
  if (controls.length === 0) return <div class="act">{form}</div>
  return (
    <details class="act" open={open}>
      <summary>
        <Both {...label} />
      </summary>
      {form}
    </details>
  )
}

type ControlProps = {
  act: Act
  ask: Ask
  city: City
  milestonesOpen: string[]
  extendable: ClockRule[]
  lead: string
  receivedAt: Date
  items?: CaseItem[]
  itemsFor?: Partial<Record<Act, number[]>>
  draft?: string | null
  taskBureaus?: string[]
  apartFor?: { sets: string[]; rules: number[] }
  caseId?: number
  joinable?: { id: number; title: string }[]
  caseTitle?: string
  tried: Tried | null
}

function controlOf({
  act,
  ask,
  city,
  milestonesOpen,
  extendable,
  lead,
  receivedAt,
  tried,
  ...given
}: ControlProps): Child {
  const field = {
    name: fieldName(act, ask.name),
    label: ask.label,
    hint: ask.hint,
    required: ask.required,
    value: tried?.typed[ask.name] ?? (act === 'answer' && ask.name === 'text' ? (given.draft ?? undefined) : undefined),
    error: tried?.fields[ask.name],
  }
  switch (ask.name) {
    case 'bureau':
      return <SelectField {...field} none={choose} options={bureauOptions(city, act, lead, given.taskBureaus ?? [])} />
    case 'milestone':
      return <SelectField {...field} none={choose} options={milestonesOpen.map(milestoneOption)} />
    case 'clock':
      return <SelectField {...field} none={choose} options={extendable.map(clockOption)} />
    case 'filing':
      return <SelectField {...field} none={choose} options={filingOptions} />
    case 'ending':
      return <SelectField {...field} none={choose} options={endingOptions(receivedAt)} />
    case 'item':
      return <SelectField {...field} required options={itemOptions(given.items ?? [], given.itemsFor?.[act] ?? [])} />
    case 'amount':
      return <TextField {...field} maxlength={ask.max} inputmode="numeric" size="short" />
    case 'apart':
      return <SelectField {...field} required options={apartOptions(act, given.apartFor)} />
    case 'ground':
      return <SelectField {...field} none={choose} options={optionsOf(grounds)} />
    case 'ruling':
      return <SelectField {...field} none={choose} options={optionsOf(rulings)} />
    case 'cases':
      return <CheckField {...field} values={numbersOf(field.value)} options={(given.joinable ?? []).map(caseOption)} />
    case 'representatives':
      return <CheckField {...field} values={numbersOf(field.value)} options={speakers(given).map(caseOption)} />
    case 'participants':
      return <CheckField {...field} values={(field.value ?? '').split(' ')} options={optionsOf(participants)} />
    case 'due':
      return <TextField {...field} type="date" size="short" />
    case 'title':
    case 'article':
      return <TextField {...field} maxlength={ask.max} />
    default:
      return <TextArea {...field} rows={ask.max > 1000 ? 6 : 3} maxlength={ask.max} />
  }
}

const numbersOf = (typed = ''): string[] => numbersIn(typed).map(String)

/** Any of the complaints joined may represent them, the one at hand first. */
function speakers({ caseId, caseTitle, joinable = [] }: Pick<ControlProps, 'caseId' | 'caseTitle' | 'joinable'>) {
  return caseId === undefined ? joinable : [{ id: caseId, title: caseTitle ?? '' }, ...joinable]
}

const choose: Said = { zh: '请选择', en: 'Choose' }
