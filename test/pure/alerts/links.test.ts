import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judgeLink } from '../../../src/alerts/links/judge-link.ts'
import { modelKey, recallPortrait, reportPortrait } from '../../../src/alerts/links/portraits.ts'
import type { RecallNotice } from '../../../src/intake/notice.ts'
import { recalledProduct, recallNotice } from '../../../src/intake/recalls/recall-notice.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import { loadModel } from '../../../src/triage/load-model.ts'
import { triage } from '../../../src/triage/triage.ts'

const folder = join(projectRoot, 'city/shenzhen')
const city = loadCity(folder)
const model = loadModel(folder)

function aRecall(
  said: Partial<RecallNotice['products'][0]> = {},
  firm = '深圳市岚桥电子有限公司',
  hazards = ['fire'],
): RecallNotice {
  const product = { name: '充电宝', brand: '岚桥', models: ['LQ-20A'], gtins: ['6901000015077'] }
  return recallNotice({
    source: 'samr',
    sourceId: '1',
    route: 'page',
    title: `${firm}召回部分充电宝`,
    products: [recalledProduct({ ...product, ...said })],
    firms: [{ name: firm, role: 'manufacturer', country: 'CHN', city: '深圳市' }],
    hazards,
  })
}

function judged(text: string, recall = aRecall(), { respondent = null as string | null } = {}) {
  const filing = { title: '产品投诉', text, ...(respondent === null ? {} : { respondent }) }
  const assessment = triage(filing, { city, model })
  return judgeLink(
    reportPortrait({ ...filing, respondent, product: null, assessment }, city),
    recallPortrait(recall, city),
  )
}

describe('what links a report to a recall', () => {
  it('the same barcode, whatever else is left unsaid, and says so', () => {
    const found = judged('上周买的充电宝冒烟了，条码6901000015077，商家不肯退。')
    expect(found?.tier).toBe('identifier')
    expect(found?.because).toContain('同一GTIN 06901000015077')
  })

  it('brand and model, however the model is written', () => {
    for (const written of ['LQ-20A', 'lq20a', 'ＬＱ－２０Ａ', 'LQ 20A'])
      expect(judged(`岚桥牌充电宝，型号${written}，充电时冒烟。`)?.tier).toBe('identifier')
    expect(modelKey('bx-300 Pro')).toBe('BX300PRO')
  })

  it('never a sum of money that reads like a model', () => {
    const thousand = aRecall({ name: '多用途越野车', brand: '野行', models: ['1000'], gtins: [] })
    expect(judged('火锅里吃出蟑螂，要求退款320元并赔偿1000元。', thousand)).toBeNull()
    expect(judged('野行牌多用途越野车，型号1000，行驶中转向失灵。', thousand)?.tier).toBe('identifier')
  })

  it('never by itself where the batch, the model or the brand says otherwise', () => {
    expect(judged('岚桥牌充电宝，型号LQ-20A，批号20240105，冒烟。', aRecall({ batches: ['20260309'] }))?.tier).not.toBe(
      'identifier',
    )
    expect(judged('岚桥牌充电宝，型号LQ-30A，充电时冒烟。')?.tier).toBe('scored')
    expect(judged('鹏储牌充电宝，型号LQ-20A，充电时冒烟。')?.tier).not.toBe('identifier')
  })

  it('a brand and goods wait for one click', () => {
    const found = judged('我买的岚桥牌充电宝充电时冒烟，型号没留意。')
    expect(found?.tier).toBe('name')
    expect(found?.because).toEqual(['同一品牌 岚桥', '同一产品 充电宝', '危害相同'])
  })

  it('goods and danger alone ask nobody', () => {
    expect(['text', undefined]).toContain(judged('充电宝充电时冒烟起火，差点烧了房子。')?.tier)
  })

  it('a brand that is a common word of another matter links nothing', () => {
    expect(judged('我们住在岚桥花园，楼下施工到半夜。')).toBeNull()
  })
})

describe('firms', () => {
  it('one name with and without place and form is one, a branch is not', () => {
    const recall = aRecall({ brand: null, models: [], gtins: [] })
    const said = (respondent: string) => judged('买的充电宝冒烟了。', recall, { respondent })
    expect(said('岚桥电子有限公司')?.tier).toBe('name')
    expect(said('深圳市岚桥电子有限公司')?.tier).toBe('name')
    const branch = said('深圳市岚桥电子有限公司惠州分公司')
    expect(branch?.tier).not.toBe('name')
    expect(branch?.because.join()).toContain('分支机构')
  })

  it('of a shop on a platform the operator in brackets is the firm, and a platform makes nothing', () => {
    const recall = aRecall({ brand: null, models: [], gtins: [] })
    const shop = judged('买的充电宝冒烟了。', recall, {
      respondent: '拼多多岚家数码铺(经营者为深圳市岚桥电子有限公司)',
    })
    expect(shop?.tier).toBe('name')
    expect(judged('买的充电宝冒烟了。', recall, { respondent: '京东' })?.because.join() ?? '').not.toContain('企业')
  })
})

