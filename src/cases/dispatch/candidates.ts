import type { Bilingual, City } from '../../reference/city.ts'
import type { Assessment } from '../../triage/assessment.ts'
import { bureausFor } from '../acts/act-words.ts'
import { leafNamed } from '../inbox/list-inbox.ts'

/** A leaf to choose with a bureau; `confidence` is null where the machine did not think of it. */
export type LeafChoice = Bilingual & { code: string; confidence: number | null }

/**
 * A bureau the machine or a returning bureau proposes (`confidence` null), by which act a dispatcher gives it the case, why,
 * and the leaves to choose from, the likeliest of its own first.
 */
export type Candidate = {
  bureau: string
  act: 'dispatch' | 'refer'
  confidence: number | null
  words: string[]
  leaves: LeafChoice[]
}

const SHOWN = 3

/** The likeliest three bureaus that may take the case, a returning bureau's proposal before them. */
export function candidatesOf(
  city: City,
  { lead, leaf }: Pick<Assessment, 'lead' | 'leaf'>,
  now: { leaf: string; proposed: string | null },
): Candidate[] {
  const choices = [{ value: lead.value, confidence: lead.confidence }, ...lead.alternatives].slice(0, SHOWN)
  const named = choices.some(({ value }) => value === now.proposed)
  const all = [...(now.proposed === null || named ? [] : [{ value: now.proposed, confidence: null }]), ...choices]
  return all.flatMap(({ value, confidence }) => {
    const act = actFor(city, value)
    if (act === null) return []
    const words = value === lead.value ? [...new Set(lead.because.map(({ word }) => word))].slice(0, 5) : []
    return [{ bureau: value, act, confidence, words, leaves: leavesFor(city, value, leaf, now.leaf) }]
  })
}

/** By which act a bureau is given a case; null for a party to quality cases and for none of the city's bureaus. */
export function actFor(city: City, bureau: string): 'dispatch' | 'refer' | null {
  if (bureausFor(city, 'dispatch').has(bureau)) return 'dispatch'
  return bureausFor(city, 'refer').has(bureau) ? 'refer' : null
}

/** The machine's first three leaves and the one that holds now; those the bureau owns first, then the likelier. */
function leavesFor(city: City, bureau: string, read: Assessment['leaf'], holds: string): LeafChoice[] {
  const thought = [{ value: read.value, confidence: read.confidence }, ...read.alternatives].slice(0, SHOWN)
  const known = thought.some(({ value }) => value === holds)
  const choices = [...(known ? [] : [{ value: holds, confidence: null }]), ...thought]
  // A leaf that a person set stands before what the machine thought.
  const rank = (code: string) => (code === holds && holds !== read.value ? -1 : ownsLeaf(city, bureau, code) ? 0 : 1)
  return choices
    .map(({ value, confidence }) => ({ ...leafNamed(city, value), confidence }))
    .toSorted((a, b) => rank(a.code) - rank(b.code))
}

function ownsLeaf(city: City, bureau: string, code: string): boolean {
  const leaf = city.leaves.get(code)
  return leaf !== undefined && (leaf.lead === bureau || leaf.ownerRules.some((rule) => rule.bureau === bureau))
}
