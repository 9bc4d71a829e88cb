import { parseArgs } from 'node:util'
import { z } from 'zod'
import { normalise } from '../src/triage/normalise.ts'
import { personalDataIn } from '../src/triage/personal-details.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/**
 * `npm run eval:personal [-- --rest]`: what of the corpus looks like personal data to broader patterns of another making and is not masked.
 * The rest is an upper bound of what was missed: sums, dates and names of public persons are in it. `--rest` prints ids and offsets to read.
 */
const { values } = parseArgs({ options: { rest: { type: 'boolean', default: false } } })
const told = z.object({ id: z.string(), title: z.string().nullish(), text: z.string() })

const BROAD: Record<string, RegExp> = {
  long_number: /(?<![\d.-])(?!(?:19|20)\d{2}[\s.-])\d(?:[\s*xX-]?[\d*]){6,}/g,
  at_sign: /\S{2,}@\S{2,}/g,
  messenger: /(?:微信|QQ|qq|vx|VX|wx|支付宝)[^\n,，。]{0,8}?[A-Za-z0-9]{5,}/g,
  door: /(?:栋|幢|座|单元|号楼)[^\n,，。]{0,8}?\d{3,4}/g,
  number_plate: /\p{Script=Han}[A-Z][·•]?(?=[A-Z]{0,4}\d)[A-Z0-9]{5}(?![A-Za-z0-9])/gu,
}
const SURNAME =
  '[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆]'
const NAMES = [
  new RegExp(
    `(?:叫|姓名|联系人|署名|签名|举报人|投诉人|申请人)[^\\p{Script=Han}\\n]{0,3}(${SURNAME}\\p{Script=Han}{1,2})`,
    'gu',
  ),
  new RegExp(`(${SURNAME}\\p{Script=Han}{1,2})[,，(（\\s]{0,2}(?:男|女|电话|手机|身份证|先生|女士)`, 'gu'),
  new RegExp(`[。.!！?？\\s](?!谢谢)(${SURNAME}\\p{Script=Han}{1,2})\\s*$`, 'gu'),
]
const counts: Record<string, { looks_like: number; masked: number }> = {}

for (const file of ['complaints-train.jsonl', 'unlabelled.jsonl'])
  for (const row of rowsOfFile(`${CORPUS}/${file}`)) {
    const { id, title, text } = told.parse(row)
    count(id, normalise({ title: title ?? '', text }).text)
  }
for (const [kind, { looks_like, masked }] of Object.entries(counts))
  console.log(kind.padEnd(13), `${masked} of ${looks_like} masked`)
console.log(JSON.stringify(counts))

function count(id: string, text: string): void {
  const spans = personalDataIn(text)
  const isMasked = (start: number, end: number) => spans.some((span) => span.start < end && start < span.end)
  for (const [kind, start, end] of [...broadly(text), ...names(text)]) {
    const known = counts[kind] ?? { looks_like: 0, masked: 0 }
    counts[kind] = known
    known.looks_like += 1
    if (isMasked(start, end)) known.masked += 1
    else if (values.rest) console.log(id, kind, `${start}–${end}`)
  }
}

function* broadly(text: string): Generator<[string, number, number]> {
  for (const [kind, form] of Object.entries(BROAD))
    for (const hit of text.matchAll(form)) yield [kind, hit.index, hit.index + hit[0].length]
}

/** A surname and one or two characters behind a word of calling or signing, or alone at the very end; not who has a public office. */
function* names(text: string): Generator<[string, number, number]> {
  for (const form of NAMES)
    for (const hit of text.matchAll(form)) {
      const name = hit[1] ?? ''
      const start = hit.index + hit[0].indexOf(name)
      yield ['name', start, start + name.length]
    }
}