it('a brand in pinyin abroad meets the Chinese one by its sound, and asks a person', () => {
  const abroad = aRecall({ name: 'Power Bank', brand: 'Lanqiao', models: [], gtins: [] }, 'Some Trading Ltd.')
  const found = judged('岚桥牌充电宝充电时冒烟起火。', abroad)
  expect(found?.tier).toBe('scored')
  expect(found?.because).toContain('品牌读音相同（lanqiao）')
})

describe('never by itself, but asked', () => {
  const recall = aRecall({
    models: ['LQ-20A', 'LQ-20A Plus', '2024'],
    batches: ['20250301', 'LQ2503B'],
    producedFrom: '2025-03-01',
    producedTo: '2025-03-31',
  })
  const tier = (text: string) => judged(text, recall)?.tier

  it('where the number goes on: Pro, +, a generation, a stroke — but not where the notice names it so', () => {
    for (const longer of ['LQ-20A Pro', 'LQ-20A+', 'LQ-20A二代', 'LQ-20A/T', 'LQ-20A-2', 'LQ-20Amini', 'X-LQ-20A'])
      expect(tier(`岚桥牌充电宝${longer}，充不进电。`), longer).not.toBe('identifier')
    expect(tier('岚桥牌充电宝LQ-20A Plus，充不进电。')).toBe('identifier')
    expect(tier('岚桥牌充电宝LQ-20A黑色款，充不进电。')).toBe('identifier')
  })

  it('where the words set the article apart: made for it, given with it, like it, not it, somebody else’s, in order', () => {
    for (const apart of [
      '买了适用于岚桥LQ-20A充电宝的保护套，有异味。',
      '买岚桥LQ-20A充电宝送的数据线断了。',
      '夜市买的和岚桥LQ-20A充电宝同款的，没有牌子，冒烟。',
      '岚桥充电宝快递单尾号LQ-20A，一直不派送。',
      '我的不是岚桥LQ-20A充电宝，数据线断了。',
      '邻居的岚桥LQ-20A充电宝退了钱，我的为什么不退。',
      '手机用了半年绿屏，岚桥充电宝LQ-20A没有问题。',
      '网店卖的岚桥LQ-20A充电宝是假冒的。',
      '停在岚桥大厦LQ-20A车位被罚款。',
    ])
      expect(tier(apart), apart).not.toBe('identifier')
  })

  it('where another model or another brand stands beside it, and says which', () => {
    expect(judged('两个岚桥充电宝，LQ-20A好用，起火的是LQ-77C。', recall)?.because.join()).toContain('其他型号 LQ77C')
    expect(tier('两个充电宝，岚桥LQ-20A和罗马仕牌的，起火的是罗马仕牌。')).not.toBe('identifier')
  })

  it('where it was made outside of what is recalled', () => {
    expect(tier('岚桥牌充电宝LQ-20A，2025年3月生产，冒烟。')).toBe('identifier')
    for (const made of ['生产日期2025-06-11', '2024年11月出厂', '制造日期：20250401'])
      expect(judged(`岚桥牌充电宝LQ-20A，${made}，冒烟。`, recall)?.because.join(), made).toContain('不在召回所列之内')
  })

  it('by a year, a price or a day that only looks like a number of the notice', () => {
    expect(tier('2024年买的岚桥牌充电宝，充不进电。')).not.toBe('identifier')
    expect(tier('20250301买的岚桥牌充电宝，充不进电。')).not.toBe('identifier')
    expect(tier('岚桥牌充电宝，型号：2024，充不进电。')).toBe('identifier')
    expect(tier('岚桥牌充电宝，批号20250301，充不进电。')).toBe('identifier')
  })

  it('where the product itself is not named', () => {
    expect(judged('岚桥LQ-20A，发烫，退钱。', recall)?.because.join()).toContain('没有提到这种产品')
    expect(tier('岚桥LQ-20A，移动充电用的，发烫。')).toBe('identifier')
  })

  it('by one product’s brand with another product’s number', () => {
    const two = aRecall()
    two.products.push(recalledProduct({ name: '充电宝', brand: '鹏储', models: ['PC-50Z'] }))
    expect(judged('岚桥牌充电宝PC-50Z冒烟。', two)?.tier).not.toBe('identifier')
    expect(judged('鹏储牌充电宝PC-50Z冒烟。', two)?.tier).toBe('identifier')
  })
})

it('reads a barcode as bars print it, and asks about the number of an outer case', () => {
  expect(judged('充电宝条码 6 901000 015077 冒烟')?.tier).toBe('identifier')
  expect(judged('充电宝条码6-901000-015077冒烟')?.tier).toBe('identifier')
  expect(judged('充电宝条码 6 901000 015078 冒烟')?.tier).not.toBe('identifier')
  const packed = judged('整箱充电宝，箱码16901000015074，两个冒烟')
  expect(packed?.tier).toBe('scored')
})
