/** What can tell who somebody is. */
export type PersonalKind = (typeof personalKinds)[number]
const personalKinds = [
  'id_card',
  'bank_card',
  'phone',
  'email',
  'account',
  'passport',
  'plate',
  'address',
  'name',
] as const

/** A stretch of a text that can tell who somebody is; UTF-16 offsets, the end outside. */
export type PersonalSpan = { kind: PersonalKind; start: number; end: number }

/** `sign`: what is quickly looked for first, since the form stands nowhere without it. */
type Form = { kind: PersonalKind; sign?: RegExp; form: RegExp; valid?: (written: string) => boolean }

/**
 * Personal data in a text, in order, not overlapping: of two the one that stands first in `forms` counts. Wide on purpose: a number too
 * many is masked rather than one too few; titles of officials (李局长) are public and stay.
 */
export function personalDataIn(text: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  for (const { kind, sign, form, valid } of forms) {
    if (sign && !sign.test(text)) continue
    for (const hit of text.matchAll(form)) {
      const written = hit[1] ?? hit[0]
      const start = hit.index + hit[0].lastIndexOf(written)
      const span = { kind, start, end: start + written.length }
      if (valid && !valid(written)) continue
      if (!found.some((one) => one.start < span.end && span.start < one.end)) found.push(span)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The text with each span replaced by what it was: a name by its first character and 某, anything else by its kind. */
export function masked(text: string, spans: PersonalSpan[] = personalDataIn(text)): string {
  let out = ''
  let at = 0
  for (const { kind, start, end } of spans) {
    out += text.slice(at, start) + (kind === 'name' ? `${text.slice(start, start + 1)}某` : `〔${MASKS[kind]}〕`)
    at = end
  }
  return out + text.slice(at)
}

/** The text as long as before, each span covered but for a name's first character: offsets into the text still hold. */
export function covered(text: string): string {
  let out = ''
  let at = 0
  for (const { kind, start, end } of personalDataIn(text)) {
    const shown = kind === 'name' ? start + 1 : start
    out += text.slice(at, shown) + '＊'.repeat(end - shown)
    at = end
  }
  return out + text.slice(at)
}

const MASKS: Record<Exclude<PersonalKind, 'name'>, string> = {
  id_card: '证件号',
  bank_card: '卡号',
  phone: '电话',
  email: '邮箱',
  account: '账号',
  passport: '证件号',
  plate: '车牌',
  address: '住址',
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Citizen identity number with its check character (GB 11643-1999: ISO 7064 MOD 11-2). */
export function isIdNumber(written: string): boolean {
  const digits = written.replaceAll(/\s/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(digits)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11] === digits[17]
}

/** Payment card number with its check digit (ISO/IEC 7812-1, Luhn). */
export function isCardNumber(written: string): boolean {
  const digits = [...written.replaceAll(/[\s-]/g, '')].map(Number)
  if (digits.length < 15 || digits.length > 19) return false
  const sum = digits.reverse().reduce((total, digit, i) => {
    const counted = i % 2 === 0 ? digit : digit * 2
    return total + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return sum % 10 === 0
}

const COMPOUND = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯'
const SINGLE =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺唐言'
/** Words that begin like a surname and are no name. */
const NO_NAME =
  '(?!谢谢|任[何教务职命的说]|安[排装全置]|常[年常有务]|[和都来时言]|原[定来因本]|花[钱费了]|解[释决答]|强[烈制行]|党[员委]|房[产屋子东间]|车[牌子主辆]|练习|查[证处看]|管[部理家]|向[市区县有政我你他]|司[真机]|关于|于[是我更外独二]|高[达于筑]|方[无的便才到和初]|金[及额]|周[才末边围]|郑重|许[对多可]|张性|马上|何[在况时]|单位|路[上边口]|应[该当]|成[为了]|明[知明确]|万[元分]|平[时台]|文[件明]|全[部体家]|白[天]|黄[色]|水|温|代[表理]|经[常过]|贵|严[重查厉]|连[续]|祝|盛|别|保[证安洁]|计[划生])'
const NAME = `${NO_NAME}(?:${COMPOUND}|[${[...new Set(SINGLE)].join('')}])\\p{Script=Han}{1,2}`
/** A name must end: behind it stands no further character of a word that it might be the beginning of. */
const NAME_ENDS =
  '(?=[\\s,，.。;；:：、!！?？()（）"“”\\n\\d]|$|[的是在和与及等把说从_利被将对为已曾也还有因向于,]|先生|女士|本人|同志|身份|电话|手机|联系|今年|现年|现住|家住|系|女|男)'
const SAID_BEFORE =
  '(?:本人|叫|申诉|签名|署名|此致|消费者|留言人|请求人|投递员|导游|会计|报案人|代表人|购买人|收件人|寄件人|操盘手|之母|之父|局长|所长|我是|名叫|叫做|姓名|名字|联系人|举报人|投诉人|反映人|反应人|申请人|申诉人|信访人|求助人|当事人|受害人|户主|业主|家属|住户|租客|村民|职工|员工|法人代表|法定代表人|法人|负责人|老板|店主|房东|司机|驾驶员|医生|护士|教师|老师|校长|园长|院长|经理|客服|主犯|儿子|女儿|父亲|母亲|丈夫|妻子|老公|老婆)'

const DIGIT = /\d/
const LETTER = /[A-Za-z]/

const forms: Form[] = [
  { kind: 'id_card', sign: DIGIT, form: /(?<!\d)\d{6}\s?\d{8}\s?\d{3}[\dXx](?![\dA-Za-z])/g, valid: isIdNumber },
  { kind: 'id_card', sign: DIGIT, form: /身份证号?码?[^\d\n]{0,6}(\d{15,18}[Xx]?|\d{6}[*x×]{4,}\d{2,4}[\dXx]?)/g },
  { kind: 'phone', sign: DIGIT, form: /(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g },
  { kind: 'phone', sign: DIGIT, form: /(?<![\d.])1[3-9]\d(?:\*{2,4}|[xX×]{4})\d{2,4}(?!\d)/g },
  { kind: 'phone', sign: DIGIT, form: /(?<!\d)[48]00[-\s]?\d{3,4}[-\s]?\d{3,4}(?!\d)/g },
  { kind: 'phone', sign: DIGIT, form: /(?<!\d)(?:\(0\d{2,3}\)\s?|0\d{2,3}[-\s]?)\d{7,8}(?:[-转]\d{1,6})?(?!\d)/g },
  { kind: 'phone', sign: DIGIT, form: /(?<!\d)(?:\+?852[-\s]?)[2-9]\d{3}[-\s]?\d{4}(?!\d)/g },
  {
    kind: 'phone',
    sign: DIGIT,
    form: /(?:电话|手机号?码?|联系方式|致电|tel|phone|call me (?:at|on))[^\d\n]{0,6}(\d[\d-]{5,13}\d)(?!\d)/gi,
  },
  {
    kind: 'bank_card',
    sign: DIGIT,
    form: /(?<!\d)\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,3})?(?!\d)/g,
    valid: isCardNumber,
  },
  {
    kind: 'bank_card',
    sign: DIGIT,
    form: /(?:银行卡号?|卡号|账号|帐号|账户)[^\dA-Za-z\n]{0,4}((?:\d[\s-]?){9,22}\d)/g,
  },
  { kind: 'email', sign: /@/, form: /[A-Za-z0-9._%+*-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g },
  {
    kind: 'account',
    form: /(?:微信号?|wechat|weixin|wx|vx|V信|支付宝(?:账号)?)\s?(?:id)?\s?[:：是为]?\s?([A-Za-z][\w-]{5,19}|\d{6,12})/gi,
  },
  { kind: 'account', sign: DIGIT, form: /(?:qq|扣扣)\s?(?:号码?|群)?\s?[:：是为]?\s?(\d{5,11})(?!\d)/gi },
  {
    kind: 'passport',
    sign: DIGIT,
    form: /(?:护照|passport|通行证|回乡证|居住证)[^\w\n]{0,6}(?:号码?|no\.?)?[^\w\n]{0,3}([A-Z]{1,2}\d{7,9})/gi,
  },
  {
    kind: 'plate',
    sign: DIGIT,
    form: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?[0-9A-HJ-NP-Z*]{5,6}(?![0-9A-Za-z])/g,
    valid: (written) => /\d/.test(written),
  },
  {
    kind: 'plate',
    sign: DIGIT,
    form: /\p{Script=Han}[A-HJ-NP-Z][·•\s]?[0-9A-HJ-NP-Z]{5}(?![0-9A-Za-z])/gu,
    valid: (written) => (written.match(/\d/g) ?? []).length >= 3,
  },
  { kind: 'plate', sign: LETTER, form: /车牌号?码?[:：为是]?\s?(\p{Script=Han}?[A-Z][·•\s]?[0-9A-Z*]{4,6})/gu },
  {
    kind: 'address',
    form: /(?:家庭住址|住址|现住址?|家庭地址|通讯地址|home address)[:：是为]?\s?([^\s,，。;；\n]{4,40})/gi,
  },
  {
    kind: 'address',
    sign: /[栋幢座#]|号楼/,
    form: /[A-Za-z]?[0-9一二三四五六七八九十]{1,4}(?:-\d{1,3})?\s?(?:栋|幢|座|号楼|#楼?)\s?(?:[A-Za-z0-9一二三四五六七八九十]{1,3}\s?(?:单元|座|梯|门|层)?)?\s?(?:[A-Za-z]?\d{1,5}(?:-\d{1,4})?\s?(?:室|房|号|户)?|[A-Za-z0-9一二三四五六七八九十]{1,3}单元|\d{1,2}(?:楼|层))/g,
    valid: (written) => /(?:栋|幢|座|号楼|#).*[0-9A-Za-z一二三四五六七八九十]/.test(written),
  },
  { kind: 'phone', sign: DIGIT, form: /(?:拨打|打|通过|转)(?:了|你|他|她|这个)?\s?([2-8]\d{6,7})(?!\d)/g },
  {
    kind: 'address',
    sign: DIGIT,
    form: /[A-Za-z东西南北]栋(?:楼)?的?\s?(?:\d{1,3}-)?\d{2,5}(?:室|房|号)?(?![年月日户米平])/g,
  },
  { kind: 'address', sign: DIGIT, form: /\d{1,3}单元\s?\d{2,5}(?:室|房|号)?/g },
  { kind: 'address', sign: DIGIT, form: /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/g },
  {
    kind: 'address',
    sign: LETTER,
    form: /(?:flat|room|unit|apartment|apt\.?)\s?\d{1,3}[A-Z]?,?\s?(?:block|building|tower|floor)\s?\w{1,3}/gi,
  },
  {
    kind: 'name',
    sign: new RegExp(SAID_BEFORE),
    form: new RegExp(`${SAID_BEFORE}[:：是叫名为,，(（“"]{0,2}\\s?(${NAME})${NAME_ENDS}`, 'gu'),
  },
  {
    kind: 'name',
    sign: /先生|女士|小姐|太太|阿姨|师傅|大爷|大妈|同学/,
    form: new RegExp(
      `((?:${COMPOUND}|[${SINGLE}])(?:\\p{Script=Han}{0,2}))(?:先生|女士|小姐|太太|阿姨|师傅|大爷|大妈|同学)`,
      'gu',
    ),
  },
  {
    kind: 'name',
    sign: /电话|手机|身份证|[男女][,，)）]/,
    form: new RegExp(
      `(?<!\\p{Script=Han})(${NAME})(?=[,，(（\\s]{0,3}(?:电话|手机|身份证|男[,，)）]|女[,，)）]))`,
      'gu',
    ),
  },
  {
    kind: 'name',
    sign: /[。.!！?？~\s][^\s]{2,4}\s*(?:\d{4}[年.\-/]|$)/,
    form: new RegExp(`(?<=[。.!！?？~\\n\\s])(${NAME})(?=\\s*(?:\\d{4}[年.\\-/]|$))`, 'gu'),
  },
  {
    kind: 'name',
    sign: LETTER,
    form: /(?:[Mm]y name is|I am (?:Mr|Mrs|Ms)\.?|[Cc]ontact person:?|M(?:r|rs|s)\.)\s+([A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})/g,
  },
]
