/** A name with what stands beside it; `leaf` is empty where the matter is not known. */
export type NamedOne = {
  name: string
  /** Left and right of each place where it stands, the first two, within its clause and its sentence. */
  beside: { before: string; after: string }[]
  inTitle: boolean
  titled: boolean
  start: number
  first: boolean
  /** One of the firms that everybody knows by a bare name. */
  known: boolean
  alone: boolean
  again: boolean
  leaf: string
}

export type Sign = { name: string; stands: (one: NamedOne) => boolean }

const ACCUSED_BEFORE =
  /(?:投诉|举报|反映|反应|质疑|曝光|揭露|控诉|取缔|严查|彻查|查处|督促|敦促|约谈|督查|整治|请管|状告|维权)[^,，]{0,9}$/
const SCHOOL =
  /(?:学校|[小中大]学|学院|幼儿园|[一二三四五六七八九十][中小幼]|职校|职院|中专|师范|初中|高中|中心校|完小)$/
const MEDICAL = /(?:医院|卫生院|卫生室|诊所|保健院|门诊部|卫生服务中心|分院)$/
const FIRM = /(?:公司|集团|物业|地产|置业|厂|店)$/
const PLACE_LIKE = /(?:市场|景区|区|(?<!幼儿)园|超市|商城|商场|酒店|宾馆|停车场|垃圾场|客运站|中心|馆|矿|影院)$/
const LINE = /\d路|号线$/
const STATION = /(?:[东南西北车铁运]站|客运中心)$/
const HOME_OF_SCHOOLS = /^(?:PUBSERV.0[2348]|FOOD|SERV|CULTOUR)/
const DEALT = /^(?:上|里|那里|店里|自营|平台)*(?:买|点了|订|购|下单|充|办|租|报了?名|吃|消费|卖给?|给我|发来|发货)/
const OF_TRADE = /^(?:ECOM|PROD|FINCOM|FOOD|SERV|DRUG|TRAFFIC.0[235])/
/** Matters in which a name is more often a place than a firm. */
const OF_THE_CITY = /^(?:$|NONE|INFRA|BUILD|TRAFFIC.0[156]|HOMEUTIL.0[2379])/
const HOME_OF_MEDICINE = /^(?:PUBSERV.01|DRUG|SERV)/

/**
 * What tells whether a name is that of the one complained of. Each is asked of the name's own sentence, at most 14 units before it and 18
 * behind it. Their weights are learned.
 */
