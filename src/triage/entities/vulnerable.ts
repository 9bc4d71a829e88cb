export type VulnerableGroup = 'infant' | 'child' | 'pupil' | 'pregnant' | 'old' | 'patient' | 'disabled'

const GROUPS: Record<VulnerableGroup, string> = {
  infant: '婴儿 宝宝 新生儿 婴幼儿 奶娃 幼婴',
  child: '孩子 小孩 小孩子 儿童 幼儿 小朋友 未成年人 娃 女儿 儿子',
  pupil: '学生 小学生 中学生 师生 同学 同学们 学童 初中生 高中生',
  pregnant: '孕妇 怀孕 产妇 孕期 哺乳期 准妈妈',
  old: '老人 老年人 老人家 老伴 高龄 空巢老人 老奶奶 老爷爷 老太太 老大爷 退休老人',
  patient: '病人 患者 重病 癌症 病患 尿毒症',
  disabled: '残疾 残疾人 盲人 聋哑人 轮椅 残障 智力残疾 智障 残障人士',
}

/** Whole words that name people who are easily hurt, with their group. */
export const vulnerableWords = new Map(
  Object.entries(GROUPS).flatMap(([group, words]) => words.split(' ').map((word): [string, string] => [word, group])),
)
