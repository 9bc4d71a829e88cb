import type { MeasureType } from '../notice.ts'

/**
 * Words of title and description that name a kind of measure (tbt.md §5.2; comparable to UNCTAD's NTM chapters A and B).
 * A notice may be of several kinds; the order is that of weight.
 */
const words: [MeasureType, RegExp][] = [
  [
    'ban',
    /禁止(?!使用者)|未批准|不予批准|不批准|淘汰|逐步取消|列入.{0,12}(?:有毒|禁用)物质|(?:添加到|增加).{0,24}(?:有毒物质|目录|附表)|限制使用|\bban(?:s|ned|ning)?\b|prohibit\w*|phas(?:e|ing)[- ]out|non-approval|not approv\w+|restrict(?:s|ed|ion|ions|ing) (?:the |on |of )?(?:use|sale|marketing|import|placing)/i,
  ],
  [
    'certification',
    /认证|注册|登记|审批|型式批准|许可|符合性评定|合格评定|第三方(?:测试|检测|评定)|强制执行.{0,20}标准|SNI|certificat\w+|registration|type approval|homologation|licen[cs]\w+|conformity assessment|pre-market|third[- ]party/i,
  ],
  [
    'efficiency',
    /能效|能源效率|节能|能源节约|能源标签|生态设计|energy (?:efficien\w+|conservation|label\w*|performance)|ecodesign|minimum energy/i,
  ],
  [
    'limit',
    /限量|限值|最大残留|安全(?:要求|标准|技术规范|规范)|技术(?:要求|规范|法规|规程)|性能要求|强制性?标准|limits?\b|safety (?:requirements?|standards?|specifications?)|technical (?:requirements?|regulations?|specifications?)|essential requirements?|performance requirements?|maximum (?:level|residue|content)/i,
  ],
  [
    'testing',
    /检测|检验|测试(?:程序|方法|条件|要求)?|试验方法|抽样|\btest(?:ing|s| procedures?| methods?)\b|inspection|sampling/i,
  ],
  ['labelling', /标签|标识|标志|信息披露|标注|label\w*|marking|disclosure/i],
  ['packaging', /包装|回收|生产者责任|packag\w+|extended producer|recycl\w+|take-back/i],
  ['cybersecurity', /网络安全|信息安全|数据安全|个人数据|网络弹性|cyber\w*|data protection|information security/i],
  [
    'quality',
    /质量标准|质量要求|规格标准|药典|quality (?:standards?|requirements?)|— specification|– specification|specification\b/i,
  ],
  [
    'procedural',
    /自愿性|程序|收费|费用|表格|征求意见|指南|voluntary|procedur\w+|fees?\b|guidance|guidelines?|administrative/i,
  ],
]

const reliefWords =
  /豁免|免除|免于|取消.{0,16}(?:要求|限制|标签|认证)|撤回|撤销(?:本|该|通报|措施)|放宽|简化.{0,10}(?:程序|要求)|exempt\w*|derogat\w+|withdraw(?:s|n|al)\b|rescind\w*|repeal(?:s|ing)? (?:of )?the requirement|remov(?:e|es|ing|al of) (?:the )?requirement|relax\w*|deregulat\w+/i
const notRelief =
  /不(?:得|予)豁免|豁免(?:条款)?的?(?:废除|取消|终止)|取消豁免|withdrawal from the market|withdrawn from the market|no exemption|撤回?市场/i

/** Kinds of measure that the words name, most weighty first; `relief` when the notice lightens what is asked. */
export function readMeasureTypes(text: string, withdrawn: boolean): MeasureType[] {
  const found = words.filter(([, pattern]) => pattern.test(text)).map(([type]) => type)
  return isRelief(text, withdrawn) ? [...found, 'relief'] : found
}

/** An exemption or a withdrawn rule makes trade easier: news, not an alarm. */
export function isRelief(text: string, withdrawn: boolean): boolean {
  return withdrawn || (reliefWords.test(text) && !notRelief.test(text))
}
