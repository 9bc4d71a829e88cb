import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { type WarningRules, warningRulesOn } from '../../reference/warning-rules.ts'
import type { ColourGround } from './warning-colour.ts'

/** The city's warning rules in force at an instant. */
export function rulesAt({ warningRules }: Pick<City, 'warningRules'>, at: Date): WarningRules {
  return warningRulesOn(warningRules, toShanghaiDate(at))
}

/** By what a colour is worked out at an instant. */
export function colourGroundAt(city: City, at: Date): ColourGround {
  return { city, rules: rulesAt(city, at), day: toShanghaiDate(at) }
}
