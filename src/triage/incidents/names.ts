/** How the names of schools, firms, estates, sites and lines end; the longer ending first. */
const ENDS =
  '职业技术学院|职业技术学校|职业学院|学院|大学|中学|小学|幼儿园|学校|医院|诊所|有限公司|公司|酒店|宾馆|超市|商场|市场|小区|社区|花园|家园|新村|新城|公寓|大厦|广场|公园|工业园|银行|驾校|加油站|养老院|村'
/** Where a name cannot reach further back. */
const BREAKS =
  /[a-z]\d{0,2}[市区县]|[省市县]|(?<![小社])区|街道|镇|大道|路|的|在|于|附近|旁边|对面|我们|被|把|向|给|由|从|到|和|与|跟|及|是|有|没|请|要|该|某|每|多|什么|何时|为何|问题|强制|违规|违法|组织|修建|建设|内|外|解决|关于/g
const NAMED = new RegExp(`\\p{Script=Han}[\\p{Script=Han}a-z0-9]{1,13}?(?=${ENDS})`, 'gu')
const STEM_UNITS_MAX = 8
/** A bus or underground line by its number. */
const LINES = /(?<![a-z\d])[a-z]?\d{1,4}(?=路|公交|号线)/g

/** The distinctive parts of the names in runs of a headline: 阳光 of 阳光小区, 育才 of 育才中学. */
export function namesOf(runs: string[]): string[] {
  const parts = runs.flatMap((run) => run.replace(BREAKS, ' ').split(' '))
  const stems = parts.flatMap((part) => part.match(NAMED) ?? []).map((stem) => stem.slice(-STEM_UNITS_MAX))
  const lines = runs.flatMap((run) => run.match(LINES) ?? []).map((number) => `${number}路`)
  return [...new Set([...stems.filter((stem) => stem.length >= 2), ...lines])]
}

/** Both headlines name something, neither name stands anywhere in the other report, and the names are not two spellings of one. */
export function nameOthers(a: Named, b: Named): boolean {
  if (a.names.length === 0 || b.names.length === 0) return false
  const known = (one: string, other: Named) => other.holds(one) || other.names.some((name) => spellAlike(one, name))
  return !a.names.some((name) => known(name, b)) && !b.names.some((name) => known(name, a))
}

export type Named = { names: string[]; holds: (word: string) => boolean }

/** At least half of the shorter one's characters; numbers are not misspelt. */
function spellAlike(one: string, other: string): boolean {
  if (/\d/.test(one)) return one === other
  const shared = [...one].filter((character) => other.includes(character)).length
  return shared * 2 >= Math.min(one.length, other.length)
}
