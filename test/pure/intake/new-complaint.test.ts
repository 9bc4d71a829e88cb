import { expect, test } from 'vitest'
import { Invalid } from '../../../src/errors.ts'
import { parseComplaint } from '../../../src/intake/new-complaint.ts'

const today = '2026-05-31'
const least = { text: '电梯困人半小时', kind: 'complaint' }

function faults(input: unknown): Record<string, { zh: string; en: string }> {
  try {
    parseComplaint(input, today)
  } catch (error) {
    if (error instanceof Invalid) return error.fields
    throw error
  }
  return {}
}

test('text and kind are enough', () => {
  expect(parseComplaint(least, today)).toMatchObject({
    title: '',
    respondent: null,
    contact: null,
    claims: [],
    anonymous: false,
  })
})

test('each fault is told at its field, in both languages', () => {
  const told = faults({
    text: '坏',
    kind: 'praise',
    amount: -1,
    contact: { phone: 'abc', email: 'x' },
    submission_key: 'short',
  })
  expect(Object.keys(told).sort()).toEqual([
    'amount',
    'contact.email',
    'contact.phone',
    'kind',
    'submission_key',
    'text',
  ])
  for (const { zh, en } of Object.values(told)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/[a-z]/)
  }
})

test('nothing can have happened tomorrow, and a misspelt field is not silently dropped', () => {
  expect(faults({ ...least, occurred_on: '2026-06-01' })).toHaveProperty('occurred_on')
  expect(faults({ ...least, occured_on: '2026-05-01' })).toHaveProperty('occured_on')
  expect(faults({ ...least, occurred_on: '2026-05-31' })).toEqual({})
})

test('who files anonymously leaves no contact behind, even when the form carried one', () => {
  const complaint = parseComplaint(
    { ...least, anonymous: true, contact: { name: '某人', phone: '13800000000' } },
    today,
  )
  expect(complaint.contact).toBeNull()
})

test('what cannot be stored is taken out before the length is counted', () => {
  const { text, title } = parseComplaint(
    { ...least, title: '\u0000坏\ud800', text: ' 电梯\u0007困人半小时\n\t ' },
    today,
  )
  expect([title, text]).toEqual(['坏\ufffd', '电梯困人半小时'])
})
