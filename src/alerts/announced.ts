import type { Bilingual } from '../reference/city.ts'
import type { WarningLevel } from './notice-warning.ts'

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
}

/** Something announced to one subscriber, and why to this one. */
export type AnnouncedTo = Announced & { because: Bilingual }
