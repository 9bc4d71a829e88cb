import type { SubscriptionShown } from '../../alerts/subscriptions/read-subscription.ts'
import { choiceWords, confirmWithin_days } from '../../alerts/subscriptions/subscription-choice.ts'
import { subscriptionPaths } from '../../alerts/subscriptions/subscription-paths.ts'
import type { City } from '../../reference/city.ts'
import { alertPaths } from '../alert-paths.ts'
import { Both, Facts, Notice, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'

/** Said after every request alike, so that nobody learns whether an address is known here. */
export function AskedPage() {
  return (
    <>
      <h1>
        <Both zh="请查收邮件" en="Look in your mailbox" />
      </h1>
      <p>
        <Both
          zh={`确认信已发往您填的邮箱。请在 ${confirmWithin_days} 天内打开信里的链接并确认，订阅才会开始。`}
          en={`A letter is on its way to the address you gave. The subscription begins when you open its link and confirm, within ${confirmWithin_days} days.`}
        />
      </p>
      <p>
        <Both
          zh="同一个邮箱不会收到第二封确认信；没收到请看看垃圾邮件。已经订阅过同样内容的，不再另发。"
          en="No second letter is sent to the same address: look among junk mail. Nothing is sent if you have this subscription already."
        />
      </p>
      <p class="actions">
        <a class="button quiet" href={paths.warnings}>
          <Both zh="回到预警" en="Back to the warnings" />
        </a>
      </p>
    </>
  )
}

type StateProps = { subscription: SubscriptionShown; token: string; city: City }

export function ConfirmationPage({ subscription, token, city }: StateProps) {
  if (subscription.state === 'ended') return <Ended />
  const open = subscription.state === 'open'
  return (
    <>
      <h1>
        {open ? (
          <Both zh="确认订阅" en="Confirm your subscription" />
        ) : (
          <Both zh="订阅已开始" en="You are subscribed" />
        )}
      </h1>
      {!open && (
        <Notice tone="good">
          <p>
            <Both zh="有新预警就会发到您的邮箱。" en="New warnings will come to your mailbox." />
          </p>
        </Notice>
      )}
      <Choice subscription={subscription} city={city} />
      {open && (
        <form method="post" action={subscriptionPaths.confirmation(token)} class="actions">
          <button type="submit">
            <Both zh="确认订阅" en="Confirm" />
          </button>
        </form>
      )}
    </>
  )
}

export function EndPage({ subscription, token, city }: StateProps) {
  if (subscription.state === 'ended') return <Ended />
  return (
    <>
      <h1>
        <Both zh="退订" en="Unsubscribe" />
      </h1>
      <Choice subscription={subscription} city={city} />
      <form method="post" action={subscriptionPaths.end(token)} class="actions">
        <button type="submit">
          <Both zh="不再接收" en="Stop these letters" />
        </button>
      </form>
    </>
  )
}

function Ended() {
  return (
    <>
      <h1>
        <Both zh="已退订" en="You are unsubscribed" />
      </h1>
      <p>
        <Both zh="不会再收到信，邮箱已经删除。" en="No more letters will come, and your address has been deleted." />
      </p>
      <p class="actions">
        <a class="button quiet" href={alertPaths.subscriptionForm}>
          <Both zh="重新订阅" en="Subscribe again" />
        </a>
      </p>
    </>
  )
}

function Choice({ subscription, city }: { subscription: SubscriptionShown; city: City }) {
  const level = warningLevels[subscription.levelMin]
  return (
    <Facts
      rows={[
        [{ zh: '内容', en: 'About' }, <Both {...choiceWords(city, subscription)} />],
        [{ zh: '级别', en: 'Level' }, <Both zh={`${level.zh}及以上`} en={`${level.en} and above`} />],
      ]}
    />
  )
}
