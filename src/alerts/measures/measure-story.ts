import type { BulletinNotice, TradeCode, TradeDate } from '../../intake/notice.ts'
import type { Bilingual } from '../../reference/city.ts'
import { familyState, inOrder } from '../notices/notice-family.ts'
import { tradeDateWords } from '../notices/trade-date-words.ts'

/** One thing that a notice changed in its measure; `was` is null for what was open before. */
export type StoryChange = { what: Bilingual; was: Bilingual | null; became: Bilingual }
export type StoryStep<Member> = { member: Member; changes: StoryChange[] }

/** A measure from its first notice to its last, each with what it changed of how the measure stood before it. */
export function measureStory<Member extends { notice: BulletinNotice }>(members: Member[]): StoryStep<Member>[] {
  const ordered = inOrder(members)
  return ordered.map((member, index) => {
    const before = ordered.slice(0, index).map(({ notice }) => notice)
    return { member, changes: before.length === 0 ? [] : changesOf(before, member.notice) }
  })
}

function changesOf(before: BulletinNotice[], notice: BulletinNotice): StoryChange[] {
  const [was, now] = [familyState(before), familyState([...before, notice])]
  return [
    ...dateChange({ zh: '评议截止', en: 'Comments close' }, was.comment, now.comment),
    ...dateChange({ zh: '通过', en: 'Adoption' }, was.adoption, now.adoption),
    ...dateChange({ zh: '生效', en: 'In force' }, was.inForce, now.inForce),
    ...(now.withdrawn && !was.withdrawn ? [withdrawal] : []),
    ...codeChange({ zh: '海关编码', en: 'HS codes' }, before, notice, 'hs'),
    ...codeChange({ zh: '标准分类', en: 'ICS codes' }, before, notice, 'ics'),
    ...textChange({ zh: '产品', en: 'Products' }, before, notice, 'products'),
  ]
}

const withdrawal: StoryChange = {
  what: { zh: '措施', en: 'The measure' },
  was: null,
  became: { zh: '已撤回', en: 'withdrawn' },
}

function dateChange(what: Bilingual, was: TradeDate, now: TradeDate): StoryChange[] {
  const same = was.earliest === now.earliest && was.latest === now.latest && was.kind === now.kind
  if (same) return []
  return [{ what, was: was.kind === 'unknown' ? null : tradeDateWords(was), became: tradeDateWords(now) }]
}

/** What a notice adds to the codes told before it; what it leaves out it does not take away. */
function codeChange(
  what: Bilingual,
  before: BulletinNotice[],
  notice: BulletinNotice,
  key: 'hs' | 'ics',
): StoryChange[] {
  const known = new Set(before.flatMap((earlier) => earlier[key]).map(({ norm }: TradeCode) => norm))
  const added = notice[key].filter(({ norm }) => norm !== '' && !known.has(norm)).map(({ norm }) => norm)
  if (added.length === 0) return []
  const words = added.slice(0, 12).join('、')
  return [{ what, was: null, became: { zh: `增加 ${words}`, en: `added ${added.slice(0, 12).join(', ')}` } }]
}

const textMax = 120

function textChange(what: Bilingual, before: BulletinNotice[], notice: BulletinNotice, key: 'products'): StoryChange[] {
  const was = before.findLast((earlier) => earlier[key] !== '')?.[key] ?? ''
  const now = notice[key]
  if (now === '' || now === was) return []
  const words = (text: string): Bilingual => ({ zh: text.slice(0, textMax), en: text.slice(0, textMax) })
  return [{ what, was: was === '' ? null : words(was), became: words(now) }]
}
