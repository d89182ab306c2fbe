import { dayOf, isDay } from '#core/time.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { sideDuty, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal, Signal } from './state.ts'
import type { StepOf } from './step.ts'
import type { Arm } from './unit.ts'
import type { WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * enriching | weighing | investigating, unchanged: what one arm of an inspectorate learned is offered to the other, act
 * by act, with what was seen, when and under which power (NL: overgang). Not there before another person accepts it. A
 * statement that somebody had to make stays behind.
 */
export function offerCrossing(
  signal: OpenSignal,
  step: StepOf<'offer-crossing'>,
  now: Circumstances,
): Decision {
  const { rules } = now
  if (!['enriching', 'weighing', 'investigating'].includes(signal.state)) return refuse('not-in-this-state')
  const crossing = rules.armCrossings.find(({ id }) => id === step.crossing)
  if (!crossing) return refuse('crossing-unknown')
  if (signal.crossingOffer) return refuse('already-offered')
  const own = actsOf(signal, crossing.from, rules)
  if (step.acts.length === 0 || !step.acts.every((act) => own.includes(act))) return refuse('act-unknown')
  if (!step.withoutStatements) return refuse('statements-stay')
  if (!isDay(step.seenOn) || step.seenOn > dayOf(now.now)) return refuse('provenance-missing')
  if (step.seen.trim() === '' || step.power.trim() === '') return refuse('provenance-missing')
  const unit = unitOf(signal, crossing.to, rules)
  if (unit === undefined) return refuse('unit-unknown')
  const { acts, seenOn, seen, power } = step
  return done({
    data: {
      type: 'crossing-offered',
      crossing: crossing.id,
      acts,
      seenOn,
      withoutStatements: true,
      opens: [sideDuty('accept-crossing', unit, crossing.within.value, now)],
    },
    content: { ground: step.ground, seen, power },
  })
}

/** The other arm takes it into its file: another person, of that arm. */
export function acceptCrossing(
  signal: OpenSignal,
  step: StepOf<'accept-crossing'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const refusal = faultInAnswer(signal, actor, now.rules)
  if (refusal || !signal.crossingOffer) return refuse(refusal ?? 'nothing-offered')
  const { crossing, acts, duty } = signal.crossingOffer
  return done({
    data: { type: 'crossing-accepted', crossing, acts, ends: [duty] },
    content: { ground: step.ground },
  })
}

/** The other arm does not take it: it stays where it was learned. */
export function refuseCrossing(
  signal: OpenSignal,
  step: StepOf<'refuse-crossing'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const refusal = faultInAnswer(signal, actor, now.rules)
  if (refusal || !signal.crossingOffer) return refuse(refusal ?? 'nothing-offered')
  const { crossing, duty } = signal.crossingOffer
  return done({
    data: { type: 'crossing-refused', crossing, ends: [duty] },
    content: { ground: step.ground },
  })
}

/** Why this person cannot answer what the other arm was offered; null: they can. */
export function faultInAnswer(signal: Signal, actor: Actor, rules: WayOfWorking): Refusal | null {
  const offer = signal.crossingOffer
  if (!offer) return 'nothing-offered'
  if (offer.by === actor.id) return 'needs-another-person'
  const to = rules.armCrossings.find(({ id }) => id === offer.crossing)?.to
  return armOf(actor.unit, rules) === to ? null : 'unit-not-yours'
}

/** Acts done by Supervision, or under its powers, of which nobody has decided whether they reach the criminal file. */
export function undecidedCrossings(signal: Signal, rules: WayOfWorking): readonly string[] {
  const decided = [...signal.crossed, ...signal.stayed]
  return actsOf(signal, 'toezicht', rules).filter((act) => !decided.includes(act))
}

/** Acts that were done by an arm, or under its powers: a joint inspection is Supervision's, whoever asked for it. */
export function actsOf(signal: Signal, arm: Arm, rules: WayOfWorking): readonly string[] {
  return Object.entries(signal.acts)
    .filter(([id, { result, unit }]) => {
      if (result !== 'done') return false
      const supervises = rules.acts.find((act) => act.id === id)?.guideline.power === 'supervision'
      const by = supervises ? 'toezicht' : unit === null ? null : armOf(unit, rules)
      return by === arm
    })
    .map(([id]) => id)
}

function armOf(unit: string, rules: WayOfWorking): Arm | null {
  return rules.units.find(({ id }) => id === unit)?.arm ?? null
}

/** Where the other arm answers: the accountable unit when it is of that arm, else the first unit that is. */
function unitOf(signal: Signal, arm: Arm, rules: WayOfWorking): string | undefined {
  if (armOf(signal.unit, rules) === arm) return signal.unit
  return rules.units.find((one) => one.arm === arm)?.id
}
