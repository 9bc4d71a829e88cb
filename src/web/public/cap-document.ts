import { type CapElement, capNamespace } from '../../alerts/warnings/cap-alert.ts'
import { xmlText } from '../xml-text.ts'

/** A CAP message as XML. */
export function capDocument(elements: CapElement[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${capNamespace}">\n${elements.map((element) => written(element, '  ')).join('\n')}\n</alert>\n`
}

function written([name, content]: CapElement, indent: string): string {
  if (typeof content === 'string') return `${indent}<${name}>${xmlText(content)}</${name}>`
  const inner = content.map((child) => written(child, `${indent}  `)).join('\n')
  return `${indent}<${name}>\n${inner}\n${indent}</${name}>`
}
