import { z } from 'zod'
import type { Label } from '../src/triage/learning/fit.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/** Labels of our own, by the file and id of the text; the texts stay in the corpus. */
const LABELS = 'training/labels.jsonl'
const LABELLED = 'complaints-train.jsonl'

const danger = z.literal([0, 1, 2, 3])
const reading = z.object({ id: z.string(), leaf: z.string(), alt: z.string(), lead: z.string(), danger })
const labelled = reading.extend({ title: z.string(), text: z.string() })
const plain = z.object({ id: z.coerce.string(), title: z.string().nullish(), text: z.string() })
const ours = reading.extend({ file: z.string() })

/** `chosen` texts were labelled because an earlier model was unsure of them: they are no fair sample. */
export type LabelledText = { title: string; text: string; label: Label; chosen: boolean }

/** The corpus's labelled texts, with our second reading where there is one, and then the further texts that only we have labelled. */
export function labelledTexts(): LabelledText[] {
  const labels = rowsOfFile(LABELS).map((row) => ours.parse(row))
  const second = new Map(labels.filter(({ file }) => file === LABELLED).map((one) => [one.id, one]))
  const first = rowsOfFile(`${CORPUS}/${LABELLED}`).map((row) => {
    const { title, text, ...read } = labelled.parse(row)
    return { title, text, label: { ...labelOf(read), second: second.get(read.id) }, chosen: false }
  })
  const others = Map.groupBy(labels, ({ file }) => file)
  others.delete(LABELLED)
  return [...first, ...[...others].flatMap(([file, told]) => furtherTexts(file, told))]
}

function furtherTexts(file: string, told: z.infer<typeof ours>[]): LabelledText[] {
  const texts = new Map(rowsOfFile(`${CORPUS}/${file}`).map((row) => [plain.parse(row).id, plain.parse(row)]))
  return told.map((one) => {
    const known = texts.get(one.id)
    if (!known) throw new Error(`${LABELS}: ${file} ${one.id}: 语料里没有这一条 / no such text in the corpus`)
    return { title: known.title ?? '', text: known.text, label: labelOf(one), chosen: true }
  })
}

function labelOf({ leaf, alt, lead, danger }: z.infer<typeof reading>): Label {
  return { leaf, alt: alt === '' ? null : alt, lead, danger }
}
