import { XMLParser, XMLValidator } from 'fast-xml-parser'

/**
 * What is wrong with a CAP 1.2 message, in words; empty for a sound one. Its elements and their order, the words allowed, times, and the rules
 * that the schema of OASIS cannot say: earlier messages named by Update and Cancel, a restriction where it is Restricted, addresses where it
 * is Private, no space or comma in the parts of a reference, an end after the beginning.
 */
export function capFaults(xml: string): string[] {
  if (/<!DOCTYPE/i.test(xml)) return ['it declares a document type']
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return [`no well-formed XML: ${valid.err.msg}`]
  const [root, ...others] = childrenOf(parser.parse(xml))
  if (root?.name !== 'alert' || others.length > 0) return ['its root is not <alert>']
  if (root.namespace !== namespace) return [`<alert> is not in the namespace ${namespace}`]
  return [...elementFaults(root, 'alert'), ...alertFaults(root)]
}

const namespace = 'urn:oasis:names:tc:emergency:cap:1.2'
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  processEntities: true,
  ignorePiTags: true,
})

type Element = { name: string; text: string; children: Element[]; namespace: string | null }

/** The parser's ordered shape: each node is an object with one key besides its attributes. */
function childrenOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const attributes = node[':@'] as Record<string, string> | undefined
    const own = node[name]
    return [{ name, text: textOf(own), children: childrenOf(own), namespace: attributes?.['@_xmlns'] ?? null }]
  })
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes.map((node: Record<string, unknown>) => String(node['#text'] ?? '')).join('')
}

type Rule = {
  name: string
  min: 0 | 1
  max: 1 | 'many'
  inside?: keyof typeof sequences
  words?: string[]
  form?: RegExp
}

const one = (name: string, more: Partial<Rule> = {}): Rule => ({ name, min: 1, max: 1, ...more })
const maybe = (name: string, more: Partial<Rule> = {}): Rule => ({ name, min: 0, max: 1, ...more })
const any = (name: string, more: Partial<Rule> = {}): Rule => ({ name, min: 0, max: 'many', ...more })
const time = { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-,+]\d\d:\d\d$/ }
const words = (list: string) => ({ words: list.split(' ') })

/** The sequences of the schema: a child stands in this order, so often. */
const sequences: Record<'alert' | 'info' | 'pair' | 'resource' | 'area', Rule[]> = {
  alert: [
    one('identifier', { form: /^[^\s,<&]+$/ }),
    one('sender', { form: /^[^\s,<&]+$/ }),
    one('sent', time),
    one('status', words('Actual Exercise System Test Draft')),
    one('msgType', words('Alert Update Cancel Ack Error')),
    maybe('source'),
    one('scope', words('Public Restricted Private')),
    maybe('restriction'),
    maybe('addresses'),
    any('code'),
    maybe('note'),
    maybe('references', { form: /^[^\s,]+,[^\s,]+,[^\s,]+(\s+[^\s,]+,[^\s,]+,[^\s,]+)*$/ }),
    maybe('incidents'),
    any('info', { inside: 'info' }),
  ],
  info: [
    maybe('language'),
    {
      ...one('category', words('Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other')),
      max: 'many',
    },
    one('event', { form: /\S/ }),
    any('responseType', words('Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None')),
    one('urgency', words('Immediate Expected Future Past Unknown')),
    one('severity', words('Extreme Severe Moderate Minor Unknown')),
    one('certainty', words('Observed Likely Possible Unlikely Unknown')),
    maybe('audience'),
    any('eventCode', { inside: 'pair' }),
    maybe('effective', time),
    maybe('onset', time),
    maybe('expires', time),
    maybe('senderName'),
    maybe('headline'),
    maybe('description'),
    maybe('instruction'),
    maybe('web', { form: /^\S+$/ }),
    maybe('contact'),
    any('parameter', { inside: 'pair' }),
    any('resource', { inside: 'resource' }),
    any('area', { inside: 'area' }),
  ],
  pair: [one('valueName'), one('value')],
  resource: [
    one('resourceDesc'),
    one('mimeType'),
    maybe('size', { form: /^\d+$/ }),
    maybe('uri'),
    maybe('derefUri'),
    maybe('digest'),
  ],
  area: [
    one('areaDesc', { form: /\S/ }),
    any('polygon', { form: /^(-?\d+(\.\d+)?,-?\d+(\.\d+)?\s*){4,}$/ }),
    any('circle', { form: /^-?\d+(\.\d+)?,-?\d+(\.\d+)? \d+(\.\d+)?$/ }),
    any('geocode', { inside: 'pair' }),
    maybe('altitude', { form: /^-?\d+(\.\d+)?$/ }),
    maybe('ceiling', { form: /^-?\d+(\.\d+)?$/ }),
  ],
}

function elementFaults({ name, children }: Element, sequence: keyof typeof sequences): string[] {
  const rules = sequences[sequence]
  const places = children.map((child) => rules.findIndex((rule) => rule.name === child.name))
  const strange = children
    .filter((_, index) => places[index] === -1)
    .map((child) => `<${child.name}> does not belong in <${name}>`)
  const known = places.filter((place) => place !== -1)
  const unordered = known.some((place, index) => place < (known[index - 1] ?? 0))
  return [
    ...strange,
    ...(unordered ? [`the elements of <${name}> are out of order`] : []),
    ...rules.flatMap((rule) => countFaults(name, rule, children)),
    ...children.flatMap((child) => {
      const rule = rules.find((one) => one.name === child.name)
      return rule ? valueFaults(child, rule) : []
    }),
  ]
}

function countFaults(within: string, { name, min, max }: Rule, children: Element[]): string[] {
  const count = children.filter((child) => child.name === name).length
  if (count < min) return [`<${within}> lacks <${name}>`]
  return max === 1 && count > 1 ? [`<${within}> has more than one <${name}>`] : []
}

function valueFaults(element: Element, { inside, words: allowed, form }: Rule): string[] {
  if (inside) return elementFaults(element, inside)
  const text = element.text.trim()
  if (allowed && !allowed.includes(text)) return [`<${element.name}> may not be “${text}”`]
  return form && !form.test(text) ? [`<${element.name}> is not written as it must be: “${text}”`] : []
}

/** What the schema cannot say (sections 3.2.1 and 3.2.2 of the standard). */
function alertFaults(alert: Element): string[] {
  const text = (of: Element, name: string) => of.children.find((child) => child.name === name)?.text.trim() ?? ''
  const msgType = text(alert, 'msgType')
  const scope = text(alert, 'scope')
  const infos = alert.children.filter(({ name }) => name === 'info')
  return [
    ...(msgType !== 'Alert' && text(alert, 'references') === '' ? [`an ${msgType} names no earlier message`] : []),
    ...(scope === 'Restricted' && text(alert, 'restriction') === '' ? ['Restricted, without a restriction'] : []),
    ...(scope === 'Private' && text(alert, 'addresses') === '' ? ['Private, without addresses'] : []),
    ...infos.flatMap((info) => {
      const [onset, expires] = [text(info, 'onset'), text(info, 'expires')]
      const turned = onset !== '' && expires !== '' && Date.parse(expires) <= Date.parse(onset)
      return turned ? ['it expires before it begins'] : []
    }),
  ]
}
