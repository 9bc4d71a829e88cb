import { Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { unfilledIn } from '../../reference/reply-templates.ts'
import { grounds, rulings } from '../apart/apart.ts'
import { milestones } from '../clocks/milestones.ts'
import { participants } from '../joint/joint.ts'
import type { Ask, AskName } from './asks.ts'
import { type Act, acts } from './case-states.ts'
import { mediationEndings } from './mediation-endings.ts'

/** What was given with an act, checked; what was not given or not asked for is null. */
export type Given = Record<AskName, string | null>

/** What is typed into the act's form, by field name. */
export type Typed = Partial<Record<AskName, string>>

/**
 * Reads what an act asks for. Throws Invalid with a message per field: missing, too short, too long, or a bureau that cannot
 * take this act.
 */
export function readGiven(city: City, act: Act, typed: Typed): Given {
  const given: Given = {
    bureau: null,
    milestone: null,
    text: null,
    reason: null,
    article: null,
    note: null,
    clock: null,
    amount: null,
    filing: null,
    ending: null,
    overrule: null,
    item: null,
    fact: null,
    result: null,
    unwaited: null,
    apart: null,
    ground: null,
    ruling: null,
    title: null,
    due: null,
    cases: null,
    representatives: null,
    participants: null,
  }
  const faults: Record<string, Said> = {}
  for (const ask of acts[act].asks) {
    const value = typed[ask.name]?.trim() || null
    const fault = faultOf(city, act, ask, value)
    if (fault) faults[ask.name] = fault
    given[ask.name] = value
  }
  if (Object.keys(faults).length > 0) throw new Invalid(someMissing, faults)
  return given
}

/** The bureaus an act may name: parties to quality cases must stand aside (回避), vertical bodies get a referral only. */
export function bureausFor(city: City, act: Act): City['bureaus'] {
  const fits = [...city.bureaus].filter(([, bureau]) => {
    if (act === 'give_task') return true
    if (bureau.party) return false
    return act === 'return' || act === 'rule' || act === 'return_part' || bureau.referral === (act === 'refer')
  })
  return new Map(fits)
}

/** What the reporter is told of an act: public words only, in the order in which they explain themselves. `clocks`
 * says what it does to the clocks, `parts` what to the parts of a case, `ways` what stays open after a refusal. Null when nothing. */
export function publicWords(
  city: City,
  act: Act,
  given: Given,
  { from, clocks = [], parts = [], ways = [] }: { from: string; clocks?: string[]; parts?: string[]; ways?: string[] },
): string | null {
  const article = acts[act].asks.some(({ name, audience }) => name === 'article' && audience === 'public')
  const name = (id: string | null): string => (id === null ? '' : (city.bureaus.get(id)?.zh ?? id))
  const lines = [
    act === 'dispatch' ? `已分派 Dispatched to ${nameBoth(city, given.bureau)}` : null,
    act === 'rule' ? `联席会议办公室裁决由此单位承办 By ruling, handled by ${nameBoth(city, given.bureau)}` : null,
    act === 'refer' ? `已转介 Referred to ${nameBoth(city, given.bureau)}` : null,
    act === 'withdraw' ? '派单已撤回，将重新分派。Dispatch withdrawn; it will be given to another bureau.' : null,
    act === 'add' ? '诉求人补充了情况。The reporter added to the case.' : null,
    act === 'return'
      ? `${name(from)}退回分拨，建议由${name(given.bureau)}承办。Returned by ${nameEn(city, from)}, which proposes ${nameEn(city, given.bureau)}.`
      : null,
    given.milestone === null ? null : (milestones[given.milestone]?.zh ?? given.milestone),
    given.filing === null ? null : (filings[given.filing]?.zh ?? given.filing),
    given.ending === null ? null : endingWords(given.ending),
    ...parts,
    given.text,
    ...clocks,
    given.reason === null ? null : `理由 Reason：${given.reason}`,
    given.unwaited === null ? null : `先行答复的理由 Why it does not wait：${given.unwaited}`,
    given.article === null || !article ? null : `依据 Legal basis：${given.article}`,
    ...ways,
  ].filter((line) => line !== null)
  return lines.length > 0 ? lines.join('\n') : null
}

const nameEn = (city: City, id: string | null): string => city.bureaus.get(id ?? '')?.en ?? id ?? ''

function nameBoth(city: City, id: string | null): string {
  const bureau = id === null ? undefined : city.bureaus.get(id)
  return bureau ? `${bureau.zh} ${bureau.en}` : (id ?? '')
}

function faultOf(city: City, act: Act, ask: Ask, value: string | null): Said | null {
  const { zh, en } = ask.label
  if (value === null) {
    return ask.required ? { zh: `请填写“${zh}”`, en: `Please give: ${en}` } : null
  }
  if (value.length < ask.min) {
    return { zh: `“${zh}”至少 ${ask.min} 个字`, en: `${en}: at least ${ask.min} characters` }
  }
  if (value.length > ask.max) {
    return { zh: `“${zh}”最多 ${ask.max} 个字`, en: `${en}: at most ${ask.max} characters` }
  }
  const [unfilled] = ask.audience === 'public' ? unfilledIn(value) : []
  if (unfilled) return notFilled(unfilled)
  if (ask.name === 'bureau' && !bureausFor(city, act).has(value)) return wrongBureau(city, value)
  if (ask.name === 'ground' && !Object.hasOwn(grounds, value)) return choose
  if (ask.name === 'ruling' && !Object.hasOwn(rulings, value)) return choose
  if (ask.name === 'participants' && !value.split(' ').every((role) => Object.hasOwn(participants, role))) return choose
  if (ask.name === 'filing' && !Object.hasOwn(filings, value)) return choose
  if (ask.name === 'ending' && !mediationEndings.some(({ id }) => id === value)) return choose
  if (ask.name === 'milestone' && !Object.hasOwn(milestones, value)) {
    return choose
  }
  return null
}

const notFilled = (place: string): Said => ({
  zh: `模板中的${place}还没有填写：请写上，或删去这一处`,
  en: `${place} of the template is not filled in: write it, or take it out`,
})

const choose: Said = { zh: '请从列表中选择', en: 'Choose one of the list' }

/** Whether a report leads to a case. */
export const filings: Record<string, Said> = {
  filed: { zh: '决定立案', en: 'A case is opened' },
  not_filed: { zh: '决定不予立案', en: 'No case is opened' },
}

function endingWords(id: string): string {
  const ending = mediationEndings.find((one) => one.id === id)
  return ending ? `${ending.settled ? '调解结束' : '终止调解'}：${ending.zh}（${ending.article}）` : id
}

function wrongBureau(city: City, id: string): Said {
  const bureau = city.bureaus.get(id)
  if (!bureau) return { zh: '没有这个单位，请从列表中选择', en: 'There is no such bureau; choose one of the list' }
  if (bureau.party) {
    return {
      zh: `${bureau.zh}可能是当事一方，依回避原则不能承办`,
      en: `${bureau.en} may be a party to the matter and must stand aside`,
    }
  }
  return bureau.referral
    ? { zh: `${bureau.zh}是垂直管理单位，请用“转介”`, en: `${bureau.en} is a vertical body: refer it instead` }
    : { zh: `${bureau.zh}接受派单，请用“派单”`, en: `${bureau.en} takes dispatches: dispatch it instead` }
}

const someMissing: Said = {
  zh: '有内容需要补充，请看各栏的提示。',
  en: 'Something is missing; see the note beside each field.',
}
