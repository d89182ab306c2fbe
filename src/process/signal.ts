import type { Form } from '#core/form.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { openActs, unansweredCircumstances } from './act.ts'
import { contactDuty, nextDuty, sideDutiesOf, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent, RegistrationId } from './event.ts'
import type { Refusal } from './refusal.ts'
import { isOpen, OFFER_RECALLED, OFFER_REFUSED, type OpenSignal, type Signal } from './state.ts'
import type { StepOf } from './step.ts'
import { areKnown } from './urgency.ts'
import type { WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/** What the scan saw in the registration that a signal is born from. */
export interface Birth {
  readonly registration: RegistrationId
  /** The kind of registration, in the source's own word. */
  readonly channel: string
  readonly catalogue: string
  readonly forms: readonly Form[]
  readonly indicators: readonly string[]
  /** What was drawn, when a person saw in it what the scan did not point at. */
  readonly sample?: string
}

/** ● → proposed: the scan points, or a person who reads a sample. From this moment the signal counts as received, whatever comes after. */
export function propose(birth: Birth, now: Circumstances): NewEvent {
  const unit = now.rules.triageUnit
  const duty = nextDuty('answer-proposal', { unit, urgency: [] }, now)
  return { data: { type: 'signal-proposed', ...birth, ...heldBy(now), duty }, content: null }
}

/** ● → confirmed: an officer registers a signal by hand; a person has already looked, so it needs no answer first. */
export function register(birth: Birth, ground: string, now: Circumstances): NewEvent {
  const owner = { unit: now.rules.triageUnit, urgency: [] }
  const duty = nextDuty('start-enrichment', owner, now)
  const opens = [contactDuty(owner, now)]
  return {
    data: { type: 'signal-registered', ...birth, ...heldBy(now), duty, opens },
    content: { ground },
  }
}

/** Who is accountable from the first moment, and under which rules and law. */
function heldBy({ rules, law }: Circumstances) {
  return { unit: rules.triageUnit, wayOfWorking: rules.id, law: law.offence.id }
}

/**
 * The text behind a signal changed (a correction, a running investigation that grew). An open signal takes note; a
 * shelved, closed or handed-over one is opened again for a new weighing when the scan sees something in the new text.
 * What was never enriched begins at the beginning, or the weighing would come round the mandatory acts. What another
 * organisation offered and we did not accept was never ours to open.
 */
export function noteChange(
  signal: Signal,
  change: Pick<Birth, 'registration' | 'catalogue' | 'indicators'>,
  isSignal: boolean,
  now: Circumstances,
): NewEvent {
  const rests = !isOpen(signal) || signal.state === 'shelved'
  const reopens = isSignal && rests && !isUnaccepted(signal)
  if (!reopens) return { data: { type: 'registration-changed', ...change, duty: null }, content: null }
  // It will be weighed anyway, by people who know of the new text.
  const overtaken = sideDutiesOf(signal, 'second-look')
  const ends = overtaken.length > 0 && { ends: overtaken }
  const begins = !isEnriched(signal, now.rules)
  const duty = nextDuty(begins ? 'start-enrichment' : 'weigh', signal, now)
  const sought = signal.sideDuties.some(({ kind }) => kind === 'contact-possible-victim')
  const opens = begins && !sought && { opens: [contactDuty(signal, now)] }
  return { data: { type: 'registration-changed', ...change, duty, ...opens, ...ends }, content: null }
}

/** Offered to us, and refused or asked back before it became ours. */
function isUnaccepted(signal: Signal): boolean {
  return signal.state === 'closed' && [OFFER_REFUSED, OFFER_RECALLED].includes(signal.outcome)
}

/** Whether all that ends the enrichment is there. */
function isEnriched(signal: Signal, rules: WayOfWorking): boolean {
  const { contacts } = signal
  const asked = rules.contactPhases.value.includes('enrichment')
  return (
    openActs(signal, rules).length === 0 &&
    unansweredCircumstances(signal, rules).length === 0 &&
    (!asked || contacts.enrichment !== undefined)
  )
}

/** proposed → confirmed: a person holds that this deserves follow-up. */
export function confirm(signal: OpenSignal, step: StepOf<'confirm'>, now: Circumstances): Decision {
  if (signal.state !== 'proposed') return refuse('not-in-this-state')
  if (!areKnown(step.urgency, now.rules)) return refuse('urgency-unknown')
  // What was told of the proposal already stays so.
  const urgency = [...new Set([...signal.urgency, ...step.urgency])]
  const owner = { unit: signal.unit, urgency }
  const duty = nextDuty('start-enrichment', owner, now)
  const opens = [contactDuty(owner, now)]
  return done({ data: { type: 'signal-confirmed', urgency, duty, opens }, content: { ground: step.ground } })
}

/** proposed → set-aside-proposed: one person holds that it needs no follow-up, on a criterion and a ground. */
export function proposeSetAside(
  signal: OpenSignal,
  step: StepOf<'propose-set-aside'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'proposed') return refuse('not-in-this-state')
  if (!now.rules.setAsideCriteria.some(({ id }) => id === step.criterion)) return refuse('criterion-unknown')
  const duty = nextDuty('confirm-set-aside', signal, now)
  return done({
    data: { type: 'set-aside-proposed', criterion: step.criterion, duty },
    content: { ground: step.ground },
  })
}

/** set-aside-proposed → closed: the second person, in a session of their own, agrees. */
export function confirmSetAside(
  signal: OpenSignal,
  step: StepOf<'confirm-set-aside'>,
  actor: Actor,
): Decision {
  if (signal.state !== 'set-aside-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  return done({
    data: { type: 'set-aside-confirmed', proposedBy: signal.proposedBy },
    content: { ground: step.ground },
  })
}

/** set-aside-proposed → proposed: the second person does not agree; it must be answered anew. */
export function rejectSetAside(
  signal: OpenSignal,
  step: StepOf<'reject-set-aside'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (signal.state !== 'set-aside-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  const duty = nextDuty('answer-proposal', signal, now)
  return done({ data: { type: 'set-aside-rejected', duty }, content: { ground: step.ground } })
}

/** Any open state, unchanged: this person does the work; the unit stays accountable. */
export function takeUp(signal: OpenSignal, actor: Actor): Decision {
  if (signal.assignee === actor.id) return refuse('already-resolved')
  return done({ data: { type: 'taken-up', assignee: actor.id }, content: null })
}
