import { XMLParser } from 'fast-xml-parser'
import type { Bilingual } from '../reference/city.ts'
import { asRecord, asText, fileTooLarge, type SourceRecord } from './source-text.ts'

/** Values stay text (a barcode may begin with zero) and entities stay unexpanded. */
const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
})

const bodyMax_mb = 20

/** The document as objects, or why it is not read: too large, broken, or with a document type, which only attacks carry. */
export function readXml(text: string): { root: SourceRecord } | { reason: Bilingual } {
  if (text.length > bodyMax_mb * 1024 * 1024) return { reason: fileTooLarge(bodyMax_mb) }
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { reason: withDocumentType }
  try {
    return { root: asRecord(parser.parse(text, true)) ?? {} }
  } catch (error) {
    return { reason: broken(error instanceof Error ? error.message : String(error)) }
  }
}

const withDocumentType: Bilingual = {
  zh: 'XML 含 DOCTYPE 或实体定义，出于安全不予读取',
  en: 'The XML declares a document type or entities: refused for safety',
}
const broken = (message: string): Bilingual => ({
  zh: `XML 不完整或有错（${message}），请重新下载`,
  en: `The XML is broken (${message}): fetch it again`,
})

/** Text of an element; `xsi:nil` and elements with children alone are empty. */
export function elementText(value: unknown): string {
  const record = asRecord(Array.isArray(value) ? value[0] : value)
  return unescaped(asText(record ? record['#text'] : value))
}

/** The five entities of XML and numbered characters; nothing that a document could define itself. */
export function unescaped(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex: string | undefined, decimal: string) =>
      String.fromCodePoint(Math.min(hex ? Number.parseInt(hex, 16) : Number(decimal), 0x10ffff)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}
