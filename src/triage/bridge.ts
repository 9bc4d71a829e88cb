import type { NormalText } from './normalise.ts'
import { findPhrases, phraseIndex } from './phrases.ts'

const pairs = (table: string): [string, string][] =>
  table
    .trim()
    .split(/\s*[;\n]\s*/)
    .filter((line) => line.includes('='))
    .map((line) => line.split('=').map((side) => side.trim()) as [string, string])

/** Words of Hong Kong and Cantonese, in simplified characters, with what the city calls the same. */
const HONG_KONG = phraseIndex(
  pairs(`
    升降机=电梯; 𨋢=电梯; 扶手电梯=自动扶梯; 大厦管理处=物业; 管理处=物业; 管理费=物业费; 屋苑=小区; 屋企=家里; 公屋=公租房; 唐楼=旧楼; 天台=楼顶; 僭建=违法建设;
    地盘=工地; 打桩=施工噪音; 嘈=噪音; 瞓=睡觉; 煤气=燃气 天然气; 石油气=液化气; 水喉=自来水 水管; 水渠=下水道; 渠盖=井盖; 冷气=空调; 雪柜=冰箱; 电掣=开关; 拖板=插座; 尿袋=充电宝; 外置充电器=充电宝;
    的士=出租车; 巴士=公交车; 小巴=公交车; 港铁=地铁; 单车=自行车; 电单车=摩托车; 泊车=停车; 车位=停车位; 私家车=汽车; 跳錶=打表; 跳表=打表; 白牌车=网约车; 斑马线=人行横道;
    街市=农贸市场; 食肆=餐馆 油烟; 茶餐厅=餐馆; 酒楼=餐馆; 大牌档=大排档; 外卖仔=外卖骑手; 曱甴=蟑螂; 乌蝇=苍蝇; 细路=孩子; 细路仔=孩子; 屙=拉肚子; 肚屙=拉肚子; 磅=秤; 秤=缺斤短两;
    执笠=倒闭; 结业=倒闭; 走佬=跑路; 按金=押金; 租客=租房; 退租=租房 押金; 地产代理=房产中介; 发展商=开发商; 收楼=收房; 紙皮石=外墙瓷砖; 纸皮石=外墙瓷砖 脱落; 走火通道=消防通道; 防烟门=防火门; 火警=火灾;
    速递=快递; 邮差=邮递员; 电讯=通信 运营商; 上网费=宽带 流量费; 宽频=宽带; 数据漫游=流量; 手提电话=手机; 电话卡=手机卡; 提款机=银行; 户口=账户; 强积金=养老金; 碌卡=刷卡; 信用咭=信用卡; 储值=预付卡 充值;
    幼稚园=幼儿园; 补习社=培训机构; 补习=校外培训; 学费=学费; 校巴=校车; 急症=急诊; 私家诊所=诊所; 药房=药店; 牙医=口腔; 化验=检查; 长者=老人; 安老院=养老院; 老人院=养老院;
    街灯=路灯; 麻雀=麻将 噪音; 唱K=KTV 噪音; 垃圾站=垃圾 环卫; 垃圾房=垃圾 环卫; 坑渠=下水道; 污糟=脏; 污糟邋遢=脏乱差; 老鼠=老鼠; 曬衣=晾晒; 冒牌=假货; 冒牌货=假货; 老翻=盗版; 水货=走私; 网购=网购; 导游=导游; 旅行团=旅行社; 戏院=电影院; 卡拉OK=KTV; 健身中心=健身房; 美容院=美容院
  `),
)

