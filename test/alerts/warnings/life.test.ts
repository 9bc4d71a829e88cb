import { describe, expect, test } from 'vitest'
import { listReleased } from '../../../src/alerts/list-released.ts'
import { changeWarning } from '../../../src/alerts/warnings/change-warning.ts'
import { expireWarnings } from '../../../src/alerts/warnings/expire-warnings.ts'
import { preparePublication } from '../../../src/alerts/warnings/prepare-publication.ts'
import { publishWarning } from '../../../src/alerts/warnings/publish-warning.ts'
import { readQualityWarning } from '../../../src/alerts/warnings/read-quality-warning.ts'
import { writeWarning } from '../../../src/alerts/warnings/write-warning.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import {
  aContent,
  aPublished,
  aQualityDraft,
  day_ms,
  move,
  movesOf,
  people,
  publish,
  signed,
  told,
} from './quality-warnings.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const as = (actor: Awaited<ReturnType<typeof anOfficer>>, now = monday) => contextOf(world, { actor, now })
const versions = () => db.selectFrom('warning_version').selectAll().orderBy('id').execute()

describe('a quality warning being written', () => {
  test('is nothing to the public, and to other bureaus neither', async () => {
    const { writer } = await people(world)
    const warningId = await aQualityDraft(world, writer)
    const elsewhere = await anOfficer(db, { bureau: 'EEB' })
    expect(await listReleased(anybody, { limit: 100 })).toEqual([])
    await expect(readQualityWarning(anybody, { warningId })).rejects.toThrow(NotFound)
    await expect(readQualityWarning(as(elsewhere), { warningId })).rejects.toThrow(NotFound)
    expect((await readQualityWarning(as(writer), { warningId })).draft?.stage).toBe('writing')
  })

  test('is not begun by whoever has no right to', async () => {
    const trade = await anOfficer(db, { role: 'trade_official' })
    await expect(aQualityDraft(world, trade)).rejects.toThrow(Forbidden)
    expect(await db.selectFrom('warning').select('id').execute()).toEqual([])
  })

  test('may be saved unfinished, says what it lacks, and is not sent to review before', async () => {
    const { writer } = await people(world)
    const warningId = await aQualityDraft(world, writer, { title: { zh: '', en: '' }, leaves: [], endsAt: '' })
    const { draft } = await readQualityWarning(as(writer), { warningId })
    expect(Object.keys(draft?.missing ?? {}).sort()).toEqual(['endsAt', 'leaves', 'title-en', 'title-zh'])
    await expect(move(as(writer), warningId, 'submit')).rejects.toThrow(Invalid)
    expect((await readQualityWarning(as(writer), { warningId })).draft?.stage).toBe('writing')
  })

  test('written anew loses review and signature, and of two savings on one sight the second is refused', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer)
    await signed(world, who, warningId)
    const moves = await movesOf(world, warningId)
    const content = aContent({ title: { zh: '改过', en: 'Changed' } })
    await writeWarning(as(who.writer), { warningId, moves, content })
    await expect(writeWarning(as(who.office), { warningId, moves, content })).rejects.toThrow(Conflict)
    const { draft } = await readQualityWarning(as(who.writer), { warningId })
    expect(draft).toMatchObject({ stage: 'writing', reviewedBy: null, signedBy: null })
    await expect(publish(as(who.office), warningId)).rejects.toThrow(Conflict)
    expect(await versions()).toEqual([])
  })
})

