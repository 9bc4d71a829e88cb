import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Act, actNames, acts, type CaseState, caseStates } from '../../../../src/cases/acts/case-states.ts'
import { type CaseSight, judgeAct, openActs, stageOf } from '../../../../src/cases/acts/verdicts.ts'
import { type Apart, apartChoices, apartsOpenTo } from '../../../../src/cases/apart/apart.ts'
import type { CasePause } from '../../../../src/cases/clocks/clock-holds.ts'
import { milestones } from '../../../../src/cases/clocks/milestones.ts'
import type { IdentityAsked, IdentityCheck } from '../../../../src/cases/identity/identity-check.ts'
import type { Joint } from '../../../../src/cases/joint/joint.ts'
import type { PartDoes } from '../../../../src/cases/parts/part-acts.ts'
import { type ItemSight, itemsOpenTo, type PartEnd, partNow } from '../../../../src/cases/parts/parts.ts'
import { tracksOf } from '../../../../src/cases/tracks.ts'
import type { Actor, Role } from '../../../../src/context.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const states = Object.keys(caseStates) as CaseState[]
const city = loadCity(join(projectRoot, 'city/shenzhen'))

const staff = (role: Role, bureau: string): Actor => ({ kind: 'staff', accountId: 1, name: '李明', role, bureau })
const people: Actor[] = [
  ...(
    ['officer', 'head', 'dispatcher', 'joint_office', 'trade_official', 'administrator', 'custodian'] as const
  ).flatMap((role) => ['AMR', 'EEB', 'DATA'].map((bureau) => staff(role, bureau))),
  { kind: 'citizen' },
  { kind: 'job', name: 'night' },
  { kind: 'operator' },
]
const isOfficerOf = (actor: Actor, bureau: string): boolean =>
  actor.kind === 'staff' && (actor.role === 'officer' || actor.role === 'head') && actor.bureau === bureau

type Step = { actor: Actor; act: Act; bureau: string; pick: number }
const anyStep: fc.Arbitrary<Step> = fc.record({
  // Officers more often than the others, or most walks would end before anything is answered.
  actor: fc.oneof(
    fc.constantFrom(...people),
    fc.constantFrom(staff('officer', 'AMR'), staff('officer', 'EEB')),
    fc.constantFrom<Actor>({ kind: 'job', name: 'night' }, { kind: 'citizen' }, staff('custodian', 'DATA')),
  ),
  act: fc.constantFrom(...actNames),
  bureau: fc.constantFrom('AMR', 'EEB'),
  pick: fc.nat(999),
})

/** Walks a history of attempts and answers every step that was allowed, with the case before and after it. */
function walk(start: CaseSight, steps: Step[]): { before: CaseSight; step: Step; after: CaseSight }[] {
  const history = []
  let sight = start
  for (const tried of steps) {
    const step = { ...tried, act: actOf(tried, sight) }
    const verdict = judgeAct(step.actor, sight, step.act)
    if (!verdict.allowed) continue
    const lead = acts[step.act].tasks === 'opens' ? step.bureau : sight.lead
    if (acts[step.act].part === 'gives' && step.bureau === lead) continue
    const pauses = pausesAfter(sight, step.act, verdict.to)
    const done = [...sight.done, step.act]
    const addedAt =
      step.actor.kind === 'citizen' ? new Date(0) : isOfficerOf(step.actor, sight.lead) ? null : (sight.addedAt ?? null)
    const items = itemsAfter(sight, step, verdict.to)
    const tracks = tracksOf('complaint', done)
    const aparts = apartsAfter(sight, step)
    const judgedAt = step.act === 'answer' ? new Date(done.length) : (sight.judgedAt ?? null)
    const after = {
      ...sight,
      state: verdict.to,
      lead,
      done,
      pauses,
      items,
      aparts,
      judgedAt,
      addedAt,
      tracks,
      joint: jointAfter(sight, step.act),
      identity: identityAfter(sight, step.act, verdict.to),
    }
    history.push({ before: sight, step, after })
    sight = after
  }
  return history
}

/** Every other step does something that is open to its actor, or most walks would get nowhere. */
function actOf({ actor, act, pick }: Step, sight: CaseSight): Act {
  if (pick % 2 === 0) return act
  const open = openActs(actor, sight)
  return open[pick % Math.max(1, open.length)] ?? act
}

