import { Hono, type Context as HonoContext } from 'hono'
import { readCsv } from '../../alerts/network/read-csv.ts'
import { observationColumns, type TypedObservation } from '../../alerts/network/read-observations.ts'
import { type Reported, reportObservations } from '../../alerts/network/report-observations.ts'
import { byteOrderMark, csvLine } from '../../cases/csv.ts'
import { Forbidden, Invalid } from '../../errors.ts'
import { networkPaths } from '../bureau/network/network-paths.ts'
import { filesOf } from '../citizen/typed-filing.ts'
import { lineOf } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { NetworkReportPage, type NetworkTried } from './network-page.tsx'

/** Where members of the monitoring network report by hand: a form, a file. Without a session: the key says who. */
export function networkPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(networkPaths.report, (c) => page(web, c, null, null))

  pages.get(networkPaths.template, (c) =>
    c.body(`${byteOrderMark}${csvLine([...observationColumns])}`, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="observations.csv"',
    }),
  )

  pages.post(networkPaths.report, async (c) => {
    const form = await c.req.formData()
    const nothing = form.get('nothing') === 'yes'
    const typed = Object.fromEntries(observationColumns.map((column) => [column, lineOf(form, column, 200)]))
    return answer(web, c, 'form', typed, () =>
      reportObservations(contextOf(web, c), {
        key: lineOf(form, 'key-form', 100),
        via: 'form',
        rows: nothing ? [] : [typed],
        nothing,
      }),
    )
  })

  pages.post(networkPaths.csv, async (c) => {
    const form = await c.req.formData()
    const [file] = await filesOf(form, 'file')
    return answer(web, c, 'file', {}, async () => {
      const rows: TypedObservation[] = readCsv(file?.bytes ?? new Uint8Array())
      return reportObservations(contextOf(web, c), {
        key: lineOf(form, 'key-file', 100),
        via: 'csv',
        rows,
        nothing: false,
      })
    })
  })

  return pages
}

async function answer(
  web: Web,
  c: HonoContext<Env>,
  part: NetworkTried['part'],
  typed: Record<string, string>,
  report: () => Promise<Reported>,
): Promise<Response> {
  try {
    return page(web, c, await report(), null)
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Forbidden)) throw error
    const fields = error instanceof Invalid ? error.fields : {}
    return page(web, c, null, { part, typed, said: error.said, fields }, error instanceof Invalid ? 422 : 403)
  }
}

function page(
  web: Web,
  c: HonoContext<Env>,
  reported: Reported | null,
  tried: NetworkTried | null,
  status: 200 | 403 | 422 = 200,
) {
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page web={web} c={c} title={{ zh: '监测网络报送', en: 'Report to the monitoring network' }}>
      <NetworkReportPage reported={reported} tried={tried} city={web.world.city} today={shanghaiDate(web.now())} />
    </Page>,
    status,
  )
}