describe('two people', () => {
  test('who wrote it neither reviews nor signs, who reviewed it does not sign', async () => {
    const { office, writer, reviewer } = await people(world)
    const warningId = await aQualityDraft(world, office)
    await move(as(office), warningId, 'submit')
    await expect(move(as(office), warningId, 'approve')).rejects.toThrow(Forbidden)
    await expect(move(as(writer), warningId, 'approve')).rejects.toThrow(Forbidden)
    const second = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    await move(as(second), warningId, 'approve')
    await expect(move(as(second), warningId, 'sign')).rejects.toThrow(Forbidden)
    await expect(move(as(office), warningId, 'sign')).rejects.toThrow(Forbidden)
    // A head signs for the own bureau alone.
    await expect(move(as(reviewer), warningId, 'sign')).rejects.toThrow(Forbidden)
    expect((await readQualityWarning(as(office), { warningId })).draft?.stage).toBe('to_sign')
  })

  test('the database itself refuses one person for both', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer)
    const id = who.office.accountId
    const both = db
      .updateTable('warning_draft')
      .set({ reviewed_by: id, signed_by: id })
      .where('warning_id', '=', warningId)
      .execute()
    await expect(both).rejects.toThrow()
  })

  test('an orange one is signed by the convener, not by the office', async () => {
    const who = await people(world)
    const basis = { toll: null, risk: 'high', spread: 'cluster', signal: 'none' } as const
    const warningId = await aQualityDraft(world, who.writer, { level: 'orange', basis })
    await expect(signed(world, who, warningId)).rejects.toThrow(Forbidden)
    await move(as(who.convener), warningId, 'sign')
    await expect(publish(as(who.office), warningId)).rejects.toThrow(Invalid)
    await preparePublication(as(who.office), {
      warningId,
      preparation: { kind: 'reported', to: '广东省人民政府', at: monday, ref: '深质〔2026〕9号' },
    })
    await publish(as(who.office), warningId)
    expect(await versions()).toMatchObject([
      {
        level: 'orange',
        reviewed_by: who.reviewer.accountId,
        signed_by: who.convener.accountId,
        reported_ref: '深质〔2026〕9号',
      },
    ])
  })

  test('returned it goes back to writing, thrown away it is dropped and never public', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer)
    await signed(world, who, warningId)
    await move(as(who.office), warningId, 'return')
    expect((await readQualityWarning(as(who.writer), { warningId })).draft).toMatchObject({
      stage: 'writing',
      signedBy: null,
    })
    await move(as(who.writer), warningId, 'discard')
    expect(await readQualityWarning(as(who.writer), { warningId })).toMatchObject({
      state: 'dropped',
      draft: null,
      versions: [],
    })
    await expect(readQualityWarning(anybody, { warningId })).rejects.toThrow(NotFound)
  })
})

describe('the colour', () => {
  test('is never above yellow on statistics alone, whatever reason is given', async () => {
    const { writer } = await people(world)
    const basis = { toll: null, risk: null, spread: 'districts', signal: 'strong' } as const
    const warningId = await aQualityDraft(world, writer, { level: 'orange', levelReason: '很严重', basis })
    await expect(move(as(writer), warningId, 'submit')).rejects.toMatchObject({ fields: { level: expect.anything() } })
    const content = aContent({ level: 'yellow', basis })
    await writeWarning(as(writer), { warningId, moves: 0, content })
    await move(as(writer), warningId, 'submit')
  })

  test('that differs from the rule needs a reason', async () => {
    const { writer } = await people(world)
    const warningId = await aQualityDraft(world, writer, { level: 'yellow' })
    await expect(move(as(writer), warningId, 'submit')).rejects.toMatchObject({
      fields: { levelReason: expect.anything() },
    })
  })
})