function pausesAfter(sight: CaseSight, act: Act, to: CaseState): CasePause[] {
  const { pause } = acts[act]
  const ended = (sight.pauses ?? []).map((one) =>
    to !== sight.state ||
    (pause?.does === 'ends' && pause.kind === one.kind) ||
    (one.kind === 'identity' && (act === 'accept' || act === 'refuse_complaint'))
      ? { ...one, to: new Date(1) }
      : one,
  )
  if (pause?.does !== 'begins') return ended
  return [...ended, { kind: pause.kind, stage: stageOf(sight), from: new Date(0), to: null, until: null }]
}

/** The first demand open to the act takes it; a case that is answered or over waits for no part. */
function itemsAfter(sight: CaseSight, { actor, act, bureau }: Step, to: CaseState): ItemSight[] {
  const items = sight.items ?? []
  const does = acts[act].part
  const number = does ? itemsOpenTo(actor, items, does)[0] : undefined
  if (does === 'marks') return [...items, { number: items.length + 1, parts: [] }]
  const over = to !== sight.state && (to === 'answered' || caseStates[to].final)
  return items.map((item) => {
    if (does === 'gives' && item.number === number)
      return { ...item, parts: [...item.parts, { bureau, signedAt: null, endedBy: null }] }
    const ends = does && item.number === number ? endOf[does] : over ? 'case_moved' : null
    const signed = does === 'signs' && item.number === number ? { signedAt: new Date(1) } : {}
    return {
      ...item,
      parts: item.parts.map((part) => (part.endedBy === null ? { ...part, ...signed, endedBy: ends ?? null } : part)),
    }
  })
}

/** The first that fits is objected to or ruled on; whoever sets apart is another person each time. */
function apartsAfter(sight: CaseSight, { actor, act }: Step): Apart[] {
  const aparts = sight.aparts ?? []
  const does = acts[act].apart
  if (does === undefined) return aparts
  if (does === 'sets') {
    const what = apartChoices(sight)[0]
    const of =
      what === 'judgement'
        ? { item: null, answeredAt: sight.judgedAt ?? null }
        : { item: Number(what), answeredAt: null }
    const fresh = { ground: 'barred' as const, setBy: 'staff:2', objectedAt: null, ruledAt: null, upheld: null }
    return [...aparts, { id: aparts.length + 1, ...of, ...fresh }]
  }
  const meant = apartsOpenTo(actor, aparts, does)[0]
  const said = does === 'objects' ? { objectedAt: new Date(1) } : { ruledAt: new Date(1), upheld: true }
  return aparts.map((apart) => (apart === meant ? { ...apart, ...said } : apart))
}

function jointAfter({ joint = null }: CaseSight, act: Act): Joint | null {
  const members = [{ case: 1, represents: true, consents: null }]
  const does = acts[act].joint
  if (does === 'joins') return { id: 1, members, settlement: null, answerUntil: null }
  if (does === 'leaves') return null
  return does === 'proposes' && joint ? { ...joint, settlement: '退还七成', answerUntil: new Date(1) } : joint
}

function identityAfter(sight: CaseSight, act: Act, to: CaseState): IdentityCheck {
  const { provided, asked } = sight.identity ?? { provided: true, asked: [] }
  const does = acts[act].identity
  if (does === 'asks') return { provided, asked: [...asked, notGivenYet(asked.length + 1)] }
  const moved = to !== sight.state || act === 'accept' || act === 'refuse_complaint'
  const outcome = does === 'confirms' ? 'confirmed' : does === 'denies' ? 'denied' : moved ? 'withdrawn' : null
  return {
    provided,
    asked: asked.map((one) => {
      if (one.outcome !== null) return one
      return does === 'gives' ? { ...one, givenAt: new Date(1) } : { ...one, outcome }
    }),
  }
}

const notGivenYet = (id: number): IdentityAsked => ({
  id,
  wanted: '请提供身份证明',
  askedAt: new Date(0),
  until: new Date(2),
  givenAt: null,
  outcome: null,
  reason: null,
})

