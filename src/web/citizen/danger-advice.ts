import type { Said } from '../../errors.ts'

/** What to do at once where something dangerous was told of: by the sector it is about, or else what fits most dangers. */
export function dangerAdvice(leaf: string): Said {
  return bySector[leaf.split('.')[0] ?? ''] ?? anyDanger
}

const anyDanger: Said = {
  zh: '先离开，再打电话：119 火警、燃气和人员被困，120 急救，110 报警。停止使用有问题的产品或设备，不要自己拆开或移动它，并提醒身边的人。',
  en: 'Get away first, then call 119 (fire, gas, people trapped), 120 (ambulance) or 110 (police). Stop using the product, do not open or move it, and tell those around you.',
}

/** For what people swallow; whoever examines it needs what is left. */
const bySector: Record<string, Said> = {
  FOOD: {
    zh: '有人呕吐、腹泻、发烧或昏迷，拨打 120 或马上就医，告诉医生吃了什么、什么时候吃的。不要再吃，留下剩余食物、包装和小票，并提醒一起吃过的人。',
    en: 'If anybody vomits, has a fever or faints, call 120 or see a doctor at once and say what was eaten and when. Eat no more of it, keep what is left with its packaging and receipt, and tell those who ate with you.',
  },
  DRUG: {
    zh: '有人不适，拨打 120 或马上就医，带上药品或器械和说明书。停止使用，不要扔掉，留下包装和小票。',
    en: 'If anybody feels ill, call 120 or see a doctor at once with the medicine or device and its leaflet. Stop using it and keep it with packaging and receipt.',
  },
}
