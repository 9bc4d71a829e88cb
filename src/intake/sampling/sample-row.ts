import type { SampleNotice } from '../notice.ts'

/** A sample as one row or sentence tells it, before it is known which document it stands in. */
export type SampleRow = Pick<
  SampleNotice,
  | 'product'
  | 'brand'
  | 'spec'
  | 'batch'
  | 'producedOn'
  | 'category'
  | 'maker'
  | 'consignor'
  | 'sampledAt'
  | 'laboratory'
  | 'sampledOn'
  | 'sampleNumber'
  | 'task'
  | 'announcement'
  | 'items'
  | 'conclusion'
  | 'note'
> & { announcedOn: string | null }

export const emptyRow: SampleRow = {
  product: '',
  brand: null,
  spec: null,
  batch: null,
  producedOn: null,
  category: null,
  maker: null,
  consignor: null,
  sampledAt: null,
  laboratory: null,
  sampledOn: null,
  sampleNumber: null,
  task: null,
  announcement: null,
  announcedOn: null,
  items: [],
  conclusion: 'unknown',
  note: null,
}
