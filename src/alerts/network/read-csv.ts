import { CsvError, parse } from 'csv-parse/sync'
import { Invalid, type Said } from '../../errors.ts'
import type { TypedObservation } from './read-observations.ts'

export const csvMax_bytes = 1024 * 1024

/**
 * Rows of a CSV file (RFC 4180) whose first line names the columns; UTF-8, or GB 18030 as spreadsheets in Chinese save it. Throws Invalid
 * on `file` for what is no such file, with the line.
 */
export function readCsv(bytes: Uint8Array): TypedObservation[] {
  if (bytes.length === 0) throw refused({ zh: '请选择文件', en: 'Choose a file' })
  if (bytes.length > csvMax_bytes)
    throw refused({ zh: '文件超过 1 MB，请分几次报送', en: 'Over 1 MB; send it in parts' })
  try {
    return parse(decoded(bytes), {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error ? String(error.lines) : ''
    throw refused({
      zh: `第 ${line} 行不是完整的 CSV：列数或引号不对`,
      en: `Line ${line} is no complete CSV: columns or quotes do not match`,
    })
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const refused = (said: Said): Invalid => new Invalid(said, { file: said })
