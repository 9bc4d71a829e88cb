import { expect, test } from 'vitest'
import { openMailer } from '../../../src/alerts/letters/mailer.ts'
import { openMailbox } from '../../support/mailbox.ts'

const settings = { mailFrom: '质量哨兵 <no-reply@example.com>', dataDir: 'unused', publicUrl: 'http://localhost:8080' }
const mail = (id: number) => ({
  id,
  recipient: `r${id}@example.com`,
  subject: '已收到',
  body: '已收到您的投诉。',
  unsubscribeUrl: null,
})

test('many letters share a handful of connections, each arrives once', async () => {
  const mailbox = await openMailbox()
  const mailer = openMailer({ ...settings, smtpUrl: mailbox.url })
  await Promise.all(Array.from({ length: 40 }, (_, index) => mailer.send(mail(index + 1))))
  mailer.close()
  expect([...mailbox.received.values()].map((messages) => messages.length)).toEqual(Array(40).fill(1))
  expect(mailbox.connections()).toBeLessThanOrEqual(5)
})
