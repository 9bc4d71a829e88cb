import type { Bilingual, City } from '../../reference/city.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { warningKinds } from '../warning-acts.ts'
import type { PublicVersion } from './version-rows.ts'
import { adviceFor } from './warning-columns.ts'
import { areaWords, changeNames, endsWarning, streetId, type WarningContent } from './warning-content.ts'
import { warningLinks } from './warning-links.ts'

/** An element: its name, and its text or its children in their order. */
export type CapElement = [name: string, content: string | CapElement[]]

/** What a message is of: a real warning, an exercise, or a program that is not in service. */
export type CapStatus = 'Actual' | 'Exercise' | 'Test'

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2'

const severities: Record<WarningLevel, string> = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
}

type CapSetting = { city: City; publicUrl: string; status: CapStatus }

/**
 * The Common Alerting Protocol 1.2 message of one version (OASIS, July 2010): the elements of `alert` in the order of its schema, one info
 * block in Chinese and one in English. The first version is an Alert, later ones an Update, the end a Cancel, each naming the earlier ones.
 * A version that not everybody may read is Restricted and says so.
 */
export function capAlert(version: PublicVersion, setting: CapSetting): CapElement[] {
  const { change, content, at, earlier, drill } = version
  const { city } = setting
  const everybody = content.audience === 'public'
  return [
    ['identifier', capIdentifier(city, version)],
    ['sender', capSender(city)],
    ['sent', capTime(at)],
    ['status', drill ? 'Exercise' : setting.status],
    ['msgType', change === 'issue' ? 'Alert' : endsWarning(change) ? 'Cancel' : 'Update'],
    ['source', city.name.zh],
    ['scope', everybody ? 'Public' : 'Restricted'],
    ...(everybody ? [] : [['restriction', '仅限收到本消息的单位 For its recipients only'] satisfies CapElement]),
    ...(drill ? [['note', '演练，不是真实预警 Exercise, no real warning'] satisfies CapElement] : []),
    ...(earlier.length === 0
      ? []
      : [['references', earlier.map((one) => reference(city, version, one)).join(' ')] satisfies CapElement]),
    ['incidents', `QS-${version.warningId}`],
    ['info', infoOf(version, setting, 'zh')],
    ['info', infoOf(version, setting, 'en')],
  ]
}

/** The identifier of a message: unique, and without the characters that references are divided by. */
export function capIdentifier(city: City, { warningId, number }: Pick<PublicVersion, 'warningId' | 'number'>): string {
  return `CN.${city.code}.QS.${warningId}.${number}`
}

/** Who sends: the program, under the city's own domain. */
export const capSender = ({ website }: City): string => `quality-sentinel@${website}`

/** A time as CAP writes it: with the offset, without milliseconds, and never with Z. */
export function capTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

function reference(city: City, { warningId }: PublicVersion, { number, at }: PublicVersion['earlier'][number]): string {
  return `${capSender(city)},${capIdentifier(city, { warningId, number })},${capTime(at)}`
}

function infoOf(version: PublicVersion, { city, publicUrl }: CapSetting, language: keyof Bilingual): CapElement[] {
  const { content, change, kind, warningId, number, ruleVersion, at } = version
  const over = endsWarning(change)
  const advice = adviceFor(content.audience, content).map((one) => one[language])
  const publisher = city.bureaus.get(content.publisher) ?? city.name
  const note = content.note[language]
  return [
    ['language', language === 'zh' ? 'zh-CN' : 'en'],
    ['category', kind === 'bulletin' ? 'Other' : 'Safety'],
    ['event', warningKinds[kind][language]],
    ['responseType', over ? 'AllClear' : responseOf(content)],
    ['urgency', over ? 'Past' : content.urgency],
    ['severity', severities[content.level]],
    ['certainty', content.certainty],
    [
      'eventCode',
      [
        ['valueName', 'quality-sentinel:kind'],
        ['value', kind],
      ],
    ],
    ['effective', capTime(at)],
    ...optional('onset', content.startsAt && capTime(new Date(content.startsAt))),
    ...optional('expires', content.endsAt && !over ? capTime(new Date(content.endsAt)) : ''),
    ['senderName', publisher[language]],
    ['headline', headlineOf(version, language)],
    ['description', note ? `${note}\n${content.matter[language]}` : content.matter[language]],
    ...optional('instruction', over ? '' : advice.join('\n')),
    ...optional(
      'web',
      content.audience === 'public' && !version.drill ? `${publicUrl}${warningLinks.public(warningId)}` : '',
    ),
    ['contact', content.contact],
    parameter('colour', content.level),
    parameter('rule', ruleVersion),
    parameter('version', String(number)),
    ...content.leaves.map((code) => parameter('sector', code)),
    ['area', areaOf(city, content, language)],
  ]
}

const optional = (name: string, text: string): CapElement[] => (text === '' ? [] : [[name, text]])
const parameter = (name: string, value: string): CapElement => [
  'parameter',
  [
    ['valueName', `quality-sentinel:${name}`],
    ['value', value],
  ],
]

const responseOf = ({ urgency }: WarningContent): string => (urgency === 'Immediate' ? 'Avoid' : 'Monitor')

/** CAP asks for at most 160 characters, so that it fits a short message. */
function headlineOf({ content, change, drill }: PublicVersion, language: keyof Bilingual): string {
  const marks = { zh: drill ? '【演练】' : '', en: drill ? '[EXERCISE] ' : '' }
  const what =
    change === 'issue' ? '' : language === 'zh' ? `${changeNames[change].zh}：` : `${changeNames[change].en}: `
  return `${marks[language]}${what}${content.title[language]}`.slice(0, 160)
}

/** Codes are GB/T 2260 for districts and the statistics bureau's for streets; a place without a code is in the description alone. */
function areaOf(city: City, content: WarningContent, language: keyof Bilingual): CapElement[] {
  const streets = city.districts
    .flatMap(({ streets }) => streets)
    .filter((one) => content.streets.includes(streetId(one)))
  const districts = city.districts.filter(({ id }) => content.districts.includes(id))
  const whole = streets.length === 0 && districts.length === 0
  const codes = whole ? [city.code] : districts.flatMap(({ code }) => code ?? [])
  return [
    ['areaDesc', areaWords(city, content)[language]],
    ...codes.map((code) => geocode('GB/T2260', code)),
    ...streets.flatMap(({ code }) => (code === null ? [] : [geocode('NBS-street', code)])),
  ]
}

const geocode = (name: string, value: string): CapElement => [
  'geocode',
  [
    ['valueName', name],
    ['value', value],
  ],
]
