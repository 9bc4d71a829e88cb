import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import type { EvaluationFound } from './find-evaluation.ts'

type Told = Pick<EvaluationFound, 'id' | 'from' | 'until' | 'state' | 'objectionsUntil' | 'figures'>

/** A letter to the duty desk of each bureau in the table: that it may object and until when, or that the evaluation is reported. */
export function lettersOf({ city, publicUrl }: Context, told: Told): NewLetter[] {
  const { dutyMail } = city
  if (dutyMail === null) return []
  const period = `${told.from} 至 ${addDays(told.until, -1)}`
  const opens = told.state === 'objecting' && told.objectionsUntil !== null
  const last = told.objectionsUntil === null ? '' : toShanghaiDate(new Date(told.objectionsUntil.getTime() - 1))
  const [zh, en] = opens
    ? [
        `${period} 工作评价已开始征求异议。请核对本单位的计数和案件，${last} 24:00 前提出。`,
        `The evaluation of ${period} is open to objections. Check your counts and cases, and object by 24:00 on ${last}.`,
      ]
    : [`${period} 工作评价已通报。`, `The evaluation of ${period} is reported.`]
  return told.figures.bureaus.map(({ bureau }) => ({
    what: `evaluation:${told.id}`,
    recipient: dutyMail.replace('{bureau}', bureau.toLowerCase()),
    reason: opens ? 'objections_open' : 'reported',
    subject: opens ? `工作评价征求异议 Evaluation open to objections` : `工作评价通报 Evaluation reported`,
    body: `${city.bureaus.get(bureau)?.zh ?? bureau}：\n\n${zh}\n${en}\n\n${publicUrl}/bureau/evaluations/${told.id}\n`,
  }))
}
