import { z } from 'zod'
import type { Label } from '../src/triage/learning/fit.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/** Labels of our own, by the file and id of the text; the texts stay in the corpus. */
const LABELS = 'training/labels.jsonl'
const LABELLED = 'complaints-train.jsonl'

const danger = z.literal([0, 1, 2, 3])
const reading = z.object({ id: z.string(), leaf: z.string(), alt: z.string(), lead: z.string(), danger })
const labelled = reading.extend({ title: z.string(), text: z.string(), gap: z.string() })
const plain = z.object({ id: z.coerce.string(), title: z.string().nullish(), text: z.string() })
const ours = reading.extend({ file: z.string() })

/** `chosen` texts were labelled because an earlier model was unsure of them: they are no fair sample. */
export type LabelledText = { title: string; text: string; label: Label; origin: 'arriving' | 'chosen' }

/** Leaves that the city added for what the corpus's readers named as missing from the taxonomy (`gap`). */
const LEAF_OF_GAP: Record<string, string> = {
  传销: 'SERV.08',
  住房公积金: 'HOMEUTIL.08',
  征地拆迁: 'BUILD.09',
  征地拆迁补偿: 'BUILD.09',
  农村土地与征地拆迁: 'BUILD.09',
  移民安置: 'BUILD.09',
  涉黄涉赌治安: 'PUBSERV.08',
  社会治安: 'PUBSERV.08',
  治安纠纷: 'PUBSERV.08',
  治安盗窃: 'PUBSERV.08',
  赌博: 'PUBSERV.08',
  诈骗: 'PUBSERV.08',
  路桥通行费与ETC: 'TRAFFIC.07',
  道路交通管理: 'TRAFFIC.06',
  交通管理与信号: 'TRAFFIC.06',
  交通秩序: 'TRAFFIC.06',
  交通违法与事故处理: 'TRAFFIC.06',
  购房政策: 'HOMEUTIL.09',
  危房改造补助: 'HOMEUTIL.09',
  文物保护: 'CULTOUR.05',
  公共文体设施: 'CULTOUR.06',
  公共文化设施: 'CULTOUR.06',
  广播电视信号: 'CULTOUR.06',
  矿产开采与生态破坏: 'ENV.14',
  环评与建设项目环保管理: 'ENV.15',
  社区公共配套: 'BUILD.11',
  城市规划与项目进度: 'BUILD.11',
  规划与建筑间距: 'BUILD.11',
  规划采光: 'BUILD.11',
  招商加盟诈骗: 'SERV.10',
  垄断与不正当竞争: 'SERV.09',
  涉黑行业垄断: 'SERV.09',
  成品油黑加油站: 'EQUIP.06',
  商用机械设备质量: 'PROD.13',
}

/** The corpus's labelled texts, with our second reading where there is one, and then the further texts that only we have labelled. */
export function labelledTexts(): LabelledText[] {
  const labels = rowsOfFile(LABELS).map((row) => ours.parse(row))
  const second = new Map(labels.filter(({ file }) => file === LABELLED).map((one) => [one.id, one]))
  const first = rowsOfFile(`${CORPUS}/${LABELLED}`).map((row): LabelledText => {
    const { title, text, gap, ...read } = labelled.parse(row)
    const added = LEAF_OF_GAP[gap]
    const label = { ...labelOf(read), second: second.get(read.id) }
    return { title, text, label: added ? { ...label, leaf: added, alt: read.leaf } : label, origin: 'arriving' }
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
    return { title: known.title ?? '', text: known.text, label: labelOf(one), origin: 'chosen' }
  })
}

function labelOf({ leaf, alt, lead, danger }: z.infer<typeof reading>): Label {
  return { leaf, alt: alt === '' ? null : alt, agreedLeaves: true, lead, danger }
}
