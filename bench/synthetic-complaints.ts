/** Complaints of our own making, with the length and mix of a hotline's day; the same `n` gives the same complaint. */

const openings = [
  '本人于上周六',
  '我是附近居民，昨天晚上',
  '家里老人前天',
  '我和家人上个月',
  '今天早上七点左右',
  '公司同事三天前',
]
const events = [
  '在福田区华强北街道的一家数码店买了一块移动电源，充电时外壳鼓包发烫，店家不肯退货也不给检测报告',
  '在南山区粤海街道的火锅店吃饭，回家后全家三人上吐下泻，去医院花了八百多元，店方只肯退餐费',
  '发现龙岗区布吉街道小区电梯连续两天困人，物业说等配件，业主群里已有多人反映，没有人给出维修时间',
  '被宝安区西乡街道工厂半夜排出的刺鼻气味熏醒，孩子一直咳嗽，打过几次电话都说会处理，到现在仍然没有结果',
  '在龙华区民治街道的健身房办了年卡，交了三千六百元，上周突然关门，负责人电话不接，会员群也解散了',
  '在网上平台买的婴儿奶粉罐底有锈迹，冲泡后有异味，商家拒绝赔偿，平台客服让我自己和商家协商',
  '罗湖区东门街道一处工地夜里十一点以后还在打桩，影响几栋楼的居民休息，现场没有看到夜间施工许可',
  '新买的精装房卫生间往楼下漏水，开发商派人修过两次都没有修好，墙面已经发霉，要求尽快彻底维修',
  '光明区公明街道的加油站加油后车辆抖动熄火，修理厂说油里有水，加油站不承认，要求检测油品并赔偿维修费',
  '坪山区学校门口的路灯坏了半个月，晚上学生放学很暗，前天有一名老人摔伤，希望有关部门尽快修复',
]
const endings = [
  '请有关部门尽快调查处理并给予书面答复。',
  '要求退还全部款项并赔偿损失，希望三日内与我联系。',
  '希望执法人员到现场看一看，不要只打电话问一下就结束。',
  '我保留了付款记录、照片和聊天记录，可以随时提供。',
]

/** JSON body of `POST /api/v1/complaints`; every fifth leaves an e-mail address, so that a letter is owed. */
export function syntheticComplaint(n: number): string {
  const pick = <T>(list: T[], salt: number): T => list[Math.floor(n / salt) % list.length] as T
  const text = `${pick(openings, 1)}${pick(events, 6)}。${pick(endings, 3)}${pick(endings, 7)}订单尾号${(n * 7919) % 1_000_003}。`
  return JSON.stringify({
    text,
    kind: n % 4 === 0 ? 'report' : 'complaint',
    respondent: `第${n % 977}号经营部`,
    amount: (n % 500) * 10,
    claims: ['退还货款和服务费用'],
    ...(n % 5 === 0
      ? { contact: { name: '测试', phone: '13800000000', email: `bench-${n}@example.com` } }
      : { anonymous: true }),
    submission_key: `bench-${process.pid}-${n}-0000000000`,
  })
}
