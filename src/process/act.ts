import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, isDay } from '#core/time.ts'
import type { Actor, Circumstances } from './duty.ts'
import type { Answers, NewEvent } from './event.ts'
import { mayInvestigate } from './legal-power.ts'
import { isQualified } from './qualified.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal, Signal } from './state.ts'
import type { Provenance, StepOf } from './step.ts'
import type { ActRule, WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * An act of the way of working, in a phase that it fits; "not possible because" is an outcome too, and a recorded one.
 * Before the enrichment those of the phase signal: to call who reported it back, to offer protection.
 */
export function recordAct(
  signal: OpenSignal,
  step: StepOf<'record-act'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const act = now.rules.acts.find(({ id }) => id === step.act)
  if (!act) return refuse('act-unknown')
  if (!isAtWork(signal) && signal.state !== 'confirmed') return refuse('not-in-this-state')
  if (!fitsPhase(act, signal)) return refuse('act-not-in-this-phase')
  // What is on its way to the other arm is answered first: it would cross with what nobody offered.
  if (signal.crossingOffer?.acts.includes(act.id)) return refuse('already-offered')
  const fault =
    step.result === 'done'
      ? faultInDone(signal, act, step, actor, now)
      : faultInUndone(signal, act, step, now)
  if (fault) return refuse(fault)
  const { source, obtainedOn, reliability, factOrOpinion, obtainedBy, howObtained } =
    step.provenance ?? NOTHING
  const qualified =
    act.guideline.qualification === null ? null : isQualified(act.guideline.qualification, actor, now)
  return done({
    data: {
      type: 'act-recorded',
      act: act.id,
      result: step.result,
      // Of who did it, not who is accountable: it says under which law it was learned.
      unit: actor.unit,
      reason: step.reason,
      provenance: step.provenance && { source, obtainedOn, reliability, factOrOpinion },
      unmet: step.unmet,
      qualified: step.result === 'done' ? qualified : null,
    },
    content: {
      ground: step.ground,
      ...(step.provenance && { obtainedBy, howObtained }),
      ...(qualified === false && step.result === 'done' && { unqualifiedBecause: step.unqualifiedBecause }),
    },
  })
}

/** Whether an act belongs where the signal is; what opened again waits for its enrichment to begin anew. */
export function fitsPhase({ phases }: ActRule, { phase, state }: Pick<Signal, 'phase' | 'state'>): boolean {
  return phases.includes(phase) && (state !== 'confirmed' || phases.includes('signal'))
}

const NOTHING: Provenance = {
  source: '',
  obtainedOn: '',
  reliability: 'unknown',
  factOrOpinion: 'fact',
  obtainedBy: '',
  howObtained: '',
}

function faultInDone(
  signal: OpenSignal,
  act: ActRule,
  step: StepOf<'record-act'>,
  actor: Actor,
  now: Circumstances,
): Refusal | null {
  if (step.reason !== null) return 'reason-unknown'
  if (isInvestigative(act, now.rules) && !hasPower(signal, actor, now)) return 'no-legal-power'
  if (!isComplete(step.provenance, act, now)) return 'provenance-missing'
  if (!step.unmet.every((place) => place in act.guideline.requirements)) return 'requirement-unknown'
  return faultInQualification(act.guideline.qualification, step.unqualifiedBecause, actor, now)
}

/** Both who is accountable and who does it: nobody does an act of investigation in the case of another with more power. */
function hasPower(signal: OpenSignal, { unit }: Actor, now: Circumstances): boolean {
  const none = { assigned: false, civilAviation: false }
  return mayInvestigate(signal, none, now) && mayInvestigate({ ...signal, unit }, none, now)
}

/** Without the qualification asked for: refused where the way of working says so, else a reason is asked. */
export function faultInQualification(
  id: string | null,
  reason: string,
  actor: Actor,
  now: Circumstances,
): Refusal | null {
  if (id === null || isQualified(id, actor, now)) return null
  const rule = now.rules.qualifications.find((one) => one.id === id)
  if (rule?.blocking) return 'qualification-missing'
  return reason.trim() === '' ? 'unqualified-reason-missing' : null
}

function faultInUndone(
  signal: OpenSignal,
  act: ActRule,
  step: StepOf<'record-act'>,
  now: Circumstances,
): Refusal | null {
  if (step.provenance !== null || step.unmet.length > 0) return 'provenance-missing'
  if (step.result === 'not-possible') {
    return step.reason !== null && act.notPossible.includes(step.reason) ? null : 'reason-unknown'
  }
  if (step.reason !== null) return 'reason-unknown'
  // What must be done is done or not possible; that somebody holds it unneeded is no third way.
  return isMandatory(act, signal, now.rules) ? 'reason-missing' : null
}

function isComplete(provenance: Provenance | null, act: ActRule, { now }: Circumstances): boolean {
  if (provenance === null) return false
  const { source, obtainedOn, obtainedBy, howObtained } = provenance
  return (
    act.information.includes(source) &&
    isDay(obtainedOn) &&
    obtainedOn <= dayOf(now) &&
    obtainedBy.trim() !== '' &&
    howObtained.trim() !== ''
  )
}

/** An act that only an investigation has; supporting another's investigation on request is not one. */
export function isInvestigative(act: ActRule, { mandate }: WayOfWorking): boolean {
  return act.id !== mandate.support && act.phases.every((phase) => phase === 'investigation')
}

/** What is known that may make an act mandatory. */
type Known = Pick<Signal, 'forms' | 'channel' | 'circumstances'>

/** Whether this signal cannot do without this act: always, or by its form, its channel or a circumstance. */
export function isMandatory(act: ActRule, signal: Known, rules: WayOfWorking): boolean {
  const when = act.mandatoryWhen
  if (when === null) return act.mandatory
  const narrows = [when.forms, when.channels, when.circumstances].some((list) => list.length > 0)
  if (!narrows) return act.mandatory
  const known = rules.circumstances.map(({ id }) => id)
  return (
    (when.forms.length === 0 || when.forms.some((form) => signal.forms.includes(form))) &&
    (when.channels.length === 0 || when.channels.some((channel) => channel === signal.channel)) &&
    (when.circumstances.length === 0 ||
      when.circumstances.some((one) => known.includes(one) && signal.circumstances[one] === 'yes'))
  )
}

/** Mandatory acts of the standard enrichment (NL: standaardverrijking) that have no result yet. */
export function openActs(signal: Signal, rules: WayOfWorking): readonly ActRule[] {
  return rules.acts.filter(
    (act) =>
      act.phases.includes('enrichment') &&
      isMandatory(act, signal, rules) &&
      (signal.acts[act.id] ?? UNDONE).result === 'not-needed',
  )
}

/** An act that became mandatory after somebody held it unneeded is open again. */
const UNDONE = { result: 'not-needed' } as const

/** Acts that a decision or a handover asks to have been considered, and that have neither a result nor a reason for none. */
export function withoutResult({ acts }: Signal, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => !(id in acts))
}

/** Circumstances that may make an act mandatory and that nobody has answered. */
export function unansweredCircumstances(signal: Signal, rules: WayOfWorking): readonly string[] {
  return rules.circumstances.map(({ id }) => id).filter((id) => !(id in signal.circumstances))
}

/** Any state of work, unchanged: what holds here and may ask for more than the usual acts. "Unknown" is an answer. */
export function recordCircumstances(
  signal: OpenSignal,
  step: StepOf<'record-circumstances'>,
  { rules }: Circumstances,
): Decision {
  if (!isAtWork(signal)) return refuse('not-in-this-state')
  const known = rules.circumstances.map(({ id }) => id)
  const given: Answers = step.circumstances
  if (Object.keys(given).length === 0 || !Object.keys(given).every((id) => known.includes(id))) {
    return refuse('circumstances-unanswered')
  }
  return done({
    data: { type: 'circumstances-recorded', circumstances: given },
    content: { ground: step.ground },
  })
}

function isAtWork(signal: OpenSignal): boolean {
  return signal.state === 'enriching' || signal.state === 'interviewing' || signal.state === 'investigating'
}
