import { isIP } from 'node:net'
import { Invalid, type Said } from '../errors.ts'
import { isPublicAddress } from '../public-address.ts'
import { isWebhookKind, type WebhookKind } from './webhook-events.ts'

/** What an administrator types to register an endpoint; '' for the whole city. */
export type WebhookAsked = { url: string; bureau: string; events: string[] }
export type NewWebhook = { url: string; bureau: string | null; events: WebhookKind[] }

/** Reads it. `anyAddress` allows http and private addresses, for development. Throws Invalid with a sentence per field. */
export function readNewWebhook(
  { url, bureau, events }: WebhookAsked,
  { bureaus, anyAddress }: { bureaus: ReadonlySet<string>; anyAddress: boolean },
): NewWebhook {
  const kinds = events.filter(isWebhookKind)
  const wrongUrl = urlFault(url, anyAddress)
  const fields: Record<string, Said> = {
    ...(wrongUrl ? { url: wrongUrl } : {}),
    ...(bureau === '' || bureaus.has(bureau) ? {} : { bureau: noBureau }),
    ...(kinds.length === 0 ? { events: noEvents } : {}),
  }
  if (Object.keys(fields).length > 0) throw new Invalid(needsChange, fields)
  return { url: new URL(url).href, bureau: bureau === '' ? null : bureau, events: kinds }
}

function urlFault(text: string, anyAddress: boolean): Said | null {
  const url = URL.parse(text)
  if (!url || text.length > 500) return noUrl
  if (url.protocol !== 'https:' && !(anyAddress && url.protocol === 'http:')) return onlyHttps
  if (url.username !== '' || url.password !== '') return noPassword
  if (anyAddress) return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const local = host === 'localhost' || /\.(localhost|local|internal)$/.test(host)
  return local || (isIP(host) !== 0 && !isPublicAddress(host)) ? notPublic : null
}

const needsChange: Said = { zh: '有内容需要修改，请看各栏的提示。', en: 'Some fields need a change.' }
const noUrl: Said = {
  zh: '请填写完整地址，例如 https://example.com/hooks',
  en: 'Give a whole address such as https://example.com/hooks',
}
const onlyHttps: Said = { zh: '地址要以 https:// 开头', en: 'The address must begin with https://' }
const noPassword: Said = {
  zh: '地址里不要带用户名和密码，签名已能证明来源',
  en: 'No user name or password in the address; the signature proves who sends',
}
const notPublic: Said = {
  zh: '这是内网地址，请填写公网地址',
  en: 'This is a private address; give a public one',
}
const noBureau: Said = { zh: '请选择单位', en: 'Choose a bureau' }
const noEvents: Said = { zh: '请至少选择一种事件', en: 'Choose at least one event' }
