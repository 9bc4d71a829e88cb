import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import {
  addedBins,
  addedConfusions,
  type Bin,
  type Confusion,
  calibrationErrorOf,
  stabilityIndex,
  type WeekFigures,
} from './week-figures.ts'

const weeksShown = 26
const weeksAdded = 13
const confusionsShown = 12
/** The sector mix of a week is held against that of up to eight weeks before it; of fewer reports chance alone is a shift. */
const weeksBefore = 8
const reportsMin = 50

export type WeekShown = Pick<WeekFigures, 'reports' | 'leaf' | 'lead' | 'dangerRecall'> & {
  week: string
  measuredAt: Date
  /** Share of the distinct words that the model does not know; null without texts. */
  unknownWords: number | null
  /** Stability of the sector mix; null for the first week and with fewer than 50 reports. */
  mixShift: number | null
}

export type Quality = {
  /** The oldest first. */
  weeks: WeekShown[]
  calibration: { leaf: Calibration; lead: Calibration }
  confusions: { leaf: Confusion[]; lead: Confusion[] }
}
export type Calibration = { bins: Bin[]; error: number | null }

/** How triage has done, week by week, and where it is wrong; from what the rounds measured. Throws Forbidden. */
export async function readQuality({ db, actor }: Context): Promise<Quality> {
  if (!may(actor, 'see_triage_quality')) throw new Forbidden(notYours)
  const rows = await db.selectFrom('triage_week').selectAll().orderBy('week', 'desc').limit(weeksShown).execute()
  const measured = rows
    .reverse()
    .map(({ week, measured_at, figures }) => ({ week, measuredAt: measured_at, ...(figures as WeekFigures) }))
  const newest = measured.slice(-weeksAdded)
  return {
    weeks: measured.map(({ week, measuredAt, reports, leaf, lead, dangerRecall, words }, nth) => ({
      ...{ week, measuredAt, reports, leaf, lead, dangerRecall },
      unknownWords: words.texts === 0 ? null : words.unknown / Math.max(1, words.known + words.unknown),
      mixShift: mixShiftOf(measured, nth),
    })),
    calibration: { leaf: calibrationOf(newest, 'leaf'), lead: calibrationOf(newest, 'lead') },
    confusions: {
      leaf: addedConfusions(newest.flatMap((one) => one.confusions.leaf)).slice(0, confusionsShown),
      lead: addedConfusions(newest.flatMap((one) => one.confusions.lead)).slice(0, confusionsShown),
    },
  }
}

export const notYours = {
  zh: '研判质量由分拨人员和联席会议办公室查看。',
  en: 'Triage quality is for the dispatchers and the joint-meeting office.',
}

function calibrationOf(weeks: WeekFigures[], part: 'leaf' | 'lead'): Calibration {
  const bins = addedBins(weeks.map(({ calibration }) => calibration[part]))
  return { bins, error: calibrationErrorOf(bins) }
}

function mixShiftOf(weeks: WeekFigures[], nth: number): number | null {
  const before: Record<string, number> = {}
  for (const { sectors } of weeks.slice(Math.max(0, nth - weeksBefore), nth))
    for (const [sector, times] of Object.entries(sectors)) before[sector] = (before[sector] ?? 0) + times
  const after = weeks[nth]?.sectors ?? {}
  return reportsIn(before) < reportsMin || reportsIn(after) < reportsMin ? null : stabilityIndex(before, after)
}

const reportsIn = (mix: Record<string, number>): number => Object.values(mix).reduce((sum, times) => sum + times, 0)
