import { type Paper, paperPdf } from '../../cases/documents/document-pdf.ts'
import type { Context } from '../../context.ts'
import { assessmentPaper } from './assessment-paper.ts'
import { noSuchAssessment } from './assessment-sight.ts'
import { readAssessment } from './read-assessment.ts'

/** One version on paper, as a tagged PDF: the same version gives the same words for ever. Throws NotFound. */
export async function printAssessment(
  context: Context,
  { assessmentId, number }: { assessmentId: number; number: number },
): Promise<{ paper: Paper; pdf: Buffer }> {
  const read = await readAssessment(context, { assessmentId })
  const version = read.versions.find((one) => one.number === number)
  if (!version) throw noSuchAssessment()
  const paper = assessmentPaper(context.city, read, version)
  return { paper, pdf: await paperPdf(paper, version.at) }
}
