import { hazardNames } from '../../alerts/notices/recall-words.ts'
import type { FirmRole, MeasureCode, RecallNotice } from '../../intake/notice.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import { Market } from '../alert-parts.tsx'
import { Badge, Both, Facts, RiskBadge } from '../parts.tsx'
import { OriginalText } from './original-text.tsx'

/** A recall: product, danger, who made and sold it, what is done. */
export function RecallParts({ notice, city }: { notice: RecallNotice; city: City }) {
  return (
    <>
      {notice.products.slice(0, 20).map((product) => (
        <section class="part">
          <h2>{product.name}</h2>
          <Facts
            rows={[
              [{ zh: '品牌', en: 'Brand' }, product.brand],
              [{ zh: '型号', en: 'Model' }, product.models.join('、')],
              [{ zh: '批号', en: 'Batch' }, product.batches.join('、')],
              [{ zh: '条码', en: 'GTIN' }, product.gtins.join('、')],
              [{ zh: '类别', en: 'Category' }, product.category],
              [{ zh: '生产日期', en: 'Produced' }, spanOf(product.producedFrom, product.producedTo)],
            ]}
          />
        </section>
      ))}
      <Facts
        rows={[
          [{ zh: '危害', en: 'Hazards' }, <Hazards notice={notice} city={city} />],
          [
            { zh: '来源定的风险', en: 'Risk by the source' },
            notice.riskLevelStated && <RiskBadge risk={notice.riskLevelStated} />,
          ],
          [{ zh: '伤亡', en: 'Casualties' }, <Casualties notice={notice} />],
          [{ zh: '数量', en: 'Units' }, notice.unitsAffected.raw || <Both zh="未说明" en="not stated" />],
          [{ zh: '不符合的标准', en: 'Standards failed' }, notice.clauses.join('、')],
          [
            { zh: '原产地', en: 'Origin' },
            notice.countryOfOrigin ? <Market code={notice.countryOfOrigin} /> : <Both zh="未说明" en="not stated" />,
          ],
          [{ zh: '企业', en: 'Firms' }, <Firms notice={notice} />],
          [{ zh: '措施', en: 'Measures' }, <Measures notice={notice} />],
          [{ zh: '召回联系方式', en: 'Whom to call' }, notice.contact],
        ]}
      />
      <OriginalText title={{ zh: '缺陷（原文）', en: 'Defect, original text' }} text={notice.defects.join('\n')} />
      <OriginalText title={{ zh: '危害（原文）', en: 'Hazard, original text' }} text={notice.hazardText} />
      <OriginalText title={{ zh: '事故（原文）', en: 'Incidents, original text' }} text={notice.injuriesText} />
      <OriginalText title={{ zh: '产品（原文）', en: 'Description, original text' }} text={notice.description} />
    </>
  )
}

function spanOf(from: string | null, to: string | null): string | null {
  if (from === null && to === null) return null
  return from === to ? from : `${from ?? '?'} — ${to ?? '?'}`
}

function Hazards({ notice, city }: { notice: RecallNotice; city: City }) {
  const named = hazardNames(city, notice.hazards)
  if (named.length === 0) return <Both zh="未能从文字判断" en="not clear from the text" />
  return (
    <span class="badges">
      {named.map((hazard) => (
        <Badge tone="orange" zh={hazard.zh} en={hazard.en} />
      ))}
    </span>
  )
}

function Casualties({ notice: { deaths, injuries } }: { notice: RecallNotice }) {
  if (deaths === null && injuries === null) return <Both zh="未说明" en="not stated" />
  return (
    <Both
      zh={`死亡 ${deaths ?? '未说明'}，受伤 ${injuries ?? '未说明'}`}
      en={`deaths ${deaths ?? 'not stated'}, injuries ${injuries ?? 'not stated'}`}
    />
  )
}

const roles: Record<FirmRole, Bilingual> = {
  manufacturer: { zh: '生产者', en: 'maker' },
  importer: { zh: '进口商', en: 'importer' },
  distributor: { zh: '经销商', en: 'distributor' },
  retailer: { zh: '销售者', en: 'seller' },
  brand_owner: { zh: '品牌方', en: 'brand owner' },
  agent: { zh: '代理', en: 'agent' },
  recaller: { zh: '召回企业', en: 'recalling firm' },
}

function Firms({ notice: { firms } }: { notice: RecallNotice }) {
  if (firms.length === 0) return <Both zh="未说明" en="not stated" />
  return (
    <ul>
      {firms.slice(0, 20).map(({ name, role, city }) => (
        <li>
          <Both {...roles[role]} />：{name}
          {city && `（${city}）`}
        </li>
      ))}
    </ul>
  )
}

const measures: Record<MeasureCode, Bilingual> = {
  RECALL_END_USER: { zh: '向消费者召回', en: 'recall from users' },
  WITHDRAW_MARKET: { zh: '撤出市场', en: 'withdrawal' },
  BAN_MARKETING: { zh: '禁止销售', en: 'ban on marketing' },
  STOP_SALE: { zh: '停止销售', en: 'stop of sale' },
  ONLINE_DELIST: { zh: '网上下架', en: 'online removal' },
  WARN: { zh: '警示', en: 'warning' },
  MARK: { zh: '加标识', en: 'marking' },
  CONDITIONS: { zh: '附条件销售', en: 'conditions' },
  DESTROY: { zh: '销毁或弃置', en: 'destruction or disposal' },
  BORDER_REJECT: { zh: '口岸拒入', en: 'rejection at the border' },
  REFUND: { zh: '退款', en: 'refund' },
  REPAIR: { zh: '维修', en: 'repair' },
  REPLACE: { zh: '换货', en: 'replacement' },
  OTHER: { zh: '其他', en: 'other' },
}

function Measures({ notice }: { notice: RecallNotice }) {
  if (notice.measures.length === 0) return <Both zh="未说明" en="not stated" />
  const codes = [...new Set(notice.measures.map(({ code }) => code))]
  return (
    <span class="badges">
      {codes.map((code) => (
        <Badge {...measures[code]} />
      ))}
    </span>
  )
}
