import PDFDocument from 'pdfkit'
import { chineseFonts } from '../../cases/documents/chinese-fonts.ts'
import { pdfBytes } from '../../cases/documents/pdf-bytes.ts'
import type { Block, Chapter, FigureShown, ReportContent } from './report-content.ts'
import { changeWords, groups, valueWords } from './report-words.ts'

const { regular, bold } = chineseFonts
/** Points on A4. */
const page = { size: 'A4', margins: { top: 72, bottom: 72, left: 64, right: 64 } } as const
const width = 595.28 - 128
const foot = 841.89 - 52
const teal = '#0f4c4a'
const pale = '#e6efee'

type Doc = PDFKit.PDFDocument
type Tag = (tag: string, draw: () => void) => void

/**
 * Lays a report out for print: a tagged PDF in Chinese with a cover, contents, page numbers and the fonts it needs. The same content gives
 * the same bytes: the time in the file is that of the count.
 */
export function reportPdf(content: ReportContent): Promise<Buffer> {
  const info = {
    Title: `${content.city.zh}${content.title.zh} ${content.scopeWords.zh}`,
    Author: content.city.zh,
    CreationDate: new Date(content.asOf),
  }
  const doc = new PDFDocument({
    ...page,
    ...{ pdfVersion: '1.7', tagged: true, lang: 'zh-CN', displayTitle: true, bufferPages: true, info },
  })
  return pdfBytes(doc, () => write(doc, content))
}

function write(doc: Doc, content: ReportContent): void {
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const tag: Tag = (name, draw) => whole.add(doc.struct(name, {}, draw))
  cover(doc, content, tag)
  const contents = doc.struct('Sect')
  whole.add(contents)
  doc.addPage()
  const starts: { title: string; page: number }[] = []
  for (const [nth, chapter] of content.chapters.entries()) {
    doc.addPage()
    starts.push({ title: `${nth + 1}　${chapter.title.zh}`, page: doc.bufferedPageRange().count - 2 })
    chapterOn(doc, nth + 1, chapter, tag)
  }
  contentsPage(doc, starts, (name, draw) => contents.add(doc.struct(name, {}, draw)))
  numberPages(doc)
}

