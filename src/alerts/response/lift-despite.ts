import { Invalid } from '../../errors.ts'
import type { CriticalTask } from './open-critical-tasks.ts'

/**
 * What is added to the reason of a lifting that does not wait for critical tasks: their names and why. Empty where none stands in the way.
 * Throws Invalid on `despite` when some do and nothing was said.
 */
export function liftDespite(standing: CriticalTask[], despite: string): string {
  if (standing.length === 0) return ''
  const named = standing.map(({ title }) => title.zh).join('；')
  const why = despite.trim()
  if (why.length >= 2 && why.length <= 300) return `（尚有关键任务未完成：${named}。仍解除的理由：${why}）`
  const said = {
    zh: `还有 ${standing.length} 项关键任务没有完成（${named}）。先完成，或写明为什么仍可解除（2 至 300 字）`,
    en: `${standing.length} critical tasks are not achieved. Finish them, or say why it can be lifted all the same, in 2 to 300 characters`,
  }
  throw new Invalid(said, { despite: said })
}