export const SIGNS: Sign[] = [
  { name: 'accused', stands: ({ beside }) => beside.some(({ before }) => ACCUSED_BEFORE.test(before)) },
  {
    name: 'wished',
    stands: ({ beside }) =>
      beside.some(({ before }) => /(?:希望|建议|呼吁|恳请|能否|请求|咨询|请)[^,，]{0,7}$/.test(before)),
  },
  {
    name: 'toward',
    stands: ({ beside }) =>
      beside.every(({ before }) =>
        /(?:至|到|往|从|距|距离|离|临近|靠近|靠|紧挨|挨着|紧邻|紧靠|邻近|途经|经过|路过|通往|进入|去|缩线)[^,，]{0,5}$/.test(
          before,
        ),
      ),
  },
  {
    name: 'at',
    stands: ({ beside }) => beside.every(({ before }) => /(?:在|位于|地处|于|住)[^,，]{0,5}$/.test(before)),
  },
  {
    name: 'around',
    stands: ({ beside }) =>
      beside.every(
        ({ before }) =>
          /(?:旁边?|周边|周围|附近|隔壁|对面|路段|沿线|邻近的?|河东|河西)[^,，]{0,6}$/.test(before) ||
          /(?:有|[侧面旁边]是)$/.test(before),
      ),
  },
  {
    name: 'attended',
    stands: ({ beside }) =>
      beside.every(({ before }) =>
        /(?:就读|读于|读|考[取上入]|毕业|升[入学]|户籍|划分?到|对口|派位|录取|报考|转到|转入|送[往到至]|住进|调[到往]|工作|任教|退休|职工|员工|分给)[^,，]{0,7}$/.test(
          before,
        ),
      ),
  },
  {
    name: 'compared',
    stands: ({ beside }) =>
      beside.every(({ before }) => /(?:像|如|跟|比|例如|譬如|学习|参照|类似|包括|关停)[^,，]{0,4}$/.test(before)),
  },
  {
    name: 'listed',
    stands: ({ beside }) => beside.every(({ before, after }) => /、$/.test(before) || /^、/.test(after)),
  },
  {
    name: 'fault',
    stands: ({ beside }) =>
      beside.some(({ after }) =>
        /(?:不(?![到足远])|拒|乱|违|非法|强制|强迫|强行|强收|私|拖欠|欠|骗|欺|扰民|噪|污染|排放|偷排|臭|垄断|涨价|收费|收取|补课|态度|恶劣|缺斤|过期|变质|倒闭|跑路|失联|擅自|无证|太|勾结|虚假|误|推诿|敷衍|克扣|偷|假|故意|黑|打人|坑|宰|霸王|捆绑|诱导|差|慢|难|没有|没|至今|拖|卷款|关门|未|套取|涉嫌|承包|停课|体罚|占|收\d|扣|罚|摔|漏|坏|死|虫|蟑螂|发霉|异味|只[赔退给肯])/.test(
          after,
        ),
      ),
  },
  {
    name: 'stands where',
    stands: ({ known, beside }) =>
      !known &&
      beside.every(({ after }) =>
        /^(?:附近|旁|对面|门口|门前|隔壁|至|到|段|路段|路口|十字|周边|周围|公交站|站|宿舍|后面|后|侧门|正门|大门|校区|方向|出发|的?方向|区域|地块|边上|里|内|上|一带|那一?块|斜|院内|有(?:一?家|个|一个|人)|急诊门|之间|以[东西南北]|[东西南北][侧面边门])/.test(
          after,
        ),
      ),
  },
  {
    name: 'not itself',
    stands: ({ beside }) =>
      beside.every(({ after }) =>
        /^(?:就?读|上学|上班|工作|毕业|的?(?:林高路|小孩|孩子|一名|宿舍|棚改|安置|征收|厂房|职工|退休|下岗|到来|建设|招生|教学方法)|建设|棚改|征收|拆迁|学位|一样|或|读高|读初|住院|治疗|医生|妇科|诊断)/.test(
          after,
        ),
      ),
  },
  {
    name: 'dealt with',
    stands: ({ beside }) =>
      beside.some(
        ({ before, after }) =>
          DEALT.test(after) ||
          (/(?:在|找|从|通过|用)$/.test(before) && /^[^,，]{0,5}(?:买|订|租|报|办|充|点)/.test(after)),
      ),
  },
  {
    name: 'its housing',
    stands: ({ beside }) =>
      beside.every(({ after }) =>
        /^(?:的|大)?(?:棚改|棚户|生活区|家属|宿舍|大院|安置|无房|征收|拆迁|老旧|[^,，]{1,4}村[^,，]{0,6}(?:棚|补偿))/.test(
          after,
        ),
      ),
  },
  {
    name: 'so far away',
    stands: ({ beside }) =>
      beside.some(
        ({ before, after }) =>
          /(?:距离?|离)[^,，]{0,6}$/.test(before) ||
          /^(?:本部)?[^,，]{0,3}(?:约|只有|仅|不到|不足|有)\d+多?(?:米|公里)/.test(after),
      ),
  },
  {
    name: 'taken for another',
    stands: ({ beside }) => beside.every(({ before }) => /(?:冒充|假冒|号称|自称|仿|关于对)[^,，]{0,2}$/.test(before)),
  },
  {
    name: 'its pupils',
    stands: ({ beside }) =>
      beside.every(
        ({ before, after }) =>
          /^的?(?:学生|小孩|孩子|家长|毕业生)/.test(after) && /(?:我|是|为|在)[^,，]{0,6}$/.test(before),
      ),
  },
  {
    name: 'its people',
    stands: ({ beside }) =>
      beside.some(({ after }) =>
        /^的?(?:老师|教师|院长|校长|司机|员工|工作人员|服务|老板|店员|客服|经理|物业|保安|售货员|医生|护士|管理|负责人|领导|态度|乘务)/.test(
          after,
        ),
      ),
  },
  { name: 'opens its clause', stands: ({ beside }) => beside[0]?.before === '' },
  { name: 'ends its clause', stands: ({ beside }) => beside.every(({ after }) => /^(?:[,，)）]|$)/.test(after)) },
  { name: 'in a text without a title', stands: ({ titled }) => !titled },
  { name: 'in the title', stands: ({ inTitle }) => inTitle },
  {
    name: 'opens the text',
    stands: ({ start, beside }) => start < 3 && !/[从到去在离距往由向]/.test(beside[0]?.before ?? ''),
  },
  { name: 'first named', stands: ({ first }) => first },
  { name: 'named alone', stands: ({ alone }) => alone },
  { name: 'named alone in a matter of firms', stands: ({ alone, leaf }) => alone && !OF_THE_CITY.test(leaf) },
  { name: 'named again', stands: ({ again }) => again },
  { name: 'a short name', stands: ({ name }) => name.length <= 4 },
  { name: 'a full name', stands: ({ name }) => /有限公司|有限责任公司/.test(name) },
  { name: 'of an area', stands: ({ name }) => /^[A-Z]\d{0,2}[市区县]|^.{1,3}[市区县镇乡]/.test(name) },
  { name: 'a school', stands: ({ name }) => SCHOOL.test(name) },
  { name: 'a firm', stands: ({ name }) => FIRM.test(name) },
  { name: 'a line', stands: ({ name }) => LINE.test(name) },
  { name: 'a station', stands: ({ name }) => STATION.test(name) },
  { name: 'a station in its matter', stands: ({ name, leaf }) => STATION.test(name) && /^TRAFFIC.0[137]/.test(leaf) },
  {
    name: 'known, in a matter of trade',
    stands: ({ known, leaf }) => known && OF_TRADE.test(leaf),
  },
  { name: 'like a place', stands: ({ name }) => PLACE_LIKE.test(name) },
  {
    name: 'a school alone in its matter',
    stands: ({ name, leaf, alone }) => alone && SCHOOL.test(name) && HOME_OF_SCHOOLS.test(leaf),
  },
  { name: 'a school in its matter', stands: ({ name, leaf }) => SCHOOL.test(name) && HOME_OF_SCHOOLS.test(leaf) },
  { name: 'medicine in its matter', stands: ({ name, leaf }) => MEDICAL.test(name) && HOME_OF_MEDICINE.test(leaf) },
  { name: 'a matter of roads', stands: ({ leaf }) => /^(?:INFRA|TRAFFIC.0[56])/.test(leaf) },
  { name: 'no quality matter', stands: ({ leaf }) => leaf === 'NONE' },
  { name: 'of pollution', stands: ({ leaf }) => leaf.startsWith('ENV') },
]

/** What brings a name in: whoever is named so is meant. */
export const INTRODUCED_BEFORE =
  /(?:叫做?|名为|店名|名字(?:是)?|写着|名称(?:是|为)?|(?:施工单位|承建商|开发商|房东|物业|商家|店家|平台|中介|卖家|厂家|公司|机构)(?:名?叫|是|为|:))[“"「《【]?$/
