import { describe, expect, it } from 'vitest'
import {
  mildestFirst,
  playbookOf,
  taskByHand,
  tasksFor,
  versionOn,
} from '../../../src/alerts/response/playbook-choice.ts'
import type { City, WarningColour } from '../../../src/reference/city.ts'
import { loadCity } from '../../../src/reference/load-city.ts'

const city = loadCity(`${import.meta.dirname}/../../../city/shenzhen`)
const at = new Date('2026-11-16T02:00:00Z')
const planned = (leaf: string | null, colour: WarningColour, lead = 'AMR') => tasksFor(city, { leaf, lead, colour, at })
const names = (leaf: string | null, colour: WarningColour) => planned(leaf, colour).map(({ action }) => action.id)

describe('the playbook of a matter', () => {
  it('is that of its leaf, else of its sector, else the general one', () => {
    expect(playbookOf(city, 'PROD.03').id).toBe('battery')
    expect(playbookOf(city, 'PROD.01').id).toBe('general')
    expect(playbookOf(city, 'FOOD.05').id).toBe('food')
    expect(playbookOf(city, null).id).toBe('general')
    expect(playbookOf(city, 'NO.SUCH').id).toBe('general')
  })

  it('calls for more the graver the colour, and never for less', () => {
    for (const leaf of ['FOOD.01', 'EQUIP.01', 'BUILD.01', 'ENV.01', 'PROD.03', 'PROD.01']) {
      const counts = mildestFirst.map((colour) => names(leaf, colour).length)
      expect(counts).toEqual(counts.toSorted((a, b) => a - b))
      const critical = mildestFirst.map((colour) => planned(leaf, colour).filter((task) => task.critical).length)
      expect(critical).toEqual(critical.toSorted((a, b) => a - b))
    }
    expect(names('FOOD.01', 'blue')).toEqual(['stop_use', 'inspect', 'sample'])
    expect(names('FOOD.01', 'red')).toContain('inform')
  })

  it('gives each task to its owner: the lead, each supporting bureau, the office, or the bureau it names', () => {
    const owners = (action: string) =>
      planned('FOOD.01', 'red')
        .filter((task) => task.action.id === action)
        .map(({ bureau }) => bureau)
    expect(owners('inspect')).toEqual(['AMR'])
    expect(owners('treat')).toEqual(['HC'])
    expect(owners('inform')).toEqual([city.dispatchBureau])
    const lift = planned('EQUIP.01', 'red').filter(({ action }) => action.id === 'check_effect')
    const support = city.leaves.get('EQUIP.01')?.support ?? []
    expect(lift.map(({ bureau }) => bureau)).toEqual(support.length > 0 ? support : ['AMR'])
  })

  it('counts each time from the rule in force: two hours upward for food, urgent rules at orange and red', () => {
    const clockOf = (leaf: string, colour: WarningColour, action: string) =>
      planned(leaf, colour).find((task) => task.action.id === action)?.clock
    const report = clockOf('FOOD.01', 'yellow', 'report')
    expect(report).toMatchObject({ amount: 2, unit: 'hour', force: 'statutory' })
    expect(report?.dueAt).toEqual(new Date('2026-11-16T04:00:00Z'))
    expect(clockOf('ENV.01', 'yellow', 'report')?.rule.id).toBe('ENV_EMERG.report_general_or_larger')
    expect(clockOf('ENV.01', 'red', 'report')?.rule.id).toBe('ENV_EMERG.report_major')
    expect(clockOf('PROD.01', 'blue', 'inspect')?.unit).toBe('workday')
    expect(clockOf('PROD.01', 'orange', 'inspect')).toMatchObject({ amount: 2, unit: 'hour' })
  })

  it('is dated: a later version governs from its day', () => {
    const [general] = city.playbooks.playbooks
    const [first] = general?.versions ?? []
    if (!general || !first) throw new Error('no general playbook')
    const second = { ...first, effectiveFrom: '2027-01-01', steps: first.steps.slice(0, 1) }
    const later = { ...general, versions: [{ ...first, effectiveTo: '2027-01-01' }, second] }
    expect(versionOn(later, '2026-12-31').steps).toHaveLength(first.steps.length)
    expect(versionOn(later, '2027-01-01').steps).toHaveLength(1)
  })

  it('a task given by hand has the clock of its action, also where the playbook of the sector has none', () => {
    const matter = { leaf: 'FOOD.01', lead: 'AMR', colour: 'yellow' as const, at, action: 'evacuate' }
    expect(taskByHand(city, matter, 'DIST', true)).toMatchObject({ bureau: 'DIST', critical: true })
    expect(taskByHand(city, matter, 'DIST', true).clock.rule.id).toBe('RESPONSE.evacuate')
  })

  it('leaves no action without a playbook that uses it', () => {
    const used = city.playbooks.playbooks.flatMap(({ versions }) => versions.flatMap(({ steps }) => steps))
    const unused = city.playbooks.actions.filter(({ id }) => !used.some(({ action }) => action === id))
    expect(unused as City['playbooks']['actions']).toEqual([])
  })
})
