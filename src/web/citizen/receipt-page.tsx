import type { Receipt } from '../../intake/receive-complaint.ts'
import type { City } from '../../reference/city.ts'
import { ClockCard, Reasons } from '../case-parts.tsx'
import { Both, DangerBadge, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { dangerAdvice } from './danger-advice.ts'

type ReceiptProps = {
  receipt: Receipt
  /** The others for whom it was filed as well, each with their own receipt. */
  others: { name: string; receipt: string }[]
  /** The public incident that it was filed to; null for none. */
  about: string | null
  city: City
  now: Date
}

/** What the reporter is told at once: the receipt, who handles it and why, by when under which article, and what to do in danger. */
export function ReceiptPage({ receipt, others, about, city, now }: ReceiptProps) {
  const bureau = city.bureaus.get(receipt.bureau.id)
  const chosen = receipt.state !== 'to_dispatch'
  return (
    <>
      <h1>
        {receipt.repeat ? <Both zh="这件事已经收到过" en="We already have this" /> : <Both zh="已收到" en="Received" />}
      </h1>
      {receipt.danger >= 2 && <InDanger danger={receipt.danger} leaf={receipt.sector.code} />}
      {about && (
        <p>
          <Both
            zh={`已注明与公开事件“${about}”是同一件事，由工作人员核对。您的案件仍单独办理。`}
            en="Marked as the same matter as the public incident, for staff to check. Your case stays your own."
          />
        </p>
      )}
      <div class="split">
        <div>
          <section class="card">
            <h2 class="first">
              <Both zh="您的回执码" en="Your receipt" />
            </h2>
            <ReceiptCode code={receipt.receipt} />
            <p>
              <strong>请现在抄下、截图或打印。</strong>
              它是查询进度的唯一凭证，只显示这一次，我们也无法找回。{' '}
              <span class="en" lang="en">
                Write it down, take a picture or print it now. It is the only key to your case, shown this once, and we
                cannot recover it.
              </span>
            </p>
            <p class="actions">
              <button class="quiet" type="button" data-print hidden>
                打印 <span lang="en">Print</span>
              </button>
              <a class="button quiet" href={paths.track}>
                <Both zh="去查询进度" en="Track it" />
              </a>
            </p>
          </section>
          {others.length > 0 && <OtherReceipts others={others} />}
          <h2>
            <Both zh="谁来办" en="Who handles it" />
          </h2>
          {chosen ? (
            <Facts
              rows={[
                [
                  { zh: receipt.state === 'referred' ? '转介给' : '承办单位', en: 'Bureau' },
                  <Both {...receipt.bureau} />,
                ],
                [{ zh: '单位电话', en: 'Phone' }, bureau?.hotline ?? city.hotline],
                [{ zh: '事项', en: 'Matter' }, <Both {...receipt.sector} />],
              ]}
            />
          ) : (
            <p>
              <Both
                zh={`这件事需要人工判断由哪个单位承办，由${city.bureaus.get(city.dispatchBureau)?.zh ?? city.hotline}分拨；可能是${receipt.bureau.zh}。`}
                en={`A person decides which bureau takes it; probably the ${receipt.bureau.en}.`}
              />
            </p>
          )}
          <h3>
            <Both zh="为什么" en="Why" />
          </h3>
          {receipt.reasons.length > 0 ? (
            <Why reasons={receipt.reasons} />
          ) : (
            <p>
              <Both zh="文字较少，没有明显的关键词。" en="The text is short and names nothing decisive." />
            </p>
          )}
          {receipt.clue && (
            <Notice
              tone="blue"
              title={{ zh: '投诉和举报两个程序同时开始', en: 'A complaint and a report: both tracks run' }}
            >
              <p>
                <Both
                  zh={`${receipt.clue.zh}。投诉调解您的争议，举报核查违法行为，各有时限；调解怎样结束都不影响核查。`}
                  en={`Because ${receipt.clue.en}. The complaint settles your dispute, the report has the violation checked, each under its own clocks.`}
                />
              </p>
            </Notice>
          )}
          {receipt.duplicates > 0 && (
            <Notice tone="blue">
              <p>
                <Both
                  zh={`最近有 ${receipt.duplicates} 件相似的反映。您的这件单独办理、单独答复。`}
                  en={`${receipt.duplicates} recent reports look alike. Yours is still handled and answered by itself.`}
                />
              </p>
            </Notice>
          )}
        </div>
        <section>
          <h2 class="first">
            <Both zh="什么时候" en="By when" />
          </h2>
          <div class="clocks">
            {receipt.clocks.map((clock) => (
              <ClockCard clock={clock} calendar={city.calendar} now={now} />
            ))}
          </div>
        </section>
      </div>
    </>
  )
}

/** The words and the danger first; the arithmetic of the risk for those who ask. */
function Why({ reasons }: { reasons: string[] }) {
  const more = reasons.slice(2)
  return (
    <>
      <Reasons reasons={reasons.slice(0, 2)} />
      {more.length > 0 && (
        <details>
          <summary>
            <Both zh="全部理由" en="All reasons" />
          </summary>
          <Reasons reasons={more} />
        </details>
      )}
    </>
  )
}

/** The receipt in groups that can be read aloud and copied by hand. */
function ReceiptCode({ code }: { code: string }) {
  return (
    <p class="receipt" translate="no">
      {code.split('-').map((group, index) => (
        <>
          {index > 0 && <i>-</i>}
          <span>{group}</span>
        </>
      ))}
    </p>
  )
}

function InDanger({ danger, leaf }: { danger: number; leaf: string }) {
  const { zh, en } = dangerAdvice(leaf)
  return (
    <Notice tone="red" alert title={{ zh: '如果危险还在', en: 'If the danger is still there' }}>
      <p>
        <DangerBadge danger={danger} />
      </p>
      <p>
        <strong>{zh}</strong>
      </p>
      <p class="en" lang="en">
        {en}
      </p>
      <p>
        <Both
          zh="这件事已列为快速处置，承办单位须立即处理。"
          en="This is marked for rapid response: the bureau must act at once."
        />
      </p>
    </Notice>
  )
}

/** Each complainant of a joint filing has a key of their own; whoever filed hands them on. */
function OtherReceipts({ others }: Pick<ReceiptProps, 'others'>) {
  return (
    <section class="card" aria-labelledby="other-receipts">
      <h2 class="first" id="other-receipts">
        <Both zh={`其他 ${others.length} 位投诉人的回执码`} en={`Receipts of the ${others.length} others`} />
      </h2>
      <p>
        <Both
          zh="请分别交给本人。凭各自的回执码查进度、对和解方案表示同意或不同意、评价答复；别人的回执码打不开您的案件。"
          en="Hand each to its person. With it they follow their case, consent to a settlement or not, and judge the answer; nobody else’s receipt opens yours."
        />
      </p>
      <ul>
        {others.map(({ name, receipt }) => (
          <li>
            {name}：<span class="number">{receipt}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
