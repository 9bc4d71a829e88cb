import type { PairKind } from '../../../alerts/links/link-pairs.ts'
import type { Said } from '../../../errors.ts'

/** Why a pair is not one, each a key on the desk: the reason is kept with the decision. */
export const rejectReasons: Record<PairKind, Said[]> = {
  report: [
    { zh: '同一品牌的另一型号', en: 'Another model of the brand' },
    { zh: '批号不在所列之内', en: 'Another batch' },
    { zh: '另一种产品', en: 'Other goods' },
    { zh: '写得太少，无法认定', en: 'Too little is said' },
  ],
  firm: [
    { zh: '同名的另一家企业', en: 'Another firm of that name' },
    { zh: '是分支机构或总部，不是这一家', en: 'Its branch or parent' },
    { zh: '只是检验、抽样或平台方', en: 'Only tested it or let it be sold' },
    { zh: '写得太少，无法认定', en: 'Too little is said' },
  ],
}
