import { done, refuse, type Outcome } from '#core/outcome.ts'
import { saysMore, type ContactResult } from './contact.ts'
import { sideDutiesOf, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal, Signal } from './state.ts'
import type { StepOf } from './step.ts'
import type { WayOfWorking } from './way-of-working.ts'

/**
 * Any open state but one that another organisation still offers, unchanged: contact with the possible victim, a witness
 * or the reporter, an attempt, or why there is none. Ends the duty to seek contact.
 */
export function recordContact(
  signal: OpenSignal,
  step: StepOf<'record-contact'>,
  { rules }: Circumstances,
): Outcome<NewEvent, Refusal> {
  if (signal.state === 'offered' || signal.state === 'proposed') return refuse('not-in-this-state')
  const known = rules.notPossibleReasons.some(({ id }) => id === step.reason)
  if (step.result === 'not-possible' ? !known : step.reason !== null) return refuse('reason-unknown')
  const ended = step.with === 'possible-victim' ? sideDutiesOf(signal, 'contact-possible-victim') : []
  return done({
    data: {
      type: 'contact-recorded',
      phase: signal.phase,
      with: step.with,
      result: step.result,
      reason: step.reason,
      ...(ended.length > 0 && { ends: ended }),
    },
    content: { ground: step.ground },
  })
}

/** Whether this phase asks for contact with the possible victim, or a reason for none, and has neither. */
export function contactMissing({ phase, contacts }: Signal, rules: WayOfWorking): boolean {
  return rules.contactPhases.value.includes(phase) && contacts[phase] === undefined
}

/** The most that was written down of contact with the possible victim, in any phase; undefined: nothing. */
export function bestContact({ contacts, interviewHeld }: Signal): ContactResult | undefined {
  if (interviewHeld) return 'spoken'
  return Object.values(contacts).reduce<ContactResult | undefined>(
    (best, one) => (saysMore(one, best) ? one : best),
    undefined,
  )
}
