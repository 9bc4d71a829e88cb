import { describe, expect, test } from 'vitest'
import { parseTbtZh } from '../../../src/intake/bulletins/tbt-zh.ts'
import { fewCodes } from './few-codes.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const read = (value: unknown, url?: string) => parseTbtZh(bytes(value), { codes: fewCodes, ...(url ? { url } : {}) })

/** One notification, laid out as the sites do. Whatever the layout, the same fields come out. */
const layouts: Record<string, string> = {
  'numbers and colons': `某信息平台\n世界贸易组织\nG/TBT/N/CHL/700\n2026-03-02\n技术性贸易壁垒\n通  报\n1\n以下通报根据TBT协定第10.6条分发\n1. 通报成员:智利\n2. 负责机构:经济部\n3. 通报依据的条款:2.9.2 [X], 2.10.1 [ ], 5.6.2 [ ], 5.7.1 [ ], 3.2 [ ], 7.2 [ ],\n通报依据的条款其他:\n4. 覆盖的产品:电动玩具\nICS:97.200.50      HS:9503\n5. 通报标题:\n\n电动玩具安全要求\n\n页数:23页    使用语言:西班牙语\n链接网址:\n6. 内容简述:\n\n规定电动玩具的安全要求。\n\n7. 目的和理由:保护人类健康和安全\n8. 相关文件: 2026年1月1日第5号令\n9. 拟批准日期: 待定\n拟生效日期: 批准后6个月\n10. 意见反馈截至日期:自通报之日起60天\n11.\n文本可从以下机构得到:\n1\n以下2026-03-02的信息根据智利代表团的要求分发。\n电动玩具安全要求`,
  'a table with rules': `世界贸易组织 | G/TBT/N/CHL/700 2026-03-02 26-1234 |\n| |\n技术性贸易壁垒 | 原文:西班牙语 |\n通 报\n1. | 通报成员: 智利 |\n2. | 负责机构: 经济部 |\n3. | 通报依据条款: [X] 2.9.2 [ ] 2.10.1 |\n4. | 覆盖的产品:电动玩具(HS编码:9503);(ICS编码:97.200.50) |\n5. | 通报标题: 电动玩具安全要求; |\n6. | 内容简述: 规定电动玩具的安全要求。\n|\n7. | 目标与理由:保护人类健康和安全 |\n8. | 相关文件: 第5号令,2026年1月1日 |\n9. | 拟批准日期:待定 拟生效日期:批准后6个月 |\n10. | 意见反馈截止日期: 2026年5月1日;[X]距通报60天;指定处理有关通报意见的机构联系方式:电话:+(56)2 2222 |\n11. | 文本可从以下机构得到: https://members.wto.org/crnattachments/2026/TBT/CHL/26_1_00_s.pdf |`,
  'labels of a list page':
    '首页\nTBT通报\n通报号:G/TBT/N/CHL/700\n通报标题:电动玩具安全要求\n通报成员:智利\n负责部门:经济部\n覆盖的产品:电动玩具 HS:9503 ICS:97.200.50\n通报文件的名称:电动玩具安全要求 页数:23 页 使用语言: 西班牙语\n通报日期:2026-03-02\n内容概述:规定电动玩具的安全要求。\n目的和理由:保护人类健康和安全\n相关文件:第5号令\n依据条例:[X]2.9.2 [ ]2.10.1 [ ]5.6.2 [ ]5.7.1 [ ]其他:\n拟批准日期:待定\n拟生效日期:批准后6个月\n提意见截止日期:2026/5/1',
  'numbers without points':
    'WTO/TBT通报详情\n\n技术性贸易壁垒\n通报号: G/TBT/N/CHL/700\n通报日期:2026-03-02\n\n通 报\n\n1 通报成员:智利\n如可能,列出涉及的地方政府名称\n2 负责部门:经济部\n3 依据的条款:[X]2.9.2\n4 覆盖的产品:电动玩具\n  • HS:9503\n  • ICS:97.200.50\n5 通报文件的名称:电动玩具安全要求\n页数:23\n6 内容概述:规定电动玩具的安全要求。\n7 目的和理由:保护人类健康和安全\n8 相关文件:\n9\n  • 拟批准日期:待定\n  • 拟生效日期:批准后6个月\n10 提意见截止日期:2026-05-01\n11 备注:',
  'one label a line':
    '世界贸易组织\nG/TBT/N/CHL/700\n2026-03-02\n26-1234\n1.\n通报成员: 智利\n2.\n负责机构:经济部\n3.\n通报依据条款:\n[X] 2.9.2\n[ ] 2.10.1\n\n通报依据的条款其他:\n4.\n覆盖的产品: 电动玩具\nHS编码:9503  \n\nICS编码:97.200.50\n5.\n可能受影响的地区或国家:\n6.\n通报标题: 电动玩具安全要求\n\n语言:西班牙语 页数:23 链接网址:\n7.\n内容简述: 规定电动玩具的安全要求。\n8.\n目标与理由:保护人类健康和安全   \n\n保护国家免受有害生物的其它危害: \n13.\n拟批准日期:待定\n\n拟公布日期:\n\n拟生效日期:批准后6个月\n14.\n意见反馈截止日期: 通报后60天\n15.\n负责处理反馈意见的机构:\n16.\n文本可从以下机构得到:',
  'traditional script':
    '通報號:G/TBT/N/CHL/700\n通報標題:電動玩具安全要求\n通報成員:智利\n負責部門:經濟部\n覆蓋的產品:電動玩具 HS:9503 ICS:97.200.50\n通報日期:2026-03-02\n內容概述:規定電動玩具的安全要求。\n目的和理由:保護人類健康和安全\n依據條例:[X]2.9.2 [ ]2.10.1\n擬批准日期:待定\n擬生效日期:批准後6個月\n提意見截止日期:2026年5月1日',
}
const html = `<!DOCTYPE html><html><head><title>某平台</title><script>var a="通报成员:假"</script></head><body><table><tr><td>世界贸易组织</td><td>G/TBT/N/CHL/700<br>2026-03-02</td></tr><tr><td>1.</td><td>通报成员: 智利</td></tr><tr><td>2.</td><td>负责机构: 经济部</td></tr><tr><td>3.</td><td>通报依据条款: [X] 2.9.2 [ ] 2.10.1</td></tr><tr><td>4.</td><td>覆盖的产品:电动玩具<p>HS编码:9503 ICS编码:97.200.50</p></td></tr><tr><td>5.</td><td>通报标题: 电动玩具安全要求</td></tr><tr><td>6.</td><td>内容简述: <p>规定电动玩具的安全要求。</p></td></tr><tr><td>7.</td><td>目标与理由:保护人类健康和安全</td></tr><tr><td>9.</td><td>拟批准日期:待定<br>拟生效日期:批准后6个月</td></tr><tr><td>10.</td><td>意见反馈截止日期: 2026年5月1日</td></tr></table></body></html>`

