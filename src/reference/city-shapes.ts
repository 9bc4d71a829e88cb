import { z } from 'zod'
import { addDays, daysBetween, isRealDate } from './calendar.ts'

/** The shape of every file under `city/<name>/`. Unknown keys are refused, so that a misspelt one is seen. */

export const word = z.string().trim().min(1)
/** A list of words, written as one line with commas between (read several times faster than a YAML sequence) or as a sequence. */
export const words = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(/[,，、]/)
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  z.array(word),
)
const someWords = words.refine((list) => list.length > 0, '至少写一个 / write at least one')
/** Duties of a bureau, one after the other with semicolons between. */
const duties = word.transform((line) => line.split(/[;；]/).map((duty) => duty.trim()))
const codes = (form: RegExp) => words.refine((list) => list.every((code) => form.test(code)), `form ${form.source}`)
export const bilingual = { zh: word, en: word }
export const isoDate = z.string().refine(isRealDate, '日期写成 2026-04-15 / a date is written 2026-04-15')

export const cityShape = z.strictObject({
  ...bilingual,
  code: z.string().regex(/^\d{6}$/),
  province_code: z.string().regex(/^\d{6}$/),
  hotline: word,
  website: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  identity_days: z.number().int().min(1),
  fallback_bureau: word,
  dispatch_bureau: word,
  default_clocks: word,
  danger_clocks: word,
  again_clocks: word,
  part_clocks: word,
  notice_clocks: word,
  trade_bureau: word,
  duty_mail: z.string().includes('@').includes('{bureau}').nullable(),
})

/** The sets of the 投诉 track and of the 举报 track. */
const clockSets = z.strictObject({ complaint: word, report: word })

const leafShape = z.strictObject({
  ...bilingual,
  code: z.string().regex(/^[A-Z]+\.\d{2}$/),
  counts_as: z.string().optional(),
  owners: words,
  owner_rules: z.array(z.strictObject({ bureau: word, words, because: word, because_en: word })).default([]),
  support: words.default([]),
  clocks: clockSets.optional(),
  severity: z.int().min(1).max(5),
  risk_hints: words.default([]),
  keywords: someWords,
})

export const sectorsShape = z.strictObject({
  sectors: z.array(
    z.strictObject({
      ...bilingual,
      code: z.string().regex(/^[A-Z]+$/),
      domain: z.enum(['product', 'service', 'engineering', 'environment']),
      clocks: clockSets,
      leaves: z.array(leafShape).min(1),
    }),
  ),
})

export const bureausShape = z.strictObject({
  bureaus: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[A-Z]+$/),
      level: z.enum(['city', 'vertical', 'party', 'public-body', 'district']),
      superior: z.strictObject(bilingual),
      hotline: z.string().nullable(),
      party: z.boolean().default(false),
      remit: z
        .strictObject({ zh: duties, en: duties })
        .refine(
          ({ zh, en }) => zh.length === en.length,
          '中英文的项数应相同 / as many duties in English as in Chinese',
        ),
    }),
  ),
  succession: z.array(z.strictObject({ formerly: word, now: words })),
})

const position = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])

export const districtsShape = z.strictObject({
  districts: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[A-Z]+$/),
      code: z
        .string()
        .regex(/^\d{6}$/)
        .nullable(),
      tile: z.tuple([z.int().min(0).max(30), z.int().min(0).max(30)]),
      aliases: words,
      landmarks: words,
      points: z.record(z.string(), position).default({}),
      streets: z.array(
        z.strictObject({
          ...bilingual,
          code: z
            .string()
            .regex(/^\d{9}$/)
            .nullable(),
          aliases: words,
          centre: position.nullable().default(null),
        }),
      ),
    }),
  ),
})

export const versionShape = z.strictObject({
  since: isoDate,
  until: isoDate.nullable().default(null),
  amount: z.int().positive(),
  unit: z.enum(['workday', 'day', 'hour', 'minute']),
  extension: z
    .strictObject({
      amount: z.int().positive(),
      unit: z.enum(['workday', 'day']),
      times: z.literal(1),
      article: z.strictObject(bilingual).optional(),
    })
    .nullable()
    .default(null),
  pauses: z
    .array(
      z
        .strictObject({
          for: z.enum(['supplement', 'identity', 'testing', 'suspension']),
          article: z.strictObject(bilingual),
          otherwise: z
            .union([z.literal('goes_on'), z.strictObject({ ends: z.strictObject(bilingual) })])
            .default('goes_on'),
        })
        .refine(
          ({ for: kind, otherwise }) => kind !== 'identity' || otherwise !== 'goes_on',
          'identity 须写 otherwise: ends',
        ),
    )
    .default([]),
  force: z.enum(['statutory', 'local', 'target']),
  article: z.strictObject(bilingual),
  note: word.nullable().default(null),
})

