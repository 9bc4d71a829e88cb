import type { Mention } from '../assessment.ts'
import { MARK } from './marks.ts'
import { mention, type Span } from './mention.ts'
import { numberOf } from './numerals.ts'

const NUMBER = String.raw`\d[\d,]{0,14}(?:\.\d{1,4})?`
const HAN = '[一二两三四五六七八九十百千万零几俩]{1,9}'
/** Where a currency stands; 块 only where no thing in pieces follows. */
const CURRENCY =
  /元|块钱|块大洋|大洋|块(?=$|[\s,，。.!！?？;；:：、)）/多左右一每的起都就了吧呢啊还才也不而])|人民币|rmb|RMB|yuan|港币/g
/** The number before it: 1,280.5, 200余万, 25-30, 二万, 几千. */
const BEFORE_CURRENCY = new RegExp(
  `(?:(${NUMBER}|${HAN})\\s?[-—~～至到]\\s?)?(${NUMBER}|${HAN})[多余来几]?([万千百亿]{0,2})[多余来几]?\\s?$`,
)
const SIGNED = new RegExp(`[¥￥]\\s?(${NUMBER})([万千百亿]{0,2})`, 'g')
const BEFORE_UNITS = 24

/** What paying is called right before a bare number: 花了160, 学费6200, 降价到260. */
const PAYING =
  /(?:花了?|收了?|交了?|付了?|扣了?|退了?|赔了?|骗了?|降了|降价到?|涨价?到|涨了|卖|费用?|费要|开口要|价格?|价值|金额|押金|定金|罚款|余额|工资才?|收费|大概要|到手|还要|需要|[了又]要)(?:了|是|为|要|才|又|约|大约|共|共计|总共|另加|收|竟然)?[:：]?\s?$/
/** What makes a number something else than a sum: 收了3个, 花了2小时. */
const COUNTED =
  /^[多余来几]?[万千]?(?:[\d.\-:：]|个|月|天|日|次|人|年|岁|分|小时|点|条|斤|公斤|克|公里|米|平|号|栋|楼|户|名|度|张|台|辆|套|家|种|%|倍|里|本|只|瓶|箱|期|季|周|页|吨|亩|方|层|袋|份|盒|成|届|路|件|位|第|[A-Za-z])/
const BARE = /\d[\d,]{0,14}(?:\.\d{1,4})?/g
const PAYING_UNITS = 9

/** Ten thousands named without a currency, as people do of large sums: 投了50万. */
const BARE_WAN = new RegExp(
  `(${NUMBER}|[一二两三四五六七八九十几百]{1,4})[多余来]?万[多余]?(?![多余]?[人户名平吨公亩辆字居民多余元块株棵头只件年群次米立平方千伏里])`,
  'g',
)

/** Thousands in words without a currency behind a payment: 充了五千. */
const PAID_IN_WORDS =
  /(?:充|存|交|花|付|扣|骗|借|投|转|收|亏|赔)了?([一二两三四五六七八九][千万百](?:[一二三四五六七八九]百?)?)(?=$|[\s,，。.!！?？;；还多])/g

/** Hundreds and more said with 多 at the end of a clause: 配件 280多。 */
const SOME_MORE = /(?<![\d.A-Za-z])(\d{3,6})多(?=$|[\s,，。.!！?？;；])/g

/** Sums in yuan; null where the text only says 几千. `marks` says which characters the text holds (marks.ts). */
export function amountsIn(text: string, marks: number): Mention[] {
  const found: Mention[] = []
  if (marks & MARK.money) found.push(...withCurrency(text), ...signed(text))
  if (marks & MARK.digit) found.push(...paid(text))
  if (marks & MARK.digit && text.includes('多'))
    for (const hit of text.matchAll(SOME_MORE))
      found.push(amount(text, { start: hit.index, end: hit.index + hit[0].length }, hit[1] ?? ''))
  if (marks & MARK.numeral && /[万千百]/.test(text))
    for (const hit of text.matchAll(PAID_IN_WORDS))
      found.push(
        amount(
          text,
          { start: hit.index + hit[0].length - (hit[1] ?? '').length, end: hit.index + hit[0].length },
          hit[1] ?? '',
        ),
      )
  if (text.includes('万'))
    for (const hit of text.matchAll(BARE_WAN))
      found.push(amount(text, { start: hit.index, end: hit.index + hit[0].length }, `${hit[1]}万`))
  return found
}

function withCurrency(text: string): Mention[] {
  const found: Mention[] = []
  for (const hit of text.matchAll(CURRENCY)) {
    const from = Math.max(0, hit.index - BEFORE_UNITS)
    const number = BEFORE_CURRENCY.exec(text.slice(from, hit.index))
    if (!number) continue
    const span = { start: from + number.index, end: hit.index + hit[0].length }
    found.push(amount(text, span, (number[2] ?? '') + (number[3] ?? '')))
  }
  return found
}

function signed(text: string): Mention[] {
  return [...text.matchAll(SIGNED)].map((hit) =>
    amount(text, { start: hit.index, end: hit.index + hit[0].length }, (hit[1] ?? '') + (hit[2] ?? '')),
  )
}

function paid(text: string): Mention[] {
  const found: Mention[] = []
  for (const hit of text.matchAll(BARE)) {
    const end = hit.index + hit[0].length
    if (!PAYING.test(text.slice(Math.max(0, hit.index - PAYING_UNITS), hit.index))) continue
    if (COUNTED.test(text.slice(end, end + 4))) continue
    const more = /^[万千百亿]?[多余来几]?/.exec(text.slice(end, end + 2))?.[0] ?? ''
    found.push(amount(text, { start: hit.index, end: end + more.length }, hit[0] + more.replace(/[多余来几]/, '')))
  }
  return found
}

const amount = (text: string, span: Span, said: string): Mention => mention('amount', text, span, numberOf(said))
