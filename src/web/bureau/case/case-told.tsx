import type { CaseRead } from '../../../cases/read-case.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, Facts, Notice } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { placeName } from './case-badges.tsx'

/** What the reporter handed in last and nobody in charge has acted on since. */
export function AddedByReporter({ read, at }: { read: CaseRead; at: Date }) {
  const last = read.events.findLast(({ act, name }) => name === null && ['add', 'supply', 'reopen'].includes(act))
  return (
    <Notice tone="yellow" title={{ zh: '诉求人有新补充', en: 'New from the reporter' }}>
      <p class="written">{last?.internalText ?? last?.publicText}</p>
      <p class="hint">
        <time datetime={at.toISOString()}>{shanghaiTime(at)}</time>
      </p>
    </Notice>
  )
}

const channels = {
  web: { zh: '网页', en: 'Web' },
  api: { zh: '接口', en: 'API' },
  hotline: { zh: '热线', en: 'Hotline' },
  open311: { zh: 'Open311 应用', en: 'Open311 app' },
}

/** What the reporter told beside the text: firm, product, place, day, amount, files. */
export function Told({ read, city }: { read: CaseRead; city: City }) {
  const { report, attachments } = read
  return (
    <>
      <Facts
        rows={[
          [{ zh: '被投诉方', en: 'Respondent' }, report.respondent],
          [{ zh: '产品或服务', en: 'Product or service' }, report.product],
          [{ zh: '地点（填写）', en: 'Place given' }, report.place],
          [{ zh: '地点（识别）', en: 'Place recognised' }, placeName(city, read.district, read.street)],
          [{ zh: '发生日期', en: 'Happened on' }, report.occurredOn],
          [{ zh: '涉及金额', en: 'Amount' }, report.amount === null ? null : `${report.amount} 元`],
          [{ zh: '诉求', en: 'Asks for' }, report.claims.join('、')],
          [{ zh: '来源', en: 'Came by' }, <Both {...channels[report.channel]} />],
          [
            { zh: '诉求人选的事项', en: 'Matter chosen by the reporter' },
            report.chosenLeaf && <Both {...report.chosenLeaf} />,
          ],
        ]}
      />
      {attachments.length > 0 && (
        <>
          <h2>
            <Both zh="附件" en="Attachments" />
          </h2>
          <ul class="attachments">
            {attachments.map((file) => (
              <li>
                <a href={bureauPaths.attachment(read.id, file.id)}>
                  {file.mediaType.startsWith('image/') && (
                    <img
                      src={bureauPaths.attachment(read.id, file.id)}
                      alt=""
                      loading="lazy"
                      width="160"
                      height="120"
                    />
                  )}
                  <span>{file.name}</span>
                </a>{' '}
                <span class="hint">{Math.ceil(file.size_bytes / 1024)} kB</span>{' '}
                {file.addedAt > report.receivedAt && (
                  <Badge tone="blue" zh={`${shanghaiTime(file.addedAt)} 补充`} en="added later" />
                )}{' '}
                {file.scan === 'unscanned' && <Badge tone="yellow" zh="未查毒" en="not scanned" />}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
