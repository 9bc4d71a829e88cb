/** What a text names; a key that is left out is not asked. Respondents are asked exactly, the others must be among what is found. */
export type Named = {
  text: string
  respondent?: string[]
  product?: string[]
  brand?: string[]
  model?: string[]
  place?: string[]
  /** Yuan. */
  amount?: number[]
  time?: string[]
}

/** As people type on a phone: run together, half a sentence, shop names of every kind, other scripts mixed in. Our own sentences. */
export const namedTexts: Named[] = [
  // Batteries and e-bikes
  {
    text: '买的雅迪电动车才三个月电池就鼓包了,去民治雅迪专卖店他们不给换',
    respondent: ['民治雅迪专卖店'],
    product: ['雅迪电动车'],
    brand: ['雅迪'],
  },
  { text: '楼下小哥换电柜昨晚冒烟 消防都来了 柜子上写着e换电', respondent: ['e换电'], time: ['昨晚'] },
  {
    text: '在拼多多店铺鑫动力电池专营店花了628元买的72v锂电池充电的时候起火',
    respondent: ['拼多多', '鑫动力电池专营店'],
    product: ['锂电池'],
    amount: [628],
  },
  {
    text: '绿源电动车的充电器烫手,打4008客服一直不接,投诉绿源电动车沙井店',
    respondent: ['绿源电动车沙井店'],
    product: ['绿源电动车'],
  },
  {
    text: '台铃TDR2357Z刚买一周刹车失灵,在龙岗坂田街道杨美村的车行买的',
    brand: ['台铃'],
    model: ['TDR2357Z'],
    place: ['龙岗坂田街道杨美村'],
  },
  { text: '小米手机Redmi Note 12 Pro充电爆炸 客服说人为', brand: ['小米'], product: ['小米手机'] },
  {
    text: '罗马仕充电宝PSP20-A飞机上不让带也不给退,天猫罗马仕旗舰店说要拆开寄回去',
    respondent: ['天猫', '罗马仕旗舰店'],
    brand: ['罗马仕'],
    product: ['罗马仕充电宝'],
  },
  // Food
  {
    text: '今天中午在海岸城的探鱼吃饭 鱼里有铁丝 经理说只能打八折',
    respondent: ['探鱼'],
    place: ['海岸城'],
    time: ['今天'],
  },
  { text: '蜜雪冰城科技园店的柠檬水喝出蟑螂', respondent: ['蜜雪冰城科技园店'] },
  { text: '投诉老王猪脚饭用过期的肉,就在西乡地铁站C口', respondent: ['老王猪脚饭'], place: ['西乡地铁站C口'] },
  {
    text: '我在美团上点了一份隆江猪脚饭,吃完拉了两天肚子,店家叫阿伟隆江猪脚饭(固戍店)',
    respondent: ['美团', '阿伟隆江猪脚饭(固戍店)'],
  },
  { text: '盒马买的三文鱼有虫,退了19.9元不赔偿', respondent: ['盒马'], amount: [19.9] },
  { text: '福永桥头市场有家叫胖子卤味的卖病死鸡', respondent: ['胖子卤味'] },
  {
    text: '幼儿园饭堂给孩子吃发霉的面包,宝安区阳光贝贝幼儿园,二十多个小朋友吐了',
    respondent: ['宝安区阳光贝贝幼儿园'],
    product: ['面包'],
  },
  { text: '钱大妈五和店标价8.8结账收了12.8,一天不知道坑多少人', respondent: ['钱大妈五和店'] },
  {
    text: '在抖音直播间小琴海鲜买的大闸蟹到手全是死的,680块钱不退',
    respondent: ['抖音', '小琴海鲜'],
    product: ['大闸蟹'],
    amount: [680],
  },
  // Gyms, cards, courses
  {
    text: '办了两年卡3980元的健身房跑路了 名字叫力美健南山店 现在门都锁了',
    respondent: ['力美健南山店'],
    amount: [3980],
  },
  { text: '超级猩猩的课约不上也不退钱', respondent: ['超级猩猩'] },
  { text: '龙华壹方城威尔士健身换老板后旧会员卡不认了', respondent: ['威尔士健身'], place: ['龙华壹方城'] },
  { text: '给孩子在编程猫报了2万块的课程,现在老师全走了申请退费半年没动静', respondent: ['编程猫'], amount: [20000] },
  { text: '爱乐琴行突然关门 还有46节课没上', respondent: ['爱乐琴行'] },
  { text: '在千丽造型充了五千,还剩三千二百元,店没了', respondent: ['千丽造型'], amount: [5000, 3200] },
  { text: '美容院骗老人做理疗,店名「玉颜堂」,一次收了8600元', respondent: ['玉颜堂'], amount: [8600] },
  { text: '新概念驾校拖了我一年不给约考,退费只退一半', respondent: ['新概念驾校'] },
  // Housing, property firms, builders
  { text: '阳光海岸小区物业把消防通道租给别人停车', respondent: ['阳光海岸小区物业'], place: ['阳光海岸小区'] },
  { text: '我们小区的物业长城物业擅自把管理费从3.2涨到4.5', respondent: ['长城物业'] },
  { text: '开发商龙光交房延期一年了 龙光玖誉湾的业主都在等', respondent: ['龙光'], place: ['龙光玖誉湾'] },
  { text: '观澜湖新城旁边的工地半夜两点还在打桩,施工单位是中建三局', respondent: ['中建三局'] },
  { text: '房东是自如,甲醛超标孩子流鼻血,押金5600块不退', respondent: ['自如'], amount: [5600] },
  { text: '通过乐有家租的房子,中介费收了两次', respondent: ['乐有家'] },
  { text: '泊寓坂田店天花板掉下来差点砸到人', respondent: ['泊寓坂田店'] },
  { text: '给我家装修的靓家居拖了四个月不开工 交了八万八千元', respondent: ['靓家居'], amount: [88000] },
  { text: '布吉街道中海怡翠山庄电梯一周坏了3次', place: ['布吉街道中海怡翠山庄'] },
  // Takeaway, delivery, platforms
  { text: '货拉拉司机坐地起价,说好160到了要300', respondent: ['货拉拉'], amount: [300] },
  { text: '中通快递龙胜网点把我的冰箱摔坏了,只肯赔50', respondent: ['中通快递龙胜网点'], product: ['冰箱'] },
  { text: '菜鸟驿站不经同意就代签', respondent: ['菜鸟驿站'] },
  { text: '丰巢超时收费还不通知', respondent: ['丰巢'] },
  { text: '闲鱼卖家发来的iPhone 13是翻新机,闲鱼客服偏袒卖家', respondent: ['闲鱼'], brand: ['iPhone'] },
  { text: '得物买的耐克鞋鉴定说是假的,平台不认', respondent: ['得物'], product: ['耐克鞋'], brand: ['耐克'] },
  { text: '滴滴司机绕路多收了38.5元', respondent: ['滴滴'], amount: [38.5] },
  { text: '小红书店铺“小鹿家的衣橱”发货发错不给换', respondent: ['小红书', '小鹿家的衣橱'] },
  { text: '哈啰单车锁不上一直扣钱', respondent: ['哈啰单车'] },
  { text: '花小猪打车 明明取消了还扣违约金 客服机器人', respondent: ['花小猪'] },
  {
    text: '京东自营买的美的空调KFR-35GW安装师傅乱收材料费400元',
    respondent: ['京东'],
    product: ['美的空调'],
    brand: ['美的'],
    model: ['KFR-35GW'],
    amount: [400],
  },
  { text: '快手上有个直播间叫大力翡翠,卖的玉是塑料的', respondent: ['快手', '大力翡翠'] },
  // Health, school, care
  { text: '在美莱做的双眼皮两边不一样,他们说恢复期', respondent: ['美莱'] },
  { text: '深圳市第三人民医院挂号排了四个小时', respondent: ['深圳市第三人民医院'], time: [] },
  { text: '我妈在幸福里养老院摔了都没人通知家属', respondent: ['幸福里养老院'] },
  { text: '瑞尔齿科种牙掉了不负责', respondent: ['瑞尔齿科'] },
  { text: '大参林卖给我的降压药还有半个月过期', respondent: ['大参林'], product: ['降压药'] },
  {
    text: '学校门口的文具店卖三无水弹枪,在罗湖区翠竹小学旁边',
    respondent: [],
    product: ['水弹枪'],
    place: ['罗湖区翠竹小学'],
  },
  // Traffic, utilities, banks
  { text: 'M233路公交司机开车看手机', respondent: ['M233路公交'] },
  { text: '地铁5号线早上太挤了 空调也不开', respondent: ['地铁5号线'] },
  { text: '深圳燃气来换表说要收200块钱管子费', respondent: ['深圳燃气'], amount: [200] },
  { text: '招行信用卡莫名其妙扣了年费,要求退还', respondent: ['招行'] },
  { text: '平安普惠一天打二十个催收电话', respondent: ['平安普惠'] },
  { text: '特来电充电桩多扣我电费还不开发票,地点南山智园C座地下', respondent: ['特来电'] },
  { text: '建安路的安驰停车场进去五分钟就收15元', respondent: ['安驰停车场'], place: ['建安路'], amount: [15] },
  // What is named and not complained of
  { text: '市民中心门口的井盖松了,车一过就响', respondent: [] },
  { text: '我在腾讯上班,住的地方楼下半夜施工', respondent: [] },
  { text: '沃尔玛对面的红绿灯坏了三天', respondent: [] },
  { text: '请市场监管局查一下,12345说已经转了', respondent: [] },
  { text: '孩子在育才二小读三年级,家门口的路灯全黑', respondent: [] },
  { text: '从华侨城医院到侨香路这一段路全是坑', respondent: [] },
  // Other scripts
  { text: '我喺羅湖嘅百佳超市買咗一罐過期奶粉,店員唔肯退', respondent: ['百佳超市'], product: ['奶粉'] },
  { text: '惠康藥房賣假藥,收咗我HK$450', respondent: ['惠康藥房'] },
  {
    text: 'The gym 乐刻运动 in 车公庙 refuses to refund my deposit of 500元',
    respondent: ['乐刻运动'],
    place: ['车公庙'],
    amount: [500],
  },
  { text: 'Starbucks星巴克COCO Park店给我的蛋糕是过期的', respondent: ['星巴克COCO Park店'], product: ['蛋糕'] },
  { text: '順豐將我嘅包裹整爛咗', respondent: ['順豐'] },
]
