import type { z } from 'zod'
import type { Playbooks } from './city.ts'
import type { playbooksShape } from './playbook-shapes.ts'

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
