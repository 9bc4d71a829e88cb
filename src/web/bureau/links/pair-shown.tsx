import type { Level } from '../../../alerts/links/compare-portraits.ts'
import type { EvidenceRow } from '../../../alerts/links/link-evidence.ts'
import type { PartyRole } from '../../../alerts/links/notice-parties.ts'
import type { LinkRead } from '../../../alerts/links/read-link.ts'
import type { Said } from '../../../errors.ts'
import type { RecallNotice, SampleNotice } from '../../../intake/notice.ts'
import type { City } from '../../../reference/city.ts'
import { sourceNames } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Badge, Both, type Column, dangerWords, Facts, Table, type Tone } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** Both sides of a pair beside each other, and below part by part what agrees and how much that counts. */
export function PairShown({ read, city }: { read: LinkRead; city: City }) {
  return (
    <div class="desk-text">
      <div class="pair">
        <section class="part" aria-labelledby="ours">
          <Ours ours={read.ours} id={read.pair.ours} city={city} />
        </section>
        <section class="part" aria-labelledby="theirs">
          <Theirs notice={read.notice} id={read.pair.noticeId} />
        </section>
      </div>
      <h2>
        <Both zh="逐项比对" en="Part by part" />
      </h2>
      <Table caption={{ zh: '逐项比对', en: 'Part by part' }} columns={columns(read.ours.kind)} rows={read.evidence} />
    </div>
  )
}

function Ours({ ours, id, city }: { ours: LinkRead['ours']; id: number; city: City }) {
  if (ours.kind === 'firm') return <Firm firm={ours} />
  const danger = dangerWords(ours.danger)
  return (
    <>
      <p class="hint">
        <Both zh="本市的投诉举报" en="Local report" />
      </p>
      <h2 class="first" id="ours" tabindex={-1} data-desk-start>
        {ours.title} <a href={bureauPaths.case(id)}>#{id}</a>
      </h2>
      <p class="badges">
        <Badge tone={danger.tone} zh={danger.zh} en={danger.en} />
      </p>
      <p class="written">{ours.text}</p>
      <Facts
        rows={[
          [{ zh: '产品', en: 'Product' }, ours.product],
          [{ zh: '被投诉方', en: 'Respondent' }, ours.respondent],
          [{ zh: '发生', en: 'Happened' }, ours.occurredOn],
          [{ zh: '收到', en: 'Received' }, ours.receivedOn],
          [{ zh: '牵头单位', en: 'Lead bureau' }, city.bureaus.get(ours.lead)?.zh],
        ]}
      />
    </>
  )
}

export const roleNames: Record<PartyRole, Said> = {
  manufacturer: { zh: '生产者', en: 'maker' },
  importer: { zh: '进口商', en: 'importer' },
  distributor: { zh: '经销商', en: 'distributor' },
  brand_owner: { zh: '品牌方', en: 'brand owner' },
  agent: { zh: '代理', en: 'agent' },
  recaller: { zh: '召回企业', en: 'recalling firm' },
  consignor: { zh: '委托方', en: 'consignor' },
  seller: { zh: '销售者', en: 'seller' },
}

function Firm({ firm }: { firm: Extract<LinkRead['ours'], { kind: 'firm' }> }) {
  return (
    <>
      <p class="hint">
        <Both zh="企业档案" en="Firm of the register" />
      </p>
      <h2 class="first" id="ours" tabindex={-1} data-desk-start>
        <a href={bureauPaths.firm(firm.code)}>{firm.name}</a>
      </h2>
      <Facts
        rows={[
          [{ zh: '统一社会信用代码', en: 'Credit code' }, <span class="number">{firm.code}</span>],
          [{ zh: '地址', en: 'Address' }, firm.address],
          [{ zh: '品牌', en: 'Brands' }, firm.brands.join('、')],
          [
            { zh: '通报中称为', en: 'The notice says' },
            firm.said === '' ? (
              <Both zh="只写了品牌" en="a brand alone" />
            ) : (
              <>
                {firm.said}（<Both {...roleNames[firm.role]} />）
              </>
            ),
          ],
        ]}
      />
    </>
  )
}

function Theirs({ notice, id }: { notice: RecallNotice | SampleNotice; id: number }) {
  return (
    <>
      <p class="hint">
        {notice.kind === 'recall' ? <Both zh="召回" en="Recall" /> : <Both zh="抽检不合格样品" en="Failed sample" />}
        {' · '}
        <Both {...sourceNames[notice.source]} />
      </p>
      <h2 class="first" id="theirs">
        <a href={alertPaths.notice(id)}>{notice.titleZh ?? notice.title}</a>
      </h2>
      <Facts rows={notice.kind === 'recall' ? recallFacts(notice) : sampleFacts(notice)} />
    </>
  )
}

