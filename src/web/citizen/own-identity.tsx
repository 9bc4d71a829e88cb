import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import { CheckField } from '../fields.tsx'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { shanghaiTime } from '../times.ts'
import { boxes, tickFirst } from './tick-first.ts'

const parts: Record<string, string> = {
  name: '姓名 name',
  phone: '电话 phone',
  email: '邮箱 e-mail',
  proof: '身份证明 proof of identity',
}

/** What is kept of the reporter, who was shown it, and the reporter's own say: take a copy, have it erased. */
export function OwnIdentity({ tracked, receipt, unsure }: { tracked: TrackedCase; receipt: string; unsure: boolean }) {
  const { holds, looks } = tracked
  return (
    <section aria-labelledby="own-identity">
      <h2 id="own-identity">
        <Both zh="您的身份" en="Who you are" />
      </h2>
      {holds.length === 0 ? (
        <p>
          <Both zh="没有保存您的身份信息。" en="Nothing about you is kept." />
        </p>
      ) : (
        <p>
          已加密封存 <span lang="en">sealed</span>：{holds.map((part) => parts[part] ?? part).join('、')}。
          <Both
            zh="办案人员看不到；打开要有用途、经另一人批准，每次都列在这里。"
            en="The officers do not see it. It is opened for a stated purpose when a second person agrees, and every time is listed here."
          />
        </p>
      )}
      {looks.length === 0 ? (
        <p class="hint">
          <Both zh="还没有人打开过。" en="Nobody has opened it." />
        </p>
      ) : (
        <ul class="looks">
          {looks.map(({ at, bureau, purpose }) => (
            <li>
              {shanghaiTime(at)} {bureau.zh}：{purpose}
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={paths.trackCopy}>
        <input type="hidden" name="receipt" value={receipt} />
        <p class="actions">
          <button type="submit" class="quiet">
            <Both zh="下载关于我的全部数据" en="Download all that is kept about me" />
          </button>
        </p>
      </form>
      {holds.length > 0 && (
        <form method="post" action={paths.trackErasure}>
          <input type="hidden" name="receipt" value={receipt} />
          <CheckField
            name={boxes.erasure}
            label={{ zh: '清除身份信息', en: 'Erasing who you are' }}
            hint={{
              zh: '清除后不再收到邮件；案件照常办理，凭回执码查询。',
              en: 'It ends the letters; the case goes on and the receipt still opens it.',
            }}
            error={unsure ? tickFirst : undefined}
            required
            values={[]}
            options={[{ value: 'yes', zh: '我明白清除后不能恢复', en: 'I understand that it cannot be undone' }]}
          />
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="清除我的身份信息" en="Erase who I am" />
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
