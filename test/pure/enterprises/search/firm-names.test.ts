import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { comparedName } from '../../../../src/enterprises/search/firm-names.ts'
import { initialsOf, readAsPinyin, syllablesOf } from '../../../../src/enterprises/search/pinyin-keys.ts'
import {
  askedOf,
  keysOf,
  likeness,
  nameRows,
  slipKeys,
  slipsBetween,
} from '../../../../src/enterprises/search/search-keys.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const core = (name: string) => comparedName(name, city).core

describe('a name as it is compared', () => {
  test.each([
    ['深圳市虚构一号电器有限公司', '虚构一号电器'],
    ['深圳虚构一号电器股份有限公司', '虚构一号电器'],
    ['广东省深圳市福田区样例食品厂', '样例食品厂'],
    ['虚构一号（深圳）电器有限公司', '虚构一号电器'],
    ['标称：深圳市虚構一號電器有限公司', '虚构一号电器'],
    ['深圳市 虚构一号电器 有限公司', '虚构一号电器'],
    ['ＡＢＣ电器（中国）有限公司', 'abc电器'],
  ])('%s is %s', (name, expected) => expect(core(name)).toBe(expected))

  test('a branch is not its parent', () => {
    expect(core('深圳市演示餐饮管理有限公司南山分公司')).toBe('演示餐饮管理南山分公司')
    expect(core('深圳市演示餐饮管理有限公司')).toBe('演示餐饮管理')
  })

  test('never becomes too short to mean anything', () => {
    expect(core('深圳公司')).toBe('深圳')
    expect(core('南山区公司').length).toBeGreaterThanOrEqual(2)
  })
})

describe('pinyin', () => {
  test('reads letters with and without blanks, and folds sounds that the south does not tell apart', () => {
    expect(readAsPinyin('huaqiangdianzi')).toEqual(syllablesOf('华强电子'))
    expect(readAsPinyin('hua qiang dian zi')).toEqual(syllablesOf('华强电子'))
    expect(readAsPinyin('huaqiandianzi')).toEqual(syllablesOf('华强电子'))
    expect(readAsPinyin("xi'an")).toEqual(['xi', 'an'])
    expect(initialsOf('华强电子')).toBe('hqdz')
  })
  test('knows a character by its neighbours', () =>
    expect(syllablesOf('重庆银行')).toEqual(['con', 'qin', 'yin', 'han']))
  test('says so when the letters are none', () => {
    expect(readAsPinyin('oppo')).toBeNull()
    expect(readAsPinyin('3m')).toBeNull()
  })
})

describe('a query', () => {
  test('may be a code, whole or begun', () => {
    expect(askedOf('9144 0300 0000 0001 9b', city).code).toBe('91440300000000019B')
    expect(askedOf('914403000000', city).code).toBe('914403000000')
    expect(askedOf('华强电子', city).code).toBeNull()
  })
  test('asks for keys that the firm holds', () => {
    const rows = nameRows({ name: '深圳市华强电子有限公司', formerNames: [], brands: ['Huaqi'] }, city)
    const held = keysOf(rows, '广东省深圳市福田区华强北路88号', city)
    for (const typed of ['华强电子', '深圳市华强电子有限公司', 'huaqi', '华强北路88号']) {
      expect(held).toEqual(expect.arrayContaining(askedOf(typed, city).keys))
    }
    expect(held).toEqual(expect.arrayContaining(askedOf('huaqiang', city).sounds))
  })
})

test('likeness is symmetric, 1 for the same and 0 for nothing in common', () => {
  expect(likeness('华强电子', '华强电器')).toBeCloseTo(2 / 3)
  expect(likeness('华强电器', '华强电子')).toBe(likeness('华强电子', '华强电器'))
  expect(likeness('华强', '华强')).toBe(1)
  expect(likeness('华强', '南方')).toBe(0)
})

describe('a letter that is wrong in a short name', () => {
  const shares = (a: string, b: string) => slipKeys(a).some((key) => slipKeys(b).includes(key))

  test.each([
    ['华鑫科技', '华海科技'],
    ['华鑫科技', '华科技'],
    ['华鑫科技', '华鑫金科技'],
    ['华鑫科技', '鑫华科技'],
  ])('%s and %s share a key', (a, b) => expect(shares(a, b)).toBe(true))

  test('names that differ by more share none, and neither long names nor Latin ones have any', () => {
    expect(shares('华鑫科技', '大海科技')).toBe(false)
    expect(shares('华鑫科技', '科技华鑫')).toBe(false)
    expect(askedOf('华鑫新能源科技发展', city).slips).toEqual([])
    expect([slipKeys('华鑫'), slipKeys('tcl')]).toEqual([[], []])
  })

  test('is counted once', () => {
    expect(slipsBetween('华鑫科技', '华海科技')).toBe(1)
    expect(slipsBetween('华鑫科技', '华科技')).toBe(1)
    expect(slipsBetween('华鑫科技', '鑫华科技')).toBe(2)
    expect(slipsBetween('', '华鑫')).toBe(2)
  })
})
