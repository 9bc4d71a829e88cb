import { describe, expect, test } from 'vitest'
import { readSubscriptionToken, subscriptionToken } from '../../../../src/alerts/subscriptions/subscription-token.ts'

const secret = 'a-secret-of-the-tests-0123456789'

describe('the key in a link of a letter', () => {
  test('opens its own subscription for its own purpose', () => {
    expect(readSubscriptionToken(secret, subscriptionToken(secret, 17, 'end'), 'end')).toBe(17)
    expect(readSubscriptionToken(secret, subscriptionToken(secret, 17, 'confirm'), 'confirm')).toBe(17)
  })

  test('opens nothing else: not another purpose, number, secret, or a text that is no key', () => {
    const token = subscriptionToken(secret, 17, 'end')
    const mac = token.slice(3)
    expect(readSubscriptionToken(secret, token, 'confirm')).toBeNull()
    expect(readSubscriptionToken('another', token, 'end')).toBeNull()
    for (const wrong of [`18.${mac}`, `017.${mac}`, `-17.${mac}`, `17.${mac}x`, `17.${mac.slice(1)}`, '17.', mac, ''])
      expect(readSubscriptionToken(secret, wrong, 'end'), wrong).toBeNull()
  })

  test('cannot be changed in any letter', () => {
    const token = subscriptionToken(secret, 17, 'end')
    for (let at = 3; at < token.length; at += 1) {
      for (const letter of ['A', 'B', 'C', 'D', '_']) {
        if (token[at] === letter) continue
        const changed = token.slice(0, at) + letter + token.slice(at + 1)
        expect(readSubscriptionToken(secret, changed, 'end'), changed).toBeNull()
      }
    }
  })

  test('holds nothing but the number and the MAC', () => {
    expect(subscriptionToken(secret, 17, 'end')).toMatch(/^17\.[\w-]{43}$/)
  })
})
