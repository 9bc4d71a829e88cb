import { Hono } from 'hono'
import { type LetterShown, listLetters } from '../../alerts/letters/list-letters.ts'
import { NotFound } from '../../errors.ts'
import { Page } from '../layout.tsx'
import { Both, Facts } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'

/** `/dev/letters`: what would have gone out, while no mail system is configured. It does not exist in production. */
export function letterPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get('/dev/letters', async (c) => {
    if (web.config.production || web.config.smtpUrl !== null) throw new NotFound(noSuchPage)
    const letters = await listLetters(contextOf(web, c), { limit: 100 })
    return c.html(
      <Page web={web} c={c} title={{ zh: '信件', en: 'Letters' }}>
        <h1>
          <Both zh="信件" en="Letters" />
        </h1>
        <p>
          <Both
            zh="尚未配置邮件服务器，所有信件写入数据目录的 outbox，最近 100 封列在这里。"
            en="No mail system is configured: letters are written to outbox in the data directory; the newest 100 are shown here."
          />
        </p>
        {letters.length === 0 ? (
          <p>
            <Both zh="还没有信件。" en="No letters yet." />
          </p>
        ) : (
          letters.map((letter) => <Letter letter={letter} />)
        )}
      </Page>,
    )
  })
  return pages
}

const noSuchPage = { zh: '没有这个页面。', en: 'There is no such page.' }

function Letter({ letter }: { letter: LetterShown }) {
  return (
    <article class="card">
      <h2>{letter.subject}</h2>
      <Facts
        rows={[
          [{ zh: '收件人', en: 'To' }, letter.recipient],
          [{ zh: '事由', en: 'Reason' }, letter.reason],
          [{ zh: '写成', en: 'Written' }, shanghaiTime(letter.createdAt)],
          [{ zh: '发出', en: 'Sent' }, letter.sentAt ? shanghaiTime(letter.sentAt) : (letter.lastError ?? '待发 Owed')],
        ]}
      />
      <pre class="letter">{letter.body}</pre>
    </article>
  )
}
