/** Endings and words of what laboratories measure: residues, heavy metals, additives, microbes, toxins, quality indices. */
const certain =
  /(?:六六六|滴滴涕|菊酯|甲胺磷|硫磷|[敌乐]果|敌敌畏|毒死蜱|甲拌磷|虫螨腈|噻虫|茚虫威|氯吡脲|虫酰胺|[三辛水]\S{0,3}磷|丙溴磷|二嗪磷|克百威|涕灭威|灭多威|抗蚜威|霉威|甲萘威|多菌灵|百菌清|哒螨灵|吡虫啉|啶虫脒|嘧霉胺|腐霉利|异菌脲|三唑酮|苯醚甲环唑|阿维菌素|氟虫腈|灭幼脲|除虫脲|虫脲|核利|硝基苯|三氯杀螨醇|沙星|霉素|磺胺|氯霉素|呋喃\S{1,4}代谢物|孔雀石绿|克[伦仑]特罗|沙丁胺醇|莱克多巴胺|黄曲霉毒素|沙门氏菌|志贺氏菌|葡萄球菌|大肠[菌埃]|菌落总数|霉菌|李斯特|酵母|苯甲酸|山梨酸|脱氢乙酸|糖精钠|甜蜜素|安赛蜜|苋菜红|胭脂红|诱惑红|柠檬黄|日落黄|亮蓝|苏丹红|罗丹明|亚硝酸盐|二氧化硫|过氧化苯甲酰|甲醛|硼砂|硼含量|铝的残留|酸价|酸值|过氧化值|羰基价|极性组[成分]|极性成分|苯并|烷基|余氯|吗啡|可待因|罂粟碱|总砷|蛋白质|水分|克伦|农药残留|兽药残留|溴酸盐|亚铁氰化|抗坏血酸|咖啡因|塑化剂|邻苯二甲酸|乙酰甲胺磷|氟氰|戊菊酯|亚砜|涕灭威砜|二氧化钛)/
const element = /^(?:总)?(?:铅|镉|汞|砷|铬|铝|镍|锡|铜|锌|硒|氟|碘|钠|钙|铁)(?:含量|的残留量)?(?:[(（,，].*)?$/
const unit = /(?:[(（,，/])\s*(?:[μumkn]?g|CFU|MPN|mmol|个)\s*\/\s*(?:\d*\s*)?(?:[km]?g|m?L|cm2|100)/i
const standard = /(?:GB|NY|SN|BJS)\s*[/T]?\s*T?\s*\d{2,6}|\(CMA/i

/**
 * Whether a header is itself what was measured (tables with a column a substance). `loose` also takes a name with a unit or the number of
 * a method behind it.
 */
export function isAnalyte(name: string, loose = false): boolean {
  if (/项目?|结果|标准值|检[验测出]值|实测值|限/.test(name)) return false
  return certain.test(name) || element.test(name) || (loose && (unit.test(name) || standard.test(name)))
}
