import { expect, test } from 'vitest'
import { deliverLetter } from '../../../src/alerts/letters/deliver-letter.ts'
import type { Mail, Mailer } from '../../../src/alerts/letters/mailer.ts'
import { jobTerms } from '../../../src/jobs/job-kinds.ts'
import { oweLetters } from '../../../src/jobs/owe-letters.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world

const letter = { what: 'case:1', recipient: 'a@example.com', reason: 'acknowledged', subject: '已收到', body: '正文' }

async function anOwedLetter(): Promise<number> {
  await oweLetters(db, world.queue, [letter], monday)
  const { id } = await db.selectFrom('letter').select('id').executeTakeFirstOrThrow()
  return id
}

function aMailer(sendOne: (mail: Mail) => void = () => {}): Mailer & { sent: Mail[] } {
  const sent: Mail[] = []
  const send = async (mail: Mail) => {
    sendOne(mail)
    sent.push(mail)
  }
  return { sent, send, close: () => {} }
}

test('a letter is sent once however often its job runs', async () => {
  const letterId = await anOwedLetter()
  const mailer = aMailer()
  await deliverLetter({ ...contextOf(world), mailer }, { letterId })
  await deliverLetter({ ...contextOf(world), mailer }, { letterId })
  expect(mailer.sent).toHaveLength(1)
  expect(await db.selectFrom('letter').select(['sent_at', 'attempts']).execute()).toEqual([
    { sent_at: monday, attempts: 1 },
  ])
})

test('a letter owed before is not owed again', async () => {
  await anOwedLetter()
  await oweLetters(db, world.queue, [{ ...letter, body: '另一封' }], monday)
  expect(await db.selectFrom('letter').select('body').execute()).toEqual([{ body: '正文' }])
})

test('a refusal is kept with its reason and thrown, so that the queue tries again; the last one marks the letter failed', async () => {
  const letterId = await anOwedLetter()
  const mailer = aMailer(() => {
    throw new Error('mailbox full')
  })
  const deliver = () => deliverLetter({ ...contextOf(world), mailer }, { letterId })
  await expect(deliver()).rejects.toThrow(/letter \d+ was not accepted/)
  expect(
    await db.selectFrom('letter').select(['attempts', 'last_error', 'failed_at', 'sent_at']).executeTakeFirst(),
  ).toEqual({
    attempts: 1,
    last_error: 'mailbox full',
    failed_at: null,
    sent_at: null,
  })
  for (let tries = 0; tries < jobTerms['deliver-letter'].retryLimit; tries++) await deliver().catch(() => {})
  expect(await db.selectFrom('letter').select('failed_at').executeTakeFirst()).toEqual({ failed_at: monday })
})
