import type { Said } from '../errors.ts'

/** What is missing in an answer. Each fault says what to add. */
export type AnswerFault = { kind: 'too_short' | 'demand' | 'fact' | 'result' | 'stock' | 'passed_on'; said: Said }

/** Stands before the reason for which a head let an answer go out although the check objected, in the words for inside. */
export const overruleMark = '负责人坚持答复：'

/** What the reporter asked for: the ticked claims and the demands found in the text, these with the name of their matter. */
export type Demand = { words: string; matter?: string }

type Addressed = { asks: RegExp; answers: RegExp }

/**
 * What kind of demand it is, and the words of which at least one stands in an answer that takes it up. An answer may say no: saying
 * no names the matter too.
 */
const addressed: Addressed[] = [
  { asks: /退[还款货费]|退一|退钱|refund/i, answers: /退[还款货费一]|返还|原路|不支持退|refund/i },
  { asks: /赔偿|补偿|损失|compensat/i, answers: /赔|补偿|补款|损失|compensat/i },
  { asks: /修理|维修|修好|修复|重作|repair|fix/i, answers: /修|重作|更换|恢复|加固|repair|fix/i },
  { asks: /更换|换货|换新|replace/i, answers: /换|replace/i },
  { asks: /道歉|apolog/i, answers: /道歉|致歉|apolog/i },
  {
    asks: /查处|处罚|严惩|调查|依法|取缔|punish|investigat/i,
    answers: /立案|查处|处罚|罚款|责令|取缔|不予|不属于|未发现|未违反|检查|核查|investigat|fine/i,
  },
  {
    asks: /整改|治理|停止|停工|清理|拆除|关停|stop|clean/i,
    answers: /整改|治理|停|清理|拆除|清运|关闭|到位|stop|clean/i,
  },
  { asks: /噪[音声]|扰民|noise/i, answers: /噪|分贝|降噪|停|时段|noise|decibel/i },
  {
    asks: /污染|排放|异味|臭|废[水气]|pollut|smell/i,
    answers: /监测|排放|达标|超标|采样|治理|整改|封堵|pollut|sampl/i,
  },
  { asks: /检测|检验|鉴定|抽检|test/i, answers: /检测|检验|鉴定|抽检|抽样|合格|test/i },
  { asks: /交房|办证|房产证|产权/, answers: /办证|交付|产权|登记|备案|房产证/ },
  { asks: /[？?]|如何|怎么|是否|什么时候|能否|when|how/i, answers: /./ },
]

const stock = [
  '感谢您对我们工作的支持',
  '感谢您的关注',
  '感谢您的理解',
  '高度重视',
  '欢迎您继续监督',
  '祝您生活愉快',
  '请您耐心等待',
  '正在处理中',
  '正在核实',
  '已收悉',
  '将进一步加强',
  '加大监管力度',
  '如有疑问',
  '欢迎来电',
]
const passedOn =
  /(?:已|现)?(?:转|移)(?:交|送|办|给)?(?:相关|有关|属地|其他)?(?:部门|单位|科室|街道)(?:处理|办理|核实)?|请(?:您)?(?:向|联系|咨询).{1,20}(?:反映|咨询|处理)/
const fact =
  /经(?:查|核实|调查|检查|检测|现场|走访|与)|现场(?:检查|核查|查看|勘查)|检测(?:结果|报告|显示)|\d+(?:\.\d+)?\s*(?:元|分贝|毫克|%|％|日|天|人|件|次|平方米)|\d{1,2}月\d{1,2}日|\d{4}年|inspect|found that|measured/i
const result =
  /已(?:经|为您|对.{1,12})?(?:办理|下架|封存|召回|关停|责令|退|赔|更换|维修|修复|完成|立案|处罚|查封|清理|拆除|停|整改|达成|办结|恢复|支付|告知|约谈)|达成(?:一致|调解|和解)|调解(?:成功|不成|终止)|不予|不属于|无法(?:支持|认定)|未发现|将于.{1,12}前|定于|责令|罚款|处以|resolved|ordered|refunded|will .{1,40} by/i

const shortest = 20
const stockShareMax = 0.5

/**
 * Reads an answer as the reporter will: does it take up each demand, name a fact and a result, or is it empty? The check asks and
 * explains; it is a reading of words and may be wrong, so the head of the bureau can overrule it with a reason.
 */
export function checkAnswer(answer: string, demands: Demand[]): AnswerFault[] {
  const text = answer.trim()
  const own = withoutStock(text)
  const faults: AnswerFault[] = []
  if (own.length < shortest) faults.push(tooShort)
  if (text.length > 0 && 1 - own.length / text.length > stockShareMax) faults.push(mostlyStock)
  if (!fact.test(own)) faults.push(noFact)
  if (!result.test(own)) faults.push(passedOn.test(own) ? onlyPassedOn : noResult)
  const open = demands.filter(({ words, matter }) => !takesUp(own, words) && !(matter && sharesWords(own, matter, 1)))
  faults.push(...open.map(({ words }) => notTakenUp(words)))
  return faults
}

/** Whether an answer names the matter of a demand: by the words that answer its kind, or by words of its own. */
function takesUp(answer: string, demand: string): boolean {
  const kinds = addressed.filter(({ asks }) => asks.test(demand))
  if (kinds.some(({ answers }) => answers.test(answer))) return true
  return kinds.length === 0 && sharesWords(answer, demand)
}

/** At least so many different runs of two characters of the demand stand in the answer. */
function sharesWords(answer: string, demand: string, runsMin = 2): boolean {
  const letters = demand.replace(/[^\p{L}\p{N}]/gu, '')
  const runs = new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)))
  return [...runs].filter((run) => answer.includes(run)).length >= Math.min(runsMin, runs.size)
}

const withoutStock = (text: string): string =>
  stock
    .reduce(
      (rest, phrase) => rest.replaceAll(new RegExp(`[^。！；\\n]*${phrase}[^。！；\\n]*[。！；\\n]?`, 'g'), ''),
      text,
    )
    .trim()

const tooShort: AnswerFault = {
  kind: 'too_short',
  said: {
    zh: `除客套话外不足 ${shortest} 字：写明查到什么、怎么处理。`,
    en: `Fewer than ${shortest} characters beside set phrases: say what was found and what is done.`,
  },
}
const mostlyStock: AnswerFault = {
  kind: 'stock',
  said: { zh: '大半是客套话，请写这一件事。', en: 'Mostly set phrases; write about this matter.' },
}
const noFact: AnswerFault = {
  kind: 'fact',
  said: {
    zh: '没有写查明的事实：何时、到哪里、查到什么，或有什么数据。',
    en: 'No fact: when and where it was looked into, what was found or measured.',
  },
}
const noResult: AnswerFault = {
  kind: 'result',
  said: {
    zh: '没有写结果：已经做了什么、决定了什么，或何时完成；不能办的写明理由和依据。',
    en: 'No result: what was done or decided, or by when; if nothing can be done, why and under which rule.',
  },
}
const onlyPassedOn: AnswerFault = {
  kind: 'passed_on',
  said: {
    zh: '只写了转交。首接负责：写明谁在办、何时答复。',
    en: 'Only passed on. Who received it first stays in charge: say who handles it and by when they answer.',
  },
}
const notTakenUp = (words: string): AnswerFault => ({
  kind: 'demand',
  said: {
    zh: `没有回应诉求“${words.slice(0, 40)}”。`,
    en: `Does not take up the demand “${words.slice(0, 40)}”.`,
  },
})