describe.each(Object.entries({ ...layouts, 'a web page': html }))('the layout with %s', (_, text) => {
  test('gives the same notification', () => {
    const { notices, rejects } = read(text)
    expect(rejects).toEqual([])
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      source: 'tbt-zh',
      sourceId: 'G/TBT/N/CHL/700',
      jurisdiction: 'CHL',
      member: '智利',
      agency: '经济部',
      notificationType: 'new',
      articles: ['2.9.2'],
      title: '电动玩具安全要求',
      titleZh: '电动玩具安全要求',
      description: '规定电动玩具的安全要求。',
      objectives: ['保护人类健康和安全'],
      circulatedOn: '2026-03-02',
      hs: [{ norm: '9503', valid: true }],
      ics: [{ norm: '97.200.50', valid: true }],
      adoption: { kind: 'unknown' },
      entryIntoForce: { kind: 'unknown', basis: 'adoption' },
      addendum: [],
    })
    expect(notices[0]?.products).toContain('电动玩具')
    expect(notices[0]?.commentDeadline.earliest).toBe('2026-05-01')
  })
})

describe('records', () => {
  test('with the text inside, one a line', () => {
    const lines = Object.values(layouts)
      .slice(0, 3)
      .map((text) => JSON.stringify({ text, url: 'https://example.cn/1' }))
    const { notices, rejects } = read(lines.join('\n'))
    expect(rejects).toEqual([])
    expect(notices.map(({ sourceId }) => sourceId)).toEqual(Array(3).fill('G/TBT/N/CHL/700'))
  })

  test('with the fields apart', () => {
    const { notices } = read([
      {
        symbol: null,
        url: 'http://example.cn/note-7.html',
        notifiedDate: '2026-03-02',
        member: '欧盟',
        articles: ['2.9.2'],
        products: '外部电源',
        hsRaw: '[{"uid":"8507"}]',
        icsRaw: '[]',
        title: '生态设计要求',
        summary: '规定生态设计要求。',
        objective: '节能;保护环境',
        adoptionRaw: '2026年最后一个季度',
        entryIntoForceRaw: '0000-00-00',
        commentsRaw: '通报后60天',
      },
    ])
    expect(notices[0]).toMatchObject({
      sourceId: 'example.cn/note-7.html',
      symbols: [],
      jurisdiction: 'EU',
      objectives: ['节能', '保护环境'],
      hs: [{ norm: '8507', valid: true }],
      adoption: { kind: 'estimated', precision: 'quarter' },
      entryIntoForce: { kind: 'unknown' },
      commentDeadline: { kind: 'estimated', earliest: '2026-05-01', basis: 'circulation' },
    })
  })

  test('what hangs on an adoption that is itself an estimate stays unknown', () => {
    const [notice] = read([
      {
        symbol: 'G/TBT/N/IDN/1',
        title: 't',
        notifiedDate: '2026-03-02',
        adoptionRaw: '通报之后2个月',
        entryIntoForceRaw: '批准之后6个月',
      },
    ]).notices
    expect(notice).toMatchObject({
      adoption: { kind: 'estimated', earliest: '2026-05-02' },
      entryIntoForce: { kind: 'unknown', basis: 'adoption' },
    })
  })
})

