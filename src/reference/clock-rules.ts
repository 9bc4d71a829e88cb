import type { z } from 'zod'
import type { Bilingual, ClockExtension, ClockRule, ReminderRules } from './city.ts'
import type { CityFile } from './city-file.ts'
import type { clocksShape } from './city-shapes.ts'

type Clocks = z.infer<typeof clocksShape>
type ClockSet = Clocks['sets'][number]
type Milestone = ClockSet['milestones'][number]

/** All dated rules: every set with the milestones it inherits, one rule per version of each milestone. */
export function clockRulesOf(file: CityFile<Clocks>): ClockRule[] {
  const sets = new Map(file.value.sets.map((set) => [set.id, set]))
  return file.value.sets.flatMap((set) => milestonesOf(set, sets).flatMap((milestone) => versionsOf(set.id, milestone)))
}

/** A set's own milestones and those of the sets it extends; the nearer one of the same name wins. */
function milestonesOf(set: ClockSet, sets: Map<string, ClockSet>): Milestone[] {
  const found = new Map<string, Milestone>()
  for (const ancestor of lineage(set, sets)) {
    for (const milestone of ancestor.milestones) if (!found.has(milestone.id)) found.set(milestone.id, milestone)
  }
  return [...found.values()]
}

/** The set, the set it extends, and so on; stops at an unknown name or a circle, which the checks report. */
export function lineage(set: ClockSet, sets: Map<string, ClockSet>): ClockSet[] {
  const line: ClockSet[] = []
  for (let at: ClockSet | undefined = set; at && !line.includes(at); at = sets.get(at.extends ?? '')) line.push(at)
  return line
}

function versionsOf(set: string, milestone: Milestone): ClockRule[] {
  return milestone.versions.map((version) => ({
    id: `${set}.${milestone.id}`,
    set,
    milestone: milestone.id,
    zh: milestone.zh,
    en: milestone.en,
    amount: version.amount,
    unit: version.unit,
    from: milestone.starts,
    until: milestone.met,
    force: version.force,
    article: version.article.zh,
    articleEn: version.article.en,
    extension: version.extension && extensionOf(version.extension, version.article),
    pauses: version.pauses.map(({ article, ...pause }) => ({ ...pause, article: article.zh, articleEn: article.en })),
    effectiveFrom: version.since,
    effectiveTo: version.until,
    note: version.note,
  }))
}

type Extension = NonNullable<Milestone['versions'][number]['extension']>

/** An extension rests on the article of its clock unless it names another. */
function extensionOf({ amount, unit, article }: Extension, own: Bilingual): ClockExtension {
  const { zh, en } = article ?? own
  return { amount, unit, article: zh, articleEn: en }
}

export function remindersOf(file: CityFile<Clocks>): ReminderRules {
  const { forces, answer_within, steps } = file.value.reminders
  return { forces, answerWithin: answer_within, steps }
}
