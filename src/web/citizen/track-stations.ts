import { actLabel } from '../../cases/acts/act-label.ts'
import { type CaseState, caseStates } from '../../cases/acts/case-states.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Said } from '../../errors.ts'
import type { Station } from '../case-parts.tsx'

/** What still lies ahead of a case in each state. */
const ahead: Record<CaseState, Said[]> = {
  to_dispatch: [
    { zh: '分派给承办单位', en: 'Dispatch to a bureau' },
    { zh: '办理', en: 'Handling' },
    { zh: '答复', en: 'Answer' },
  ],
  to_rule: [
    { zh: '联席会议办公室裁决', en: 'The joint-meeting office rules' },
    { zh: '办理', en: 'Handling' },
    { zh: '答复', en: 'Answer' },
  ],
  dispatched: [
    { zh: '单位签收并办理', en: 'The bureau signs for it and handles it' },
    { zh: '答复', en: 'Answer' },
  ],
  referred: [
    { zh: '单位签收并办理', en: 'The body signs for it and handles it' },
    { zh: '答复', en: 'Answer' },
  ],
  handling: [{ zh: '答复', en: 'Answer' }],
  answered: [{ zh: '结案', en: 'Close' }],
  closed: [],
  refused: [],
}

/** The station's own line already says what these events' words say: what was done and with whom. */
const selfSpeaking = ['receive', 'dispatch', 'refer']

/** The way of a case as its reporter sees it: what was done, where it is now, what lies ahead. */
export function stationsOf({ events, state }: TrackedCase): Station[] {
  const last = events.length - 1
  const passed = events.map(
    ({ at, act, bureau, text }, index): Station => ({
      ...actLabel(act),
      at,
      who: act === 'supply' || act === 'add' ? undefined : bureau.zh,
      // A person who dispatches is not the bureau that is given the case: then the words say which.
      text: selfSpeaking.includes(act) && (text === null || text.includes(bureau.zh)) ? null : text,
      state: index === last && !caseStates[state].final ? 'now' : 'done',
    }),
  )
  return [...passed, ...ahead[state].map((said): Station => ({ ...said, at: null, state: 'ahead' }))]
}