const reminderRole = z.enum(['officer', 'head', 'joint_office'])

export const clocksShape = z.strictObject({
  supplement: z.strictObject({ amount: z.int().positive(), unit: z.enum(['workday', 'day']) }),
  reminders: z.strictObject({
    forces: z.array(z.enum(['statutory', 'local', 'target'])).min(1),
    answer_within: z.int().positive(),
    steps: z
      .array(z.strictObject({ percent: z.literal([50, 80, 100]), tells: z.array(reminderRole).min(1) }))
      .refine(
        (steps) => steps.every(({ percent }, s) => percent > (steps[s - 1]?.percent ?? 0)),
        '百分比从小到大，各写一次 / percents rise, each once',
      ),
  }),
  sets: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[A-Z0-9_]+$/),
      extends: word.nullable().default(null),
      milestones: z.array(
        z.strictObject({
          ...bilingual,
          id: z.string().regex(/^[a-z_]+$/),
          starts: z.string().regex(/^[a-z_]+$/),
          met: z.string().regex(/^[a-z_]+(\|[a-z_]+)*$/),
          versions: z.array(versionShape).min(1),
        }),
      ),
    }),
  ),
})

/** `2026-10-01..2026-10-07, 2026-12-31`: days and spans of days, both ends included. */
const days = words.transform((spans, context) =>
  spans.flatMap((span) => {
    const [first = '', last = first] = span.split('..')
    if (isRealDate(first) && isRealDate(last) && daysBetween(first, last) >= 0 && daysBetween(first, last) < 31) {
      return Array.from({ length: daysBetween(first, last) + 1 }, (_, day) => addDays(first, day))
    }
    context.addIssue(`${span}: 写成 2026-10-01 或 2026-10-01..2026-10-07 / write a date or first..last`)
    return []
  }),
)

export const calendarShape = z.strictObject({
  names: z.record(word, word),
  years: z.array(
    z.strictObject({
      year: z.int().min(1990).max(2100),
      status: z.enum(['official', 'provisional']),
      notice: word.nullable(),
      holidays: z.record(word, days),
      makeup: days,
    }),
  ),
})

const severity = z.literal([1, 2, 3, 4])

export const hazardsShape = z.strictObject({
  hazards: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[a-z_]+$/),
      severity,
      words: z.strictObject({ zh: someWords, en: someWords }),
    }),
  ),
})

const riskLevel = z.enum(['low', 'medium', 'high', 'serious'])
const probability = z.number().gt(0).max(1)

export const riskMatrixShape = z.strictObject({
  source: z.strictObject(bilingual),
  severities: z.tuple([
    z.strictObject(bilingual),
    z.strictObject(bilingual),
    z.strictObject(bilingual),
    z.strictObject(bilingual),
  ]),
  bands: z
    .array(
      z.strictObject({
        above: z.number().min(0).max(1),
        levels: z.tuple([riskLevel, riskLevel, riskLevel, riskLevel]),
      }),
    )
    .min(2),
  steps: z
    .array(
      z.strictObject({
        ...bilingual,
        id: z.string().regex(/^[a-z_]+$/),
        by_danger: z.tuple([probability, probability, probability, probability]),
        told: probability,
      }),
    )
    .min(1)
    .max(8),
  ladder: z.array(probability).min(2),
  harms: z.array(z.strictObject({ ...bilingual, severity, words: someWords })),
  denied: words,
  otherwise: z.tuple([severity, severity, severity, severity]),
  groups: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[a-z_]+$/),
      mentioned: someWords,
      severity_up: z.int().min(0).max(3),
      exposed: probability.nullable().default(null),
    }),
  ),
})

export const productsShape = z.strictObject({
  groups: z.array(
    z.strictObject({
      ...bilingual,
      id: z.string().regex(/^[a-z_]+$/),
      leaf: word,
      hs: codes(/^(\d{2}|\d{4}|\d{6})$/),
      ics: codes(/^\d{2}(\.\d{3}(\.\d{2})?)?$/),
      words: z.strictObject({ zh: someWords, en: someWords }),
    }),
  ),
})
