import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import { mention } from './mention.ts'

export type Claim =
  | 'refund'
  | 'repair'
  | 'replace'
  | 'compensation'
  | 'punish'
  | 'apology'
  | 'stop'
  | 'answer'
  | 'provide'
  | 'rectify'

const WORDS: Record<Claim, string> = {
  refund: '退款 退钱 退货 退费 退还 返还 退押金 退卡 退票 退房 退回',
  repair: '维修 修复 修理 修好 抢修 检修 修缮',
  replace: '更换 换货 调换 换新 重新换',
  compensation: '赔偿 赔付 补偿 赔钱 假一赔三 退一赔三 假一罚十 退一赔十 十倍赔偿 三倍赔偿',
  punish: '查处 严查 严惩 处罚 取缔 打击 调查 核查 彻查 追究 查封 关停 严肃处理 执法 清查 查办 依法处理 惩处',
  apology: '道歉 赔礼',
  stop: '停止 禁止 制止 停工 搬迁 拆除 停产 叫停',
  answer: '答复 回复 解释 公开 公示 说明 解答 给个说法 给一个说法 明确',
  provide: '增设 加装 安装 修建 建设 开通 拉通 打通 配备 增加 新建 设置 规划 改造',
  rectify: '整改 整治 治理 改善 监管 督促 规范 清理 解决 纠正 加强管理 调整 检查',
}
const CLAIMS = phraseIndex(
  Object.entries(WORDS).flatMap(([claim, words]) =>
    words
      .split(' ')
      .filter((word) => /^\p{Script=Han}/u.test(word))
      .map((word): [string, string] => [word, claim]),
  ),
)
const ENGLISH = /\b(refund|money back|repair|replacement|compensat\w+|apolog\w+|investigat\w+|inspect\w*|punish\w*)\b/gi
const ENGLISH_CLAIMS: [RegExp, Claim][] = [
  [/^(?:refund|money)/i, 'refund'],
  [/^repair/i, 'repair'],
  [/^replace/i, 'replace'],
  [/^compens/i, 'compensation'],
  [/^apolog/i, 'apology'],
  [/./, 'punish'],
]
/** A wish stands before what is wished, in the same sentence: 要求商家退款 asks, 商家不退款 complains. */
const WISH =
  /(?:希望|要求|请求|恳请|诉求|强烈|申请|呼吁|建议|必须|督促|责令|应该|应当|盼望|期望|请|望|求|帮忙|协助|尽快|敬请|能否|能不能|可否)[^。！？!?\n;；]{0,24}$/
const BACK_UNITS = 28

/** What the writer asks for: the words of the demand where a wish goes before them. The value is one of `Claim`. */
export function claimsIn(text: string, simplified: string, latin: boolean): Mention[] {
  const found: Mention[] = []
  for (const { phrase, start, value } of findPhrases(simplified, CLAIMS)) {
    if (/[不未没无]$/.test(simplified.slice(Math.max(0, start - 1), start))) continue
    if (!WISH.test(simplified.slice(Math.max(0, start - BACK_UNITS), start))) continue
    found.push(mention('claim', text, { start, end: start + phrase.length }, value))
  }
  if (latin)
    for (const hit of text.matchAll(ENGLISH)) {
      const claim = ENGLISH_CLAIMS.find(([form]) => form.test(hit[0]))?.[1] ?? 'punish'
      found.push(mention('claim', text, { start: hit.index, end: hit.index + hit[0].length }, claim))
    }
  return found
}
