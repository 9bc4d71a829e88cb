import { expect, test } from 'vitest'
import { partsOfHeader, sampleColumn } from '../../../src/intake/sampling/sample-headers.ts'

test.each([
  ['序号', 'row'],
  ['抽样编号', 'sampleNumber'],
  ['标称生产\n企业名称', 'maker'],
  ['标示生产者', 'maker'],
  ['标称生产企业地址', 'makerAddress'],
  ['被抽样单位名称*', 'seller'],
  ['受检单位', 'seller'],
  ['被抽样单位地址', 'sellerAddress'],
  ['抽样单位', 'laboratory'],
  ['承检机构名称', 'laboratory'],
  ['样品名称', 'product'],
  ['食品大类（二级）', 'category'],
  ['规格(包装规格）', 'spec'],
  ['商标', 'brand'],
  ['生产(购进)日期/批号', 'batch'],
  ['抽样日期', 'sampledOn'],
  ['不合格项目', 'item'],
  ['检测结果', 'measured'],
  ['实测值（mg/kg）', 'measured'],
  ['最大残留限量(mg/kg)', 'limit'],
  ['结果判定', 'conclusion'],
  ['任务来源/项目名称（隐藏栏）', 'task'],
  ['被抽样单位所在省份', 'region'],
  ['公告号', 'announcement'],
  ['公告日期', 'announcedOn'],
  ['备注', 'note'],
  ['山梨酸（g/kg）', 'analyte'],
  ['γ-六六六NY/T761-2008', 'analyte'],
  ['委托方', 'consignor'],
])('%s is %s', (header, column) => {
  expect(sampleColumn(header)).toBe(column)
})

test('new words have no meaning', () => {
  expect(sampleColumn('冷链编码甲')).toBeNull()
  expect(sampleColumn('')).toBeNull()
})

test('a combined header names its parts in order', () => {
  expect(partsOfHeader('不合格项目║检验结果║标准值')).toEqual(['item', 'measured', 'limit'])
  expect(partsOfHeader('标准值/检测值')).toEqual(['limit', 'measured'])
})
