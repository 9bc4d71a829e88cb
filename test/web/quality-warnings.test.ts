import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { capFaults } from '../../src/alerts/warnings/cap-faults.ts'
import { changeWarning } from '../../src/alerts/warnings/change-warning.ts'
import { writeWarning } from '../../src/alerts/warnings/write-warning.ts'
import { warningsShape, warningVersionsShape } from '../../src/web/api/shapes.ts'
import { aContent, aPublished, aQualityDraft, people, publish, signed } from '../alerts/warnings/quality-warnings.ts'
import { openCaseAt } from '../support/cases.ts'
import { aSession } from '../support/staff.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const site = siteOn(world)
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => ['entry', 'item'].includes(name),
})
const said = { zh: '电池 <过热> & 起火', en: 'A battery <overheats> & burns' }

async function xml(path: string) {
  const answer = await site.get(path)
  const text = await answer.text()
  expect(XMLValidator.validate(text)).toBe(true)
  return { type: answer.headers.get('Content-Type'), text, parsed: parser.parse(text) }
}

/** One warning in two versions, one for authorities only, one drill, one draft. */
async function severalWarnings() {
  const who = await people(world)
  const id = await aPublished(world, who, { title: said })
  await changeWarning(contextOf(world, { actor: who.writer }), { warningId: id, lifting: false })
  const content = aContent({
    title: said,
    note: { zh: '范围扩大', en: 'It has spread' },
    districts: ['FUTIAN', 'LUOHU'],
  })
  await writeWarning(contextOf(world, { actor: who.writer }), { warningId: id, moves: 0, content })
  await signed(world, who, id)
  await publish(contextOf(world, { actor: who.office, now: new Date(monday.getTime() + 60_000) }), id)
  const hidden = { zh: '不给公众看', en: 'Not for the public' }
  const inside = await aPublished(world, who, { title: hidden, audience: 'authorities' })
  const drill = await aPublished(world, who, { title: hidden }, { drill: true })
  const draft = await aQualityDraft(world, who.writer, { title: hidden })
  return { id, secret: [inside, drill, draft] }
}

describe('feeds and messages', () => {
  it('Atom and RSS hold one entry a warning, of its newest version, and nothing hidden', async () => {
    const { id } = await severalWarnings()
    const atom = await xml('/warnings/feed.atom')
    expect(atom.type).toContain('application/atom+xml')
    const [entry, ...others] = atom.parsed.feed.entry
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      id: `${world.publicUrl}/warnings/${id}`,
      title: expect.stringContaining('电池 <过热> & 起火'),
      updated: new Date(monday.getTime() + 60_000).toISOString(),
      published: monday.toISOString(),
    })
    expect(entry.link).toContainEqual({
      '@_rel': 'related',
      '@_type': 'application/cap+xml',
      '@_href': `${world.publicUrl}/warnings/${id}/versions/2/cap.xml`,
    })
    const rss = await xml('/warnings/feed.rss')
    expect(rss.parsed.rss.channel.item).toHaveLength(1)
    for (const { text } of [atom, rss]) expect(text).not.toContain('不给公众看')
  })

  it('the CAP feed holds every message, each of which is sound and names the earlier ones', async () => {
    const { id } = await severalWarnings()
    const { parsed, text } = await xml('/warnings/cap.atom')
    expect(parsed.feed.entry.map((entry: { id: string }) => entry.id)).toEqual([
      `urn:quality-sentinel:cap:CN.440300.QS.${id}.2`,
      `urn:quality-sentinel:cap:CN.440300.QS.${id}.1`,
    ])
    expect(text).not.toContain('不给公众看')
    const update = await xml(`/warnings/${id}/versions/2/cap.xml`)
    expect(update.type).toContain('application/cap+xml')
    expect(capFaults(update.text)).toEqual([])
    expect(update.parsed.alert).toMatchObject({ msgType: 'Update', status: 'Test' })
    expect(update.parsed.alert.references).toContain(`CN.440300.QS.${id}.1,2026-11-16T10:00:00+08:00`)
    const production = siteOn(world, { config: { production: true } })
    expect(await (await production.get(`/warnings/${id}/versions/1/cap.xml`)).text()).toContain(
      '<status>Actual</status>',
    )
  })

  it('answers that nothing changed to whoever has it already', async () => {
    await severalWarnings()
    const first = await site.get('/warnings/feed.atom')
    const again = await site.get('/warnings/feed.atom', {
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })
})

describe('the API and the pages', () => {
  it('give the versions of a public warning as the document says, and 404 for anything hidden', async () => {
    const { id, secret } = await severalWarnings()
    const list = warningsShape.parse(await (await site.get('/api/v1/warnings')).json())
    expect(list.warnings).toMatchObject([{ id, kind: 'quality', version: 2, districts: ['FUTIAN', 'LUOHU'] }])
    const one = warningVersionsShape.parse(await (await site.get(`/api/v1/warnings/${id}`)).json())
    expect(one.versions.map(({ version, change }) => [version, change])).toEqual([
      [2, 'update'],
      [1, 'issue'],
    ])
    expect(JSON.stringify(one)).not.toContain('检查在售产品')
    for (const hidden of secret)
      for (const path of [
        `/api/v1/warnings/${hidden}`,
        `/warnings/${hidden}`,
        `/warnings/${hidden}/versions/1`,
        `/warnings/${hidden}/versions/1/cap.xml`,
      ])
        expect([path, (await site.get(path)).status]).toEqual([path, 404])
    const page = await (await site.get('/warnings')).text()
    expect(page).toContain('本市质量预警在哪里生效')
    expect(page).not.toContain('不给公众看')
  })

  it('show an earlier version as one that was replaced', async () => {
    const { id } = await severalWarnings()
    const first = await (await site.get(`/warnings/${id}/versions/1`)).text()
    expect(first).toContain('这是较早的版本')
    const newest = await (await site.get(`/warnings/${id}`)).text()
    expect(newest).toContain('范围扩大')
    expect(newest).not.toContain('这是较早的版本')
    expect(newest).not.toContain('检查在售产品')
    expect((await site.get(`/warnings/${id}/versions/9`)).status).toBe(404)
  })
})

describe('the form of a new warning', () => {
  it('says from which case it was begun, and says nothing of one begun by hand', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    const { token } = await aSession(world, { role: 'joint_office', bureau: 'DATA' })
    const headers = { Cookie: `session=${token}` }
    const begun = await (await site.get(`/bureau/warnings/new?case=${caseId}`, { headers })).text()
    expect(begun).toContain(`<a href="/bureau/cases/${caseId}">`)
    expect(begun).toContain(`name="case" value="${caseId}"`)
    const byHand = await (await site.get('/bureau/warnings/new', { headers })).text()
    expect(byHand).not.toContain('What it grows from')
  })
})
