import type { WarningLevel, WarningReason } from '../alerts/notices/notice-warning.ts'
import { sureness, tradeDateWords } from '../alerts/notices/trade-date-words.ts'
import { type WarningState, warningStates } from '../alerts/warning-acts.ts'
import type { NoticeSource, TradeDate } from '../intake/notice.ts'
import { daysBetween } from '../reference/calendar.ts'
import type { Bilingual, City } from '../reference/city.ts'
import { countryName } from '../reference/countries.ts'
import { Badge, Both, LevelBadge, type Tone, warningLevels } from './parts.tsx'

export const sourceNames: Record<NoticeSource, Bilingual> = {
  cpsc: { zh: '美国消费品安全委员会', en: 'US CPSC' },
  'safety-gate': { zh: '欧盟安全门', en: 'EU Safety Gate' },
  fda: { zh: '美国食品药品监督管理局', en: 'US FDA' },
  nhtsa: { zh: '美国公路交通安全管理局', en: 'US NHTSA' },
  'health-canada': { zh: '加拿大卫生部', en: 'Health Canada' },
  opss: { zh: '英国产品安全与标准办公室', en: 'UK OPSS' },
  accc: { zh: '澳大利亚竞争与消费者委员会', en: 'ACCC Australia' },
  samr: { zh: '中国市场监管部门', en: 'China SAMR' },
  sampling: { zh: '监督抽检', en: 'Sampling inspections' },
  eping: { zh: '世贸组织 ePing', en: 'WTO ePing' },
  wto: { zh: '世贸组织通报文件', en: 'WTO documents' },
  'tbt-zh': { zh: '国内通报网站', en: 'Chinese TBT sites' },
}

/** A level in words, and that it is good news where it is. */
export function WarningLevelBadge({ level, relief }: { level: WarningLevel; relief: boolean }) {
  return (
    <span class="keep">
      <LevelBadge level={level} /> {relief && <Badge tone="good" zh="利好" en="Relief" />}
    </span>
  )
}

const stateTones: Record<WarningState, Tone> = {
  draft: 'yellow',
  released: 'good',
  dropped: 'calm',
  lifted: 'calm',
  expired: 'calm',
}

export function WarningStateBadge({ state }: { state: WarningState }) {
  return <Badge tone={stateTones[state]} {...warningStates[state]} />
}

/** A jurisdiction by name; nothing when it could not be read. */
export function Market({ code }: { code: string | null }) {
  return code === null ? <Both zh="市场不明" en="market unknown" /> : <Both {...countryName(code)} />
}

/** Leaves by name, one after the other. */
export function Leaves({ city, codes }: { city: City; codes: string[] }) {
  if (codes.length === 0) return <Both zh="未涉及本市行业" en="no local sector" />
  const named = codes.map((code) => city.leaves.get(code) ?? { zh: code, en: code })
  return <Both zh={named.map(({ zh }) => zh).join('、')} en={named.map(({ en }) => en).join('; ')} />
}

const partNames: Record<string, Bilingual> = {
  sector: { zh: '行业', en: 'Sector' },
  override: { zh: '例外', en: 'Exception' },
  change: { zh: '变更', en: 'Change' },
  firms: { zh: '企业', en: 'Firms' },
}

/** Why a warning has its level: the evidence for its sectors, then each part with its points, then the sum and the rule. */
export function WarningReasons({ reasons, points, level, ruleVersion }: ReasonsProps) {
  return (
    <table class="points">
      <caption class="for-readers">这样评定的 How the level was reached</caption>
      <tbody>
        {reasons.map(({ part, points: own, zh, en }) => (
          <tr>
            <th scope="row">{partNames[part] ? <Both {...partNames[part]} /> : part}</th>
            <td>
              <Both zh={zh} en={en} />
            </td>
            <td class="numeric">{part in partNames && own === 0 ? '—' : signed(own)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            <Both zh="合计" en="Sum" />
          </th>
          <td>
            <Both
              zh={`${warningLevels[level].zh}；规则 ${ruleVersion}，参考性分级，由人审核后发布`}
              en={`${warningLevels[level].en}; rule ${ruleVersion}, a reference grade that a person releases`}
            />
          </td>
          <td class="numeric">
            <strong>{points}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
type ReasonsProps = { reasons: WarningReason[]; points: number; level: WarningLevel; ruleVersion: string }

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points))

/** One of the two clocks of a measure: the date as sure as its text is, how sure that is, and the days left. `today` is an ISO date in Shanghai. */
export function TradeClock({ date, today, about }: { date: TradeDate; today: string; about: 'comments' | 'force' }) {
  const left = daysLeft(date, today, about)
  return (
    <>
      <DateWords date={date} />
      {date.kind === 'estimated' && (
        <>
          {' '}
          <Badge {...sureness(date)} />
        </>
      )}
      {left && (
        <>
          <br />
          <Badge tone={left.tone} zh={left.zh} en={left.en} />
        </>
      )}
    </>
  )
}

/** A date in words; a plain day needs no second language. */
export function DateWords({ date }: { date: TradeDate }) {
  const words = tradeDateWords(date)
  return words.zh === words.en ? <span class="number">{words.zh}</span> : <Both {...words} />
}

/** What remains until the earliest day it may be; nothing while it is unknown, so that no unknown date looks overdue. */
function daysLeft(date: TradeDate, today: string, about: 'comments' | 'force'): (Bilingual & { tone: Tone }) | null {
  if (date.kind === 'unknown' || date.earliest === null) return null
  const days = daysBetween(today, date.earliest)
  const over = daysBetween(today, date.latest ?? date.earliest) < 0
  if (over) {
    return about === 'comments'
      ? { zh: '评议已截止', en: 'comments closed', tone: 'calm' }
      : { zh: '已生效', en: 'in force', tone: 'orange' }
  }
  if (days <= 0) return { zh: '就在今天或这段时间', en: 'now', tone: 'orange' }
  const tone = days <= 10 ? 'orange' : days <= 30 ? 'yellow' : 'blue'
  return { zh: `还有 ${days} 天`, en: `${days} days left`, tone }
}
