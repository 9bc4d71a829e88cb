import type { z } from 'zod'
import type { ReleasedWarning } from '../../alerts/list-released.ts'
import type { NoticeListed } from '../../alerts/notices/list-notices.ts'
import type { PublicVersion } from '../../alerts/warnings/version-rows.ts'
import { areaWords } from '../../alerts/warnings/warning-content.ts'
import type { Clock } from '../../cases/clocks/clocks.ts'
import type { TrackedCase } from '../../cases/tracking/track-case.ts'
import type { Receipt } from '../../intake/receive-complaint.ts'
import type { City } from '../../reference/city.ts'
import { alertPaths } from '../alert-paths.ts'
import { paths } from '../paths.ts'
import type { noticesShape } from './notice-shapes.ts'
import type {
  bureausShape,
  clockShape,
  receiptShape,
  sectorsShape,
  statusShape,
  warningsShape,
  warningVersionsShape,
} from './shapes.ts'

/** From our words to the API's. Types come from the shapes, so that the document cannot say one thing and the answer another. */

export function receiptAnswer(
  receipt: Receipt,
  others: { name: string; receipt: string }[],
): z.input<typeof receiptShape> {
  const { caseId: _, clocks, ...told } = receipt
  return { ...told, clocks: clocks.map(clockAnswer), others }
}

export function statusAnswer(tracked: TrackedCase, publicUrl: string): z.input<typeof statusShape> {
  const { state, kind, tracks, receivedAt, sector, bureau, danger, because, clocks, events, answer, attachments } =
    tracked
  return {
    state,
    status_text: tracked.statusText,
    feeds: {
      rss: `${publicUrl}${paths.caseFeed(tracked.feed, 'rss')}`,
      json: `${publicUrl}${paths.caseFeed(tracked.feed, 'json')}`,
    },
    kind,
    tracks,
    received_at: receivedAt.toISOString(),
    sector,
    bureau: bureau && { id: bureau.id, zh: bureau.zh, en: bureau.en, hotline: bureau.hotline },
    danger,
    because,
    clocks: clocks.map(({ clock, metAt }) => ({ ...clockAnswer(clock), met_at: metAt?.toISOString() ?? null })),
    events: events.map((event) => ({
      at: event.at.toISOString(),
      act: event.act,
      state: event.state,
      bureau: { zh: event.bureau.zh, en: event.bureau.en },
      text: event.text,
    })),
    answer,
    attachments: attachments.length,
    asked: tracked.asked && { text: tracked.asked.words, until: tracked.asked.until?.toISOString() ?? null },
    may_add: tracked.mayAdd,
    identity_check: tracked.proof?.stage ?? 'none',
  }
}

export function warningsAnswer(warnings: ReleasedWarning[], publicUrl: string): z.input<typeof warningsShape> {
  return {
    warnings: warnings.map(({ leaves, releasedAt, expiresAt, ...warning }) => ({
      ...warning,
      sectors: leaves,
      released_at: releasedAt.toISOString(),
      expires_at: expiresAt?.toISOString() ?? null,
      cap: `${publicUrl}${alertPaths.versionCap(warning.id, warning.version)}`,
    })),
  }
}

export function warningVersionsAnswer(
  { city, publicUrl }: { city: City; publicUrl: string },
  versions: [PublicVersion, ...PublicVersion[]],
): z.input<typeof warningVersionsShape> {
  const [{ warningId, kind }] = versions
  return {
    id: warningId,
    kind,
    versions: versions.map(({ number, change, content, at, ruleVersion }) => {
      const { level, title, matter, advice, note, leaves, districts, streets, startsAt, endsAt, contact } = content
      const publisher = city.bureaus.get(content.publisher)
      return {
        ...{ change, level, title, matter, note, districts, streets, contact },
        version: number,
        published_at: at.toISOString(),
        advice: advice.public,
        area: areaWords(city, content),
        sectors: leaves,
        starts_at: startsAt || at.toISOString(),
        expires_at: endsAt || null,
        publisher: { id: content.publisher, zh: publisher?.zh ?? '', en: publisher?.en ?? '' },
        certainty: content.certainty,
        urgency: content.urgency,
        rule_version: ruleVersion,
        cap: `${publicUrl}${alertPaths.versionCap(warningId, number)}`,
      }
    }),
  }
}

export function noticesAnswer(
  { city }: { city: City },
  { notices, total, pages }: { notices: NoticeListed[]; total: number; pages: number },
): z.input<typeof noticesShape> {
  return {
    notices: notices.map(({ id, notice, firstTitle, leaves, clocks, withdrawn, followUps, warning }) => ({
      id,
      kind: notice.kind,
      source: notice.source,
      source_id: notice.sourceId,
      title: firstTitle.original,
      title_zh: firstTitle.zh,
      url: notice.url,
      published_on: notice.publishedOn,
      market: notice.jurisdiction,
      sectors: leaves.map((code) => {
        const leaf = city.leaves.get(code)
        return { code, zh: leaf?.zh ?? code, en: leaf?.en ?? code }
      }),
      comments_close: clocks?.comment ?? null,
      in_force: clocks?.inForce ?? null,
      withdrawn,
      follow_ups: followUps,
      warning: warning && { id: warning.id, level: warning.level },
    })),
    total,
    pages,
  }
}

export function sectorsAnswer({ sectors }: City): z.input<typeof sectorsShape> {
  return {
    sectors: sectors.map(({ code, zh, en, domain, leaves }) => ({
      code,
      zh,
      en,
      domain,
      leaves: leaves.map((leaf) => ({ code: leaf.code, zh: leaf.zh, en: leaf.en })),
    })),
  }
}

export function bureausAnswer({ bureaus }: City): z.input<typeof bureausShape> {
  return {
    bureaus: [...bureaus.values()].map(({ id, zh, en, level, referral, hotline, remit, remitEn }) => ({
      id,
      zh,
      en,
      level,
      referral,
      hotline,
      remit: remit.map((duty, index) => ({ zh: duty, en: remitEn[index] ?? '' })),
    })),
  }
}

function clockAnswer(clock: Clock): z.input<typeof clockShape> {
  return {
    rule: clock.rule.id,
    zh: clock.zh,
    en: clock.en,
    article: clock.article,
    article_en: clock.rule.articleEn,
    force: clock.force,
    amount: clock.amount,
    unit: clock.unit,
    starts_at: clock.startsAt.toISOString(),
    due_at: clock.dueAt.toISOString(),
    last_day: clock.lastDay,
    provisional: clock.provisional,
  }
}
