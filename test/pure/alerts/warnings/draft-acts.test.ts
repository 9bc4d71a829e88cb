import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { may, roles } from '../../../../src/accounts/permissions.ts'
import {
  type DraftJudged,
  draftActNames,
  draftActs,
  draftStages,
  whyNot,
} from '../../../../src/alerts/warnings/draft-acts.ts'
import { readConfig } from '../../../../src/config.ts'
import type { Actor, Role } from '../../../../src/context.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const [rules] = city.warningRules
if (!rules) throw new Error('the city has rules')
const staff = (role: Role, accountId: number, bureau = 'AMR'): Actor => ({
  kind: 'staff',
  accountId,
  name: '李明',
  role,
  bureau,
})
const draft: DraftJudged = { bureau: 'AMR', level: 'yellow', stage: 'to_sign', writtenBy: [1], reviewedBy: 2 }

describe('the table of a text', () => {
  it('leads from writing to a signature and on to publication, each stage left by some act', () => {
    expect(draftActs.submit).toMatchObject({ from: ['writing'], to: 'review' })
    expect(draftActs.approve).toMatchObject({ from: ['review'], to: 'to_sign' })
    expect(draftActs.sign).toMatchObject({ from: ['to_sign'], to: 'signed' })
    expect(draftActs.publish).toMatchObject({ from: ['signed'], to: null })
    for (const stage of Object.keys(draftStages))
      expect(draftActNames.filter((act) => (draftActs[act].from as string[]).includes(stage)).length).toBeGreaterThan(1)
  })

  it('nobody reviews or signs who wrote, nobody signs who reviewed', () => {
    for (const role of Object.keys(roles) as Role[]) {
      expect(whyNot('approve', draft, staff(role, 1), rules)).not.toBeNull()
      expect(whyNot('sign', draft, staff(role, 1), rules)).not.toBeNull()
      expect(whyNot('sign', draft, staff(role, 2), rules)).not.toBeNull()
    }
    expect(whyNot('sign', draft, staff('joint_office', 3, 'DATA'), rules)).toBeNull()
  })

  it.each([
    ['blue', ['head', 'joint_office', 'convener']],
    ['yellow', ['joint_office', 'convener']],
    ['orange', ['convener']],
    ['red', ['convener']],
  ] as const)('%s is signed by %j of the bureau and by nobody else', (level, who) => {
    const signing = (Object.keys(roles) as Role[]).filter(
      (role) => whyNot('sign', { ...draft, level }, staff(role, 3), rules) === null,
    )
    expect(signing.sort()).toEqual([...who].sort())
  })

  it('a head reviews and signs for the own bureau alone; machines and citizens do nothing', () => {
    expect(whyNot('approve', draft, staff('head', 3, 'EEB'), rules)).not.toBeNull()
    expect(whyNot('sign', { ...draft, level: 'blue' }, staff('head', 3, 'EEB'), rules)).not.toBeNull()
    for (const act of draftActNames)
      for (const actor of [{ kind: 'citizen' }, { kind: 'operator' }, { kind: 'job', name: 'any' }] as const)
        expect(whyNot(act, draft, actor, rules)).not.toBeNull()
  })

  it('only the joint-meeting office publishes', () => {
    const publishing = (Object.keys(roles) as Role[]).filter((role) => may(staff(role, 3), 'publish_quality_warnings'))
    expect(publishing).toEqual(['joint_office'])
  })
})