const list = (values: string[]): string => [...new Set(values)].slice(0, 12).join('、')

const recallFacts = ({ products, firms, hazardText, publishedOn }: RecallNotice): [Said, string | null][] => [
  [{ zh: '产品', en: 'Product' }, list(products.map(({ name }) => name))],
  [{ zh: '品牌', en: 'Brand' }, list(products.flatMap(({ brand }) => brand ?? []))],
  [{ zh: '型号', en: 'Models' }, list(products.flatMap(({ models }) => models))],
  [{ zh: '批号', en: 'Batches' }, list(products.flatMap(({ batches }) => batches))],
  [{ zh: '企业', en: 'Firms' }, list(firms.map(({ name }) => name))],
  [{ zh: '危害', en: 'Hazard' }, hazardText.slice(0, 300)],
  [{ zh: '发布', en: 'Published' }, publishedOn],
]

const sampleFacts = (sample: SampleNotice): [Said, string | null][] => [
  [{ zh: '产品', en: 'Product' }, sample.product],
  [{ zh: '商标', en: 'Brand' }, sample.brand],
  [{ zh: '规格型号', en: 'Specification' }, sample.spec],
  [{ zh: '生产日期或批号', en: 'Batch' }, sample.batch],
  [{ zh: '标称生产企业', en: 'Maker, by its label' }, sample.maker?.name ?? null],
  [{ zh: '委托方', en: 'Consignor' }, sample.consignor?.name ?? null],
  [{ zh: '被抽样单位', en: 'Sampled at' }, sample.sampledAt?.name ?? null],
  [{ zh: '不合格项目', en: 'Failed' }, list(sample.items.map(({ item }) => item))],
  [{ zh: '发布', en: 'Published' }, sample.publishedOn],
]

const columns = (kind: LinkRead['ours']['kind']): Column<EvidenceRow>[] => [
  { head: { zh: '项目', en: 'Part' }, cell: ({ name }) => <Both {...name} /> },
  {
    head: kind === 'report' ? { zh: '投诉举报', en: 'Report' } : { zh: '企业档案', en: 'Register' },
    cell: ({ ours }) => ours.join('、') || <Both zh="没有写" en="not said" />,
  },
  { head: { zh: '通报', en: 'Notice' }, cell: ({ theirs }) => theirs.join('、') || <Both zh="没有写" en="not said" /> },
  {
    head: { zh: '比对', en: 'Compared' },
    cell: ({ level, bits }) => (
      <>
        <Badge tone={toneOf(level)} {...levelNames[level]} /> {level !== 'missing' && <Both {...weightWords(bits)} />}
      </>
    ),
  },
]

const levelNames: Record<Level, Said> = {
  same: { zh: '一致', en: 'the same' },
  core: { zh: '字号相同', en: 'same bare name' },
  branch: { zh: '分支与总部', en: 'branch and parent' },
  near: { zh: '近似', en: 'nearly' },
  alike: { zh: '相近', en: 'alike' },
  sound: { zh: '读音相同', en: 'sounds the same' },
  held: { zh: '提到这个名字', en: 'the name stands in it' },
  inside: { zh: '在所列之内', en: 'among those named' },
  group: { zh: '同一类', en: 'same kind' },
  leaf: { zh: '事项相同', en: 'same matter' },
  outside: { zh: '不在所列之内', en: 'not among those named' },
  different: { zh: '不同', en: 'different' },
  missing: { zh: '无法比对', en: 'cannot be compared' },
}

function toneOf(level: Level): Tone {
  if (level === 'same' || level === 'core' || level === 'inside') return 'good'
  if (level === 'different' || level === 'outside' || level === 'branch') return 'orange'
  return level === 'missing' ? 'calm' : 'yellow'
}

/** How much a part counts, in words: each step is about four times as likely. */
export function weightWords(bits: number): Said {
  if (Math.abs(bits) < 0.5) return { zh: '说明不了什么', en: 'says nothing' }
  const [zh, en] = bits > 0 ? ['支持', 'for'] : ['反对', 'against']
  if (Math.abs(bits) >= 6) return { zh: `非常有力地${zh}`, en: `very strong, ${en}` }
  if (Math.abs(bits) >= 3) return { zh: `有力地${zh}`, en: `strong, ${en}` }
  return { zh: `稍稍${zh}`, en: `a little, ${en}` }
}
