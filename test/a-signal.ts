import type { OrganisationId } from '#core/organisation.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import type { EventData, NewEvent } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { receiveOffer } from '#process/offer.ts'
import type { Refusal } from '#process/refusal.ts'
import { drawSecondLook } from '#process/second-look.ts'
import { propose, type Birth } from '#process/signal.ts'
import { SIGNAL_STATES, type Signal, type SignalState } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { sanne, jayden, TEAM } from './colleagues.ts'
import {
  ways,
  at,
  morning,
  rulesOf,
  considered,
  pack,
  actDone,
  noCircumstances,
  STEP_EXAMPLES,
  offerByDocument,
  shelve,
} from './step-examples.ts'

export {
  aColleague,
  sanne,
  jayden,
  fatima,
  noor,
  bram,
  daan,
  esra,
  kees,
  mila,
  thijs,
  TEAM,
} from './colleagues.ts'
export {
  at,
  morning,
  rules,
  rulesOf,
  answers,
  guards,
  mandatoryActs,
  pack,
  actDone,
  noCircumstances,
  STEP_EXAMPLES,
  offerByDocument,
  share,
  shelve,
} from './step-examples.ts'

/** A signal that the scan has just proposed. */
export function aProposal(organisation: OrganisationId = 'politie', but: Partial<Birth> = {}): Signal {
  const now = at(morning.now, organisation)
  const birth = { registration: 'reg-1', channel: 'mutatie', catalogue: 'c', indicators: ['ALG-01'] }
  const { data } = propose({ ...birth, forms: ['arbeid'], ...but }, now)
  return fold('sig-1', [{ seq: 1, at: now.now, by: 'spoor', data }])
}

/** A signal that another organisation has just offered. */
export function anOffer(organisation: OrganisationId = 'politie', from: OrganisationId = 'kmar'): Signal {
  const now = at(morning.now, organisation)
  const offer = { kind: 'offer', handover: 'handover-1', to: organisation, forms: ['arbeid'] } as const
  const answerBy = '2026-06-16T15:00:00.000Z'
  const { data } = receiveOffer({ ...offer, urgent: false, answerBy, pack }, from, now)
  return fold('sig-2', [{ seq: 1, at: now.now, by: 'spoor', data }])
}

/** The signal one event further. */
export function next(signal: Signal, data: EventData, by = 'spoor', now = morning.now): Signal {
  return evolve(signal, { seq: signal.seq + 1, at: now, by, data })
}

/** Decides a step and folds it: the event, and the signal as it is after it. */
export function decideAndEvolve(
  signal: Signal,
  step: Step,
  actor: Actor,
  now: Circumstances,
): Outcome<{ readonly event: NewEvent; readonly after: Signal }, Refusal> {
  const decision = decide(signal, step, actor, now)
  if (!decision.ok) return decision
  const event = decision.value
  return done({ event, after: next(signal, event.data, actor.id, now.now) })
}

/** What comes of a step: the state after it, or the refusal. */
export function outcomeOf(signal: Signal, step: Step, actor = jayden, now = atOf(signal)): string {
  const decision = decideAndEvolve(signal, step, actor, now)
  return decision.ok ? decision.value.after.state : decision.refusal
}

/** The first morning, for the organisation of a signal. */
export function atOf({ wayOfWorking }: Signal): Circumstances {
  return at(morning.now, ways.byId(wayOfWorking).organisation)
}

export type Taken = readonly [Step, Actor]

/** Takes steps one after the other. @throws when one is refused: the story of the test is wrong then. */
export function after(signal: Signal, ...steps: readonly Taken[]): Signal {
  return steps.reduce((now, [step, actor]) => {
    const decision = decideAndEvolve(now, step, actor, atOf(signal))
    if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
    return decision.value.after
  }, signal)
}

/** A decision of this signal was drawn for a second look. @throws when it cannot be. */
export function drawn(signal: Signal): Signal {
  const event = drawSecondLook(signal, signal.restsOn ?? signal.seq, [sanne.id, jayden.id], atOf(signal))
  if (!event) throw new Error(`no second look of a signal that is ${signal.state}`)
  return next(signal, event.data)
}

const S = STEP_EXAMPLES

/** How a signal comes into each state; where a second person is asked for, the first of the team proposed. */
export function roadTo(state: SignalState, organisation: OrganisationId = 'politie'): readonly Taken[] {
  const [one, other] = TEAM[organisation]
  const acts = [
    ...rulesOf(organisation)
      .acts.filter((act) => act.mandatory)
      .map(({ id }) => id),
    ...considered,
  ]
  const enriching: readonly Taken[] = [
    [S.confirm, one],
    [S['start-enrichment'], one],
    [noCircumstances(organisation), one],
    [S['record-contact'], one],
    ...acts.map((act) => [actDone(act, organisation), one] as const),
  ]
  const routed: readonly Taken[] = [
    [S.route, one],
    [S['review-routing'], other],
  ]
  const hasLanes = rulesOf(organisation).routing !== null
  const weighing: readonly Taken[] = [
    ...enriching,
    ...(hasLanes ? routed : []),
    [S['finish-enrichment'], one],
  ]
  const roads: Readonly<Record<SignalState, readonly Taken[]>> = {
    offered: [],
    proposed: [],
    'set-aside-proposed': [[S['propose-set-aside'], one]],
    confirmed: [[S.confirm, one]],
    enriching,
    weighing,
    'stop-proposed': [...weighing, [S['propose-stop'], one]],
    shelved: [...weighing, [shelve, one], [S['confirm-stop'], other]],
    interviewing: [...weighing, [S.weigh, one]],
    investigating: [
      ...weighing,
      [S['start-investigation'], one],
      [S['record-contact'], one],
      [actDone('financial-investigation', organisation), one],
    ],
    held: [...weighing, [S.hold, one]],
    'handing-over': [...weighing, [S['offer-handover'], one]],
    'handed-over': [...weighing, [offerByDocument, one], [S['enter-receipt'], other]],
    closed: [...weighing, [S['propose-stop'], one], [S['confirm-stop'], other]],
  }
  return roads[state]
}

/** The roads of the police. */
export const ROAD_TO = Object.fromEntries(
  SIGNAL_STATES.map((state) => [state, roadTo(state)]),
) as unknown as Readonly<Record<SignalState, readonly Taken[]>>

export function aSignalIn(state: SignalState, organisation: OrganisationId = 'politie'): Signal {
  const start = state === 'offered' ? anOffer(organisation) : aProposal(organisation)
  return after(start, ...roadTo(state, organisation))
}
