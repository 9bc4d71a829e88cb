import type { NoticeSource, RecalledProduct, RecallNotice } from '../notice.ts'

type Head = { source: NoticeSource; sourceId: string; route: string; title: string }

/** A recall of which only what is given is known: the rest is absent, never guessed. */
export function recallNotice(known: Head & Partial<Omit<RecallNotice, 'kind'>>): RecallNotice {
  return {
    kind: 'recall',
    titleZh: null,
    url: null,
    publishedOn: null,
    jurisdiction: null,
    products: [],
    firms: [],
    hazards: [],
    hazardText: '',
    injuriesText: '',
    deaths: null,
    injuries: null,
    defects: [],
    clauses: [],
    measures: [],
    unitsAffected: { value: null, status: 'unknown', raw: '' },
    countryOfOrigin: null,
    riskLevelStated: null,
    description: '',
    status: 'original',
    ...known,
  }
}

/** A product of which only the name is known. */
export function recalledProduct(known: Partial<RecalledProduct> & { name: string }): RecalledProduct {
  return {
    brand: null,
    models: [],
    batches: [],
    gtins: [],
    category: null,
    producedFrom: null,
    producedTo: null,
    ...known,
  }
}
