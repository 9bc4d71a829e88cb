import { xmlText } from '../xml-text.ts'

/** A value of Open311: a list holds things of one kind, as the Spark convention maps XML to JSON. */
export type Spark = string | number | boolean | null | Spark[] | { [name: string]: Spark }

export type Format = 'json' | 'xml'

/** What each element of a list is called in XML; in JSON it has no name. */
const elementOf: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}

/** A document whose root element is `root`. JSON leaves the root out, as the convention says. */
export function written(format: Format, root: string, content: Spark): string {
  if (format === 'json') return JSON.stringify(content)
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, content)}\n`
}

/** The content types of GeoReport v2. */
export const contentTypes: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
}

function element(name: string, content: Spark): string {
  if (content === null || content === '') return `<${name}/>`
  return `<${name}>${inside(name, content)}</${name}>`
}

function inside(name: string, content: Exclude<Spark, null>): string {
  if (Array.isArray(content)) return content.map((one) => element(elementOf[name] ?? 'item', one)).join('')
  if (typeof content !== 'object') return xmlText(String(content))
  return Object.entries(content)
    .map(([child, value]) => element(child, value))
    .join('')
}
