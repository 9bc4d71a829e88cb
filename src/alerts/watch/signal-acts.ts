import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type SignalState = Tables['signal']['state']
/** What only a person does to a signal; `link` comes with the warning that is drafted from it or named. */
export type SignalAct = 'verify' | 'confirm' | 'drop' | 'reopen' | 'link'

export const signalStates: Record<SignalState, Bilingual> = {
  new: { zh: '新信号', en: 'New' },
  verifying: { zh: '核实中', en: 'Being verified' },
  event: { zh: '确认是事件', en: 'An event' },
  dropped: { zh: '已排除', en: 'Dropped' },
  linked: { zh: '已转预警', en: 'Linked to a warning' },
}

/** The one table of the signal: act → from which states to which. Buttons, forms, refusals and the history read it. */
export const signalActs: Record<
  SignalAct,
  { label: Bilingual; says: Bilingual; from: readonly SignalState[]; to: SignalState }
> = {
  verify: {
    label: { zh: '开始核实', en: 'Verify' },
    says: {
      zh: '写明由谁、怎样核实：打电话、现场查、抽样。',
      en: 'Say who verifies it and how: calls, a visit, a sample.',
    },
    from: ['new'],
    to: 'verifying',
  },
  confirm: {
    label: { zh: '确认是事件', en: 'Judge it an event' },
    says: {
      zh: '核实后认定真有其事。写明依据；之后可以起草预警。',
      en: 'It is real. Say what shows it; a warning can then be drafted.',
    },
    from: ['new', 'verifying'],
    to: 'event',
  },
  link: {
    label: { zh: '关联预警', en: 'Link to a warning' },
    says: {
      zh: '已有预警讲的就是这件事时，填它的编号。',
      en: 'Where a warning already tells of it: give its number.',
    },
    from: ['event'],
    to: 'linked',
  },
  drop: {
    label: { zh: '排除', en: 'Drop' },
    says: {
      zh: '不是真的上升，或已另行处理。理由会用来衡量这种方法准不准。',
      en: 'No real rise, or already dealt with. The reason tells how right its method is.',
    },
    from: ['new', 'verifying', 'event'],
    to: 'dropped',
  },
  reopen: {
    label: { zh: '重新核实', en: 'Take it up again' },
    says: { zh: '有了新情况，再看一次。', en: 'Something new came to light.' },
    from: ['dropped'],
    to: 'verifying',
  },
}

export const signalActNames = Object.keys(signalActs) as SignalAct[]

/** The acts that a signal in this state is open to. */
export const actsOnSignal = (state: SignalState): SignalAct[] =>
  signalActNames.filter((act) => signalActs[act].from.includes(state))

/** States in which somebody still has to look. */
export const openStates: readonly SignalState[] = ['new', 'verifying']
