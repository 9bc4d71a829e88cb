import type { NoticeOfFirm } from '../../alerts/links/find-notices-of.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { monthsLater } from '../../enterprises/grade/grade.ts'
import type { FirmRead } from '../../enterprises/read-firm.ts'
import { firmKinds, sizeNames, statusNames } from '../../enterprises/register/fact-words.ts'
import type { City } from '../../reference/city.ts'
import { Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { FirmNotices } from './firm-notices.tsx'
import { CountsAtAGlance, GradeArithmetic, GradeBadge, GradePanel } from './grade-panel.tsx'
import { RecordTimeline } from './record-timeline.tsx'

/** What everybody may know of a firm: its grade and why, what was found, what was done, every fact with its document. */
export function FirmPage({
  read,
  notices,
  city,
  today,
  publicUrl,
}: {
  read: FirmRead
  notices: NoticeOfFirm[]
  city: City
  today: string
  publicUrl: string
}) {
  const { firm, shown, timeline } = read
  return (
    <>
      <p class="crumbs">
        <a href={firmPaths.search}>
          <Both zh="查企业" en="Firms" />
        </a>
      </p>
      <h1 class="firm-name">{firm.name}</h1>
      {firm.status !== 'active' && (
        <Notice tone="yellow">
          <p>
            <Both zh={`登记状态：${statusNames[firm.status].zh}`} en={statusNames[firm.status].en} />
          </p>
        </Notice>
      )}
      <GradePanel read={shown} facts={timeline} />
      <h2>
        <Both zh="近三年查过什么" en="What was looked at in three years" />
      </h2>
      <CountsAtAGlance facts={timeline} since={monthsLater(today, -36)} />
      <h2>
        <Both zh="记录" en="The record" />
      </h2>
      <RecordTimeline facts={timeline} city={city} />
      <FirmNotices notices={notices} />
      {shown && <GradeArithmetic read={shown} facts={timeline} />}
      <h2>
        <Both zh="企业信息" en="The firm" />
      </h2>
      <FirmFacts read={read} city={city} />
      <Branches read={read} city={city} />
      <p class="actions">
        <a class="button" href={paths.complaintWith({ respondent: firm.name })}>
          <Both zh="投诉或举报" en="File a complaint" />
        </a>
        <a class="button quiet" href={firmPaths.own}>
          <Both zh="我是这家企业" en="I am this firm" />
        </a>
      </p>
      <Embedding code={firm.code} name={firm.name} publicUrl={publicUrl} />
    </>
  )
}

/** Identity, without anything about persons. */
export function FirmFacts({ read: { firm, parent }, city }: { read: FirmRead; city: City }) {
  const district = city.districts.find(({ id }) => id === firm.district)
  return (
    <Facts
      rows={[
        [{ zh: '统一社会信用代码', en: 'Credit code' }, <span class="number">{firm.code}</span>],
        [{ zh: '曾用名', en: 'Former names' }, firm.former_names.join('、')],
        [{ zh: '品牌', en: 'Brands' }, firm.brands.join('、')],
        [{ zh: '类型', en: 'Type' }, <Both {...firmKinds[firm.kind]} />],
        [{ zh: '规模', en: 'Size' }, <Both {...sizeNames[firm.size]} />],
        [{ zh: '行业代码', en: 'Industry (GB/T 4754)' }, firm.industry],
        [{ zh: '成立', en: 'Founded' }, firm.registered_on],
        [{ zh: '地址', en: 'Address' }, firm.address],
        [
          { zh: '区', en: 'District' },
          district && <Both zh={`${district.zh} ${firm.street ?? ''}`} en={district.en} />,
        ],
        [{ zh: '所属企业', en: 'Branch of' }, parent && <a href={firmPaths.firm(parent.code)}>{parent.name}</a>],
      ]}
    />
  )
}

function Branches({ read: { branches }, city }: { read: FirmRead; city: City }) {
  if (branches.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="分支机构（各有各的记录）" en="Branches, each with its own record" />
      </h2>
      <ul>
        {branches.map(({ code, name, district, grade }) => (
          <li>
            <a href={firmPaths.firm(code)}>{name}</a> {city.districts.find(({ id }) => id === district)?.zh}{' '}
            <GradeBadge grade={grade} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Embedding({ code, name, publicUrl }: { code: string; name: string; publicUrl: string }) {
  const page = `${publicUrl}${firmPaths.firm(code)}`
  return (
    <details>
      <summary>
        <Both zh="在网页上展示等级，或供程序读取" en="Show the grade elsewhere, or read it by program" />
      </summary>
      <p>
        <img src={firmPaths.badge(code)} alt={`${name} 的质量等级 quality grade`} height="28" />
      </p>
      <pre>{`<a href="${page}"><img src="${publicUrl}${firmPaths.badge(code)}" alt="质量等级"></a>`}</pre>
      <p>
        JSON：<a href={`/api/v1/firms/${code}`}>{`/api/v1/firms/${code}`}</a>
      </p>
    </details>
  )
}
