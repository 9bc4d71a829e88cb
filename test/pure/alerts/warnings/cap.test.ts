import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type CapStatus, capAlert } from '../../../../src/alerts/warnings/cap-alert.ts'
import { capFaults } from '../../../../src/alerts/warnings/cap-faults.ts'
import type { PublicVersion } from '../../../../src/alerts/warnings/version-rows.ts'
import type { WarningContent } from '../../../../src/alerts/warnings/warning-content.ts'
import { readConfig } from '../../../../src/config.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'
import { capDocument } from '../../../../src/web/public/cap-document.ts'
import { aContent } from '../../../alerts/warnings/quality-warnings.ts'
import { monday } from '../../../support/world.ts'

const city = loadCity(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const parser = new XMLParser({ parseTagValue: false })

function aVersion(said: Partial<PublicVersion> = {}, content: Partial<WarningContent> = {}): PublicVersion {
  return {
    warningId: 7,
    kind: 'quality',
    number: 1,
    change: 'issue',
    content: aContent({ startsAt: monday.toISOString(), ...content }),
    ruleVersion: 'quality-1',
    at: monday,
    earlier: [],
    newest: true,
    drill: false,
    ...said,
  }
}

function message(version: PublicVersion, status: CapStatus = 'Actual') {
  const xml = capDocument(capAlert(version, { city, publicUrl: 'https://warn.example', status }))
  return { xml, faults: capFaults(xml), alert: parser.parse(xml).alert }
}

describe('a first version', () => {
  it('is an Alert with every element in its place, in both languages', () => {
    const { faults, alert } = message(aVersion())
    expect(faults).toEqual([])
    expect(alert).toMatchObject({
      identifier: 'CN.440300.QS.7.1',
      sender: 'quality-sentinel@sz.gov.cn',
      sent: '2026-11-16T10:00:00+08:00',
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
    })
    expect(alert.references).toBeUndefined()
    const [zh, en] = alert.info
    expect(zh).toMatchObject({
      language: 'zh-CN',
      severity: 'Minor',
      expires: '2026-11-30T10:00:00+08:00',
      headline: '某型充电宝可能过热',
      instruction: '停止使用。',
      contact: '12345',
      area: { areaDesc: '福田区', geocode: { valueName: 'GB/T2260', value: '440304' } },
    })
    expect(en).toMatchObject({ language: 'en', headline: 'A power bank may overheat', area: { areaDesc: 'Futian' } })
    expect(zh.parameter).toContainEqual({ valueName: 'quality-sentinel:colour', value: 'blue' })
  })

  it('escapes what would break it, and drops what XML cannot hold', () => {
    const title = { zh: '电池 <过热> & “起火”\u0000', en: 'A <battery> & "fire"' }
    const { faults, alert } = message(aVersion({}, { title }))
    expect(faults).toEqual([])
    expect(alert.info[0].headline).toBe('电池 <过热> & “起火”')
  })

  it('for the whole city has the code of the city; of a place without a code only words', () => {
    expect(message(aVersion({}, { districts: [] })).alert.info[0].area).toEqual({
      areaDesc: '深圳市全市',
      geocode: { valueName: 'GB/T2260', value: '440300' },
    })
    expect(message(aVersion({}, { districts: ['DAPENG'] })).alert.info[0].area).toEqual({ areaDesc: '大鹏新区' })
  })

  it('for authorities is Restricted and says so, with advice that the public is not given', () => {
    const { faults, alert } = message(aVersion({}, { audience: 'authorities' }))
    expect(faults).toEqual([])
    expect(alert).toMatchObject({ scope: 'Restricted', restriction: expect.stringContaining('收到') })
    expect(alert.info[0].instruction).toBe('检查在售产品。')
    expect(alert.info[0].web).toBeUndefined()
  })
})

describe('a later version', () => {
  const earlier = [
    { number: 1, at: monday },
    { number: 2, at: new Date(monday.getTime() + 60_000) },
  ]

  it('is an Update that names every earlier message as it was sent', () => {
    const { faults, alert } = message(aVersion({ number: 3, change: 'upgrade', earlier }, { level: 'red' }))
    expect(faults).toEqual([])
    expect(alert).toMatchObject({
      msgType: 'Update',
      references:
        'quality-sentinel@sz.gov.cn,CN.440300.QS.7.1,2026-11-16T10:00:00+08:00 quality-sentinel@sz.gov.cn,CN.440300.QS.7.2,2026-11-16T10:01:00+08:00',
    })
    expect(alert.info[0].severity).toBe('Extreme')
  })

  it.each(['lift', 'expire'] as const)('that ends it (%s) is a Cancel, all clear', (change) => {
    const note = { zh: '产品已收回', en: 'All were taken back' }
    const { faults, alert } = message(aVersion({ number: 3, change, earlier }, { note }))
    expect(faults).toEqual([])
    expect(alert.msgType).toBe('Cancel')
    expect(alert.info[0]).toMatchObject({ responseType: 'AllClear', urgency: 'Past' })
    expect(alert.info[0].instruction).toBeUndefined()
    expect(alert.info[0].description).toContain('产品已收回')
  })
})

it('a drill is an Exercise whatever the program is, and says so in its headline', () => {
  const { faults, alert } = message(aVersion({ drill: true }), 'Actual')
  expect(faults).toEqual([])
  expect(alert.status).toBe('Exercise')
  expect(alert.info[0].headline).toContain('演练')
  expect(alert.info[0].web).toBeUndefined()
  expect(message(aVersion(), 'Test').alert.status).toBe('Test')
})

describe('a message that is not sound', () => {
  const { xml } = message(aVersion({ number: 2, change: 'update', earlier: [{ number: 1, at: monday }] }))
  it.each([
    ['a time with Z', xml.replace(/<sent>.*<\/sent>/, '<sent>2026-11-16T02:00:00Z</sent>'), 'sent'],
    ['a colour for a severity', xml.replace('<severity>Minor', '<severity>blue'), 'severity'],
    ['an element too few', xml.replaceAll(/<certainty>.*<\/certainty>/g, ''), 'certainty'],
    ['elements out of order', xml.replace(/(<urgency>.*<\/urgency>)\s*(<severity>.*<\/severity>)/, '$2$1'), 'order'],
    ['an element too many', xml.replace('</status>', '</status><colour>blue</colour>'), 'colour'],
    ['no earlier message', xml.replace(/<references>.*<\/references>/, ''), 'earlier'],
    ['Restricted without a restriction', xml.replace('>Public<', '>Restricted<'), 'restriction'],
    ['Private without addresses', xml.replace('>Public<', '>Private<'), 'addresses'],
    ['a sender with a comma', xml.replace('<sender>quality', '<sender>a,quality'), 'sender'],
    ['an end before its beginning', xml.replaceAll('<expires>2026', '<expires>2025'), 'expires'],
    ['another namespace', xml.replace('cap:1.2', 'cap:1.1'), 'namespace'],
    ['no XML', xml.replace('</alert>', ''), 'well-formed'],
    ['a document type', xml.replace('<alert', '<!DOCTYPE alert><alert'), 'document type'],
  ])('%s is found', (_, broken, word) => {
    expect(broken).not.toBe(xml)
    expect(capFaults(broken).join('; ')).toContain(word)
  })
})
