import type { HazardId } from '../../reference/city.ts'
import { readEnglishHazards } from './hazard-reading.ts'

/** Words in which food and drug authorities name what is wrong, beside those of consumer products. */
const words: [HazardId, RegExp][] = [
  [
    'allergen',
    /undeclared|allerg\w+|misbrand\w*|mislabel\w*|\bmilk\b|\bpeanuts?\b|\bsoy\b|\bsulphites?\b|\bsulfites?\b|\bgluten\b/i,
  ],
  [
    'infection',
    /salmonella|listeria|e\. ?coli|escherichia|botul\w+|microb\w+|bacteri\w+|mou?ld\b|yeast|cronobacter|norovirus|hepatitis|cyclospora|steril\w+|sterility|pathogen\w*|spoil\w+/i,
  ],
  [
    'chemical',
    /\blead\b|cadmium|arsenic|mercury|pesticid\w+|aflatoxin|patulin|histamine|nitrosamine|N-nitroso|impurit\w+|superpoten\w+|subpoten\w+|sub-potent|unapproved drug|sildenafil|tadalafil|sibutramine|chemical|cleaning solution/i,
  ],
  ['choking', /choking/i],
  [
    'cut',
    /foreign (?:material|object|matter|body)|metal (?:fragments?|shavings?|pieces?)|glass|plastic (?:pieces?|fragments?)|particulate\w*|bone/i,
  ],
]

/** Hazards in the reason that a food, drug or device authority gives. */
export function readFoodAndDrugHazards(reason: string): HazardId[] {
  if (reason === '') return []
  const own = words.filter(([, pattern]) => pattern.test(reason)).map(([id]) => id)
  return [...new Set([...own, ...readEnglishHazards(reason).filter((id) => id !== 'cut' || own.length === 0)])]
}
