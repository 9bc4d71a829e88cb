import type { Bilingual, FilingKind } from '../../reference/city.ts'
import type { Act, CaseState } from '../acts/case-states.ts'

/** One thing that an officer gives when a document is made; `pick` chooses from a table of the law. */
export type DocumentAsk = {
  name: string
  label: Bilingual
  hint?: Bilingual
  required: boolean
  max: number
  kind: 'line' | 'text' | 'date' | 'ground' | 'ending'
}

export type DocumentForm = Bilingual & {
  id: DocumentFormId
  /** Stands in the number: 〔2026〕受字第17号. */
  sign: string
  track: FilingKind | 'both'
  to: 'reporter' | 'both_sides' | 'bureau' | 'file'
  states: CaseState[]
  /** One of these acts came before: a document says what was decided, and never before or beside it. */
  after?: Act[]
  asks: DocumentAsk[]
  /** The body, with {name} for what was given and for the facts of the case (src/cases/documents/fill-form.ts). */
  body: string[]
}

export type DocumentFormId =
  | 'complaint_record'
  | 'report_record'
  | 'distribution'
  | 'identity_proof'
  | 'acceptance'
  | 'refusal'
  | 'mediation_notice'
  | 'termination'
  | 'agreement'
  | 'report_result'

const underWay: CaseState[] = ['dispatched', 'referred', 'handling', 'answered']
const anyState: CaseState[] = ['to_dispatch', 'dispatched', 'referred', 'handling', 'answered', 'closed', 'refused']

const ask = (
  name: string,
  zh: string,
  en: string,
  kind: DocumentAsk['kind'] = 'line',
  max = 200,
  required = true,
): DocumentAsk => ({ name, label: { zh, en }, kind, max, required })

/**
 * The ten forms that go with 总局令第121号, as data: what each asks for, who gets it, and its words. Words in braces are filled in; a
 * paragraph whose words are all empty is left out. Reporters are named only where the form goes to them alone.
 */