function cover(doc: Doc, { city, title, scopeWords, asOf }: ReportContent, tag: Tag): void {
  doc.markContent('Artifact', { type: 'Layout' })
  doc.rect(0, 0, 595.28, 260).fill(teal)
  doc.endMarkedContent()
  tag('P', () => void doc.font(bold).fontSize(18).fillColor('white').text(city.zh, 64, 120))
  tag('H1', () => void doc.font(bold).fontSize(32).text(title.zh, 64, 150))
  tag('P', () => void doc.font(regular).fontSize(13).text(`${city.en} · ${title.en}`, 64, 200))
  tag('P', () => void doc.font(bold).fontSize(15).fillColor('black').text(scopeWords.zh, 64, 310, { width }))
  tag('P', () => void doc.font(regular).fontSize(11).text(scopeWords.en, { width }))
  // Eight hours ahead of UTC all year.
  const counted = new Date(Date.parse(asOf) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  tag('P', () => void doc.moveDown(2).fontSize(10.5).text(`统计时点 ${counted}（北京时间）`, { width }))
  tag(
    'P',
    () =>
      void doc.text('由质量哨兵根据案件、企业档案、通报和预警记录生成；每个数字的定义见最后一章。', {
        width,
        lineGap: 4,
      }),
  )
}

/** Written last, onto the page kept for it: only then are the pages of the chapters known. */
function contentsPage(doc: Doc, starts: { title: string; page: number }[], tag: Tag): void {
  doc.switchToPage(1)
  tag('H1', () => void doc.font(bold).fontSize(20).fillColor(teal).text('目录', 64, 72))
  doc.fillColor('black').fontSize(12)
  starts.forEach(({ title, page }, nth) => {
    const y = 120 + nth * 28
    tag('P', () => {
      doc.font(regular).text(title, 64, y, { lineBreak: false })
      doc.text(String(page), 64, y, { width, align: 'right', lineBreak: false })
    })
  })
}

/** The cover is not counted; the contents are page i of nothing, chapters from 1. */
function numberPages(doc: Doc): void {
  const { count } = doc.bufferedPageRange()
  for (let nth = 2; nth < count; nth += 1) {
    doc.switchToPage(nth)
    doc.markContent('Artifact', { type: 'Pagination' })
    // Below the margin, where text would otherwise begin a new page.
    doc.page.margins.bottom = 0
    doc.font(regular).fontSize(9).fillColor('#555555')
    doc.text(`${nth - 1} / ${count - 2}`, 64, foot, { width, align: 'center', lineBreak: false })
    doc.endMarkedContent()
  }
}

function chapterOn(doc: Doc, number: number, { title, sentences, blocks }: Chapter, tag: Tag): void {
  tag('H1', () => void doc.font(bold).fontSize(18).fillColor(teal).text(`${number}　${title.zh}`).moveDown(0.6))
  for (const { zh } of sentences)
    tag('P', () => void doc.font(regular).fontSize(11).fillColor('black').text(zh, { lineGap: 4, paragraphGap: 6 }))
  for (const block of blocks) blockOn(doc, block, tag)
}

function blockOn(doc: Doc, block: Block, tag: Tag): void {
  keepTogether(doc, 90)
  tag(
    'H2',
    () => void doc.moveDown(0.8).font(bold).fontSize(12).fillColor('black').text(block.caption.zh, 64).moveDown(0.3),
  )
  drawn[block.kind](doc, block as never, tag)
}

/** How each kind of block is drawn. */
const drawn: { [Kind in Block['kind']]: (doc: Doc, block: Extract<Block, { kind: Kind }>, tag: Tag) => void } = {
  figures: (doc, { figures }, tag) => tableOn(doc, figureHeads, figures.map(figureRow), tag),
  table: (doc, { heads, rows }, tag) =>
    tableOn(
      doc,
      heads.map(({ zh }) => zh),
      rows,
      tag,
    ),
  bars: barsOn,
  line: lineOn,
}

const figureHeads = ['数字', '本期', '95% 区间', '件数 n', '上期', '变化']

function figureRow(figure: FigureShown): string[] {
  const { label, unit, of, low, high, before, change } = figure
  const interval =
    low === null || high === null ? '' : `${valueWords({ unit, value: low })}–${valueWords({ unit, value: high })}`
  const was = valueWords({ unit, value: before })
  return [label.zh, valueWords(figure), interval, of === null ? '' : groups(of), was, changeWords[change].zh]
}

const rowPad = 4

function tableOn(doc: Doc, heads: string[], rows: string[][], tag: Tag): void {
  const widths = widthsOf(heads, rows)
  const rightward = heads.map((_, at) => at > 0 && rows.length > 0 && rows.every((row) => numeric(row[at] ?? '')))
  let y = doc.y
  const row = (cells: string[], head: boolean): void => {
    doc.font(head ? bold : regular).fontSize(9)
    const height =
      Math.max(...cells.map((cell, at) => doc.heightOfString(cell || ' ', { width: (widths[at] ?? 0) - 8 }))) +
      rowPad * 2
    if (y + height > foot - 24) {
      doc.addPage()
      y = doc.y
      if (!head) row(heads, true)
    }
    doc.markContent('Artifact', { type: 'Layout' })
    if (head) doc.rect(64, y, width, height).fill(pale)
    doc
      .moveTo(64, y + height)
      .lineTo(64 + width, y + height)
      .lineWidth(0.4)
      .strokeColor('#bbbbbb')
      .stroke()
    doc.endMarkedContent()
    tag('P', () => {
      doc
        .fillColor('black')
        .font(head ? bold : regular)
        .fontSize(9)
      let x = 64
      cells.forEach((cell, at) => {
        const align = rightward[at] ? 'right' : 'left'
        if (cell !== '') doc.text(cell, x + 4, y + rowPad, { width: (widths[at] ?? 0) - 8, align })
        x += widths[at] ?? 0
      })
    })
    y += height
  }
  row(heads, true)
  for (const cells of rows) row(cells, false)
  doc.x = 64
  doc.y = y + 6
}

const numeric = (cell: string): boolean => /^(?:[<\d.,%–—\- ]*|无数据)$/.test(cell)

/** Up to so many letters a cell stays on one line. */
const wholeMax = 7

/**
 * Each column is as wide as its short cells need; what is left of the page is shared out by the root of what its longest cell has more: long
 * ones wrap, short ones stay whole.
 */
function widthsOf(heads: string[], rows: string[][]): number[] {
  const longest = heads.map((head, at) => Math.max(3, cellWidth(head), ...rows.map((row) => cellWidth(row[at] ?? ''))))
  const least = longest.map((letters) => Math.min(letters, wholeMax) * 9 + 12)
  const spare = Math.max(0, width - least.reduce((total, one) => total + one, 0))
  const wanted = longest.map((letters) => 0.5 + Math.sqrt(Math.max(0, letters - wholeMax)))
  const sum = wanted.reduce((total, one) => total + one, 0)
  const shared = least.map((points, at) => points + ((wanted[at] ?? 0) / sum) * spare)
  const all = shared.reduce((total, one) => total + one, 0)
  return shared.map((points) => (points / all) * width)
}

/** In characters of the font: a Chinese one is twice as wide as a digit. */
const cellWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 1 : 0.55), 0)