describe('follow-ups', () => {
  const form =
    '补遗原因:\n[]评议期变更-日期:\n[X]已通知采取的措施-日期:2026年7月18日\n[X]通报措施公布-日期:2026年7月18日\n[X]通报措施生效-日期:2026年8月1日\n[X]最终措施文本可从1获得:\nhttps://members.wto.org/crnattachments/2026/TBT/CHL/final_measure/26_2_00_e.pdf\n[]通报措施撤回或撤销日期:\n若措施被重新通报,则相关编号为:\n[]内容或范围发生变化,文本可从1获得:\n新的意见反馈截止日期(如适用):\n[]发布的解释性指南和文本可从1获得:\n[]其他:\n描述:本件发布最终文本。草案此前在G/TBT/N/CHL/700号文件中通报。'

  test('an addendum is an event: its ticks set the clocks, the form itself says nothing', () => {
    const [notice] = read(
      `通报号:G/TBT/N/CHL/700/Add.1\n通报标题:G/TBT/N/CHL/700/Add.1(补遗)\n通报成员:智利\n覆盖的产品: HS: ICS:\n通报日期:2026-07-21\n内容概述:\n${form}\n目的和理由:\n拟批准日期:\n拟生效日期:\n提意见截止日期:`,
    ).notices
    expect(notice).toMatchObject({
      notificationType: 'addendum',
      title: '本件发布最终文本',
      adoption: { kind: 'exact', earliest: '2026-07-18' },
      publication: { earliest: '2026-07-18' },
      entryIntoForce: { earliest: '2026-08-01' },
      commentDeadline: { kind: 'unknown' },
      related: ['G/TBT/N/CHL/700'],
      relief: false,
    })
    expect(notice?.addendum.map(({ kind }) => kind)).toEqual(['adopted', 'published', 'inForce', 'finalText'])
    expect(notice?.measureTypes).not.toContain('relief')
  })

  test('a withdrawal is relief', () => {
    const withdrawn = form.replace('[]通报措施撤回', '[X]通报措施撤回').replace('[X]通报措施生效', '[]通报措施生效')
    expect(read([{ symbol: 'G/TBT/N/CHL/700/Add.2', title: 't', summary: withdrawn }]).notices[0]).toMatchObject({
      relief: true,
      entryIntoForce: { kind: 'unknown' },
    })
  })

  test('a date in plain prose is taken when there is one, and left when there are two', () => {
    const told = (summary: string) =>
      read([{ symbol: 'G/TBT/N/USA/9/Add.1', title: 't', notifiedDate: '2026-01-05', summary }]).notices[0]
    expect(told('本法规于2026年6月15日生效。意见应在2026年2月4日之前提交。')).toMatchObject({
      entryIntoForce: { earliest: '2026-06-15' },
      commentDeadline: { earliest: '2026-02-04' },
    })
    expect(told('甲款于2026年6月15日生效,乙款于2027年6月15日生效。')?.entryIntoForce.kind).toBe('unknown')
    expect(told('推迟了该规则的生效日期。')?.entryIntoForce.kind).toBe('unknown')
  })

  test('the page of an addendum whose title stands in its prose', () => {
    const [notice] = read(
      '通报号: G/TBT/N/USA/9/Add.1\n通报日期:2026-01-05\n通 报\n1 通报成员:美国\n4 覆盖的产品:\n  • HS:\n  • ICS:\n5 通报文件的名称:通 报\n6 内容概述:以下 2026 年 01 月 05 日 的信息根据 美国 代表团的要求分发。 儿童座椅标准标题:儿童座椅标准措施:最终法规摘要:委员会发布标准。\n7 目的和理由:',
    ).notices
    expect(notice).toMatchObject({
      title: '儿童座椅标准',
      products: '',
      jurisdiction: 'USA',
      circulatedOn: '2026-01-05',
    })
  })

  test('a recommended-comment post without colons', () => {
    const [notice] = read(
      '2026年3月2日,智利通报了1项电动玩具相关措施,通报号为G/TBT/N/CHL/700。该措施规定了标签要求。 拟批准日期 待定 拟生效日期 2026年9月1日 评议截止日期 2026年5月1日 如造成壁垒,请反馈。',
    ).notices
    expect(notice).toMatchObject({
      member: '智利',
      products: '电动玩具',
      circulatedOn: '2026-03-02',
      adoption: { kind: 'unknown' },
      entryIntoForce: { earliest: '2026-09-01' },
      commentDeadline: { earliest: '2026-05-01' },
    })
  })
})

describe('what is no bulletin', () => {
  test.each([
    ['a daily digest', '2026年3月2日,共有17个WTO成员通报了40项技术性贸易措施,其中30项为TBT措施。'],
    ['a page of something else', '<html><body><h1>页面不存在</h1></body></html>'],
    ['an empty file', ''],
    ['an error body', { error: 'rate limited' }],
  ])('%s is rejected with its reason', (_, value) => {
    const { notices, rejects } = read(value)
    expect(notices).toEqual([])
    expect(rejects).toHaveLength(1)
    expect(rejects[0]?.reason.zh).not.toBe('')
  })
})
