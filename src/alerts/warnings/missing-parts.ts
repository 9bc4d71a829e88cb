import type { Said } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import { type ColourProposal, colourNames, graver, warningColour } from './warning-colour.ts'
import { audiences, type WarningContent } from './warning-content.ts'

/** The field of the form, and what is missing or wrong there. */
export type MissingParts = Record<string, Said>

type Judged = { city: City; rules: WarningRules; now: Date; next: boolean; lifting: boolean }

/**
 * What a text still lacks before it can be reviewed: the particulars of art. 64 of the Emergency Response Law (kind, level, start, area,
 * matter, measures, publisher), advice for everybody who may read it, in both languages, and a colour that its rule allows. `next` is true
 * for a later version, which says what it changes; one that ends the warning needs to say no more than why. Empty when it lacks nothing.
 */
export function missingParts(content: WarningContent, judged: Judged): MissingParts {
  if (judged.lifting) return missingTexts([noteAsked(content)])
  return {
    ...missingTexts(textsAsked(content, judged.next)),
    ...missingTimes(content, judged),
    ...missingNames(content, judged.city),
    ...wrongColour(content, warningColour(content.basis, { ...judged, day: toShanghaiDate(judged.now) })),
  }
}

type TextAsked = { name: string; text: Bilingual; said: Said }

function textsAsked(content: WarningContent, next: boolean): TextAsked[] {
  const { title, matter, advice, audience } = content
  const readers = audiences.slice(0, audiences.indexOf(audience) + 1)
  return [
    { name: 'title', text: title, said: { zh: '标题', en: 'the title' } },
    { name: 'matter', text: matter, said: { zh: '警示事项', en: 'what has happened or threatens' } },
    ...readers.map((who) => ({
      name: `advice-${who}`,
      text: advice[who],
      said: { zh: '应当采取的措施', en: 'what is to be done' },
    })),
    ...(next ? [noteAsked(content)] : []),
  ]
}

const noteAsked = ({ note }: WarningContent): TextAsked => ({
  name: 'note',
  text: note,
  said: { zh: '变更说明', en: 'what changes and why' },
})

function missingTexts(asked: TextAsked[]): MissingParts {
  return Object.fromEntries(
    asked.flatMap(({ name, text, said }) => [
      ...(text.zh === '' ? [[`${name}-zh`, { zh: `请写${said.zh}`, en: `Write ${said.en}` }]] : []),
      ...(text.en === '' ? [[`${name}-en`, { zh: `请写英文的${said.zh}`, en: `Write ${said.en} in English` }]] : []),
    ]),
  )
}

const DAY_MS = 86_400_000

function missingTimes({ level, startsAt, endsAt }: WarningContent, { now, rules }: Judged): MissingParts {
  if (endsAt === '') return { endsAt: { zh: '请写明到何时为止', en: 'Say until when it holds' } }
  const start = startsAt === '' ? now : new Date(startsAt)
  const end = new Date(endsAt)
  if (end <= now || end <= start)
    return { endsAt: { zh: '结束时间应晚于现在和开始时间', en: 'It must end after now and after it begins' } }
  const days = rules.lasts_days_max[level]
  if (end.getTime() - start.getTime() > days * DAY_MS)
    return {
      endsAt: {
        zh: `${colourNames[level].zh}预警最长 ${days} 天，到期可以更新`,
        en: `A ${colourNames[level].en} warning lasts ${days} days at most; it can be renewed`,
      },
    }
  return {}
}

function missingNames({ leaves, publisher, contact, firms }: WarningContent, city: City): MissingParts {
  const missing: MissingParts = {}
  if (leaves.length === 0) missing.leaves = { zh: '请选择预警类别（行业）', en: 'Choose the kind: its sectors' }
  if (!city.bureaus.has(publisher)) missing.publisher = { zh: '请选择发布单位', en: 'Choose who publishes it' }
  if (contact === '') missing.contact = { zh: '请写联系电话或地址', en: 'Say whom to ask' }
  if (firms.length > firmsMax)
    missing.firms = { zh: `点名的企业最多 ${firmsMax} 家`, en: `Name ${firmsMax} firms at most` }
  return missing
}

export const firmsMax = 20

function wrongColour({ level, levelReason }: WarningContent, proposal: ColourProposal): MissingParts {
  if (proposal.statisticsAlone && proposal.level !== null && graver(level, proposal.level))
    return {
      level: {
        zh: `单凭统计不能高于${colourNames[proposal.level].zh}：请先补充后果或风险评估`,
        en: `On statistics alone it is ${colourNames[proposal.level].en} at most: add consequences or an assessed risk first`,
      },
    }
  if (proposal.statisticsAlone && proposal.level === null && level !== 'blue')
    return { level: { zh: '没有依据时只能是蓝色', en: 'Without any ground it can only be blue' } }
  if (level !== proposal.level && levelReason === '')
    return {
      levelReason: {
        zh: `规则建议${proposal.level === null ? '不定级' : colourNames[proposal.level].zh}，请写明为何不同`,
        en: `The rule proposes ${proposal.level === null ? 'none' : colourNames[proposal.level].en}: say why it differs`,
      },
    }
  return {}
}