/** English words and phrases with what the city calls the same; longer ones first where they begin alike. */
const ENGLISH = new Map(
  pairs(`
    lift=电梯; lifts=电梯; elevator=电梯; elevators=电梯; escalator=自动扶梯; taxi=出租车; cab=出租车; taxi meter=出租车 打表; taxi driver=出租车司机; didi=网约车; ride-hailing=网约车; bus=公交车; bus driver=公交司机; bus stop=公交站; metro=地铁; subway=地铁; train=火车 铁路; flight=航班 航空; airline=航空公司; parking=停车; parking fee=停车费; charging pile=充电桩; driving school=驾校; car repair=汽车维修; garage=汽车维修; traffic light=红绿灯; traffic lights=红绿灯; road=道路; pothole=路面坑洼; pavement=人行道; sidewalk=人行道; manhole=井盖; street light=路灯; street lamp=路灯; streetlight=路灯; bridge=桥梁;
    takeaway=外卖; takeout=外卖; food delivery=外卖; delivery rider=外卖骑手; restaurant=餐馆; canteen=食堂; kitchen=厨房; cockroach=蟑螂; food poisoning=食物中毒; pork=猪肉; beef=牛肉; meat=肉; fish=鱼; seafood=海鲜; vegetables=蔬菜; wet market=农贸市场; market stall=农贸市场; supermarket=超市; milk powder=奶粉; infant formula=婴儿配方奶粉; expired=过期; snack=零食; street vendor=小贩; food stall=小吃摊; scale=秤; short weight=缺斤短两; underweight=缺斤短两;
    pharmacy=药店; medicine=药品; antibiotics=药品; drug=药品; medical device=医疗器械; face cream=化妆品; cosmetics=化妆品; skincare=化妆品; supplement=保健品; hospital=医院; clinic=诊所 医疗; doctor=医生; nurse=护士; dentist=牙科诊所; surgery=手术; cosmetic surgery=医疗美容; botox=医疗美容;
    power bank=充电宝; battery=电池; e-bike=电动自行车; ebike=电动自行车; scooter=电动车; charger=充电器; laptop=笔记本电脑; computer=电脑; phone=手机; smartphone=手机; air conditioner=空调; fridge=冰箱; washing machine=洗衣机; water heater=热水器; toy=玩具; toys=玩具; toy car=玩具车 儿童玩具; stroller=婴儿车; furniture=家具; sofa=沙发; mattress=床垫; shoes=鞋; clothes=衣服; jacket=衣服; bag=箱包; jewellery=珠宝; jewelry=珠宝; gold=黄金; watch=手表; glasses=眼镜; car dealer=汽车 4S店; new car=新车 汽车; tyre=轮胎; brakes=刹车 汽车; fake=假货; counterfeit=假冒; petrol=加油站 汽油; gas station=加油站; petrol station=加油站;
    online=网购; seller=卖家; live stream=直播带货; livestream=直播带货; platform=平台; personal data=个人信息; privacy=个人信息; gym=健身房; membership=会员卡; prepaid=预付卡; prepaid card=预付卡; hair salon=理发店; barber=理发店; beauty salon=美容院; laundry=洗衣店; hotel=酒店 住宿; hostel=酒店 住宿; airbnb=民宿; pet=宠物; puppy=宠物狗; housekeeper=家政; nanny=家政 保姆; overcharged=多收费; price tag=明码标价; pyramid=传销;
    school=学校; kindergarten=幼儿园; teacher=老师; nursery=托育; tuition=学费 培训机构; training centre=培训机构; training center=培训机构; tutoring=校外培训; language school=培训机构; nursing home=养老院; elderly home=养老院; tour guide=导游; travel agency=旅行社; tour group=旅行团; scenic spot=景区; theme park=主题公园; concert=演唱会 门票; cinema=电影院; karaoke=KTV; ktv=KTV;
    bank=银行; bank account=银行账户; credit card=信用卡; loan=贷款; insurance=保险; policy holder=保险; stock=证券; payment app=支付; mobile operator=通信运营商; data plan=流量套餐; broadband=宽带; sim card=手机卡; courier=快递; parcel=快递包裹; package=快递包裹;
    leak=渗漏; leaking=漏水; leaks=漏水; ceiling=天花板; crack=裂缝; cracks=裂缝; facade=外墙; outer wall=外墙; renovation=装修; decoration company=装修公司; landlord=房东 租房; deposit=押金; rent=租金 租房; tenant=租房; real estate agent=房产中介; agency=中介; developer=开发商; flat=住房; property management=物业; compound=小区; fire exit=消防通道; fire escape=消防通道; fire extinguisher=灭火器; stairs=楼道; tap water=自来水; water supply=供水; power cut=停电; blackout=停电; electricity=供电; smell gas=燃气泄漏; smell of gas=燃气泄漏; gas leak=燃气泄漏; gas company=燃气公司; gas pipe=燃气管道; garbage=垃圾; rubbish=垃圾; trash=垃圾; rats=老鼠; public toilet=公共厕所; park=公园; tree=树木 绿化;
    construction site=建筑工地; construction=施工; drilling=施工噪音; pile driving=打桩 施工噪音; noise=噪音; loud music=噪音 音响; speakers=音响 噪音; dancing=广场舞; neighbours=邻居; neighbour=邻居; neighbor=邻居; square dance=广场舞噪音; factory=工厂; chemical smell=废气 化工异味; fumes=废气; chimney=烟囱 废气; cooking smoke=餐饮油烟; greasy smoke=餐饮油烟; sewage=污水; wastewater=废水; river=河流; dust=扬尘; dump truck=渣土车; illegal building=违法建设; unpaid wages=拖欠工资; wages=工资
  `),
)
const PHRASE_WORDS_MAX = 3
const LATIN_WORD = /[a-z]+(?:-[a-z]+)?/g
const ADDED_MAX = 24

/**
 * What a text of foreigners or of people from Hong Kong says in the city's own words, to be read behind it; empty where nothing is to be
 * added. Words of Hong Kong are only looked for in traditional or Cantonese texts, Latin ones where they are most of the text.
 */
export function cityWordsFor({ simplified, traditional }: NormalText): string {
  const added = new Set<string>()
  if (traditional || CANTONESE.test(simplified))
    for (const { value } of findPhrases(simplified, HONG_KONG)) added.add(value)
  if (isMostlyLatin(simplified)) for (const word of englishWords(simplified.toLowerCase())) added.add(word)
  return [...added].slice(0, ADDED_MAX).join(' ')
}

const CANTONESE = /[嘅咗唔冇喺嘢哋瞓嚟佢]/
const LATIN_SHARE_MIN = 0.5

function isMostlyLatin(text: string): boolean {
  let latin = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i) | 32
    if (unit >= 97 && unit <= 122) latin += 1
  }
  return latin > 0 && latin / text.length >= LATIN_SHARE_MIN
}

function* englishWords(lowerCase: string): Generator<string> {
  const words = lowerCase.match(LATIN_WORD) ?? []
  for (let at = 0; at < words.length; at += 1)
    for (let length = PHRASE_WORDS_MAX; length >= 1; length -= 1) {
      const said = ENGLISH.get(words.slice(at, at + length).join(' '))
      if (said === undefined) continue
      yield said
      break
    }
}