describe('before it is published', () => {
  const firm = '深圳某某科技有限公司'

  test('a firm that is named is told, and heard or silent until its day', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm] })
    await signed(world, who, warningId)
    await expect(publish(as(who.office), warningId)).rejects.toThrow(Invalid)
    await told(as(who.writer), warningId, firm)
    await expect(publish(as(who.office), warningId)).rejects.toThrow(Invalid)
    // Told on Monday: three working days end with Thursday.
    const { answer_by } = await db.selectFrom('warning_hearing').select('answer_by').executeTakeFirstOrThrow()
    expect(answer_by).toEqual(new Date('2026-11-19T16:00:00Z'))
    await publish(as(who.office, new Date('2026-11-19T16:00:01Z')), warningId)
    expect(await versions()).toHaveLength(1)
  })

  test('a firm that has spoken need not be waited for, and what it said stays', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm] })
    await signed(world, who, warningId)
    await told(as(who.writer), warningId, firm, '我司已停售并召回')
    await expect(told(as(who.writer), warningId, firm)).rejects.toThrow(Conflict)
    await publish(as(who.office), warningId)
    expect((await readQualityWarning(as(who.office), { warningId })).hearings).toMatchObject([
      { statement: '我司已停售并召回' },
    ])
    const shown = JSON.stringify(await readQualityWarning(anybody, { warningId }))
    expect(shown).not.toContain('已停售并召回')
    expect(shown).not.toContain('firm@example.com')
  })

  test('where it is urgent it goes out unheard, with the reason, after being weighed again', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm] })
    await signed(world, who, warningId)
    await preparePublication(as(who.writer), {
      warningId,
      preparation: { kind: 'urgent', reason: '已有人受伤，仍在售' },
    })
    expect((await readQualityWarning(as(who.writer), { warningId })).draft).toMatchObject({
      stage: 'writing',
      signedBy: null,
    })
    await signed(world, who, warningId)
    await publish(as(who.office), warningId)
    expect(await versions()).toHaveLength(1)
  })

  test('a food warning for the public is reported to the province first', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { leaves: ['FOOD.01'] })
    await signed(world, who, warningId)
    await expect(publish(as(who.office), warningId)).rejects.toThrow(/118|第一百一十八条/)
    const late = new Date(monday.getTime() + 3_600_000)
    const reported = (at: Date) =>
      preparePublication(as(who.office), {
        warningId,
        preparation: { kind: 'reported', to: '广东省市场监督管理局', at, ref: '' },
      })
    await expect(reported(late)).rejects.toThrow(Invalid)
    await reported(monday)
    await publish(as(who.office), warningId)
    expect(await versions()).toMatchObject([{ reported_to: '广东省市场监督管理局', reported_at: monday }])
  })

  test('one for authorities about food needs no report', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who, { leaves: ['FOOD.01'], audience: 'authorities' })
    expect((await readQualityWarning(as(who.office), { warningId })).state).toBe('released')
    await expect(readQualityWarning(anybody, { warningId })).rejects.toThrow(NotFound)
    expect(await listReleased(anybody, { limit: 100 })).toEqual([])
  })

  test('nobody but the office publishes, and only once', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer)
    await signed(world, who, warningId)
    await expect(publish(as(who.convener), warningId)).rejects.toThrow(Forbidden)
    const moves = await movesOf(world, warningId)
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => publishWarning(as(who.office), { warningId, moves, reason: '同意' })),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await versions()).toHaveLength(1)
  })
})

