import { Invalid, NotFound, type Said } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City, Leaf } from '../../reference/city.ts'
import { type NewComplaint, parseComplaint } from '../new-complaint.ts'
import { type Point, readPoint } from './point.ts'
import { type ServiceAttribute, serviceAttributes } from './service-attributes.ts'
import { readW3cDate } from './w3c-dates.ts'

/** What a program asks for with POST requests: a complaint, the service its user chose, and the point on the map if one was given. */
export type ServiceRequest = { complaint: NewComplaint; leaf: Leaf; point: Point | null }

/**
 * Reads the arguments of POST requests (GeoReport v2). At least one place is needed: lat and long, address_string or address_id;
 * programs that send several are heard too. Throws NotFound for a service the city does not have, else Invalid with a sentence per
 * argument, under the name the program used.
 */
export function readServiceRequest(city: City, given: URLSearchParams, today: string): ServiceRequest {
  const leaf = readService(city, given)
  const point = readPoint(given)
  const place = placeOf(given, point)
  const asked = {
    ...readAttributes(given),
    text: textOf(leaf, given),
    place,
    contact: contactOf(given),
    anonymous: contactOf(given) === null,
  }
  return { complaint: parsed(asked, today), leaf, point }
}

const value = (given: URLSearchParams, name: string): string => given.get(name)?.trim() ?? ''

function readService(city: City, given: URLSearchParams): Leaf {
  const code = value(given, 'service_code')
  if (code === '') throw missing('service_code', { zh: '请给出 service_code', en: 'Give a service_code' })
  const leaf = city.leaves.get(code)
  if (!leaf) throw noSuchService(code)
  return leaf
}

/** A service that is not on the list. */
export function noSuchService(code: string): NotFound {
  const shown = code.slice(0, 40)
  return new NotFound({
    zh: `没有 service_code ${shown}，请从 services 中选择。`,
    en: `There is no service_code ${shown}; choose one from services.`,
  })
}

function placeOf(given: URLSearchParams, point: Point | null): string {
  const address = value(given, 'address_string')
  const number = value(given, 'address_id')
  const words = [address, number === '' ? '' : `address_id ${number}`].filter((part) => part !== '').join(' ')
  if (words === '' && point === null) throw missing('address_string', noPlace)
  if (point === null) return words
  const at = `${point.lat.toFixed(5)}, ${point.long.toFixed(5)}`
  return words === '' ? at : `${words} (${at})`
}

const noPlace: Said = {
  zh: '请给出地点：lat 和 long，或 address_string，或 address_id',
  en: 'Give a location: lat and long, or address_string, or address_id',
}

/** A word or two alone says too little to be filed, but with the service that was chosen it does. */
function textOf(leaf: Leaf, given: URLSearchParams): string {
  const description = value(given, 'description').replaceAll('\r\n', '\n')
  const media = value(given, 'media_url')
  const said = description.length >= 5 ? description : `${leaf.zh}：${description || '未写说明'}`
  return media === '' ? said : `${said}\n\n${mediaMark}${media}`
}

/** Before the address of a photo that lies elsewhere; nobody here opens it unasked. */
export const mediaMark = '照片或视频 Media: '

function contactOf(given: URLSearchParams) {
  const [first, last] = [value(given, 'first_name'), value(given, 'last_name')]
  const chinese = /\p{Script=Han}/u.test(first + last)
  const contact = {
    name: chinese ? last + first : `${first} ${last}`.trim(),
    phone: value(given, 'phone').replace(/[().]/g, ' ').trim(),
    email: value(given, 'email'),
  }
  return Object.values(contact).some((part) => part !== '') ? contact : null
}

type Answers = { kind: string; respondent: string; product: string; occurred_on: string | null; amount: number | null }

function readAttributes(given: URLSearchParams): Answers & { claims: string[] } {
  const answers = answersOf(given)
  const first = (code: ServiceAttribute['code']): string => answers.get(code)?.[0] ?? ''
  return {
    kind: choicesOf('kind', answers)[0]?.key ?? 'complaint',
    respondent: first('respondent'),
    product: first('product'),
    occurred_on: dayOf(first('occurred_on')),
    amount: amountOf(first('amount')),
    claims: choicesOf('claim', answers).map(({ zh }) => zh),
  }
}

/** `attribute[code]=a`, `attribute[code][]=a&attribute[code][]=b`, and the numbered form that some libraries write. */
function answersOf(given: URLSearchParams): Map<string, string[]> {
  const answers = new Map<string, string[]>()
  for (const [name, text] of given) {
    const code = /^attributes?\[([\w.-]+)\](?:\[\d*\])?$/.exec(name)?.[1]
    if (code === undefined || text.trim() === '') continue
    answers.set(code, [...(answers.get(code) ?? []), text.trim()])
  }
  return answers
}

function choicesOf(code: 'kind' | 'claim', answers: Map<string, string[]>): ServiceAttribute['values'] {
  const known = serviceAttributes.find((attribute) => attribute.code === code)?.values ?? []
  const asked = (answers.get(code) ?? []).flatMap((text) => text.split(',')).map((text) => text.trim())
  const chosen = asked.map((text) => known.find(({ key, zh }) => key === text.toLowerCase() || zh === text))
  if (chosen.includes(undefined)) throw missing(`attribute[${code}]`, notAmong(known))
  return chosen.filter((choice) => choice !== undefined)
}

function notAmong(known: ServiceAttribute['values']): Said {
  const keys = known.map(({ key }) => key).join(', ')
  return { zh: `只能是 ${keys}`, en: `Must be one of ${keys}` }
}

function dayOf(text: string): string | null {
  if (text === '') return null
  const instant = readW3cDate(text)
  if (instant) return toShanghaiDate(instant)
  throw missing('attribute[occurred_on]', {
    zh: '日期请写成 2026-05-31 的形式',
    en: 'Write the date as 2026-05-31',
  })
}

function amountOf(text: string): number | null {
  if (text === '') return null
  const digits = text.normalize('NFKC').replace(/[,\s¥￥元]/g, '')
  if (/^\d+(\.\d+)?$/.test(digits)) return Number(digits)
  throw missing('attribute[amount]', { zh: '金额请只填数字（元）', en: 'Give the amount in digits (yuan)' })
}

/** Errors of the complaint, under the names that Open311 has for its fields. */
const argumentOf: Record<string, string> = {
  text: 'description',
  place: 'address_string',
  'contact.name': 'first_name',
  'contact.phone': 'phone',
  'contact.email': 'email',
  respondent: 'attribute[respondent]',
  product: 'attribute[product]',
  occurred_on: 'attribute[occurred_on]',
  amount: 'attribute[amount]',
}

function parsed(asked: object, today: string): NewComplaint {
  try {
    return parseComplaint(asked, today)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const fields = Object.entries(error.fields).map(([name, said]) => [argumentOf[name] ?? name, said] as const)
    throw new Invalid(error.said, Object.fromEntries(fields))
  }
}

function missing(argument: string, said: Said): Invalid {
  return new Invalid(said, { [argument]: said })
}
