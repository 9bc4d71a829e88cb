/** One day in a calendar. `uid` stays for ever; `sequence` grows whenever the day moves (RFC 5545 §3.8.7.4). */
export type CalendarEntry = {
  uid: string
  sequence: number
  /** ISO date; the entry lasts that day. */
  day: string
  changedAt: Date
  summary: string
  description: string
  url: string
  cancelled: boolean
  /** Days before at which a calendar reminds. */
  remindDays: number | null
}

/** A calendar file (RFC 5545): lines end in CRLF and are folded at 75 octets, never inside a character. */
export function calendarFile(name: string, entries: CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quality Sentinel//Trade measures//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function entryLines(entry: CalendarEntry): string[] {
  const alarm = [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(entry.summary)}`,
    `TRIGGER:-P${entry.remindDays}D`,
    'END:VALARM',
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${stamp(entry.changedAt)}`,
    `LAST-MODIFIED:${stamp(entry.changedAt)}`,
    `DTSTART;VALUE=DATE:${entry.day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dayAfter(entry.day).replaceAll('-', '')}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `URL:${entry.url}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(entry.remindDays === null || entry.cancelled ? [] : alarm),
    'END:VEVENT',
  ]
}

/** TEXT of RFC 5545 §3.3.11: no control characters but the line end, which is written `\n`. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

const octetsMax = 75

function folded(line: string): string {
  let written = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > octetsMax) {
      written += '\r\n '
      octets = 1
    }
    written += letter
    octets += size
  }
  return written
}