const endOf: Partial<Record<PartDoes, PartEnd>> = {
  hands_in: 'handed_in',
  returns: 'returned',
  takes_back: 'taken_back',
}

/** Whoever is a citizen here holds the receipt of the case. */
const start: CaseSight = {
  state: 'to_dispatch',
  lead: 'AMR',
  support: ['EEB'],
  done: ['receive'],
  pauses: [],
  items: [],
  aparts: [],
  joint: null,
  held: true,
  tracks: ['complaint'],
  identity: { provided: true, asked: [] },
}
/** What comes after an answer is many steps away. */
const answered: CaseSight = {
  ...start,
  state: 'answered',
  done: ['receive', 'dispatch', 'sign', 'answer'],
  judgedAt: new Date(0),
}
/** Nor is a mediation, of complaints that were joined, or a pause, reached by many. */
const asked: CasePause = { kind: 'supplement', stage: 'handling', from: new Date(0), to: null, until: null }
const accepted: CaseSight = {
  ...start,
  state: 'handling',
  done: ['receive', 'dispatch', 'sign', 'accept'],
  pauses: [asked, { ...asked, kind: 'suspension' }],
}
/** Nor is a check of identity beside a clue. */
const unproven: CaseSight = {
  ...start,
  state: 'handling',
  done: ['receive', 'open_tracks', 'dispatch', 'sign'],
  tracks: ['complaint', 'report'],
}
const proposed: CaseSight = {
  ...accepted,
  done: [...accepted.done, 'join_complaints', 'propose_settlement'],
  joint: { id: 1, members: [], settlement: '退还七成', answerUntil: new Date(1) },
}
const anyHistory = fc.array(anyStep, { maxLength: 200, size: 'max' }).map((steps) => walk(start, steps))

