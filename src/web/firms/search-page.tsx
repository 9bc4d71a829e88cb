import { firmPaths } from '../../enterprises/firm-paths.ts'
import { statusNames } from '../../enterprises/register/fact-words.ts'
import type { FirmFound } from '../../enterprises/search/find-firms.ts'
import { typedMax } from '../../enterprises/search/find-firms.ts'
import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { FilterField } from '../bureau/inbox/filter-field.tsx'
import { Submit, TextField } from '../fields.tsx'
import { Badge, Both } from '../parts.tsx'
import { GradeBadge } from './grade-panel.tsx'

type SearchProps = {
  typed: string
  district: string | null
  found: FirmFound[] | null
  city: City
  error?: Said | undefined
}

/** Looking a firm up: one field, and what was found with its grade. */
export function SearchPage({ typed, district, found, city, error }: SearchProps) {
  return (
    <>
      <h1>
        <Both zh="查企业" en="Look up a firm" />
      </h1>
      <p class="lead">
        <Both
          zh="企业的检查、抽检、处罚、召回和查实的投诉，以及由此得出的质量等级。免费，不用登录。"
          en="Inspections, samples, penalties, recalls and verified complaints of a firm, and the grade that follows. Free, no account."
        />
      </p>
      <search>
        <form method="get" action={firmPaths.search}>
          <TextField
            name="q"
            label={{ zh: '名称、品牌、地址或统一社会信用代码', en: 'Name, brand, address or credit code' }}
            hint={{
              zh: '可以用拼音或首字母，错一两个字也能找到。',
              en: 'Pinyin or first letters will do; a wrong letter or two does no harm.',
            }}
            type="search"
            value={typed}
            error={error}
            maxlength={typedMax}
            required
          />
          <FilterField
            name="district"
            zh="区"
            en="District"
            value={district}
            options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
          />
          <Submit zh="查询" en="Search" />
        </form>
      </search>
      {found && <Found found={found} city={city} />}
      <p class="hint">
        <a href={firmPaths.rules}>
          <Both zh="等级怎么算" en="How grades are computed" />
        </a>{' '}
        ·{' '}
        <a href={firmPaths.data}>
          <Both zh="开放数据" en="Open data" />
        </a>{' '}
        ·{' '}
        <a href={firmPaths.draws}>
          <Both zh="抽查公示" en="Inspection draws" />
        </a>{' '}
        ·{' '}
        <a href={firmPaths.own}>
          <Both zh="企业入口" en="For firms" />
        </a>
      </p>
    </>
  )
}

function Found({ found, city }: { found: FirmFound[]; city: City }) {
  if (found.length === 0) {
    return (
      <p class="empty" role="status">
        <Both
          zh="没有找到。请换一个写法，或用营业执照上的统一社会信用代码查。"
          en="Nothing found. Try other words, or the credit code on the business licence."
        />
      </p>
    )
  }
  return (
    <>
      <h2>
        <Both zh={`找到 ${found.length} 家`} en={`${found.length} found`} />
      </h2>
      <ul class="firm-list">
        {found.map((firm) => (
          <li>
            <p>
              <a href={firmPaths.firm(firm.code)}>{firm.name}</a> <GradeBadge grade={firm.grade} />
              {firm.status !== 'active' && <Badge tone="yellow" {...statusNames[firm.status]} />}
            </p>
            <p class="hint">
              {city.districts.find(({ id }) => id === firm.district)?.zh} {firm.address} ·{' '}
              <span class="number">{firm.code}</span>
              {firm.brands.length > 0 && ` · ${firm.brands.join('、')}`}
              {firm.formerNames.length > 0 && ` · 曾用名 ${firm.formerNames.join('、')}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
