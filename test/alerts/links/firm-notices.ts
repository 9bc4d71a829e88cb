import { linkFirms } from '../../../src/alerts/links/link-firms.ts'
import { linkNotice } from '../../../src/alerts/links/link-notice.ts'
import type { World } from '../../../src/context.ts'
import { importNotices } from '../../../src/intake/import-notices.ts'
import type { NoticeSource } from '../../../src/intake/notice.ts'
import { contextOf, monday } from '../../support/world.ts'

/** A notice of a recall as SAMR words its form; say only what the test is about. */
export function samrForm(
  said: Partial<Record<'maker' | 'product' | 'brand' | 'model' | 'batch' | 'units' | 'more', string>> = {},
) {
  const {
    maker = '深圳市虚构一号电器有限公司',
    product = '电热水壶',
    brand = '虚构',
    model = 'XG-1800',
    batch = '20260301',
    units = '1200件',
    more = '——',
  } = said
  const rows = {
    生产者名称: maker,
    产品名称: product,
    品牌: brand,
    涉及数量: units,
    '型号/规格': model,
    '生产批号/批次': batch,
    存在的缺陷: '电源连接处过热，可能起火。',
    可能导致的后果: '火灾、烫伤',
    具体召回措施: '停止销售，为消费者免费退换。',
    产品描述及外观照片: more,
    召回联系方式: '召回服务热线：0755-00000777',
  }
  const cells = Object.entries(rows).map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`)
  return new TextEncoder().encode(
    `<html><head><title>${maker}召回部分${product}</title></head><body><h1>${maker}召回部分${product}</h1><p>发布时间:2026-11-10</p><table>${cells.join('')}</table></body></html>`,
  )
}

/** A table of one failed sample. */
export function failedSample(
  said: { maker?: string; address?: string; seller?: string; conclusion?: string; note?: string } = {},
) {
  const {
    maker = '深圳市虚构食品有限公司',
    address = '深圳市宝安区西乡',
    seller = '某超市',
    conclusion = '不合格',
    note = '',
  } = said
  const columns = {
    抽样编号: 'XC26440300001',
    标称生产企业名称: maker,
    标称生产企业地址: address,
    被抽样单位名称: seller,
    食品名称: '绿豆糕',
    商标: '虚构',
    '生产日期/批号': '2026-10-01',
    '不合格项目║检验结果║标准值': '菌落总数║7500CFU/g║≤1000CFU/g',
    检验结论: conclusion,
    备注: note,
    公告日期: '2026-11-09',
  }
  const lines = [Object.keys(columns), Object.values(columns)].map((cells) =>
    cells.map((cell) => `"${cell}"`).join(','),
  )
  return new TextEncoder().encode(lines.join('\n'))
}

/** Reads a document and lets its notices meet reports and firms, as the worker does. Answers the number of the newest. */
export async function told(world: World, source: NoticeSource, bytes: Uint8Array, now = monday): Promise<number> {
  await importNotices(contextOf(world, { actor: { kind: 'operator' }, now }), {
    source,
    name: source === 'samr' ? 't20261110_350001.html' : 'file.csv',
    mediaType: source === 'samr' ? 'text/html' : 'text/csv',
    bytes,
  })
  const { id } = await world.db
    .selectFrom('notice')
    .select('id')
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const worker = contextOf(world, { actor: { kind: 'job', name: 'link-notice' }, now })
  await linkNotice(worker, { noticeId: id })
  await linkFirms(worker, { noticeId: id })
  return id
}
