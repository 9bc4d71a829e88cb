import { queryOf } from '../form-values.ts'
import { paths } from '../paths.ts'

type Asked = Parameters<typeof queryOf>[0]

/** Where the trade desk can be read by programs: with the filters of the list, or of one measure. */
export const feedLinks = {
  atom: (asked: Asked): string => `${paths.trade}/measures.atom${queryOf(asked)}`,
  calendar: (asked: Asked): string => `${paths.trade}/calendar.ics${queryOf(asked)}`,
  csv: (asked: Asked): string => `${paths.trade}/measures.csv${queryOf(asked)}`,
  xlsx: (asked: Asked): string => `${paths.trade}/measures.xlsx${queryOf(asked)}`,
}
