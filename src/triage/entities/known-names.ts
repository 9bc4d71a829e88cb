const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

/** Platforms, carriers, chains and insurers that everybody knows by a bare name: respondents wherever they are named. */
export const knownFirms = new Set(
  words(
    `京东 淘宝 天猫 拼多多 苏宁 苏宁易购 国美 唯品会 抖音 快手 小红书 闲鱼 得物 转转 当当 当当网 亚马逊 阿里巴巴 微商城 美团 饿了么 百度外卖 大众点评 盒马 朴朴 叮咚买菜 每日优鲜 山姆 沃尔玛 家乐福 永辉 大润发 华润万家 天虹 携程 去哪儿 去哪儿网 飞猪 同程 艺龙 途牛 马蜂窝 爱彼迎 如家 汉庭 全季 亚朵 锦江之星 滴滴 滴滴出行 曹操出行 高德 哈啰 哈罗单车 摩拜 共享单车公司 顺丰 圆通 中通 申通 韵达 百世 极兔 德邦 邮政 邮政局 邮政快递 中国邮政 中国移动 中国联通 中国电信 移动公司 电信公司 东航 南航 国航 海航 深航 支付宝 花呗 借呗 平安保险 大地保险 中国人保 人保财险 太平洋保险 中国人寿 麦当劳 肯德基 必胜客 星巴克 瑞幸 喜茶 奈雪 海底捞 链家 贝壳 自如 蛋壳 我爱我家 万科 碧桂园 恒大 保利 中海物业 万科物业 百果园 钱大妈 迪卡侬 宜家 优衣库 12306`,
  ),
)

/** Builders whose name begins that of their estates: 恒大 alone is a firm, 恒大翡翠华庭 a place. */
export const builders = new Set(words('万科 碧桂园 恒大 保利'))

/** Makers whose bare name stands for what they make. */
export const knownBrands = new Set(
  words(
    `华为 荣耀 小米 红米 苹果手机 iphone iPhone iPad ipad OPPO oppo vivo VIVO 三星 诺基亚 摩托罗拉 联想 戴尔 Dell dell DELL 惠普 HP hp 华硕 宏碁 神舟 索尼 佳能 尼康 海尔 美的 Media 格力 海信 创维 康佳 TCL tcl 长虹 西门子 博世 方太 老板电器 万和 万家乐 史密斯 小天鹅 松下 飞利浦 九阳 苏泊尔 戴森 科沃斯 蒙牛 伊利 光明乳业 君乐宝 飞鹤 贝因美 雀巢 惠氏 美赞臣 爱他美 a2 康师傅 农夫山泉 怡宝 娃哈哈 可口可乐 百事可乐 王老吉 加多宝 茅台 五粮液 青岛啤酒 三只松鼠 良品铺子 百草味 金龙鱼 鲁花 海天 李锦记 潘婷 海飞丝 飘柔 沙宣 施华蔻 欧莱雅 多芬 舒肤佳 兰蔻 雅诗兰黛 资生堂 完美日记 自然堂 百雀羚 大宝 耐克 阿迪达斯 安踏 李宁 特步 回力 匡威 雅迪 爱玛 台铃 新日 绿源 比亚迪 特斯拉 蔚来 小鹏 丰田 本田 日产 别克 雪佛兰 福特 奔驰 宝马 奥迪 吉利 奇瑞 哈弗 五菱 起亚 大疆 乐高 好孩子 帮宝适 花王 尤妮佳 南孚 公牛 德力西 正泰 欧普 雷士 立邦 多乐士 马可波罗 东鹏 九牧 科勒 TOTO 罗马仕 安克 品胜 倍思 绿联`,
  ),
)
