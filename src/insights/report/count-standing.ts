import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import { countGrades, type GradeMove } from './count-grades.ts'
import { countNetwork, type NetworkPlace } from './count-network.ts'
import { countRegisterFacts } from './count-register-facts.ts'
import { countTrade, type TradeCounts } from './count-trade.ts'
import type { Scope } from './scope.ts'

/** What stands at the end of a period, beside how it stood at its begin, and what is told of the period alone. */
export type Standing = {
  grades: GradeMove[]
  network: NetworkPlace[]
  trade: TradeCounts
  /** What the register says of the targets of the policy that it can be asked about, by their number; null where it never held any that fits. */
  facts: Record<number, number | null>
}

/** Counts what stands at the end of a period. */
export async function countStanding(db: Db, city: City, scope: Scope, asOf: Date): Promise<Standing> {
  return {
    grades: await countGrades(db, scope),
    network: await countNetwork(db, scope, asOf),
    trade: await countTrade(db, city, scope, asOf),
    facts: await countRegisterFacts(db, city, scope, asOf),
  }
}
