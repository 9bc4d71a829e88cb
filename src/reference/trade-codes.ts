import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The lists against which codes of notices are checked: HS 2022 (2, 4 and 6 digits, English names) and ICS (codes alone). */
export type TradeCodes = {
  /** Digits → official English name. */
  hs: ReadonlyMap<string, string>
  /** `97.190`, `97.200.50` … */
  ics: ReadonlySet<string>
}

/** Reads `trade/hs2022.csv` (code,name) and `trade/ics7.txt` (a code a line) of a city's folder. Throws when one is missing. */
export function loadTradeCodes(directory: string): TradeCodes {
  return {
    hs: readHsList(readFileSync(join(directory, 'trade', 'hs2022.csv'), 'utf8')),
    ics: new Set(
      readFileSync(join(directory, 'trade', 'ics7.txt'), 'utf8')
        .split(/\s+/)
        .filter((code) => code !== ''),
    ),
  }
}

/** Lines of `code,name`, the name with or without quotes; the header line and blank lines are passed over. */
export function readHsList(csv: string): Map<string, string> {
  const lines = csv.split(/\r?\n/).flatMap((line): [string, string][] => {
    const match = /^(\d{2}|\d{4}|\d{6}),(?:"((?:[^"]|"")*)"|(.*))$/.exec(line)
    return match?.[1] ? [[match[1], (match[2] ?? match[3] ?? '').replace(/""/g, '"')]] : []
  })
  return new Map(lines)
}
