import type { ReceiptListed } from '../../../alerts/warnings/list-receipts.ts'
import type { City } from '../../../reference/city.ts'
import { WarningLevelBadge } from '../../alert-parts.tsx'
import { alertPaths } from '../../alert-paths.ts'
import { Badge, Both, type Column, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'

type Props = {
  receipts: ReceiptListed[]
  city: City
  now: Date
  one: { id: number; title: { zh: string; en: string } } | null
}

/** Who received a warning and said so; or, of all warnings, who has not yet. */
export function ReceiptsPage({ receipts, city, now, one }: Props) {
  const heading = one
    ? { zh: '送达与确认', en: 'Who received and acknowledged it' }
    : { zh: '未确认收到的单位', en: 'Who has not acknowledged' }
  return (
    <>
      <p class="crumbs">
        <a href={one ? alertPaths.warningOnDesk(one.id) : alertPaths.warningDesk}>
          <Both {...(one?.title ?? { zh: '预警审核', en: 'Warnings to decide' })} />
        </a>
      </p>
      <h1>
        <Both {...heading} />
      </h1>
      <p class="hint">
        <Both
          zh="“打开”只记录在工作台上打开过的；信件是否被阅读无法知道，所以不写。"
          en="“Opened” is what was opened at a desk; whether a letter was read nobody can know, so it is left blank."
        />
      </p>
      <Table
        caption={heading}
        columns={one ? columns(city, now) : [warningColumn, ...columns(city, now)]}
        rows={receipts}
        empty={
          one
            ? { zh: '还没有送出。', en: 'Nothing was sent yet.' }
            : { zh: '都已确认。', en: 'Everybody has acknowledged.' }
        }
      />
    </>
  )
}

const warningColumn: Column<ReceiptListed> = {
  head: { zh: '预警', en: 'Warning' },
  cell: ({ warningId, title, level, drill }) => (
    <>
      <WarningLevelBadge level={level} relief={false} /> {drill && <Badge zh="演练" en="Drill" />}
      <br />
      <a href={alertPaths.receipts(warningId)}>
        <Both {...title} />
      </a>
    </>
  ),
}

const kinds: Record<ReceiptListed['recipient'], { zh: string; en: string }> = {
  bureau: { zh: '单位', en: 'bureau' },
  firm: { zh: '企业', en: 'firm' },
  program: { zh: '程序', en: 'program' },
}

function columns(city: City, now: Date): Column<ReceiptListed>[] {
  return [
    { head: { zh: '版本', en: 'Version' }, cell: ({ number }) => number, numeric: true },
    {
      head: { zh: '送给', en: 'To' },
      cell: ({ recipient, name }) => {
        const bureau = city.bureaus.get(name)
        return (
          <>
            {bureau ? <Both zh={bureau.zh} en={bureau.en} /> : name} · <Both {...kinds[recipient]} />
          </>
        )
      },
    },
    {
      head: { zh: '送出', en: 'Sent' },
      cell: ({ sentAt, address, recipient }) => <Sent at={sentAt} byHand={recipient === 'firm' && address === null} />,
    },
    { head: { zh: '打开', en: 'Opened' }, cell: ({ openedAt }) => (openedAt ? shanghaiTime(openedAt) : '—') },
    { head: { zh: '确认', en: 'Acknowledged' }, cell: (receipt) => <Acknowledged receipt={receipt} now={now} /> },
  ]
}

function Sent({ at, byHand }: { at: Date | null; byHand: boolean }) {
  if (at === null) return '—'
  if (byHand) return <Both zh="没有邮箱，须另行通知" en="no address: tell it by other means" />
  return shanghaiTime(at)
}

function Acknowledged({ receipt, now }: { receipt: ReceiptListed; now: Date }) {
  const { acknowledgedAt, acknowledgedBy, answerBy, escalatedAt, recipient } = receipt
  if (acknowledgedAt !== null)
    return (
      <>
        {shanghaiTime(acknowledgedAt)}{' '}
        {acknowledgedBy === 'link' ? <Both zh="凭链接" en="by the link" /> : acknowledgedBy}
      </>
    )
  if (recipient === 'program') return escalatedAt ? <Badge tone="red" zh="送不到" en="failed" /> : '—'
  if (escalatedAt !== null)
    return <Badge tone="red" zh={`逾时，${shanghaiTime(escalatedAt)} 已上报`} en="late, passed on" />
  const late = answerBy !== null && answerBy <= now
  return <Badge tone={late ? 'red' : 'yellow'} zh={`应在 ${answerBy ? shanghaiTime(answerBy) : '—'} 前`} en="due" />
}