describe('a warning in force', () => {
  test('changes by versions that nobody changes: upgraded, downgraded, lifted', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who)
    const next = async (said: Parameters<typeof aContent>[0], lifting = false) => {
      await changeWarning(as(who.writer), { warningId, lifting })
      const note = { zh: '情况变化', en: 'Things changed' }
      await writeWarning(as(who.writer), { warningId, moves: 0, content: aContent({ ...said, note }) })
      await signed(world, who, warningId)
      await publish(as(who.office), warningId)
    }
    await next({ level: 'yellow', basis: { toll: null, risk: 'medium', spread: 'cluster', signal: 'none' } })
    await expect(changeWarning(as(who.convener), { warningId, lifting: true })).rejects.toThrow(Forbidden)
    await next({})
    expect(await listReleased(anybody, { limit: 10 })).toMatchObject([{ id: warningId, level: 'blue', version: 3 }])
    await next({}, true)
    expect((await versions()).map(({ number, change, level }) => [number, change, level])).toEqual([
      [1, 'issue', 'blue'],
      [2, 'upgrade', 'yellow'],
      [3, 'downgrade', 'blue'],
      [4, 'lift', 'blue'],
    ])
    const read = await readQualityWarning(anybody, { warningId })
    expect(read).toMatchObject({ state: 'lifted', draft: null, hearings: [], events: [] })
    expect(read.versions).toHaveLength(4)
    expect(JSON.stringify(read)).not.toContain('王一')
    expect(await listReleased(anybody, { limit: 10 })).toEqual([])
    await expect(changeWarning(as(who.writer), { warningId, lifting: false })).rejects.toThrow(Conflict)
    await expect(db.updateTable('warning_version').set({ reason: '改写' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('warning_version').execute()).rejects.toThrow('append-only')
  })

  test('stays as it is while its next version is written, and one is written at a time', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who)
    await changeWarning(as(who.writer), { warningId, lifting: false })
    await expect(changeWarning(as(who.office), { warningId, lifting: true })).rejects.toThrow(Conflict)
    await expect(move(as(who.writer), warningId, 'submit')).rejects.toMatchObject({
      fields: { 'note-zh': expect.anything() },
    })
    expect(await listReleased(anybody, { limit: 10 })).toMatchObject([{ id: warningId, version: 1 }])
    await move(as(who.writer), warningId, 'discard')
    expect(await readQualityWarning(as(who.office), { warningId })).toMatchObject({ state: 'released', draft: null })
  })

  test('expires by itself when blue, as a version, and its bureau was reminded once', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who)
    const job = (now: Date) => contextOf(world, { actor: { kind: 'job', name: 'expire-warnings' }, now })
    const end = monday.getTime() + 14 * day_ms
    expect(await expireWarnings(job(new Date(end - 2 * day_ms)))).toBe(0)
    for (const hours of [23, 22]) expect(await expireWarnings(job(new Date(end - hours * 3_600_000)))).toBe(0)
    const letters = await db.selectFrom('letter').select('recipient').where('reason', 'like', 'ending:%').execute()
    expect(letters.map(({ recipient }) => recipient).sort()).toEqual([
      'amr-duty@shenzhen.example',
      'data-duty@shenzhen.example',
    ])
    expect(await expireWarnings(job(new Date(end)))).toBe(1)
    expect(await expireWarnings(job(new Date(end)))).toBe(0)
    expect(await readQualityWarning(anybody, { warningId })).toMatchObject({
      state: 'expired',
      versions: [{ change: 'expire' }, { change: 'issue' }],
    })
    expect(await listReleased(anybody, { limit: 10 })).toEqual([])
  })

  test('once over is not brought back by a text that was begun before', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who)
    await changeWarning(as(who.writer), { warningId, lifting: false })
    const end = new Date(monday.getTime() + 14 * day_ms)
    await expireWarnings(contextOf(world, { actor: { kind: 'job', name: 'expire-warnings' }, now: end }))
    const note = { zh: '延长', en: 'Longer' }
    const endsAt = new Date(end.getTime() + day_ms).toISOString()
    await writeWarning(as(who.writer, end), { warningId, moves: 0, content: aContent({ note, endsAt }) })
    await expect(move(as(who.writer, end), warningId, 'submit')).rejects.toThrow(Conflict)
    await move(as(who.writer, end), warningId, 'discard')
    expect((await readQualityWarning(anybody, { warningId })).state).toBe('expired')
  })

  test('does not expire by itself when orange: people lift it', async () => {
    const who = await people(world)
    const basis = { toll: null, risk: 'high', spread: 'cluster', signal: 'none' } as const
    const warningId = await aQualityDraft(world, who.writer, { level: 'orange', basis })
    const preparation = { kind: 'reported', to: '广东省人民政府', at: monday, ref: '' } as const
    await preparePublication(as(who.office), { warningId, preparation })
    await signed(world, who, warningId, { signer: who.convener })
    await publish(as(who.office), warningId)
    const after = new Date(monday.getTime() + 20 * day_ms)
    expect(
      await expireWarnings(contextOf(world, { actor: { kind: 'job', name: 'expire-warnings' }, now: after })),
    ).toBe(0)
    expect((await readQualityWarning(anybody, { warningId })).state).toBe('released')
  })
})
