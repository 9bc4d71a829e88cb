import { Hono, type Context as HonoContext } from 'hono'
import { documentForm } from '../../../cases/documents/document-forms.ts'
import { listDocuments } from '../../../cases/documents/list-documents.ts'
import { makeDocument } from '../../../cases/documents/make-document.ts'
import { readDocument } from '../../../cases/documents/read-document.ts'
import { noSuchCase } from '../../../cases/find-case.ts'
import { readCase } from '../../../cases/read-case.ts'
import { Conflict, Forbidden, Invalid } from '../../../errors.ts'
import { DocumentView } from '../../document-parts.tsx'
import { idOf, lineOf } from '../../form-values.ts'
import { pdfHeaders } from '../../pdf-headers.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { DocumentsPage, type DocumentTried } from './documents-page.tsx'

/** The official documents of one case: list, make, read, PDF. */
export function documentRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/:id/documents', (c) => listed(web, c, null))

  routes.post('/:id/documents', async (c) => {
    const caseId = numberIn(c.req.param('id'))
    const posted = await c.req.formData()
    const form = lineOf(posted, 'form', 40)
    const asks = documentForm(form)?.asks ?? []
    const typed = Object.fromEntries(asks.map(({ name, max }) => [name, lineOf(posted, `${form}-${name}`, max + 500)]))
    try {
      const documentId = await makeDocument(contextOf(web, c), { caseId, form, typed })
      return c.redirect(bureauPaths.document(caseId, documentId), 303)
    } catch (error) {
      if (error instanceof Invalid) return listed(web, c, { form, typed, said: error.said, errors: error.fields }, 422)
      if (!(error instanceof Conflict) && !(error instanceof Forbidden)) throw error
      return listed(web, c, { form, typed, said: error.said, errors: {} }, error instanceof Conflict ? 409 : 403)
    }
  })

  routes.get('/:id/documents/:document', async (c) => {
    const [caseId, documentId] = [numberIn(c.req.param('id')), numberIn(c.req.param('document'))]
    const { content } = await readDocument(contextOf(web, c), { caseId, documentId })
    return c.html(
      <DeskPage web={web} c={c} title={content.title}>
        <p class="eyebrow">
          <a href={bureauPaths.documents(caseId)}>← 文书 Documents</a> ·{' '}
          <a href={bureauPaths.documentPdf(caseId, documentId)}>PDF</a>
        </p>
        <DocumentView content={content} />
      </DeskPage>,
    )
  })

  routes.get('/:id/documents/:document/pdf', async (c) => {
    const asked = { caseId: numberIn(c.req.param('id')), documentId: numberIn(c.req.param('document')) }
    const { content, pdf } = await readDocument(contextOf(web, c), asked)
    return c.body(new Uint8Array(pdf), 200, pdfHeaders(content))
  })

  return routes
}

function numberIn(text: string): number {
  const id = idOf(text)
  if (id === null) throw noSuchCase()
  return id
}

async function listed(web: Web, c: HonoContext<Env>, tried: DocumentTried | null, status: 200 | 403 | 409 | 422 = 200) {
  const context = contextOf(web, c)
  const read = await readCase(context, numberIn(c.req.param('id') ?? ''))
  const documents = await listDocuments(context, read.id)
  const mayMake = context.actor.kind === 'staff' && context.actor.bureau === read.lead
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: `案件 ${read.id} 文书`, en: `Documents of case ${read.id}` }}>
      <DocumentsPage read={read} documents={documents} mayMake={mayMake} tried={tried} />
    </DeskPage>,
    status,
  )
}