type BarsBlock = Extract<Block, { kind: 'bars' }>

function barsOn(doc: Doc, { bars, says }: BarsBlock, tag: Tag): void {
  if (bars.length === 0) tag('P', () => void doc.font(regular).fontSize(9).fillColor('black').text(says, { width }))
  const most = Math.max(1e-9, ...bars.map(({ value, high }) => Math.max(value, high ?? 0)))
  const x = (value: number) => 200 + (value / most) * (width - 136 - 60)
  for (const { label, value, shown, low, high } of bars) {
    keepTogether(doc, 20)
    const y = doc.y
    doc.markContent('Artifact', { type: 'Layout' })
    doc.rect(200, y + 2, Math.max(0.5, x(value) - 200), 9).fill(teal)
    if (low !== undefined && high !== undefined)
      doc
        .moveTo(x(low), y + 6.5)
        .lineTo(x(high), y + 6.5)
        .lineWidth(1.2)
        .strokeColor('#d9822b')
        .stroke()
    doc.endMarkedContent()
    tag('P', () => {
      doc
        .font(regular)
        .fontSize(9)
        .fillColor('black')
        .text(label.zh, 64, y, { width: 130, lineBreak: false, ellipsis: true })
      doc.text(shown, Math.max(x(value), x(high ?? 0)) + 6, y, { lineBreak: false })
    })
    doc.x = 64
    doc.y = y + 17
  }
}

type LineBlock = Extract<Block, { kind: 'line' }>

function lineOn(doc: Doc, { points, says }: LineBlock, tag: Tag): void {
  const height = 90
  keepTogether(doc, height + 40)
  const top = doc.y
  const most = Math.max(1, ...points.map(({ value }) => value))
  const x = (nth: number) => 64 + 24 + (points.length < 2 ? 0 : (nth / (points.length - 1)) * (width - 32))
  const y = (value: number) => top + height - (value / most) * height
  doc.markContent('Artifact', { type: 'Layout' })
  doc.lineWidth(0.4).strokeColor('#bbbbbb')
  for (const mark of [0, 0.5, 1])
    doc
      .moveTo(88, y(mark * most))
      .lineTo(64 + width, y(mark * most))
      .stroke()
  doc.lineWidth(1.6).strokeColor(teal)
  points.forEach(({ value }, nth) => {
    if (nth === 0) doc.moveTo(x(nth), y(value))
    else doc.lineTo(x(nth), y(value))
  })
  doc.stroke()
  doc.font(regular).fontSize(8).fillColor('#555555')
  for (const mark of [0, 0.5, 1])
    doc.text(String(Math.round(mark * most)), 64, y(mark * most) - 5, { lineBreak: false })
  doc.endMarkedContent()
  doc.x = 64
  doc.y = top + height + 8
  tag('P', () => void doc.fontSize(9).fillColor('black').text(says, { width }))
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > foot - 24) doc.addPage()
}
