import { dutchCalendar } from '#actions/calendar.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import type { NewEvent } from '#process/event.ts'
import type { Refusal } from '#process/refusal.ts'
import { propose } from '#process/signal.ts'
import { evolve, fold, type Signal, type SignalState } from '#process/state.ts'
import type { Step } from '#process/step.ts'

/** Colleagues of the tests. Jayden, Sanne and Noor may do everything; Bram only reports. */
export const sanne: Actor = { id: 'sanne', roles: ['analyst', 'weigher', 'interviewer', 'investigator'] }
export const jayden: Actor = { id: 'jayden', roles: ['analyst', 'weigher', 'interviewer', 'investigator'] }
export const bram: Actor = { id: 'bram', roles: ['officer'] }

const ways = readWaysOfWorking()
export const rules = ways.inForce('politie', '2026-06-11')
const calendar = dutchCalendar()

/** Circumstances at a moment, with ids that count up. */
export function at(now: string): Circumstances {
  let n = 0
  return { rules, calendar, now, newId: () => `id-${++n}` }
}

export const morning = at('2026-06-11T07:00:00.000Z')
const ground = 'Omdat de feiten dat vragen.'
export const answers = Object.fromEntries(rules.weighingCriteria.map(({ id }) => [id, 'unknown' as const]))
/** Every guard answered, with a reference. */
export const guards = Object.fromEntries(
  rules.guards.map(({ id, answers: choices }) => [
    id,
    { answer: choices[0]!.id, reference: 'Zie verslag 3.' },
  ]),
)
export const mandatoryActs = rules.acts.filter((act) => act.mandatory).map(({ id }) => id)

/** One valid example of each step. */
export const STEP_EXAMPLES: { readonly [T in Step['type']]: Extract<Step, { type: T }> } = {
  'take-up': { type: 'take-up' },
  'change-unit': { type: 'change-unit', unit: 'intelligence', ground },
  confirm: { type: 'confirm', ground },
  'propose-set-aside': { type: 'propose-set-aside', criterion: 'police-act', ground },
  'confirm-set-aside': { type: 'confirm-set-aside', ground },
  'reject-set-aside': { type: 'reject-set-aside', ground },
  'start-enrichment': { type: 'start-enrichment', ground },
  'record-act': { type: 'record-act', act: 'victim-contact', result: 'done', ground },
  'finish-enrichment': { type: 'finish-enrichment', ground },
  weigh: { type: 'weigh', decision: 'interview', answers, ground },
  'propose-stop': { type: 'propose-stop', outcome: 'no-leads', reviewOn: null, answers, guards, ground },
  'confirm-stop': { type: 'confirm-stop', ground },
  'reject-stop': { type: 'reject-stop', ground },
  'review-shelved': { type: 'review-shelved', ground },
  'record-interview': { type: 'record-interview', held: true, complaint: 'made', ground },
  'finish-interview': { type: 'finish-interview', ground },
  'start-investigation': {
    type: 'start-investigation',
    exOfficio: true,
    prosecutor: 'mr. De Boer',
    answers,
    ground,
  },
  conclude: { type: 'conclude', outcome: 'submitted-to-prosecutor', guards, ground },
}

/** A signal that the scan has just proposed. */
export function aProposal(): Signal {
  const birth = { registration: 'reg-1', catalogue: 'c', forms: ['arbeid'] as const, indicators: ['ALG-01'] }
  return fold('sig-1', [{ seq: 1, at: morning.now, by: 'spoor', data: propose(birth, morning).data }])
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
  return done({
    event,
    after: evolve(signal, { seq: signal.seq + 1, at: now.now, by: actor.id, data: event.data }),
  })
}

/** Takes steps one after the other. @throws when one is refused: the story of the test is wrong then. */
export function after(signal: Signal, ...steps: readonly (readonly [Step, Actor])[]): Signal {
  return steps.reduce((now, [step, actor]) => {
    const decision = decideAndEvolve(now, step, actor, morning)
    if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
    return decision.value.after
  }, signal)
}

const S = STEP_EXAMPLES
const enriched: readonly (readonly [Step, Actor])[] = [
  [S.confirm, sanne],
  [S['start-enrichment'], sanne],
  ...mandatoryActs.map((act) => [{ ...S['record-act'], act }, sanne] as const),
  [S['finish-enrichment'], sanne],
]
const shelve: Step = { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2026-07-01' }

/** How a signal comes into each state; where a second person is asked for, Sanne proposed. */
export const ROAD_TO: Readonly<Record<SignalState, readonly (readonly [Step, Actor])[]>> = {
  proposed: [],
  'set-aside-proposed': [[S['propose-set-aside'], sanne]],
  confirmed: [[S.confirm, sanne]],
  enriching: [
    [S.confirm, sanne],
    [S['start-enrichment'], sanne],
    ...mandatoryActs.map((act) => [{ ...S['record-act'], act }, sanne] as const),
  ],
  weighing: enriched,
  'stop-proposed': [...enriched, [S['propose-stop'], sanne]],
  shelved: [...enriched, [shelve, sanne], [S['confirm-stop'], jayden]],
  interviewing: [...enriched, [S.weigh, sanne]],
  investigating: [...enriched, [S['start-investigation'], sanne]],
  closed: [...enriched, [S['propose-stop'], sanne], [S['confirm-stop'], jayden]],
}

export function aSignalIn(state: SignalState): Signal {
  return after(aProposal(), ...ROAD_TO[state])
}
