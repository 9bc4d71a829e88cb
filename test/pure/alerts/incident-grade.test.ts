import { describe, expect, it } from 'vitest'
import { fieldOfSector, gradeIncident } from '../../../src/alerts/risk-assessment/incident-grade.ts'
import type { City } from '../../../src/reference/city.ts'
import { loadCity } from '../../../src/reference/load-city.ts'

const city = loadCity(`${import.meta.dirname}/../../../city/shenzhen`)
const day = '2026-11-16'
const grade = (field: string, figures: Record<string, number>, is: string[] = []) =>
  gradeIncident(city, { field, figures, is }, day)?.grade ?? null

describe('the statutory grade of an accident', () => {
  it.each([
    [{ deaths: 30 }, 'extraordinary'],
    [{ deaths: 29 }, 'major'],
    [{ deaths: 10 }, 'major'],
    [{ deaths: 9 }, 'large'],
    [{ deaths: 3 }, 'large'],
    [{ deaths: 2 }, 'ordinary'],
    [{ serious_injuries: 100 }, 'extraordinary'],
    [{ serious_injuries: 50, deaths: 3 }, 'major'],
    [{ serious_injuries: 10 }, 'large'],
    [{ loss: 4999 }, 'large'],
    [{ loss: 5000 }, 'major'],
    [{ loss: 0 }, null],
    [{}, null],
  ])('at work with %o is %s (Order 493, art. 3: the threshold includes its number)', (figures, expected) => {
    expect(grade('work_safety', figures as Record<string, number>)).toBe(expected)
  })

  it('of a works counts small losses only from a million yuan, of special equipment from ten thousand', () => {
    expect(grade('construction', { loss: 99 })).toBeNull()
    expect(grade('construction', { loss: 100 })).toBe('ordinary')
    expect(grade('equipment', { loss: 1 })).toBe('ordinary')
  })

  it('of a lift is ordinary from two hours in the car, and of a ride graver with people and hours together', () => {
    expect(grade('equipment', { lift_hours: 1.9 })).toBeNull()
    expect(grade('equipment', { lift_hours: 2 })).toBe('ordinary')
    expect(grade('equipment', { stranded_hours: 24, stranded_people: 99 })).toBe('large')
    expect(grade('equipment', { stranded_hours: 24, stranded_people: 100 })).toBe('major')
    expect(grade('equipment', {}, ['crane_overturned'])).toBe('large')
  })

  it('of food needs a death beside a hundred hurt, or fifty at a school, to be major', () => {
    expect(grade('food', { hurt: 29 })).toBeNull()
    expect(grade('food', { hurt: 100 })).toBe('large')
    expect(grade('food', { hurt: 100, deaths: 1 })).toBe('major')
    expect(grade('food', { hurt: 50 }, ['school_or_event'])).toBe('major')
    expect(grade('food', { hurt: 49 }, ['school_or_event'])).toBe('ordinary')
  })

  it('of the environment is reported within four hours when large and two when major', () => {
    const duty = (deaths: number) =>
      gradeIncident(city, { field: 'environment', figures: { deaths }, is: [] }, day)?.report.map(({ clock }) => clock)
    expect(duty(3)).toEqual(['ENV_EMERG.report_general_or_larger'])
    expect(duty(10)).toEqual(['ENV_EMERG.report_major'])
  })

  it('says by which line, on which source, and what is missing to the next grade', () => {
    const graded = gradeIncident(city, { field: 'work_safety', figures: { deaths: 2, loss: 3 }, is: [] }, day)
    expect(graded?.because.map(({ zh }) => zh)).toEqual(['死亡（人） ≥ 1', '直接经济损失（万元） ≥ 1'])
    expect(graded?.version.source.zh).toContain('国务院令第493号')
    expect(graded?.next).toMatchObject({ grade: 'large' })
    expect(graded?.next?.lacks.map(({ zh }) => zh)).toEqual(['死亡（人）再增加 1', '直接经济损失（万元）再增加 997'])
  })

  it('is that of the version in force on the day, and none before the first', () => {
    expect(gradeIncident(city, { field: 'environment', figures: { deaths: 40 }, is: [] }, '2014-12-28')).toBeNull()
    const [first] = city.incidentGrading.fields.filter(({ id }) => id === 'work_safety')
    const old = first?.versions[0]
    if (!first || !old) throw new Error('no work safety')
    const stricter = { ...old, effectiveFrom: '2027-01-01', grades: old.grades.slice(0, 1) }
    const later: City = {
      ...city,
      incidentGrading: {
        ...city.incidentGrading,
        fields: [{ ...first, versions: [{ ...old, effectiveTo: '2027-01-01' }, stricter] }],
      },
    }
    const toll = { field: 'work_safety', figures: { deaths: 3 }, is: [] }
    expect(gradeIncident(later, toll, '2026-12-31')?.grade).toBe('large')
    expect(gradeIncident(later, toll, '2027-01-01')).toBeNull()
  })

  it('is asked in the field of the sector', () => {
    expect(fieldOfSector(city, 'EQUIP')).toBe('equipment')
    expect(fieldOfSector(city, 'FOOD')).toBe('food')
    expect(fieldOfSector(city, 'FINCOM')).toBeNull()
  })
})
