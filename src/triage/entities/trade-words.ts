const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '')

/** What a shop does or sells, as the end of its name: 金吉鸟健身, 金鑫洗车. */
export const TRADES_IN_NAMES = new Set(
  words(
    `健身 瑜伽 造型 美发 理发 美甲 美容 美业 养生 推拿 洗车 洗衣 干洗 烧腊 卤味 海鲜 烤肉 烤鱼 火锅 串串 烧烤 猪脚饭 螺蛳粉 麻辣烫 拉面 肠粉 奶茶 茶饮 烘焙 蛋糕 甜品 生鲜 鲜果 水果 优选
    舞蹈 教育 英语 培训 编程 美术 早教 托育 留学 家居 家装 装饰 装修 家政 保洁 搬家 开锁 租车 汽车 二手车 数码 通讯 电器 眼镜 珠宝 黄金 宠物 婚纱 婚庆 旅拍 影像 电竞 运动 整形 医美 口腔 中医 骨科`,
  ),
)
