import { CORE_SCHEMA, dump, load, YAMLException } from 'js-yaml'
import { Invalid } from '../../errors.ts'
import { type GradingRule, gradingShape } from '../../reference/credit-rules.ts'

const shownMax = 8

/** A version of the rules as a person wrote it, in the words of credit-rules.yaml. Throws Invalid that says what is wrong and where. */
export function readRuleText(text: string): GradingRule {
  const parsed = gradingShape.safeParse(loaded(text))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.slice(0, shownMax).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw wrong(faults.join('；'))
}

/** A version of the rules as text to change. */
export function ruleText(rule: GradingRule): string {
  return dump(rule, { lineWidth: 140, flowLevel: 2, schema: CORE_SCHEMA })
}

function loaded(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    throw wrong(`第 ${(error.mark?.line ?? 0) + 1} 行 line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`)
  }
}

function wrong(faults: string): Invalid {
  const said = { zh: `规则读不懂：${faults}`, en: `The rules cannot be read: ${faults}` }
  return new Invalid(said, { text: said })
}
