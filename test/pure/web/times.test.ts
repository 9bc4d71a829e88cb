import { describe, expect, it } from 'vitest'
import { distance, shanghaiDate, shanghaiDue, shanghaiTime, weekdayOf } from '../../../src/web/times.ts'

describe('times are shown in Shanghai', () => {
  const lateEvening = new Date('2026-05-31T16:05:00Z')

  it('on the date that is already there', () => {
    expect(shanghaiDate(lateEvening)).toBe('2026-06-01')
    expect(shanghaiTime(lateEvening)).toBe('2026-06-01 00:05')
    expect(weekdayOf(lateEvening)).toEqual({ zh: '周一', en: 'Mon' })
  })

  it('as the last day where a term ends at midnight, never as the day after at 00:00', () => {
    expect(shanghaiDue(new Date('2026-05-31T16:00:00Z'))).toBe('2026-05-31')
    expect(shanghaiDue(lateEvening)).toBe('2026-06-01 00:05')
  })

  it('with the distance in the largest unit that still says something', () => {
    const in_ms = (ms: number) => distance(new Date(lateEvening.getTime() + ms), lateEvening)
    expect(in_ms(3 * 86_400_000)).toEqual({ zh: '还有 3 天', en: 'in 3 days', past: false })
    expect(in_ms(47 * 3_600_000).zh).toBe('还有 47 小时')
    expect(in_ms(2 * 3_600_000 - 400).zh).toBe('还有 2 小时')
    expect(in_ms(-5 * 60_000)).toEqual({ zh: '已过 5 分钟', en: '5 minutes ago', past: true })
  })
})
