import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import type { WebhookAsked } from '../../../webhooks/new-webhook.ts'
import { webhookKinds } from '../../../webhooks/webhook-events.ts'
import type { WebhookShown } from '../../../webhooks/webhook-rows.ts'
import { CheckField, SelectField, Submit, TextField } from '../../fields.tsx'
import { Form, SubmissionKey } from '../../form.tsx'
import { Badge, Both, type Column, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'

export type WebhooksProps = {
  webhooks: WebhookShown[]
  city: City
  typed: WebhookAsked
  errors: Record<string, Said>
  /** The key of the endpoint just registered. */
  newKey: string | null
}

/** Which programs are told what happens, and registering one more. */
export function WebhooksPage({ webhooks, city, typed, errors, newKey }: WebhooksProps) {
  return (
    <>
      <h1>
        <Both zh="推送" en="Webhooks" />
      </h1>
      <p>
        <Both
          zh="有事发生时，把消息推送给单位自己的系统。消息按 Standard Webhooks 规范签名，不含任何人的信息，也不含正文。"
          en="Tells a bureau’s own systems what happens. Messages are signed after the Standard Webhooks specification and hold no personal data and no text."
        />
      </p>
      {newKey !== null && <KeyShown value={newKey} />}
      <NewWebhook city={city} typed={typed} errors={errors} />
      <h2>
        <Both zh="全部推送地址" en="All endpoints" />
      </h2>
      <Table
        caption={{ zh: '全部推送地址', en: 'All endpoints' }}
        columns={columnsFor(city)}
        rows={webhooks}
        empty={{ zh: '还没有推送地址。', en: 'No endpoint yet.' }}
      />
    </>
  )
}

/** A signing key, shown this once. */
export function KeyShown({ value }: { value: string }) {
  return (
    <Notice tone="good" alert title={{ zh: '签名密钥，只显示这一次', en: 'The signing key, shown this once' }}>
      <p class="written">
        <strong class="number">{value}</strong>
      </p>
    </Notice>
  )
}

function NewWebhook({ city, typed, errors }: Pick<WebhooksProps, 'city' | 'typed' | 'errors'>) {
  return (
    <Form class="part" action={bureauPaths.webhooks}>
      <SubmissionKey />
      <h2>
        <Both zh="登记推送地址" en="Register an endpoint" />
      </h2>
      <TextField
        name="url"
        label={{ zh: '接收地址', en: 'Address' }}
        hint={{ zh: '以 https:// 开头的公网地址', en: 'A public address that begins with https://' }}
        value={typed.url}
        error={errors.url}
        maxlength={500}
        autocomplete="off"
        required
      />
      <SelectField
        name="bureau"
        label={{ zh: '谁的事件', en: 'Whose events' }}
        value={typed.bureau}
        error={errors.bureau}
        options={[...city.bureaus.values()].map(({ id, zh, en }) => ({ value: id, zh, en }))}
        none={{ zh: '全市', en: 'The whole city' }}
        required
      />
      <CheckField
        name="events"
        label={{ zh: '哪些事件', en: 'Which events' }}
        values={typed.events}
        error={errors.events}
        options={Object.entries(webhookKinds).map(([value, { zh, en }]) => ({ value, zh: `${zh} ${value}`, en }))}
        required
      />
      <Submit zh="登记" en="Register" />
    </Form>
  )
}

function columnsFor(city: City): Column<WebhookShown>[] {
  return [
    {
      head: { zh: '接收地址', en: 'Address' },
      cell: ({ id, url }) => <a href={bureauPaths.webhook(id)}>{url}</a>,
    },
    { head: { zh: '谁的事件', en: 'Whose' }, cell: ({ bureau }) => <Whose city={city} bureau={bureau} /> },
    { head: { zh: '事件', en: 'Events' }, cell: ({ events }) => events.join('、') },
    { head: { zh: '待送', en: 'Owed' }, cell: ({ owed }) => String(owed), numeric: true },
    { head: { zh: '未送到', en: 'Failed' }, cell: ({ failed }) => String(failed), numeric: true },
    { head: { zh: '状态', en: 'State' }, cell: (webhook) => <WebhookState webhook={webhook} /> },
  ]
}

/** The bureau whose events these are, or the whole city. */
export function Whose({ city, bureau }: { city: City; bureau: string | null }) {
  return bureau === null ? <Both zh="全市" en="The whole city" /> : <BureauName city={city} id={bureau} />
}

const because: Record<string, Said> = {
  by_hand: { zh: '人工停用', en: 'disabled by hand' },
  failing: { zh: '连续 5 天送不到，已自动停用', en: 'disabled after failing for 5 days' },
  gone: { zh: '对方表示不再接收，已自动停用', en: 'disabled because the receiver is gone' },
}

/** Whether an endpoint is told things, and since when it fails. */
export function WebhookState({ webhook }: { webhook: WebhookShown }) {
  const { disabledAt, disabledBecause, failingSince } = webhook
  if (disabledAt !== null) {
    return <Badge {...(because[disabledBecause ?? ''] ?? { zh: '已停用', en: 'disabled' })} />
  }
  if (failingSince !== null)
    return <Badge tone="orange" zh={`${shanghaiTime(failingSince)} 起送不到`} en="failing since" />
  return <Badge tone="good" zh="正常" en="working" />
}
