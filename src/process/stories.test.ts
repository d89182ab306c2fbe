// Whatever people and machines do, in whatever order: what holds after every event.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrganisationId } from '#core/organisation.ts'
import { at, pack, roadTo, rulesOf, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { peopleOf, stepsOf } from '../../test/any-step.ts'
import { availableSteps } from './available.ts'
import { decide } from './decide.ts'
import type { Actor, Circumstances } from './duty.ts'
import { escalate } from './escalation.ts'
import type { NewEvent, SignalEvent } from './event.ts'
import { evolve, fold } from './fold.ts'
import { receiveMessage } from './handover-answer.ts'
import { lapse } from './handover.ts'
import { receiveOffer } from './offer.ts'
import { drawSecondLook, isNegative } from './second-look.ts'
import { noteChange, propose } from './signal.ts'
import { isOpen, SIGNAL_STATES, type Signal, type SignalState } from './state.ts'
import type { Step, StepType } from './step.ts'
import type { DutyKind } from './way-of-working.ts'

const ORGANISATIONS = ['politie', 'arbeidsinspectie', 'kmar'] as const

const DUTY_OF: Readonly<Record<SignalState, DutyKind | null>> = {
  offered: 'answer-handover',
  proposed: 'answer-proposal',
  'set-aside-proposed': 'confirm-set-aside',
  confirmed: 'start-enrichment',
  enriching: 'finish-enrichment',
  weighing: 'weigh',
  'stop-proposed': 'confirm-stop',
  shelved: 'review-shelved',
  interviewing: 'hold-interview',
  investigating: 'conclude-investigation',
  held: 'review-hold',
  'handing-over': 'await-acceptance',
  'handed-over': null,
  closed: null,
}

/** What a machine does with a signal, whether it is the moment or not. */
const MACHINES: readonly ((signal: Signal, now: Circumstances) => NewEvent | null)[] = [
  escalate,
  (signal, now) => (isOpen(signal) ? lapse(signal, now) : null),
  (signal, now) => noteChange(signal, { registration: 'reg-2', catalogue: 'c', indicators: [] }, true, now),
  (signal, now) => drawSecondLook(signal, signal.seq, ['nobody'], now),
  ...(['received', 'accept', 'recall-confirmed', 'recall'] as const).map(
    (kind) => (signal: Signal, now: Circumstances) => received(signal, { kind }, now),
  ),
  (signal, now) => received(signal, { kind: 'refuse', reason: 'not-our-field', words: 'x' }, now),
  (signal, now) => received(signal, { kind: 'outcome', outcome: 'no-leads' }, now),
]

type Answer =
  | { readonly kind: 'received' | 'accept' | 'recall-confirmed' | 'recall' }
  | { readonly kind: 'refuse'; readonly reason: string; readonly words: string }
  | { readonly kind: 'outcome'; readonly outcome: string }

function received(signal: Signal, answer: Answer, now: Circumstances): NewEvent | null {
  const handover = 'handover' in signal ? signal.handover : (signal.from?.handover ?? 'none')
  const result = receiveMessage(signal, { ...answer, handover, to: 'politie' }, 'kmar', now)
  return typeof result === 'string' ? null : result.event
}

/** One thing that may happen: `at` picks the step, the machine or the person. */
const aMove = fc.record({
  by: fc.oneof({ weight: 6, arbitrary: fc.constant('sense') }, fc.constantFrom('person', 'machine')),
  at: fc.nat(10_000),
  who: fc.nat(100),
  hours: fc.oneof(fc.constant(0), fc.nat(90)),
})
type Move = typeof aMove extends fc.Arbitrary<infer T> ? T : never

interface Story {
  readonly organisation: OrganisationId
  readonly events: readonly SignalEvent[]
  readonly signal: Signal
  readonly hours: number
}

/** A story that has come to a state already; one that only the police's examples reach begins before it elsewhere. */
function begin(organisation: OrganisationId, state: SignalState): Story {
  const now = at('2026-06-11T07:00:00.000Z', organisation)
  const birth = { registration: 'reg-1', channel: 'mutatie', catalogue: 'c', forms: ['arbeid'] as const }
  const offer = { kind: 'offer', handover: 'handover-1', to: organisation, forms: [], urgent: true } as const
  const born =
    state === 'offered'
      ? receiveOffer({ ...offer, answerBy: '2026-06-16T15:00:00.000Z', pack }, 'kmar', now)
      : propose({ ...birth, indicators: [] }, now)
  const first = [{ seq: 1, at: now.now, by: 'spoor', data: born.data }]
  const start: Story = { organisation, events: first, signal: fold('story', first), hours: 0 }
  const gone = organisation !== 'politie' && (state === 'handing-over' || state === 'handed-over')
  return roadTo(gone ? 'weighing' : state, organisation).reduce((story, [step, actor]) => {
    const decision = decide(story.signal, step, actor, now)
    if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
    return further(story, decision.value, actor.id, 0)
  }, start)
}

function further(story: Story, { data }: NewEvent, by: string, hours: number): Story {
  const event = { seq: story.signal.seq + 1, at: nowOf(story, hours).now, by, data }
  const events = [...story.events, event]
  return { ...story, events, signal: evolve(story.signal, event), hours: story.hours + hours }
}

function move(story: Story, { by, at: place, who, hours }: Move): { event: NewEvent; by: string } | null {
  const now = nowOf(story, hours)
  if (by === 'machine') {
    const event = MACHINES[place % MACHINES.length]!(story.signal, now)
    return event && { event, by: 'spoor' }
  }
  const people = peopleOf(story.organisation)
  const actor = people[who % people.length]!
  const step = by === 'person' ? pick(stepsOf(story.organisation), place) : sensible(story, actor, place)
  if (!step) return null
  const decision = decide(story.signal, step, actor, now)
  return decision.ok ? { event: decision.value, by: actor.id } : null
}

/** A step that the screen offers, or the next one on the road to somewhere. */
function sensible({ signal, organisation }: Story, actor: Actor, place: number): Step | undefined {
  const road = roadTo('investigating', organisation).map(([step]) => step)
  const offered = availableSteps(signal, actor, rulesOf(organisation)).filter(({ allowed }) => allowed)
  const open = new Set<StepType>(offered.map(({ type }) => type))
  const onRoad = road.filter((step) => {
    return open.has(step.type) && !(step.type === 'record-act' && step.act in signal.acts)
  })
  const look = signal.secondLook
  if (look && place % 3 === 0) {
    return { ...S['take-second-look'], look: look.look, verdict: place % 2 === 0 ? 'agrees' : 'follow-up' }
  }
  // What was asked is answered more often than chance would have it.
  const asked = ANSWERS.filter((type) => open.has(type)).map((type) => S[type])
  if (asked.length > 0 && place % 3 === 0) return pick(asked, place)
  if (onRoad.length > 0 && place % 3 > 0) return pick(onRoad, place)
  return pick(
    stepsOf(organisation).filter(({ type }) => open.has(type)),
    place,
  )
}

const ANSWERS = [
  'accept-crossing',
  'refuse-crossing',
  'accept-unit',
  'refuse-unit',
  'review-routing',
] as const

function pick<T>(list: readonly T[], place: number): T | undefined {
  return list.length === 0 ? undefined : list[place % list.length]
}

function nowOf({ organisation, hours }: Story, more: number): Circumstances {
  return at(new Date(Date.UTC(2026, 5, 11, 7 + hours + more)).toISOString(), organisation)
}

/** What holds of a signal after every event. */
function holds({ signal, events, organisation }: Story, before: Signal): void {
  const { duty, sideDuties, escalations, state, unit, seq } = signal
  const { units } = rulesOf(organisation)
  const event = events.at(-1)!
  const says = `${before.state} ${event.data.type} ${state}`

  // One owner and one main duty of that owner, with a due moment, as long as it is open; none of its work afterwards.
  expect(
    units.map(({ id }) => id),
    says,
  ).toContain(unit)
  expect(isOpen(signal), says).toBe(duty !== null)
  expect(duty?.kind ?? null, says).toBe(DUTY_OF[state])
  if (duty) expect([duty.unit, Number.isNaN(Date.parse(duty.dueAt))], says).toEqual([unit, false])
  if (!isOpen(signal))
    expect(
      sideDuties.filter(({ kind }) => kind !== 'second-look'),
      says,
    ).toEqual([])

  // Side duties: ids and kinds once; an escalation is about a duty that lives, and there is one of each.
  const alive = [...(duty ? [duty] : []), ...sideDuties].map(({ id }) => id)
  expect(new Set(alive).size, says).toBe(alive.length)
  expect(new Set(sideDuties.map(({ kind }) => kind)).size, says).toBe(sideDuties.length)
  expect(
    escalations.filter(({ of }) => !alive.includes(of)),
    says,
  ).toEqual([])
  expect(new Set(escalations.map(({ of }) => of)).size, says).toBe(escalations.length)
  const waiting = [signal.unitOffer, signal.crossingOffer, signal.secondLook].flatMap(
    (one) => one?.duty ?? [],
  )
  expect(
    waiting.filter((id) => !alive.includes(id)),
    says,
  ).toEqual([])
  const asked = { 'answer-unit': signal.unitOffer, 'accept-crossing': signal.crossingOffer }
  for (const [kind, offer] of Object.entries(asked)) {
    expect(
      sideDuties.some((one) => one.kind === kind),
      `${says}: ${kind}`,
    ).toBe(offer !== null)
  }
  expect(
    sideDuties.some(({ kind }) => kind === 'second-look'),
    says,
  ).toBe(signal.secondLook !== null)

  // Passing on, and urgency, never postpone.
  if (['unit-accepted', 'urgency-set'].includes(event.data.type)) {
    expect(duty!.dueAt <= before.duty!.dueAt, says).toBe(true)
  }
  // What two people must decide, two people decided.
  if (isNegative(event)) expect('proposedBy' in before && before.proposedBy !== event.by, says).toBe(true)

  // The state is what the events say, one by one or all at once; and an event survives being written down.
  expect(seq, says).toBe(event.seq)
  expect(fold('story', events)).toEqual(signal)
  expect(JSON.parse(JSON.stringify(event.data)), says).toEqual(event.data)
}

/** What the screen shows is what the deciders do, for steps that ask nothing but a ground. */
function agrees({ signal, organisation }: Story, now: Circumstances): void {
  for (const actor of peopleOf(organisation)) {
    for (const { type, allowed, because } of availableSteps(signal, actor, now.rules)) {
      const decision = decide(signal, S[type], actor, now)
      const refusal = decision.ok ? null : decision.refusal
      const says = `${signal.state} ${type} by ${actor.id}`
      if (!allowed) expect(refusal, says).not.toBeNull()
      // The law of the day is not asked for a button.
      if (PLAIN.has(type) && refusal !== 'no-legal-power') expect(refusal, says).toBe(because)
    }
  }
}

const PLAIN = new Set<StepType>([
  ...(['take-up', 'accept-unit', 'recall-unit', 'resume', 'start-enrichment', 'finish-enrichment'] as const),
  ...(['confirm-set-aside', 'reject-set-aside', 'confirm-stop', 'reject-stop', 'review-shelved'] as const),
  ...(['accept-crossing', 'refuse-crossing', 'review-routing', 'finish-interview'] as const),
  ...(['recall-handover', 'accept-handover'] as const),
])

test('whatever happens to a signal: an owner, a deadline, and nothing that nobody has to do', () => {
  const reached = new Set<string>()
  const kinds = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...ORGANISATIONS),
      fc.constantFrom(...SIGNAL_STATES),
      fc.array(aMove, { minLength: 10, maxLength: 50 }),
      (organisation, state, moves) => {
        let story = begin(organisation, state)
        const given = new Set(story.events.flatMap(dutiesOf))
        for (const one of moves) {
          const happened = move(story, one)
          if (!happened) continue
          const before = story.signal
          story = further(story, happened.event, happened.by, one.hours)
          holds(story, before)
          // The id of a duty is given once.
          const fresh = dutiesOf(story.events.at(-1)!).filter((id) => id !== before.duty?.id)
          expect(fresh.filter((id) => given.has(id))).toEqual([])
          for (const id of fresh) given.add(id)
          if (one.at % 5 === 0) agrees(story, nowOf(story, 0))
          reached.add(story.signal.state)
        }
        for (const { data } of story.events) kinds.add(data.type)
      },
    ),
    { numRuns: 600, seed: 20260611 },
  )
  // A property that never gets anywhere proves nothing.
  expect(SIGNAL_STATES.filter((state) => !reached.has(state))).toEqual([])
  expect(kinds.size).toBeGreaterThanOrEqual(47)
})

function dutiesOf({ data }: SignalEvent): readonly string[] {
  const main = 'duty' in data && data.duty ? [data.duty.id] : []
  return [...main, ...(data.opens ?? []).map(({ id }) => id)]
}
