import type { Said } from '../../../errors.ts'
import type { Assessment, Mention } from '../../../triage/assessment.ts'
import { Both } from '../../parts.tsx'
import { markText, type Stretch } from './marked-text.ts'

const kinds: Record<Mention['kind'], Said> = {
  respondent: { zh: '被投诉方', en: 'respondent' },
  product: { zh: '产品', en: 'product' },
  brand: { zh: '品牌', en: 'brand' },
  place: { zh: '地点', en: 'place' },
  amount: { zh: '金额', en: 'amount' },
  injury: { zh: '伤害', en: 'injury' },
  time: { zh: '时间', en: 'time' },
  vulnerable: { zh: '易受伤害人群', en: 'vulnerable people' },
  claim: { zh: '诉求', en: 'asked for' },
  credit_code: { zh: '统一社会信用代码', en: 'credit code' },
  gtin: { zh: '商品条码', en: 'GTIN' },
  standard: { zh: '标准', en: 'standard' },
  plate: { zh: '车牌', en: 'licence plate' },
  batch: { zh: '批号', en: 'batch' },
  model: { zh: '型号', en: 'model' },
  order: { zh: '订单号', en: 'order number' },
  complaint_number: { zh: '工单号', en: 'complaint number' },
}

/** The report as written, with the words that decided and the things it names marked; names of things stand beside them. */
export function CaseText({ assessment }: { assessment: Assessment }) {
  const words = [...assessment.leaf.because, ...assessment.lead.because].map(({ word }) => word)
  const stretches = markText(assessment.text, words, assessment.mentions)
  const lastOfMention = (index: number) => stretches[index + 1]?.mention !== stretches[index]?.mention
  return (
    <section class="part" aria-labelledby="written">
      <h2 id="written">
        <Both zh="诉求原文" en="As written" />
      </h2>
      <p class="written">
        {stretches.map((stretch, index) => (
          <Marked stretch={stretch} named={lastOfMention(index)} />
        ))}
      </p>
      <p class="hint">
        <mark>底色</mark> <Both zh="是决定分类的词；" en="words that decided." />{' '}
        <span class="mention">
          下划线<span class="mention-kind">类别</span>
        </span>{' '}
        <Both zh="是文中提到的人、物、地、钱。" en="what the text names." />
      </p>
    </section>
  )
}

function Marked({ stretch, named }: { stretch: Stretch; named: boolean }) {
  const text = stretch.decided ? <mark>{stretch.text}</mark> : stretch.text
  if (stretch.mention === null) return <>{text}</>
  return (
    <span class="mention">
      {text}
      {named && <span class="mention-kind">{kinds[stretch.mention].zh}</span>}
    </span>
  )
}
