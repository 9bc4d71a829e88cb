import type { Said } from '../../errors.ts'

/** What cannot be taken back is asked for twice: a box to tick before the button (WCAG 2.2, 3.3.4). By what was asked for. */
export const boxes = { erasure: 'sure-erasure', settlement: 'sure-settlement' } as const

export type Unsure = keyof typeof boxes

export const tickFirst: Said = { zh: '不能撤回，请先勾选确认', en: 'This cannot be taken back: tick the box first' }
