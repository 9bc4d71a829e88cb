import type { Bilingual } from '../../reference/city.ts'
import { asList, asRecord, type RecordsRead, reject, type SourceRecord } from '../source-text.ts'
import { elementText, readXml } from '../source-xml.ts'

/** The records of `<ArrayOfRecall>`, in the shape that the service gives them as JSON: `<Products><Product>` is a list of products. */
export function recordsOfCpscXml(text: string): RecordsRead {
  const read = readXml(text)
  if ('reason' in read) return { rows: [], rejects: [reject('file', read.reason, text)], drift: [] }
  const lists = Object.values(read.root).map(asRecord)
  const recalls = asList(read.root.Recall ?? lists.find((list) => list && 'Recall' in list)?.Recall)
  const empty = 'ArrayOfRecall' in read.root || 'Recalls' in read.root
  if (recalls.length === 0 && !empty) return { rows: [], rejects: [reject('file', noRecalls, text)], drift: [] }
  const records = recalls.map(asRecord).filter((recall) => recall !== null)
  return { rows: records.map((recall, at) => ({ row: at + 1, record: recordOf(recall) })), rejects: [], drift: [] }
}

const noRecalls: Bilingual = {
  zh: 'XML 中没有召回（Recall），请核对下载地址',
  en: 'The XML holds no Recall: check the address',
}

/** An element with one kind of child is a list of them; any other is its text. */
function recordOf(element: SourceRecord): SourceRecord {
  const fields = Object.entries(element).filter(([name]) => !name.startsWith('@') && name !== '#text')
  return Object.fromEntries(
    fields.map(([name, value]) => {
      const kinds = Object.entries(asRecord(value) ?? {}).filter(([kind]) => !kind.startsWith('@') && kind !== '#text')
      const [only] = kinds
      const children = only && kinds.length === 1 ? asList(only[1]).map(asRecord) : []
      return [name, only ? children.filter((child) => child !== null).map(recordOf) : elementText(value)]
    }),
  )
}
