/**
 * Complaints of our own making, with the length and the mix of a hotline's day: mostly different matters, now and then the same
 * one told by a neighbour. The same `n` gives the same complaint.
 */

const writers = ['本人', '我和家人', '我是附近居民', '公司同事', '家里老人', '我替邻居反映', '孩子', '我们业主']
const times = [
  '上周六',
  '昨天晚上',
  '前天中午',
  '今天早上七点左右',
  '上个月底',
  '三天前',
  '本月初',
  '国庆期间',
  '最近半个月',
  '去年年底',
]
const places = [
  '福田区华强北街道',
  '福田区莲花街道',
  '福田区梅林街道',
  '南山区粤海街道',
  '南山区西丽街道',
  '南山区蛇口街道',
  '宝安区新安街道',
  '宝安区西乡街道',
  '宝安区沙井街道',
  '龙岗区布吉街道',
  '龙岗区横岗街道',
  '龙岗区坪地街道',
  '龙华区民治街道',
  '龙华区观澜街道',
  '罗湖区东门街道',
  '罗湖区翠竹街道',
  '光明区公明街道',
  '光明区新湖街道',
  '坪山区马峦街道',
  '盐田区沙头角街道',
  '大鹏新区葵涌街道',
]
const matters = [
  ['在数码店买的移动电源', ['充电口松动接触不良', '标称容量虚标一半', '用了一周就充不进电', '没有任何检测报告和厂名']],
  ['在火锅店吃饭', ['上菜等了一个多小时', '锅底里捞出钢丝球', '结账时多收了茶位费', '后厨门口看见老鼠']],
  ['小区电梯', ['连续两天停运', '运行时剧烈抖动', '年检标志已经过期', '轿厢里没有灯也没有风']],
  ['工厂半夜', ['排出刺鼻的塑料气味', '机器轰鸣无法入睡', '把废水直接倒进雨水井', '烧东西冒黑烟']],
  ['健身房的年卡', ['刚交钱就突然关门', '私教频繁更换不退费', '合同写明可退却拒绝退款', '更衣柜长期没有锁']],
  ['网上买的婴儿奶粉', ['罐底有锈迹冲泡有异味', '日期被涂改', '与实体店包装不一致', '客服不给进货凭证']],
  ['工地', ['夜里十一点以后还在打桩', '围挡倒在人行道上', '渣土车撒漏没有冲洗', '白天黑夜灯光直射卧室']],
  ['新买的精装房', ['卫生间往楼下漏水', '地板空鼓翘边', '入户门锁打不开', '橱柜门板全是划痕']],
  ['加油站', ['加油后车辆抖动熄火', '实际油量比显示少很多', '加油枪漏油没有人管', '发票开不出来']],
  ['学校门口的路灯', ['坏了半个月没有修', '一直闪烁晃眼', '白天一直亮着浪费电', '换了新灯还是很暗']],
  ['快递', ['丢了三天没有说法', '外箱压烂里面的屏幕碎了', '不送上门放在驿站', '被别人冒领还显示本人签收']],
  ['装修公司', ['收了定金就停工', '水电改造乱加项', '用的板材味道很大', '设计师离职没有人对接']],
  ['美容院', ['推销的套餐与说好的不一样', '办卡后项目缩水', '换了老板不认旧卡', '退款拖了两个月']],
  ['停车场', ['收费与公示牌不一致', '抬杆砸坏了车顶', '月卡到期前停用', '道闸识别错车牌多收钱']],
  ['自来水', ['连续三天发黄有泥沙', '水压太小洗不了澡', '停水没有提前通知', '有明显的漂白粉味道']],
  ['教育培训机构', ['停课以后老师失联', '强制贷款交学费', '换了没有资质的老师', '承诺的课时没有上完']],
] as const
const answers = [
  '店方只肯退一部分',
  '打电话一直没有人接',
  '客服让我再等等',
  '负责人说与他们无关',
  '物业贴了一张通知就不管了',
  '对方态度很差还骂人',
  '说要走流程已经拖了很久',
]
const asks = [
  '请有关部门尽快调查处理并书面答复',
  '要求全额退款并赔偿损失',
  '希望执法人员到现场看一看',
  '请检测后公布结果',
  '要求立即整改并公开道歉',
  '希望给一个明确的维修时间',
]
const details = [
  '我保留了付款记录和照片',
  '现场有监控可以调取',
  '附近好几户都遇到同样的情况',
  '家里有老人和小孩很担心',
  '已经影响正常上班和休息',
  '之前反映过一次没有结果',
  '当时还有两位邻居在场',
  '聊天记录可以随时提供',
]

/** JSON body of `POST /api/v1/complaints`; every fifth leaves an e-mail address, so that a letter is owed. */
export function syntheticComplaint(n: number): string {
  const draw = dice(n)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T
  const [subject, troubles] = pick(matters)
  const text = `${pick(writers)}${pick(times)}在${pick(places)}反映${subject}，${pick(troubles)}，${pick(troubles)}。${pick(details)}，${pick(answers)}，${pick(details)}。${pick(asks)}。订单尾号${Math.floor(draw() * 1e6)}。`
  return JSON.stringify({
    text,
    kind: n % 4 === 0 ? 'report' : 'complaint',
    respondent: `第${Math.floor(draw() * 5000)}号经营部`,
    amount: Math.floor(draw() * 5000),
    claims: ['退还货款和服务费用'],
    ...(n % 5 === 0
      ? { contact: { name: '测试', phone: '13800000000', email: `bench-${n}@example.com` } }
      : { anonymous: true }),
    submission_key: `bench-${process.pid}-${n}-0000000000`,
  })
}

/** Mulberry32: the same seed, the same throws. */
function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
