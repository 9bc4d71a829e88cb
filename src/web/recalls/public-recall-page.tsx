import type { PublicRecallListed } from '../../alerts/recalls/list-public-recalls.ts'
import type { PublicRecall } from '../../alerts/recalls/read-public-recall.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { alertPaths } from '../alert-paths.ts'
import { Badge, Both, Facts, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiDate } from '../times.ts'
import { recallPaths } from './recall-paths.ts'
import { percentOf, RecoveryChart } from './recovery-chart.tsx'

/** The recalls of products here, for everybody: what, and how far each is. */
export function PublicRecallsPage({ recalls }: { recalls: PublicRecallListed[] }) {
  return (
    <>
      <p class="crumbs">
        <a href={paths.warnings}>
          <Both zh="全部预警" en="All warnings" />
        </a>
      </p>
      <h1>
        <Both zh="召回的产品" en="Recalled products" />
      </h1>
      <p>
        <Both
          zh="这里是与本市有关的召回：哪些产品、怎么办、召回到了哪一步。"
          en="Recalls that concern this city: which products, what to do, how far each is."
        />
      </p>
      {recalls.length === 0 ? (
        <p class="empty">
          <Both zh="目前没有公布的召回。" en="No recall is published now." />
        </p>
      ) : (
        <ul class="warning-list">
          {recalls.map(({ noticeId, what, publishedAt, state, share }) => (
            <li>
              <p class="badges">
                <StateOfRecall state={state} withdrawn={false} />{' '}
                <time datetime={publishedAt.toISOString()}>{shanghaiDate(publishedAt)}</time>
              </p>
              <p>
                <a href={recallPaths.recall(noticeId)}>{what.split('。')[0]}</a>
              </p>
              {share !== null && (
                <p class="hint">
                  <Both zh={`已处置 ${percentOf(share)}`} en="recovered" />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function StateOfRecall({ state, withdrawn }: Pick<PublicRecall, 'state' | 'withdrawn'>) {
  if (withdrawn) return <Badge tone="good" zh="召回已撤回" en="withdrawn" />
  return state === 'open' ? (
    <Badge tone="orange" zh="正在召回" en="being recalled" />
  ) : (
    <Badge tone="good" zh="召回已完成" en="finished" />
  )
}

/** One recall as citizens need it: do I have it, what do I do, how far is it. `today` is an ISO date in Shanghai. */
export function PublicRecallPage({ recall, today }: { recall: PublicRecall; today: string }) {
  const { noticeId, title, what, batches, advice, progress, curve, asOf, firm } = recall
  return (
    <>
      <p class="crumbs">
        <a href={recallPaths.recalls}>
          <Both zh="召回的产品" en="Recalled products" />
        </a>
      </p>
      <h1>{title}</h1>
      <p class="badges">
        <StateOfRecall state={recall.state} withdrawn={recall.withdrawn} />
      </p>
      {recall.withdrawn && (
        <Notice tone="good" title={{ zh: '来源已撤回这次召回', en: 'Its source withdrew this recall' }} />
      )}
      <h2>
        <Both zh="召回什么" en="What is recalled" />
      </h2>
      <p class="written">{what}</p>
      <h2>
        <Both zh="我的是不是" en="Is mine one of them" />
      </h2>
      <p class="written">{batches}</p>
      <Notice tone="orange" title={{ zh: '我该怎么办', en: 'What to do' }}>
        <p class="written">{advice}</p>
      </Notice>
      <h2>
        <Both zh="召回到了哪一步" en="How far it is" />
      </h2>
      {progress === null ? (
        <p>
          <Both
            zh={`涉及 ${recall.affected} 件；企业还没有报告已处置多少。`}
            en={`${recall.affected} are affected; the firm has not yet reported how many were recovered.`}
          />
        </p>
      ) : (
        <>
          <p class="lead">
            <Both
              zh={`截至 ${asOf}，涉及 ${progress.affected} 件，已处置 ${progress.recovered} 件（${percentOf(progress.share)}）。`}
              en={`By ${asOf}, ${progress.recovered} of ${progress.affected} were recovered.`}
            />
          </p>
          <RecoveryChart curve={curve} today={today} />
        </>
      )}
      <Facts
        rows={[
          [{ zh: '召回开始', en: 'Began' }, shanghaiDate(recall.startedAt)],
          [{ zh: '本页公布', en: 'Published here' }, shanghaiDate(recall.publishedAt)],
          [{ zh: '负责召回的企业', en: 'Firm' }, firm && <a href={firmPaths.firm(firm.code)}>{firm.name}</a>],
          [
            { zh: '召回通报', en: 'The notice' },
            <a href={alertPaths.notice(noticeId)}>
              <Both zh="看全文" en="in full" />
            </a>,
          ],
        ]}
      />
      <p class="actions">
        <a class="button" href={paths.complaintWith({ product: recall.product })}>
          <Both zh="仍在出售或不予办理，我要投诉举报" en="Still sold, or refused: file it" />
        </a>
      </p>
    </>
  )
}
