import type { Bilingual } from '../reference/city.ts'
import type { WarningLevel } from './notices/notice-warning.ts'

export const levelNames: Record<WarningLevel, Bilingual> = {
  red: { zh: '红色预警', en: 'Red warning' },
  orange: { zh: '橙色预警', en: 'Orange warning' },
  yellow: { zh: '黄色预警', en: 'Yellow warning' },
  blue: { zh: '蓝色预警', en: 'Blue warning' },
}

/** What is told of a warning, or of a measure under one. */
export type Announced = {
  id: number
  level: WarningLevel
  relief: boolean
  title: Bilingual
  advice: Bilingual
  url: string
  /** The measure that it is about, so that a firm can say that it hits it; none for a recall or a quality warning. */
  family?: string
}

/** Something announced to one subscriber, and why to this one. */
export type AnnouncedTo = Announced & {
  because: Bilingual
  /** Where this subscriber says in one click that the measure hits their firm; null where nothing is to be said. */
  hitUrl: string | null
}
