import { expect, test } from 'vitest'
import { parseJointComplaint } from '../../../src/intake/joint-filing.ts'

const today = '2026-05-31'

test('each person has a key of their own, also where the first key has the full length', () => {
  const filed = {
    text: '健身房关门，预付的钱没有退',
    kind: 'complaint',
    contact: { name: '陈小明', phone: '13800000001' },
    submission_key: 'k'.repeat(100),
    others: [
      { name: '黄雅琴', phone: '13800000002', represents: true },
      { name: '李大勇', email: 'li@example.test' },
    ],
  }
  const { first, others, second } = parseJointComplaint(filed, today)
  const keys = [first, ...others].map(({ submission_key }) => submission_key)
  expect(new Set(keys).size).toBe(3)
  expect(keys.every((key) => key?.startsWith(filed.submission_key))).toBe(true)
  expect(second).toBe(0)
  const { others: keyless } = parseJointComplaint({ ...filed, submission_key: null }, today)
  expect(keyless.map(({ submission_key }) => submission_key)).toEqual([null, null])
})
