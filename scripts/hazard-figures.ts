import { createHash } from 'node:crypto'

export type Figures = { precision: number; recall: number; f1: number }

/** Three quarters of the records, by their number, are lessons; the model never sees the others. */
export function isLesson(recallNumber: string): boolean {
  return (createHash('sha256').update(recallNumber).digest()[0] as number) % 4 !== 0
}

/** Micro-averaged over all labels of all records, to three places. */
export function microF1(answers: { read: string[]; labels: string[] }[]): Figures {
  const sum = (count: (one: { read: string[]; labels: string[] }) => number) =>
    answers.reduce((total, one) => total + count(one), 0)
  const right = sum(({ read, labels }) => read.filter((hazard) => labels.includes(hazard)).length)
  const precision =
    right /
    Math.max(
      1,
      sum(({ read }) => read.length),
    )
  const recall =
    right /
    Math.max(
      1,
      sum(({ labels }) => labels.length),
    )
  const round = (value: number) => Math.round(value * 1_000) / 1_000
  return {
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
  }
}