export const documentForms: DocumentForm[] = [
  {
    id: 'complaint_record',
    zh: '投诉登记表',
    en: 'Record of a complaint',
    sign: '投登',
    track: 'complaint',
    to: 'file',
    states: anyState,
    asks: [],
    body: [
      '登记时间：{received}。来源：{channel}。',
      '投诉人：身份已封存，由身份保管员保管（案件 {case}）。',
      '被投诉人：{respondent}。',
      '涉及商品或服务：{product}。涉及金额：{amount}。发生时间：{occurred}。发生地点：{place}。',
      '投诉请求：{claims}。',
      '投诉内容：{text}',
      '登记单位按职责分派至：{lead}。',
    ],
  },
  {
    id: 'report_record',
    zh: '举报登记表',
    en: 'Record of a report',
    sign: '举登',
    track: 'report',
    to: 'file',
    states: anyState,
    asks: [],
    body: [
      '登记时间：{received}。来源：{channel}。',
      '举报人：身份已封存，由身份保管员保管（案件 {case}）。',
      '被举报人：{respondent}。',
      '涉及商品或服务：{product}。发生时间：{occurred}。发生地点：{place}。',
      '举报线索：{text}',
      '登记单位按职责分派至：{lead}。',
    ],
  },
  {
    id: 'distribution',
    zh: '分送通知书',
    en: 'Notice of distribution',
    sign: '分送',
    track: 'both',
    to: 'bureau',
    states: ['dispatched', 'referred', 'handling'],
    asks: [ask('report_back', '反馈期限', 'Report back by', 'date')],
    body: [
      '{lead}：',
      '现将案件 {case}（{title}）分送你单位，请依法处理。诉求内容见系统案件页；诉求人身份依法保密。',
      '不属于你单位职责的，请在规定期限内写明理由、依据并建议承办单位退回分拨，不得自行转送。',
      '请于 {report_back} 前反馈处理情况。',
    ],
  },
  {
    id: 'identity_proof',
    zh: '限期提供身份证明材料通知书',
    en: 'Notice to prove identity',
    sign: '限提',
    track: 'complaint',
    to: 'reporter',
    states: ['dispatched', 'handling'],
    asks: [ask('until', '提供期限', 'Until', 'date'), ask('material', '需要的材料', 'Material', 'text', 500)],
    body: [
      '投诉人：',
      '你于 {received} 提出的投诉（{title}）收悉。依照《市场监督管理投诉举报处理办法》第十条，请于 {until} 前提供下列身份证明材料：{material}',
      '可以在“查询进度”页面凭回执码上传。逾期不提供或者提供虚假材料的，依照该办法第十六条第五项、第六项不予受理。',
    ],
  },
  {
    id: 'acceptance',
    zh: '受理决定书',
    en: 'Decision to accept',
    sign: '受',
    track: 'complaint',
    to: 'reporter',
    states: ['handling', 'answered'],
    after: ['accept'],
    asks: [],
    body: [
      '投诉人：',
      '你于 {received} 提出的投诉（{title}），经审查符合受理条件，决定予以受理，由{lead}办理。',
      '期限：{clocks}。',
      '办理中需要补充材料、检验检测或者延长期限的，会另行告知并说明对期限的影响。',
    ],
  },
  {
    id: 'refusal',
    zh: '不予受理决定书',
    en: 'Decision not to accept',
    sign: '不受',
    track: 'complaint',
    to: 'reporter',
    states: ['handling', 'answered', 'closed', 'refused'],
    after: ['refuse', 'refuse_complaint', 'end_unsupplied', 'end_unproven'],
    asks: [
      ask('ground', '不予受理的情形', 'Ground', 'ground'),
      ask('facts', '认定的事实', 'Facts found', 'text', 1000),
    ],
    body: [
      '投诉人：',
      '你于 {received} 提出的投诉（{title}），经审查：{facts}',
      '属于下列情形：{ground}。依据{ground_article}，决定不予受理。',
      '{ground_remedy}',
    ],
  },
  {
    id: 'mediation_notice',
    zh: '调解通知书',
    en: 'Notice of mediation',
    sign: '调通',
    track: 'complaint',
    to: 'both_sides',
    states: underWay,
    after: ['accept'],
    asks: [
      ask('time', '调解时间', 'Time'),
      ask('site', '调解地点或方式', 'Place or way'),
      ask('mediator', '调解人员', 'Mediator'),
      ask('recusal', '申请回避的期限', 'Recusal until', 'date'),
    ],
    body: [
      '投诉人、被投诉人：',
      '案件 {case}（{title}）定于 {time} 在 {site} 调解，调解人员：{mediator}。',
      '认为调解人员应当回避的，请于 {recusal} 前提出并说明理由。',
      '无正当理由不参加调解的，依法终止调解。请携带身份证明、购物或服务凭证等有关材料。',
    ],
  },
  {
    id: 'termination',
    zh: '终止调解决定书',
    en: 'Decision to end mediation',
    sign: '终调',
    track: 'complaint',
    to: 'both_sides',
    states: underWay,
    after: ['accept'],
    asks: [ask('ending', '终止的情形', 'Ground', 'ending'), ask('facts', '调解经过', 'What happened', 'text', 1000)],
    body: [
      '投诉人、被投诉人：',
      '案件 {case}（{title}）的调解经过：{facts}',
      '属于下列情形：{ending}。依据{ending_article}，决定终止调解。',
      '投诉人可以依照《消费者权益保护法》第三十九条通过其他途径解决争议。终止调解不影响对违法线索的核查。',
    ],
  },
  {
    id: 'agreement',
    zh: '调解书',
    en: 'Record of agreement',
    sign: '调',
    track: 'complaint',
    to: 'both_sides',
    states: underWay,
    after: ['accept'],
    asks: [
      ask('facts', '争议事实', 'The dispute', 'text', 1500),
      ask('terms', '协议内容和履行期限', 'Terms and when', 'text', 1500),
    ],
    body: [
      '投诉人、被投诉人：',
      '案件 {case}（{title}）的争议事实：{facts}',
      '经调解，双方自愿达成协议：{terms}',
      '本调解书由双方签名或者盖章，自签名或者盖章之日起生效。',
      '投诉人（签名）：　　　　　　　　被投诉人（签名或盖章）：　　　　　　　　',
    ],
  },
  {
    id: 'report_result',
    zh: '举报处理结果告知书',
    en: 'Result of a report',
    sign: '举告',
    track: 'report',
    to: 'reporter',
    states: ['handling', 'answered', 'closed'],
    asks: [
      ask('decision', '是否立案', 'Case opened or not'),
      ask('facts', '核查情况和处理结果', 'Findings and result', 'text', 1500),
    ],
    body: [
      '举报人：',
      '你于 {received} 举报的线索（{title}），经核查，处理结果如下。',
      '是否立案：{decision}。',
      '{facts}',
      '你的身份依法保密。感谢你对质量安全的监督。',
    ],
  },
]

/** The form of this id; undefined when there is none. */
export const documentForm = (id: string): DocumentForm | undefined => documentForms.find((form) => form.id === id)

/**
 * The forms that fit a case now: of each track that it is or was on — a complaint that is not accepted is told so while its clue is
 * still checked — in this state, after what was done.
 */
export function formsFor({ kind, tracks, state, done }: DocumentSight): DocumentForm[] {
  return documentForms.filter(
    ({ track, states, after }) =>
      (track === 'both' || track === kind || tracks.includes(track)) &&
      states.includes(state) &&
      (!after || after.some((act) => done.includes(act))),
  )
}

type DocumentSight = { kind: FilingKind; tracks: FilingKind[]; state: CaseState; done: string[] }

/** What decides which forms fit a case that was read. */
export const documentSight = ({ events, ...read }: Omit<DocumentSight, 'done'> & { events: { act: string }[] }) => ({
  ...read,
  done: events.map(({ act }) => act),
})
