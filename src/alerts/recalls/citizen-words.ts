import type { MeasureCode, RecallNotice } from '../../intake/notice.ts'
import type { City } from '../../reference/city.ts'
import { hazardNames } from '../notices/recall-words.ts'

const wordsMax = 1000

/** What citizens are told of a recall, drafted from its notice for a person to mend: what, which ones, what to do. */
export function citizenWords(notice: RecallNotice, city: City): { what: string; batches: string; advice: string } {
  return {
    what: what(notice, city).slice(0, wordsMax),
    batches: which(notice).slice(0, wordsMax),
    advice: advice(notice),
  }
}

const unique = (values: string[]): string[] => [...new Set(values)].filter((value) => value !== '')

function what({ products, firms, hazards, defects }: RecallNotice, city: City): string {
  const named = unique(products.map(({ name, brand }) => `${brand === null ? '' : `${brand}牌`}${name}`)).slice(0, 8)
  const maker = firms.find(({ role }) => role !== 'retailer')?.name
  const dangers = hazardNames(city, hazards).map(({ zh }) => zh)
  return [
    `${maker ? `${maker}召回` : '召回'}${named.join('、')}。`,
    dangers.length > 0 ? `可能造成：${dangers.join('、')}。` : '',
    defects[0] ?? '',
  ].join('')
}

function which({ products }: RecallNotice): string {
  const lines = products.slice(0, 20).map(({ name, models, batches, producedFrom, producedTo }) => {
    const parts = [
      models.length > 0 ? `型号 ${models.slice(0, 20).join('、')}` : '',
      batches.length > 0 ? `批号 ${batches.slice(0, 20).join('、')}` : '',
      producedFrom ? `生产日期 ${producedFrom} 至 ${producedTo ?? producedFrom}` : '',
    ].filter((part) => part !== '')
    return `${name}：${parts.length > 0 ? parts.join('；') : '通报没有写明型号和批号'}`
  })
  return lines.join('\n')
}

const remedies: Partial<Record<MeasureCode, string>> = {
  REFUND: '可以退货退款',
  REPLACE: '可以换货',
  REPAIR: '可以免费维修',
  DESTROY: '请按通报所说处置',
}

function advice({ measures, contact }: RecallNotice): string {
  const offered = unique(measures.map(({ code }) => remedies[code] ?? ''))
  return [
    '请先核对型号和批号。如在范围内，请立即停止使用，不要转送或转卖。',
    offered.length > 0
      ? `${offered.join('，')}，请联系销售者或生产者办理，不收费。`
      : '请联系销售者或生产者办理退换或维修，不收费。',
    contact ? `召回联系方式：${contact}。` : '',
    '商家不办理或仍在出售的，可以在本网站投诉举报。',
  ].join('')
}
