import { productLeaves } from '../../alerts/notices/product-leaves.ts'
import { confirmWithin_days } from '../../alerts/subscriptions/subscription-choice.ts'
import type { TypedTradeChoice } from '../../alerts/subscriptions/trade-choice.ts'
import { levelsUpward } from '../../alerts/warning-acts.ts'
import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { CheckField, ErrorSummary, RadioField, Submit, TextField } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both, Notice, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { MarketFields } from './market-fields.tsx'
import { TradeFields } from './trade-fields.tsx'

export type TypedSubscription = {
  email: string
  sectors: string[]
  markets: string[]
  districts: string[]
  trade: boolean
  levelMin: string
} & Required<TypedTradeChoice>

type FormProps = { typed: TypedSubscription; errors: Record<string, Said>; city: City; markets: string[] }

/** Address, sectors, markets, districts, trade and level; nothing else is asked. */
export function SubscriptionForm({ typed, errors, city, markets }: FormProps) {
  const failed = Object.keys(errors).length > 0
  return (
    <>
      <h1>
        <Both zh="订阅预警" en="Subscribe to warnings" />
      </h1>
      <Form action={paths.subscriptions}>
        {failed && (
          <ErrorSummary
            title={{ zh: '请修改后再提交，已填内容都在', en: 'Please mend this; nothing is lost' }}
            errors={errors}
          />
        )}
        <TextField
          name="email"
          label={{ zh: '邮箱', en: 'E-mail' }}
          type="email"
          value={typed.email}
          error={errors.email}
          maxlength={254}
          autocomplete="email"
          required
        />
        <CheckField
          name="sectors"
          label={{ zh: '行业', en: 'Sectors' }}
          hint={{ zh: '一个都不选就是全部。', en: 'None chosen means all.' }}
          values={typed.sectors}
          options={productLeaves(city).map(({ code, zh, en }) => ({ value: code, zh, en }))}
          error={errors.sectors}
        />
        <MarketFields markets={markets} chosen={typed.markets} error={errors.markets} />
        <CheckField
          name="districts"
          label={{ zh: '区', en: 'Districts' }}
          hint={{
            zh: '只用于本市质量预警；一个都不选就是全市。',
            en: 'For warnings of the city itself; none chosen means all.',
          }}
          values={typed.districts}
          options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
          error={errors.districts}
        />
        <CheckField
          name="trade"
          label={{ zh: '生产经营者', en: 'In the trade' }}
          values={typed.trade ? ['yes'] : []}
          options={[
            {
              value: 'yes',
              zh: '我生产、销售或维修，也要收只发给相关企业的预警',
              en: 'I make, sell or repair; send me what is for the trade too',
            },
          ]}
        />
        <TradeFields typed={typed} errors={errors} />
        <RadioField
          name="level"
          label={{ zh: '最低级别', en: 'Lowest level' }}
          value={typed.levelMin}
          options={levelsUpward.map((level) => ({ value: level, ...levelWords(warningLevels[level], level) }))}
          error={errors.level}
          required
        />
        <WhatIsKept />
        <Submit zh="订阅" en="Subscribe" />
      </Form>
    </>
  )
}

function levelWords({ zh, en }: Said, level: string): Said {
  return level === 'red' ? { zh: `只要${zh}`, en: `${en} only` } : { zh: `${zh}及以上`, en: `${en} and above` }
}

function WhatIsKept() {
  return (
    <Notice title={{ zh: '我们保存什么', en: 'What is kept' }}>
      <ul>
        <li>
          <Both
            zh="只保存邮箱和上面的选择，只用来发预警，不给别人。"
            en="Your address and the choices above, used for warnings alone and given to nobody."
          />
        </li>
        <li>
          <Both
            zh={`先收到一封确认信；${confirmWithin_days} 天内不确认就作废并删除。`}
            en={`A letter asks you to confirm; unconfirmed requests lapse after ${confirmWithin_days} days and are deleted.`}
          />
        </li>
        <li>
          <Both
            zh="每封信都能一键退订，退订时邮箱立即删除，发信记录里的也一并删除。"
            en="Every letter ends the subscription with one click; your address is deleted at that moment, from the record of letters too."
          />
        </li>
      </ul>
    </Notice>
  )
}
