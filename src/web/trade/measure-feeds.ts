import { utils, write } from '@e965/xlsx'
import { Hono, type Context as HonoContext } from 'hono'
import { etag } from 'hono/etag'
import { calendarFile } from '../../alerts/measures/calendar-file.ts'
import { listMeasures, type MeasureListed } from '../../alerts/measures/list-measures.ts'
import { calendarEntries } from '../../alerts/measures/measure-calendar.ts'
import { measureColumns } from '../../alerts/measures/measure-sheet.ts'
import { byteOrderMark, csvLine } from '../../cases/csv.ts'
import { alertPaths } from '../alert-paths.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { askedOf } from './asked-measures.ts'
import { measureAtom } from './measure-atom.ts'

const feedMax = 100
const exportMax = 5_000

/** The list of the trade desk for programs, under the same filters: an Atom feed, a calendar, a table. Always as the public sees it. */
export function measureFeeds(web: Web): Hono<Env> {
  return new Hono<Env>().route('/', followed(web)).route('/', tables(web))
}

/** What programs come back for: the feed and the calendar. */
function followed(web: Web): Hono<Env> {
  const { publicUrl } = web.world
  const pages = new Hono<Env>()
  const urlOf = urlsOn(web)

  pages.get('/trade/measures.atom', etag(), async (c) => {
    const measures = await listed(web, c, feedMax)
    const self = new URL(c.req.url)
    return c.body(
      measureAtom(measures, { publicUrl, self: `${publicUrl}${self.pathname}${self.search}`, urlOf }),
      200,
      {
        'Content-Type': 'application/atom+xml; charset=utf-8',
      },
    )
  })

  pages.get('/trade/calendar.ics', etag(), async (c) => {
    const measures = await listed(web, c, feedMax * 5)
    const host = new URL(publicUrl).hostname
    const entries = measures.flatMap((measure) => calendarEntries(measure, host, urlOf(measure.family)))
    return c.body(calendarFile('质量哨兵：贸易措施 Trade measures', entries), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="trade-measures.ics"',
    })
  })

  return pages
}

/** What is taken away once: the list for spreadsheets. */
function tables(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  const urlOf = urlsOn(web)
  const named = (c: HonoContext<Env>, file: string) => c.header('Content-Disposition', `attachment; filename="${file}"`)

  pages.get('/trade/measures.csv', async (c) => {
    const measures = await listed(web, c, exportMax)
    const columns = measureColumns(city, urlOf)
    const lines = measures.map((measure) => csvLine(columns.map(({ of }) => of(measure))))
    named(c, 'trade-measures.csv')
    return c.body(`${byteOrderMark}${csvLine(columns.map(({ name }) => name))}${lines.join('')}`, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
    })
  })

  pages.get('/trade/measures.xlsx', async (c) => {
    const measures = await listed(web, c, exportMax)
    const columns = measureColumns(city, urlOf)
    const rows = [columns.map(({ name }) => name), ...measures.map((measure) => columns.map(({ of }) => of(measure)))]
    const sheet = utils.aoa_to_sheet(rows)
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '贸易措施')
    named(c, 'trade-measures.xlsx')
    return c.body(new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    })
  })

  return pages
}

const urlsOn =
  ({ world: { publicUrl } }: Web) =>
  (family: string): string =>
    `${publicUrl}${alertPaths.measure(family)}`

async function listed(web: Web, c: HonoContext<Env>, limit: number): Promise<MeasureListed[]> {
  const context = { ...contextOf(web, c), actor: { kind: 'citizen' as const } }
  const { measures } = await listMeasures(context, { ...askedOf(web, c), page: 1 }, limit)
  c.header('Cache-Control', 'public, max-age=900')
  return measures
}