describe('the table of acts', () => {
  it('walks only its own edges, whoever tries what', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, step, after } of history) {
          const { next, again } = acts[step.act]
          const edges = again && before.done.includes(step.act) ? again : next
          expect(edges[before.state]).toBe(after.state)
          expect(openActs(step.actor, before)).toContain(step.act)
        }
      }),
    )
  })

  it('is walked to every state and by every act, so that the other walks prove something', () => {
    const seed = 20_261_116
    const late = fc.array(anyStep, { maxLength: 60, size: 'max' }).map((steps) => walk(answered, steps))
    const mediated = fc.array(anyStep, { maxLength: 60, size: 'max' }).map((steps) => walk(accepted, steps))
    const settling = fc.array(anyStep, { maxLength: 60, size: 'max' }).map((steps) => walk(proposed, steps))
    const given = { ...notGivenYet(1), givenAt: new Date(1) }
    const proved = { ...unproven, identity: { provided: true, asked: [given] } }
    const doubted = [start, unproven, proved].map((from) =>
      fc.array(anyStep, { maxLength: 60, size: 'max' }).map((steps) => walk({ ...from, state: 'handling' }, steps)),
    )
    const walks = [
      ...fc.sample(anyHistory, { numRuns: 3_000, seed }),
      ...fc.sample(late, { numRuns: 1_000, seed }),
      ...fc.sample(mediated, { numRuns: 1_000, seed }),
      ...fc.sample(settling, { numRuns: 500, seed }),
      ...doubted.flatMap((one) => fc.sample(one, { numRuns: 500, seed })),
    ].flat()
    expect(new Set(walks.map(({ after }) => after.state))).toEqual(new Set(states))
    expect(new Set(walks.map(({ step }) => step.act))).toEqual(new Set(actNames))
  }, 60_000)

  it('lets nobody but staff move a case, and nobody but its own people decide it; only who holds its receipt hands in what was asked', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, step } of history) {
          const who = {
            citizen: ['supply', 'reopen', 'add', 'object', 'consent', 'dissent', 'prove_identity'],
            firm: [],
            job: [
              'go_on_unsupplied',
              'end_unsupplied',
              'open_tracks',
              'go_alone',
              'end_unproven',
              'refuse_complaint',
              'file_jointly',
            ],
            operator: [],
          }
          if (step.actor.kind !== 'staff') {
            expect(who[step.actor.kind]).toContain(step.act)
            continue
          }
          const ofTheDesk = [
            'dispatch',
            'refer',
            'withdraw',
            'correct',
            'risk',
            'note',
            'rule',
            'supervise',
            'set_apart',
            'rule_objection',
          ]
          if (['confirm_identity', 'deny_identity'].includes(step.act)) {
            expect(step.actor.role).toBe('custodian')
            continue
          }
          const ofParts = ['mark_item', 'give_part', 'take_back_part']
          if (['give_task', 'finish_task'].includes(step.act)) {
            expect([before.lead, ...before.support].some((id) => isOfficerOf(step.actor, id))).toBe(true)
            continue
          }
          if (acts[step.act].part && !ofParts.includes(step.act)) {
            const has = (before.items ?? []).some((item) => isOfficerOf(step.actor, partNow(item)?.bureau ?? ''))
            expect(has).toBe(true)
            continue
          }
          const decides = ![...ofTheDesk, ...ofParts].includes(step.act)
          if (decides) expect(isOfficerOf(step.actor, before.lead)).toBe(true)
        }
      }),
    )
  })

  it('keeps the order of law: signed for before answered, answered before closed, dispatched again after a return or a withdrawal', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const order = history.map(({ step }) => step.act).filter((act) => act !== 'note')
        order.forEach((act, position) => {
          const earlier = order.slice(0, position)
          const since = earlier.slice(earlier.findLastIndex((one) => one === 'return' || one === 'withdraw') + 1)
          if (act === 'answer') expect(since).toContain('sign')
          if (act === 'close') expect(since).toContain('answer')
          if (act === 'sign') expect(since.some((one) => ['dispatch', 'refer', 'rule'].includes(one))).toBe(true)
        })
      }),
    )
  })

  it('reopens what is final only for its reporter and only once, and accepts a matter once', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, step, after } of history)
          if (caseStates[before.state].final && after.state !== before.state) expect(step.act).toBe('reopen')
        expect(history.filter(({ step }) => step.act === 'reopen').length).toBeLessThanOrEqual(1)
        expect(history.filter(({ step }) => step.act === 'accept').length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('asks the reporter at most once before acceptance and once after, and ends what it began before it begins again', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { after } of history) {
          const asked = (after.pauses ?? []).filter(({ kind }) => kind === 'supplement').map(({ stage }) => stage)
          expect(new Set(asked).size).toBe(asked.length)
          const open = (after.pauses ?? []).filter(({ to }) => to === null).map(({ kind }) => kind)
          expect(new Set(open).size).toBe(open.length)
        }
      }),
    )
  })

  it('asks for proof of identity of a complaint alone, before it is accepted, at most twice, and never judges what was not given', () => {
    const doubted = fc.array(anyStep, { maxLength: 80, size: 'max' }).map((steps) => walk(unproven, steps))
    fc.assert(
      fc.property(fc.oneof(anyHistory, doubted), (history) => {
        for (const { before, step, after } of history) {
          expect(after.identity?.asked.length ?? 0).toBeLessThanOrEqual(2)
          const does = acts[step.act].identity
          if (does) expect(before.tracks).toContain('complaint')
          if (does) expect(before.done).not.toContain('accept')
          const waits = before.identity?.asked.at(-1)
          if (does === 'confirms' || does === 'denies') expect(waits).toMatchObject({ outcome: null })
          if (does === 'confirms' || does === 'denies') expect(waits?.givenAt).not.toBeNull()
          if (step.act === 'refuse_complaint') expect(after.tracks).toEqual(['report'])
        }
      }),
    )
  })

  it('judges apart nothing twice, never by the bureau in charge, and rules only on what was objected to', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { before, step, after } of history) {
          const standing = (after.aparts ?? []).map(({ item, answeredAt }) => `${item} ${answeredAt?.getTime()}`)
          expect(new Set(standing).size).toBe(standing.length)
          for (const { ruledAt, objectedAt } of after.aparts ?? []) if (ruledAt) expect(objectedAt).not.toBeNull()
          if (acts[step.act].apart && step.actor.kind === 'staff') expect(step.actor.bureau).not.toBe(before.lead)
        }
      }),
    )
  })

  it('gives a demand to one bureau at a time, lets it be returned once, and ends every part when the case is answered or over', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { after } of history) {
          for (const { parts } of after.items ?? []) {
            expect(parts.filter(({ endedBy }) => endedBy === null).length).toBeLessThanOrEqual(1)
            expect(parts.filter(({ endedBy }) => endedBy === 'returned').length).toBeLessThanOrEqual(1)
            if (caseStates[after.state].final) expect(parts.every(({ endedBy }) => endedBy !== null)).toBe(true)
          }
        }
      }),
    )
  })

  it('keeps a stranger out who holds no receipt, and an officer from approving what only the head may', () => {
    const waiting: CaseSight = { ...start, state: 'handling' }
    const asked = { ...waiting, pauses: pausesAfter(waiting, 'ask_supplement', 'handling') }
    expect(judgeAct({ kind: 'citizen' }, asked, 'supply').allowed).toBe(true)
    expect(judgeAct({ kind: 'citizen' }, { ...asked, held: false }, 'supply')).toMatchObject({ why: 'forbidden' })
    expect(judgeAct(staff('officer', 'AMR'), waiting, 'extend')).toMatchObject({ why: 'forbidden' })
    expect(judgeAct(staff('head', 'EEB'), waiting, 'extend')).toMatchObject({ why: 'forbidden' })
    expect(judgeAct(staff('head', 'AMR'), waiting, 'extend').allowed).toBe(true)
  })

  it('sends a case that is returned a second time to a ruling, which binds', () => {
    const officer = staff('officer', 'AMR')
    const once = { ...start, state: 'handling' as const }
    expect(judgeAct(officer, once, 'return')).toEqual({ allowed: true, to: 'to_dispatch' })
    const twice = { ...once, done: ['receive', 'return', 'dispatch'] }
    expect(judgeAct(officer, twice, 'return')).toEqual({ allowed: true, to: 'to_rule' })
    expect(judgeAct(staff('dispatcher', 'DATA'), { ...twice, state: 'to_rule' }, 'rule')).toMatchObject({
      why: 'forbidden',
    })
    expect(judgeAct(staff('joint_office', 'DATA'), { ...twice, state: 'to_rule' }, 'rule').allowed).toBe(true)
    const ruled = { ...twice, done: [...twice.done, 'return', 'rule'] }
    expect(judgeAct(officer, ruled, 'return')).toMatchObject({ allowed: false, why: 'conflict' })
  })

  it('does not close a complaint while the clue found in it is undecided, however its mediation ended', () => {
    const officer = staff('officer', 'AMR')
    const done = ['receive', 'sign', 'accept', 'open_clue', 'end_mediation', 'answer']
    const decided: CaseSight = { ...start, state: 'answered', done, tracks: tracksOf('complaint', done) }
    expect(judgeAct(officer, decided, 'close')).toMatchObject({ allowed: false, why: 'conflict' })
    expect(judgeAct(officer, decided, 'decide_filing').allowed).toBe(true)
    expect(judgeAct(officer, { ...decided, done: [...done, 'decide_filing'] }, 'close').allowed).toBe(true)
  })

  it('turns nobody away who was accepted or answered: an accepted mediation is ended, not refused', () => {
    const officer = staff('officer', 'AMR')
    const signed: CaseSight = { ...start, state: 'handling', done: ['receive', 'dispatch', 'sign'] }
    expect(openActs(officer, signed)).toContain('refuse')
    for (const decided of ['accept', 'answer']) {
      const after: CaseSight = { ...signed, done: [...signed.done, decided] }
      expect(openActs(officer, after)).not.toContain('refuse')
      expect(judgeAct(officer, after, 'refuse')).toMatchObject({ allowed: false, why: 'conflict' })
    }
    expect(openActs(officer, accepted)).toContain('end_mediation')
  })

  it('never ends the check of a clue by refusing the complaint beside it', () => {
    const officer = staff('officer', 'AMR')
    for (const state of ['dispatched', 'handling'] as const)
      expect(openActs(officer, { ...unproven, state })).not.toContain('refuse')
    expect(openActs(officer, unproven)).toEqual(expect.arrayContaining(['refuse_complaint', 'drop_clue']))
    const dropped = [...unproven.done, 'drop_clue']
    const alone: CaseSight = { ...unproven, done: dropped, tracks: tracksOf('complaint', dropped) }
    expect(openActs(officer, alone)).toContain('refuse')
  })

  it('closes nothing around a limit of the law: while a mediation or the check of a report is owed', () => {
    const officer = staff('officer', 'AMR')
    const answeredNow = { ...answered, done: [...answered.done, 'accept'] }
    for (const event of ['terminated', 'filing_decision'])
      expect(judgeAct(officer, { ...answeredNow, owed: [event] }, 'close')).toMatchObject({ why: 'conflict' })
    expect(openActs(officer, { ...answeredNow, owed: ['terminated'] })).toContain('end_mediation')
    expect(judgeAct(officer, { ...answeredNow, owed: ['solved'] }, 'close').allowed).toBe(true)
  })

  it('lets nobody return what was accepted: whoever accepted keeps it', () => {
    expect(openActs(staff('officer', 'AMR'), { ...accepted, pauses: [] })).not.toContain('return')
  })

  it('can bring a case from every state to an end', () => {
    const ends = new Set(states.filter((state) => caseStates[state].final))
    for (let size = -1; size !== ends.size; ) {
      size = ends.size
      for (const { next } of Object.values(acts)) {
        for (const [from, to] of Object.entries(next)) if (ends.has(to)) ends.add(from as CaseState)
      }
    }
    expect([...ends].sort()).toEqual([...states].sort())
  })

  it('says in both languages what is possible instead of a refused act', () => {
    const verdict = judgeAct(staff('officer', 'AMR'), { ...start, state: 'dispatched' }, 'close')
    expect(verdict).toMatchObject({ allowed: false, why: 'conflict' })
    expect(verdict.allowed ? '' : verdict.because.zh).toContain('签收')
    expect(verdict.allowed ? '' : verdict.because.en).toContain('Sign for it')
  })

  it('keeps a supporting bureau to notes and its own steps, and another bureau to nothing', () => {
    const handling: CaseSight = { ...start, state: 'handling' }
    expect(openActs(staff('officer', 'EEB'), handling)).toEqual(['give_task', 'finish_task', 'note'])
    expect(openActs(staff('officer', 'DATA'), handling)).toEqual([])
    expect(judgeAct(staff('officer', 'EEB'), handling, 'answer')).toMatchObject({ allowed: false, why: 'forbidden' })
  })

  it('asks for a reason and an article wherever the reporter is turned away or passed on', () => {
    for (const act of ['refuse', 'return'] as const) {
      const asked = acts[act].asks.filter(({ required }) => required).map(({ name }) => name)
      expect(asked).toEqual(expect.arrayContaining(['reason', 'article']))
    }
  })

  it('knows the states of schema.sql, no more and no fewer', () => {
    const schema = readFileSync(join(projectRoot, 'schema.sql'), 'utf8')
    const column = /create table case_file[\s\S]*?check \(state in \(([^)]*)\)/.exec(schema)?.[1] ?? ''
    expect([...column.matchAll(/'(\w+)'/g)].map((match) => match[1])).toEqual(states)
  })
})

describe('the clocks of a case', () => {
  const leaves = [...city.leaves.values()]
  const sets = new Set([
    city.defaultClocks,
    city.dangerClocks,
    city.againClocks,
    ...leaves.flatMap((leaf) => [leaf.complaintRule, leaf.reportRule]),
  ])
  const rules = city.clockRules.filter(({ set }) => sets.has(set))
  const ofActs = new Set(Object.values(acts).flatMap(({ meets, starts }) => [...meets, ...starts]))
  const ofFiling = ['received', 'danger_flag']

  it('wait only for what an act is or an officer can record', () => {
    const awaited = new Set(rules.flatMap(({ until }) => until.split('|')))
    expect([...awaited].filter((event) => !ofActs.has(event) && !(event in milestones))).toEqual([])
  })

  it('start only from what the filing brings, an act is or an officer can record', () => {
    const starts = new Set(rules.map(({ from }) => from))
    const unknown = [...starts].filter(
      (event) => !ofActs.has(event) && !(event in milestones) && !ofFiling.includes(event),
    )
    expect(unknown).toEqual([])
  })
})
