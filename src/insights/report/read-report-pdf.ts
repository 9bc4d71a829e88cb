import type { Context } from '../../context.ts'
import { readReport } from './read-report.ts'

/** The PDF of a report that the actor may read. Throws NotFound. */
export async function readReportPdf(context: Context, input: { reportId: number }): Promise<Uint8Array> {
  await readReport(context, input)
  const { pdf } = await context.db
    .selectFrom('quality_report')
    .where('id', '=', input.reportId)
    .select('pdf')
    .executeTakeFirstOrThrow()
  return pdf
}
