import PDFDocument from 'pdfkit'
import { chineseFonts } from './chinese-fonts.ts'
import type { DocumentContent } from './fill-form.ts'
import { pdfBytes } from './pdf-bytes.ts'

const { regular, bold } = chineseFonts

/** Points: A4 with the margins of GB/T 9704 (公文格式) rounded: 37 mm above, 28 mm to the left. */
const layout = { size: 'A4', margins: { top: 105, bottom: 99, left: 79, right: 74 } } as const

/** What stands on paper under the head of a bureau: paragraphs, then sections with a heading each. */
export type Paper = Pick<DocumentContent, 'title' | 'number' | 'paragraphs' | 'bureau' | 'date'> & {
  sections: { heading: string; lines: string[] }[]
}

/** Lays an official document out, see `paperPdf`. */
export function documentPdf(content: DocumentContent, madeAt: Date): Promise<Buffer> {
  const sections = content.arithmetic.map(({ clock, lines }) => ({ heading: `期限计算：${clock}`, lines }))
  return paperPdf({ ...content, sections }, madeAt)
}

/**
 * Lays a paper out as a tagged PDF (ISO 32000-1 §14.8) in Chinese: headings and paragraphs can be read aloud, the font comes with it.
 * The same content gives the same pages; `madeAt` stands in the file.
 */
export function paperPdf(content: Paper, madeAt: Date): Promise<Buffer> {
  const info = { Title: `${content.title.zh} ${content.number}`, Author: content.bureau.zh, CreationDate: madeAt }
  const doc = new PDFDocument({ ...layout, pdfVersion: '1.7', tagged: true, lang: 'zh-CN', displayTitle: true, info })
  return pdfBytes(doc, () => write(doc, content))
}

function write(doc: PDFKit.PDFDocument, content: Paper): void {
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const part = (tag: string, draw: () => void) => whole.add(doc.struct(tag, {}, draw))
  part('P', () => {
    doc.font(bold).fontSize(16).fillColor('#b3261e').text(content.bureau.zh, { align: 'center' })
  })
  part('H1', () => {
    doc.moveDown(0.4).fillColor('black').fontSize(22).text(content.title.zh, { align: 'center' })
  })
  part('P', () => {
    doc.font(regular).fontSize(10.5).text(`${content.title.en}　${content.number}`, { align: 'center' }).moveDown(1.5)
  })
  for (const paragraph of content.paragraphs) part('P', () => paragraphOn(doc, paragraph))
  for (const { heading, lines } of content.sections) {
    part('H2', () => {
      doc.moveDown(0.8).font(bold).fontSize(12).text(heading)
    })
    for (const line of lines) part('P', () => void doc.font(regular).fontSize(9.5).text(line, { lineGap: 1 }))
  }
  part('P', () => {
    doc.moveDown(2).font(regular).fontSize(12).text(content.bureau.zh, { align: 'right' })
    doc.text(chineseDate(content.date), { align: 'right' })
  })
}

/** A paragraph that ends with a colon addresses someone and is not indented. */
function paragraphOn(doc: PDFKit.PDFDocument, text: string): void {
  const addresses = text.endsWith('：') && text.length < 40
  doc
    .font(regular)
    .fontSize(12)
    .text(text, { indent: addresses ? 0 : 24, lineGap: 6, paragraphGap: 6 })
}

const chineseDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
