import type { City, LeafCode } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import { type CutText, wordAt } from './cut-text.ts'
import { soundsOwn } from './introduced-names.ts'
import { startsWithKnownFirm } from './known-firms.ts'
import { mention } from './mention.ts'
import { WORD } from './word-kinds.ts'

/** What opens a text before the one complained of, with the area it is in. */
const OPENING =
  /^(?:(?:强烈|再次|实名|我要|要)?(?:投诉|举报|反映|质疑|曝光|关于|请求查处|呼吁取缔|严查)(?:一下)?)?(?:对)?(?:[A-Z]\d{0,2}[市区县]{1,2}|[^市区县镇，,。的]{1,3}[市区县镇]|西地省)*/
/** What somebody does that is complained of, or who does it there. */
const FAULT =
  /^(?:[^\p{Script=Han}]?)(?:不|拒|乱|违[规法反]|非法|强[制迫行收卖]|私自|拖欠|骗|诈|欺|扰民|噪|污染|排放|垄断|涨价|收费|多收|卖|倒闭|跑路|失联|擅自|涉嫌|虚假|捆绑|退[款费押卡]|关门|忽悠|霸王|坑|宰|发货|送餐|配送|的?(?:司机|客服|员工|老师|工作人员|售后|服务|态度)|无证|突然|随意|恶意|恶劣|长期|每天|半夜|深夜|夜间|油烟)/u
/** Before these even plain words are a name (山河/智能 扰民). */
const GRAVE_FAULT = /^(?:乱|违[规法反]|非法|强|拖欠|骗|诈|欺|扰民|噪|污染|排放|跑路|失联|擅自|涉嫌|捆绑|忽悠|坑|宰)/
/** Matters in which what opens the text is an estate, a road or an office rather than a firm. */
const OF_PLACES = /^(?:NONE|BUILD|HOMEUTIL|INFRA|TRAFFIC|PUBSERV.0[78])/
const NAME_UNITS_MAX = 10
const NO_NAME = /[没不无未某各本我你他她这那哪该]|问题|公司$|一[个家些]|有人|小区|学校|医院|老师$|遭遇|报告|设计/

/**
 * The name that opens a text and does what is complained of, where no ending gives it away (山河智能扰民). Only in matters in which firms are
 * complained of (`leaf`), and what sounds like somebody's own name or stands before a grave fault.
 */
export function subjectNames(cut: CutText, city: City, leaf: LeafCode | null): Mention[] {
  if (leaf === null || OF_PLACES.test(leaf)) return []
  const opening = OPENING.exec(cut.simplified)?.[0].length ?? 0
  const first = wordAt(cut.starts, opening)
  if (first < 0 || startsWithKnownFirm(cut.simplified, opening)) return []
  const last = lastBeforeFault(cut, first)
  if (last < first) return []
  const span = { start: opening, end: cut.starts[last + 1] as number }
  if (NO_NAME.test(cut.simplified.slice(span.start, span.end))) return []
  const plain = last > first && GRAVE_FAULT.test(cut.simplified.slice(span.end, span.end + 4))
  return plain || soundsOwn(cut.words.slice(first, last + 1), city) ? [mention('respondent', cut.text, span)] : []
}

/** The last word of the name that a fault follows; before `first` when none does or a place stands in it. */
function lastBeforeFault({ simplified, starts, kinds, words }: CutText, first: number): number {
  for (let at = first; at < words.length; at += 1) {
    const start = starts[at] as number
    if (start - (starts[first] as number) > NAME_UNITS_MAX) return first - 1
    if (at > first && FAULT.test(simplified.slice(start, start + 4))) return at - 1
    const kind = kinds[at] as number
    if ((kind & WORD.inName) === 0 || (kind & WORD.placeEnd) !== 0) return first - 1
  }
  return first - 1
}
