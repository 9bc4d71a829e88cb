import { readFileSync } from 'node:fs'
import { readEnglishHazards, readTickedHazards } from '../../src/intake/recalls/hazard-reading.ts'
import { asList, asText, readJsonRecords } from '../../src/intake/source-text.ts'
import { isLesson, microF1 } from '../hazard-figures.ts'

/** Against CPSC's own labels. The figure is over records that the weights were not taught with (scripts/hazard-figures.ts says which). */
export function measureHazards(file: string): ReturnType<typeof hazardFigures> {
  return hazardFigures(
    readJsonRecords(new TextDecoder().decode(readFileSync(file)), [], []).rows.flatMap(({ record }) => {
      const labels = readTickedHazards(asList(record.official_hazards).map(asText)).hazards
      const read = readEnglishHazards(asText(record.hazard_text), asText(record.title))
      return labels.length === 0 ? [] : [{ labels, read, lesson: isLesson(asText(record.recall_number)) }]
    }),
  )
}

function hazardFigures(answers: { labels: string[]; read: string[]; lesson: boolean }[]) {
  const unseen = answers.filter(({ lesson }) => !lesson)
  const { precision, recall, f1 } = microF1(unseen)
  return {
    n: unseen.length,
    hazard_precision: precision,
    hazard_recall: recall,
    hazard_micro_f1: f1,
    with_lessons: { n: answers.length, ...microF1(answers) },
  }
}
