import { expect, it } from 'vitest'
import { importNotices } from '../../../src/intake/import-notices.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { watchAll } from './watched.ts'

const world = await useWorld()

it('a failed sample is counted where and when it was taken, for its maker; one that passed is not', async () => {
  const csv = [
    '食品名称,生产企业,被抽样单位,被抽样单位地址,抽样日期,不合格项目,检验结论',
    '移动电源,深圳市小圆充电器有限公司,甲数码店,深圳市南山区某路1号,2026-11-12,绝缘电阻,不合格',
    '移动电源,惠州方块电器厂,甲数码店,深圳市南山区某路1号,2026-11-12,/,合格',
  ].join('\n')
  await importNotices(contextOf(world, { actor: { kind: 'operator' } }), {
    source: 'sampling',
    name: 'samples.csv',
    mediaType: 'text/csv',
    bytes: new TextEncoder().encode(csv),
  })
  await watchAll(world)
  const sightings = await world.db.selectFrom('sighting').selectAll().execute()
  expect(sightings).toMatchObject([{ kind: 'failed_sample', day: '2026-11-12', district: 'NANSHAN', people: 1 }])
  expect(sightings[0]?.leaf).not.toBeNull()
  const notice = await world.db
    .selectFrom('notice')
    .select('content')
    .where('id', '=', sightings[0]?.notice_id ?? 0)
    .executeTakeFirstOrThrow()
  expect(notice.content).toMatchObject({ maker: { name: '深圳市小圆充电器有限公司' } })
})
