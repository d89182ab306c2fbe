import { done, refuse, type Outcome } from '#core/outcome.ts'
import { sideDuty, sideDutiesOf, type Actor, type Circumstances } from './duty.ts'
import type { Answers, NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { Lane } from './routing.ts'
import type { OpenSignal, Signal } from './state.ts'
import type { StepOf } from './step.ts'
import type { WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * enriching | weighing | investigating, unchanged: under which law the signal goes further (NL: routering). A decision of its own, apart
 * from the weighing, with a review by another person. One "yes" on the protection test, and an administrative lane is
 * open only after protection was offered, and only when the Investigation Service decides.
 */
export function route(signal: OpenSignal, step: StepOf<'route'>, actor: Actor, now: Circumstances): Decision {
  const rule = now.rules.routing
  if (!rule || !isRouted(signal.state)) return refuse('not-in-this-state')
  const lane = rule.lanes.find(({ id }) => id === step.lane)
  if (!lane) return refuse('lane-unknown')
  const asked = rule.criteria.map(({ id }) => id)
  if (!answersAll(step.answers, asked)) return refuse('criteria-unanswered')
  if (!answersAll(step.protection, rule.protectionFirst)) return refuse('criteria-unanswered')
  if (lane.administrative && !isProtected(signal, step.protection, actor, now))
    return refuse('protection-first')
  const review = sideDuty('review-routing', signal.unit, rule.reviewWithin.value, now)
  return done({
    data: {
      type: 'routed',
      lane: lane.id,
      answers: step.answers,
      protection: step.protection,
      opens: [review],
      ends: sideDutiesOf(signal, 'review-routing'),
    },
    content: { ground: step.ground },
  })
}

/** Another person looks at the routing: agrees, or it must be decided anew. */
export function reviewRouting(signal: OpenSignal, step: StepOf<'review-routing'>, actor: Actor): Decision {
  if (!signal.routed || signal.routed.reviewed) return refuse('routing-missing')
  if (signal.routed.by === actor.id) return refuse('needs-another-person')
  const ends = sideDutiesOf(signal, 'review-routing')
  return done({
    data: { type: 'routing-reviewed', agrees: step.agrees, ends },
    content: { ground: step.ground },
  })
}

/** What the routing says about an investigation or an ending; null: nothing against it. */
export function faultInRouting(signal: Signal, investigates: boolean, rules: WayOfWorking): Refusal | null {
  if (!rules.routing) return null
  const lane = laneOf(signal, rules)
  if (!lane) return 'routing-missing'
  return investigates && !lane.investigates ? 'lane-forbids' : null
}

/** Whether the routing was decided, and looked at by another person: before that nothing ends. */
export function isRoutingSettled({ routed }: Signal, { routing }: WayOfWorking): boolean {
  return routing === null || routed?.reviewed === true
}

function isRouted(state: OpenSignal['state']): boolean {
  return state === 'enriching' || state === 'weighing' || state === 'investigating'
}

function laneOf({ routed }: Signal, { routing }: WayOfWorking): Lane | undefined {
  return routing?.lanes.find(({ id }) => id === routed?.lane)
}

function isProtected(
  signal: OpenSignal,
  protection: Answers,
  actor: Actor,
  { rules }: Circumstances,
): boolean {
  const asked = rules.routing?.protectionFirst ?? []
  // A "yes" of the last weighing is not taken back by a routing.
  if (!asked.some((id) => protection[id] === 'yes' || signal.answers[id] === 'yes')) return true
  const offered = rules.routing?.protectionActs.some((act) => signal.acts[act]?.result === 'done')
  const arm = rules.units.find(({ id }) => id === actor.unit)?.arm
  return offered === true && arm === 'opsporing'
}

function answersAll(answers: Answers, asked: readonly string[]): boolean {
  return asked.every((id) => id in answers) && Object.keys(answers).every((id) => asked.includes(id))
}
