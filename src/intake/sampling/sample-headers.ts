import { isAnalyte } from './analytes.ts'

/** What a column of a sampling table holds. `part` columns hold several things in one cell, in the order that the header names them. */
export type SampleColumn =
  | 'row'
  | 'sampleNumber'
  | 'announcement'
  | 'announcedOn'
  | 'seller'
  | 'sellerAddress'
  | 'maker'
  | 'makerAddress'
  | 'consignor'
  | 'laboratory'
  | 'product'
  | 'category'
  | 'brand'
  | 'spec'
  | 'batch'
  | 'sampledOn'
  | 'item'
  | 'measured'
  | 'limit'
  | 'conclusion'
  | 'task'
  | 'region'
  | 'note'
  | 'quantity'
  | 'analyte'
  | 'combined'
export type ItemPart = 'item' | 'measured' | 'limit'

/** Headers by the words in them, the more particular first: 969 spellings were seen for these two dozen meanings. */
const rules: [SampleColumn, RegExp][] = [
  ['row', /^(?:\S{0,4})?(?:序号|顺序号)$|^序$|^no\.?$|^编号$/i],
  [
    'combined',
    /(?:项目?|指标).*(?:结果|检验值|检测值|检出值|实测值|不合格值|数据).*(?:标准|限)|项目?.{0,2}标准.*(?:检出|结果)|项目?及(?:结果|数据)|项目?[/|]数据|项目:?检验结果/,
  ],
  [
    'combined',
    /(?:标准|限量).{0,8}[/、║‖∥∣|].{0,4}(?:检|结果|实测)|(?:检[测验出]|结果|实测).{0,6}[/、║‖∥∣|].{0,4}(?:标准|限)/,
  ],
  ['quantity', /抽样(?:基数|数|量)|检批数量|备份|采样量|进货数量|库存/],
  [
    'sampleNumber',
    /(?:抽样|样品|样本|抽查)(?:单)?(?:编号|单号|状态)|报告(?:书|单)?(?:号|编号)|报告编号|(?:检验)?报号|^编号|单据?编号/,
  ],
  ['announcement', /(?:公告|公众|通告|网站公告|公示)(?:期)?号|^期号/],
  ['announcedOn', /(?:公告|公示|报告|创建|签发|完成|发布)(?:书)?(?:日期|时间)|检[验测]报告.*(?:日期|时间)/],
  ['sampledOn', /(?:抽样|采样|抽检|购样|送样|到样|取样|样品|受理)(?:的)?(?:日期|时间)/],
  ['note', /依据|备注|说明(?!书)|复[检验查]|异议|处置|核查|处理|没收|罚|防护|整改|真实性|标签判定|文号/],
  ['task', /任务|监督性质|监督抽检|风险监测|抽[样检]类(?:别|型)|检验(?:目的|类型)|项目来源|省抽|国抽|功能类别/],
  [
    'region',
    /(?:省份|所在省|省市|省\(|^省|自治区|所在市|所在县|所在区|地市|州市|所属街道|行政区|县\(市|区县)|所在$|单位所$/,
  ],
  ['batch', /(?:生产|加工|制作|批号).{0,12}日期|日期.{0,4}批[号次]/],
  ['laboratory', /^(?:抽样|抽检)(?:单位|机构|部门)(?:名称)?(?:和检验.*)?$/],
  [
    'maker',
    /(?:生产|标[称示识注]).*(?:单位|企业|者)?名称(?:或|及|\/).*(?:地址|产地|所在地)|生产(?:经营)?(?:单位|企业|者)(?:名称)?(?:及|或)(?:产地|地区|所在地)|生产企业\(产地\)/,
  ],
  [
    'seller',
    /^(?:标称)?被(?:抽|采|检|监)[^地址]*(?:单位|企业|人|经营者|者|方|场所)?(?:名称|姓名|信息|名单)?(?:[(（].*[)）])?$/,
  ],
  [
    'sellerAddress',
    /(?:被?抽[样检查]?|受检|被检|采样|经营|购[入进]|供样|经销|市场|销售|监测|^单位|受抽).*(?:地址|所在|住址|位置)|(?:抽样|采样|监测|抽检)(?:点|地点|区域|社区)(?!名称)|^(?:及)?地址|单位地点|违法经营者/,
  ],
  [
    'makerAddress',
    /(?:生产|制造|标称|标[示识注]|厂家|企业|种植|供货|产地|^厂|委托).*(?:地址|所在地|住所|产地|场点|地区)|^(?:标[示称])?产地$|^生产地|^及所在地|流通环节/,
  ],
  ['product', /受检商品/],
  [
    'seller',
    /被[^合]{0,2}抽|受[检抽](?:企业|单位|人|方)?|被[检采监]|采样(?:单位|场所|地|区域)|取样地点|经销|销售[者单企]|商场|超市|农贸|摊位|(?<!生产)经营(?:者|单位|户)|供样|购[入进](?:单位|企业|商)(?!.*地址)|抽样(?:企业|点|场所)|^样品来源|^供货商名称|小作坊.*被抽|集体用餐|^单位名称$/,
  ],
  [
    'product',
    /^(?:标[称示])?(?:食品|样品|产品|商品|检品|受检商品|保健食品|品牌品)?(?:总称|名称|品名|名)(?:[(（].*[)）]|及规格)?$|(?:食品|样品|产品|商品|检品)(?:名称|品名|总称)|^(?:食品|样品|产品|商品|品名|名称)$|明细类别|产品明细|蟹/,
  ],
  ['consignor', /^委托(?:方|企业|商|生产)|委托(?:方|生产(?:企业|单位)|企业)名称/],
  [
    'maker',
    /生产(?:加工)?(?:企业|单位|者|商|厂|经营|主体|环节)|生[产成]?企业|制造|厂家|厂商|^(?:标[称示识注]).*(?:企业|生产|供货|单位)|企业名称|供货商|农民专业合作社|小作坊|产地及来源|进货来源|标称生产|违法企业|^企业$|生产单/,
  ],
  [
    'laboratory',
    /检[验测].*(?:机构|单位|部门|公司)|承[检捡]|(?:抽送?样|抽检|监检|组织|负责|委托|监测)(?:抽检)?(?:单位|机构|部门|公司)|^机构|机构名称|组织机构|分中心|实施主体|区局|被监测人|承检/,
  ],
  [
    'batch',
    /(?:生产|加工|购[进入买]|制作|标示|采样|抽样).*(?:日期|批[号次]|期)|批[号次]|生产日|生产期|生产\(|^日期|保质期|^生产(?:\.|$)/,
  ],
  ['brand', /商标|品牌/],
  ['conclusion', /质量等级|^不合格情况$/],
  ['spec', /规格|規格|型号|包装|等级|形态/],
  [
    'category',
    /(?:粮食|淀粉|乳|肉|豆|蛋|茶|糖|水产|蔬菜|水果)\S{0,6}(?:加工品|制品)$|大类|分类|类别|种类|亚类|细类|小类|品种|类型|主类|环节|属性|目录|申证单元|次亚类|组[,，]?$/,
  ],
  [
    'conclusion',
    /结论|判定|是否合格|合格(?:情况|与否|性|率|\/不合格|或不合格)|^合格$|评价|(?:抽查|抽检|检查)结果|结果(?:说明|判定)|质量等级|内在质量|实物质量|确认情况|状态$|问题检出/,
  ],
  [
    'limit',
    /(?:标准|国标|限量|法定)(?:值|限量?|要求|规定|指标|允许)?(?:[(（].*[)）])?(?:mg.*)?\d*$|限[量值]|最大(?:允许|残留)|技术(?:要求|指标)|基准值|明示值|(?:国家)?标准(?:规定|要求)(?!项目)|标准.*要求|^标准|^目$/,
  ],
  ['measured', /检[验测査查]?(?:验|测|測)?(?:值|结果|数据)|实测|检出(?:值|量)|结果|实际值|检[验测]数据|复验/],
  [
    'item',
    /(?:不合格|不符合|不达标|问题|风险|错误|检[验测品]|所检|已检|抽检|监测|测试|主要)?(?:项目?|指标|指数)(?:名称|明细|单位|或问题项)?\d*(?:[(（].*[)）])?[*]?$|不合格(?:项|指标|原因|类别|情况|产品信息)?$|不符合(?:标准)?(?:规定)?(?:项目?)?|项目|检出(?:农药|添加)|^检[测測验]?$|出厂检验/,
  ],
]

/** What is longer is no header, but a note above the table or a cell below it. */
const headerMax = 80

/** What a header means; null when the words are new: its cells then go on in the note, and a person is asked. */
export function sampleColumn(header: string): SampleColumn | null {
  const name = plainHeader(header)
  if (name === '' || name.length > headerMax) return null
  if (isAnalyte(name)) return 'analyte'
  return rules.find(([, pattern]) => pattern.test(name))?.[0] ?? (isAnalyte(name, true) ? 'analyte' : null)
}

/** Without blanks, soft line ends, the asterisk of required fields, `(隐藏栏)` and the `.1` of repeated names. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/\((?:隐藏栏|★?必填|标注单位|单位\S{0,10})\)/g, '')
    .replace(/[*★]+$/, '')
    .replace(/\.\d+$/, '')
    .trim()
}

/** The order in which a combined header names its parts: `标准值/检测值` is limit, then measured. */
export function partsOfHeader(header: string): ItemPart[] {
  const name = plainHeader(header)
  const places: [ItemPart, number][] = [
    ['item', name.search(/项目?|指标/)],
    ['measured', name.search(/(?:检验|检测|检出|实测|不合格)?(?:结果|检验值|检测值|检出值|实测值|不合格值)|数据/)],
    ['limit', name.search(/标准|限/)],
  ]
  return places
    .filter(([, at]) => at >= 0)
    .sort((a, b) => a[1] - b[1])
    .map(([part]) => part)
}

/** The number of a repeated group: `项目2`, `标准2` and `结果2` belong together. */
export function groupOfHeader(header: string): string {
  return /(\d{1,2})$/.exec(plainHeader(header))?.[1] ?? ''
}
