import type { City } from '../../../reference/city.ts'
import type { DeliveryShown } from '../../../webhooks/read-webhook.ts'
import type { WebhookShown } from '../../../webhooks/webhook-rows.ts'
import { Form, SubmissionKey } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { KeyShown, WebhookState, Whose } from './webhooks-page.tsx'

type WebhookProps = { webhook: WebhookShown; deliveries: DeliveryShown[]; city: City; newKey: string | null }

/** One endpoint: how it stands, its key, and the newest messages with what became of them. */
export function WebhookPage({ webhook, deliveries, city, newKey }: WebhookProps) {
  return (
    <>
      <p class="eyebrow">
        <a href={bureauPaths.webhooks}>
          <Both zh="推送" en="Webhooks" />
        </a>
      </p>
      <h1>{webhook.url}</h1>
      {newKey !== null && <KeyShown value={newKey} />}
      <p class="badges">
        <WebhookState webhook={webhook} />
      </p>
      <Facts
        rows={[
          [{ zh: '谁的事件', en: 'Whose events' }, <Whose city={city} bureau={webhook.bureau} />],
          [{ zh: '事件', en: 'Events' }, webhook.events.join('、')],
          [{ zh: '起始', en: 'Told since' }, shanghaiTime(webhook.createdAt)],
          [
            { zh: '新旧密钥同时有效至', en: 'Both keys sign until' },
            webhook.bothKeysUntil && shanghaiTime(webhook.bothKeysUntil),
          ],
        ]}
      />
      <Acts webhook={webhook} />
      <h2>
        <Both zh="最近的消息" en="Newest messages" />
      </h2>
      <Table
        caption={{ zh: '最近的消息', en: 'Newest messages' }}
        columns={columnsFor(webhook)}
        rows={deliveries}
        empty={{ zh: '还没有消息。', en: 'No message yet.' }}
      />
    </>
  )
}

function Acts({ webhook: { id, disabledAt } }: Pick<WebhookProps, 'webhook'>) {
  return (
    <div class="actions">
      {disabledAt === null && <Act path={bureauPaths.webhookTests(id)} zh="发送测试消息" en="Send a test" />}
      <Act path={bureauPaths.webhookKeys(id)} zh="更换密钥" en="Change the key" />
      {disabledAt === null ? (
        <Act path={bureauPaths.webhookEnd(id)} zh="停用" en="Disable" />
      ) : (
        <Act path={bureauPaths.webhookStart(id)} zh="启用" en="Enable" />
      )}
    </div>
  )
}

function Act({ path, zh, en }: { path: string; zh: string; en: string }) {
  return (
    <Form action={path}>
      <SubmissionKey />
      <button type="submit" class="quiet">
        <Both zh={zh} en={en} />
      </button>
    </Form>
  )
}

const statuses = {
  owed: { zh: '待送', en: 'owed', tone: 'blue' },
  delivered: { zh: '已送到', en: 'delivered', tone: 'good' },
  failed: { zh: '未送到', en: 'failed', tone: 'red' },
} as const

function columnsFor({ disabledAt }: WebhookShown): Column<DeliveryShown>[] {
  return [
    { head: { zh: '时间', en: 'Time' }, cell: ({ happenedAt }) => shanghaiTime(happenedAt) },
    { head: { zh: '事件', en: 'Event' }, cell: ({ kind }) => kind },
    { head: { zh: '编号', en: 'Id' }, cell: ({ messageId }) => <code>{messageId}</code> },
    {
      head: { zh: '结果', en: 'Result' },
      cell: ({ status, attempts, lastAnswer, lastError }) => (
        <>
          <Badge {...statuses[status]} />{' '}
          <span class="hint">{[`${attempts} 次`, lastAnswer ?? '', lastError ?? ''].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    {
      head: { zh: '重发', en: 'Again' },
      cell: ({ id, messageId }) =>
        disabledAt === null && (
          <Form action={bureauPaths.webhookReplay(id)}>
            <button type="submit" class="quiet" aria-label={`重发 Send again ${messageId}`}>
              <Both zh="重发" en="Send again" />
            </button>
          </Form>
        ),
    },
  ]
}
