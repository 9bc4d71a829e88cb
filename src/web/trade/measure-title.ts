import type { MeasureListed } from '../../alerts/measures/list-measures.ts'
import { measureWords, plainTitle } from '../../alerts/notices/bulletin-words.ts'
import type { Bilingual } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'

/** A measure by title: in Chinese as its source has it, else what its fields say in Chinese; then as published. */
export function measureTitle({ title, titleZh, market, measureTypes }: MeasureListed): Bilingual {
  const types = measureTypes.slice(0, 2).map((type) => measureWords[type].zh)
  const said = `${market === null ? '' : `${countryName(market).zh}：`}${types.length > 0 ? types.join('、') : '技术性措施'}`
  return { zh: titleZh ?? said, en: plainTitle(title) }
}
