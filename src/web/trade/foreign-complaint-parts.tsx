import { hazardNames } from '../../alerts/notices/recall-words.ts'
import type { ForeignComplaint } from '../../intake/notice.ts'
import type { City } from '../../reference/city.ts'
import { Both, Facts } from '../parts.tsx'
import { OriginalText } from './original-text.tsx'

/** What an owner abroad told an authority: a signal, not a finding. */
export function ForeignComplaintParts({ notice, city }: { notice: ForeignComplaint; city: City }) {
  const hazards = hazardNames(city, notice.hazards)
  return (
    <>
      <p>
        <Both
          zh="这是消费者向境外主管部门反映的情况，未经核实。"
          en="What a consumer told an authority abroad; nobody has checked it."
        />
      </p>
      <Facts
        rows={[
          [{ zh: '产品', en: 'Product' }, notice.product],
          [{ zh: '年款', en: 'Model year' }, notice.models.join('、')],
          [{ zh: '生产企业', en: 'Maker' }, notice.maker],
          [{ zh: '部件', en: 'Components' }, notice.components.join('、')],
          [{ zh: '危害', en: 'Hazards' }, hazards.map(({ zh, en }) => `${zh} ${en}`).join('、')],
          [{ zh: '受伤', en: 'Injured' }, notice.injuries === null ? null : String(notice.injuries)],
          [{ zh: '死亡', en: 'Dead' }, notice.deaths === null ? null : String(notice.deaths)],
          [{ zh: '发生日', en: 'Happened on' }, notice.occurredOn],
        ]}
      />
      <OriginalText title={{ zh: '原文', en: 'Original text' }} text={notice.description} />
    </>
  )
}
