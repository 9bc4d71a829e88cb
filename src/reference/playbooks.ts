import type { z } from 'zod'
import type { Bilingual, LeafCode, WarningColour } from './city.ts'
import type { playbooksShape } from './playbook-shapes.ts'

/** One thing that is done in a response, with what must be seen to in doing it. */
export type ResponseAction = Bilingual & { id: string; checklist: Bilingual[] }

/** Who does what from which colour on, under which clock rule; `urgent` takes its place at orange and red. */
export type PlaybookStep = {
  action: string
  /** `lead`, `support` (each supporting bureau), `office`, or a bureau. */
  owner: string
  from: WarningColour
  criticalFrom: WarningColour | null
  clock: string
  urgent: string | null
}

export type PlaybookVersion = {
  effectiveFrom: string
  effectiveTo: string | null
  source: Bilingual
  steps: PlaybookStep[]
}

/** What is done in the matters of these sectors or leaves; the general one names neither. */
export type Playbook = Bilingual & { id: string; sectors: string[]; leaves: LeafCode[]; versions: PlaybookVersion[] }

export type Playbooks = { actions: ResponseAction[]; playbooks: Playbook[] }

/** From the file's shape to the shape the program reads; the values were checked before. */
export function playbooksOf({ actions, playbooks }: z.infer<typeof playbooksShape>): Playbooks {
  return {
    actions,
    playbooks: playbooks.map(({ versions, ...playbook }) => ({
      ...playbook,
      versions: versions.map(({ since, until, source, steps }) => ({
        effectiveFrom: since,
        effectiveTo: until,
        source,
        steps: steps.map(({ critical_from, ...step }) => ({ ...step, criticalFrom: critical_from })),
      })),
    })),
  }
}
