import type { ReleasedWarning } from '../../alerts/list-released.ts'
import type { City } from '../../reference/city.ts'
import { Both, LevelBadge } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiDate } from '../times.ts'

const doors = [
  {
    path: paths.complaintForm,
    zh: '我要投诉举报',
    en: 'File',
    says: {
      zh: '不用注册，可以匿名，立刻知道谁来办、几天内办。',
      en: 'No account, anonymous if you like; learn at once who handles it and by when.',
    },
  },
  {
    path: paths.track,
    zh: '查询进度',
    en: 'Track',
    says: {
      zh: '凭回执码看办到哪一步、依据哪一条、还有几天。',
      en: 'With your receipt: where it stands, under which article, how many days are left.',
    },
  },
  {
    path: paths.warnings,
    zh: '看预警',
    en: 'Warnings',
    says: {
      zh: '召回的产品、国外新的技术要求，以及该怎么做。',
      en: 'Recalled products, new foreign requirements, and what to do.',
    },
  },
]

const steps = [
  {
    zh: '您说一件事',
    en: 'You tell us',
    says: {
      zh: '写几句话，附照片。商品、服务、工程、环境都可以。',
      en: 'A few sentences and photos: goods, services, building works, environment.',
    },
  },
  {
    zh: '立刻分清由谁办',
    en: 'It finds its bureau',
    says: {
      zh: '告诉您承办单位，以及是哪些词决定的。有危险的马上通知值班人员。',
      en: 'You see the bureau and the words that decided. Danger goes to the duty desk at once.',
    },
  },
  {
    zh: '按法定时限办理',
    en: 'The clock runs in the open',
    says: {
      zh: '每个期限写明依据的条款，并逐日列出计算过程。',
      en: 'Each limit names its article and shows its arithmetic day by day.',
    },
  },
  {
    zh: '危险扩散前发出预警',
    en: 'A warning before it spreads',
    says: {
      zh: '召回和通报由人审核后发布，可以订阅。',
      en: 'Recalls and bulletins are released by a person; you can subscribe.',
    },
  },
]

/** The front door: what this is, three actions, the newest warnings, how it works. */
export function HomePage({ warnings, city }: { warnings: ReleasedWarning[]; city: City }) {
  return (
    <>
      <div class="hero">
        <h1>
          <Both zh="发现质量问题，告诉城市" en="Something is wrong? Tell the city." />
        </h1>
        <p class="lead">
          {city.name.zh}的商品、服务、工程和环境质量问题都可以在这里反映。
          <span class="en" lang="en">
            {' '}
            For problems with goods, services, building works and the environment in {city.name.en}.
          </span>
        </p>
      </div>
      <ul class="doors">
        {doors.map(({ path, says, ...name }, index) => (
          <li class={index === 0 ? 'first' : undefined}>
            <a href={path}>
              <strong>
                <Both {...name} />
              </strong>
              {says.zh}{' '}
              <span class="en" lang="en">
                {says.en}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <h2>
        <Both zh="最新预警" en="Latest warnings" />
      </h2>
      <WarningList warnings={warnings} />
      <h2>
        <Both zh="怎么运作" en="How it works" />
      </h2>
      <ol class="numbered">
        {steps.map(({ says, ...name }) => (
          <li>
            <strong>
              <Both {...name} />
            </strong>
            <p>
              <Both {...says} />
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

function WarningList({ warnings }: { warnings: ReleasedWarning[] }) {
  if (warnings.length === 0) {
    return (
      <p class="empty">
        <Both zh="目前没有生效的预警。" en="No warning is in force." />
      </p>
    )
  }
  return (
    <ul class="warning-list">
      {warnings.map(({ id, level, title, releasedAt }) => (
        <li class={`tone-${level}`}>
          <p>
            <LevelBadge level={level} /> <time datetime={releasedAt.toISOString()}>{shanghaiDate(releasedAt)}</time>
          </p>
          <a href={`${paths.warnings}/${id}`}>
            <Both {...title} />
          </a>
        </li>
      ))}
    </ul>
  )
}
