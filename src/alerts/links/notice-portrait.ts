import type { RecallNotice, SampleNotice } from '../../intake/notice.ts'
import { readChineseHazards } from '../../intake/recalls/hazard-reading.ts'
import type { City } from '../../reference/city.ts'
import { findWords, wordIndex } from '../notices/product-words.ts'
import { brandKeys, comparedFirm, modelKey, type Portrait, recallPortrait } from './portraits.ts'

/** What a recall or a failed sample is compared by. */
export function noticePortrait(notice: RecallNotice | SampleNotice, city: City): Portrait {
  return notice.kind === 'recall' ? recallPortrait(notice, city) : samplePortrait(notice, city)
}

/** Whether it still says that a product is unsafe: not withdrawn, and of a sample that it failed. */
export function isStanding(notice: RecallNotice | SampleNotice): boolean {
  return notice.kind === 'recall' ? notice.status !== 'withdrawn' : notice.conclusion === 'failed'
}

/** 500g, 1.5L, 220V, 175/70R14: how much or how large, not which. */
const measureOf = /^\d+(?:[.×x*/]\d+)*(?:k?g|m?l|[cm]?m|k?w|v|a|hz|片|袋|瓶|盒|支|只|个|条|米|升|克|r\d+)?$/i

/** A sample names one batch of one product, its maker, and the shop where it was taken: whoever bought there may hold the same. */
function samplePortrait(sample: SampleNotice, city: City): Portrait {
  const { product, brand, spec, batch, maker, consignor, sampledAt } = sample
  const words = findWords(product, wordIndex(city))
  const parties = [maker, consignor, sampledAt].flatMap((party) => party ?? [])
  return {
    gtins: [],
    codes: [],
    models: modelsOf(spec ?? ''),
    batches: [batch ?? ''].map(modelKey).filter((key) => key.length >= 4),
    brands: brand === null ? [] : brandKeys(brand),
    firms: parties.map((party) => comparedFirm(party.name, city, party.city)),
    goods: [...new Set(words.map(({ word }) => word))],
    groups: [...new Set(words.map(({ group }) => group.id))],
    leaves: [...new Set(words.map(({ group }) => group.leaf))],
    hazards: readChineseHazards(sample.items.map(({ item }) => item).join('、')),
  }
}

function modelsOf(spec: string): string[] {
  const parts = spec.normalize('NFKC').split(/[\s,，;；、（）()]+/)
  const named = parts.filter((part) => /[A-Za-z]/.test(part) && /\d/.test(part) && !measureOf.test(part))
  return [...new Set(named.map(modelKey))].filter((key) => key.length >= 3 && key.length <= 16)
}
