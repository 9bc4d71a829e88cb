import type { Label } from './fit.ts'
import type { Bag } from './vocabulary.ts'

/**
 * Where a text comes from. `arriving`: as filings come in; only these say how often the model is right. `chosen`: labelled because an earlier
 * model was unsure of it. `own`: a letter or sentence of the city's own.
 */
export type Origin = 'arriving' | 'chosen' | 'own'

/**
 * `untitled` is the same text read without its title: it is trained with its original and never judged. `rule` is the danger that a hard rule sees, 0 when none does.
 */
export type Example = { bag: Bag; untitled?: Bag; signs: Uint8Array; rule: number; label: Label; origin: Origin }

/** What the model says of a text it was not trained on. */
export type Unseen = { scores: Float32Array; signs: Uint8Array; rule: number; label: Label; origin: Origin }
