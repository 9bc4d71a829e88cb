import type { RecallNotice, SampleNotice } from '../../intake/notice.ts'
import { readChineseHazards } from '../../intake/recalls/hazard-reading.ts'
import type { City } from '../../reference/city.ts'
import { findWords, wordIndex } from '../notices/product-words.ts'
import { brandKeys, comparedFirm, isMeasure, modelKey, type Portrait, recallPortrait } from './portraits.ts'

/** What a recall or a failed sample is compared by. */
export function noticePortrait(notice: RecallNotice | SampleNotice, city: City): Portrait {
  return notice.kind === 'recall' ? recallPortrait(notice, city) : samplePortrait(notice, city)
}

/** Whether it still says that a product is unsafe: not withdrawn, and of a sample that it failed. */
export function isStanding(notice: RecallNotice | SampleNotice): boolean {
  return notice.kind === 'recall' ? notice.status !== 'withdrawn' : notice.conclusion === 'failed'
}

/** A sample names one batch of one product, its maker, and the shop where it was taken: whoever bought there may hold the same. */
function samplePortrait(sample: SampleNotice, city: City): Portrait {
  const { product, brand, spec, batch, maker, consignor, sampledAt } = sample
  const words = findWords(product, wordIndex(city))
  const parties = [maker, consignor, sampledAt].flatMap((party) => party ?? [])
  const article = {
    name: product,
    models: modelsOf(spec ?? ''),
    batches: [batch ?? ''].map(modelKey).filter((key) => key.length >= 4),
    brands: brand === null ? [] : brandKeys(brand),
    made: sample.producedOn === null ? null : { from: sample.producedOn, to: sample.producedOn },
  }
  return {
    gtins: [],
    codes: [],
    models: article.models,
    batches: article.batches,
    brands: article.brands,
    firms: parties.map((party) => comparedFirm(party.name, city, party.city)),
    goods: [...new Set(words.map(({ word }) => word))],
    groups: [...new Set(words.map(({ group }) => group.id))],
    leaves: [...new Set(words.map(({ group }) => group.leaf))],
    hazards: readChineseHazards(sample.items.map(({ item }) => item).join('、')),
    articles: [article],
    made: article.made === null ? [] : [article.made],
  }
}

function modelsOf(spec: string): string[] {
  const parts = spec.normalize('NFKC').split(/[\s,，;；、（）()]+/)
  const named = parts.filter((part) => /[A-Za-z]/.test(part) && /\d/.test(part) && !isMeasure(part))
  return [...new Set(named.map(modelKey))].filter((key) => key.length >= 3 && key.length <= 16)
}
