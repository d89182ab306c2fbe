import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { withoutResult } from './act.ts'
import { bestContact } from './contact-record.ts'
import { DUTY_IN, nextDuty, sideDuty, type Actor, type Circumstances } from './duty.ts'
import type { Escalation, NewEvent, ReturnReason } from './event.ts'
import { faultInGuards, GUARDS, recordedGuards } from './guard.ts'
import type { HandoverMessage, Pack } from './handover-message.ts'
import { isWork } from './hold.ts'
import { WAYS_OF_SHARING, type HandoverRule, type Partner } from './partner.ts'
import type { Refusal } from './refusal.ts'
import { isRoutingSettled } from './route.ts'
import { enterShareReceipt, recallShare } from './share.ts'
import type { HandingOver, OpenSignal, Signal } from './state.ts'
import type { StepOf } from './step.ts'
import type { DecisionRule, WayOfWorking } from './way-of-working.ts'
import { dueAt } from './working-days.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * A state of work → handing-over: a chosen, previewed part is offered to another organisation at a defined moment, after
 * the acts that belong before it. The signal stays ours, and due, until the other accepts. To a partner who takes no duty
 * over it goes as a document, and the state of work stays: only a duty to wait for the receipt is opened beside it.
 */
export function offerHandover(
  signal: OpenSignal,
  step: StepOf<'offer-handover'>,
  now: Circumstances,
): Decision {
  if (!isWork(signal.state)) return refuse('not-in-this-state')
  const { rules } = now
  const rule = rules.handovers.find(({ id }) => id === step.rule)
  const partner = rules.partners.find(({ id }) => id === rule?.to)
  if (!rule || !partner || !isPartnerToday(partner, now)) return refuse('handover-unknown')
  const asked = decisionOf(partner, rules)
  const fault = faultInOffer(signal, step, rule, partner, asked, rules)
  if (fault) return refuse(fault)
  const handover = now.newId()
  const { codes: guards, references } = recordedGuards(asked?.guards ?? [], step.guards)
  const { moment, pack } = step
  const about = { handover, rule: rule.id, moment, partner: partner.id, guards }
  const content = { ...references, ground: step.ground, pack: JSON.stringify(pack) }
  const { organisation: to } = partner
  if (isShared(partner)) {
    const opens = [sideDuty('await-receipt', signal.unit, rule.acceptWithin.value, now)]
    return done({ data: { type: 'share-offered', ...about, opens }, content })
  }
  const duty = awaiting(signal, rule, now)
  const data = { type: 'handover-offered', ...about, via: to === null ? 'document' : 'spoor', duty } as const
  if (to === null) return done({ data, content })
  const told = { forms: signal.forms, urgent: signal.urgency.length > 0, answerBy: duty.dueAt, pack }
  return done({ data, content, sends: { kind: 'offer', handover, to, ...told } })
}

function faultInOffer(
  signal: OpenSignal,
  step: StepOf<'offer-handover'>,
  rule: HandoverRule,
  partner: Partner,
  asked: DecisionRule | undefined,
  rules: WayOfWorking,
): Refusal | null {
  if (!rule.moments.some(({ id }) => id === step.moment)) return 'moment-unknown'
  if (withoutResult(signal, [...rule.acts, ...(asked?.consider ?? [])]).length > 0) return 'acts-unconsidered'
  if (isInTheWay(signal, partner)) return 'already-offered'
  const fault = faultInGuards(asked?.guards ?? [], rules.guards, step.guards, bestContact(signal))
  if (fault) return fault
  // Protection comes before what anybody else does, and another person has looked at the routing. Help never waits.
  if (isOutside(partner) && partner.way !== 'refer' && !isRoutingSettled(signal, rules))
    return 'routing-missing'
  return isEmpty(step.pack) ? 'pack-empty' : null
}

/** Whether the duty stays here whatever the partner answers. */
export function isShared({ way }: Pick<Partner, 'way'>): boolean {
  return WAYS_OF_SHARING.includes(way)
}

/**
 * Whether an offer that runs stands in the way of one to this partner: of two that move the signal one waits, of two that
 * are shared as well; and of two documents nobody could tell to which a receipt belongs.
 */
export function isInTheWay(signal: Signal, partner: Partner): boolean {
  const awaited = signal.share !== null && !signal.share.accepted
  if (isShared(partner)) return awaited
  const moves = signal.unitOffer !== null || signal.crossingOffer !== null
  return moves || (awaited && partner.organisation === null)
}

/**
 * handing-over, unchanged: asked back before it was accepted; a partner without Spoor is told by who asks, so there it
 * is back at once. What was shared is asked back in any other state.
 */
export function recallHandover(
  signal: OpenSignal,
  step: StepOf<'recall-handover'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'handing-over') {
    return signal.share ? recallShare(signal, signal.share, step) : refuse('not-in-this-state')
  }
  if (signal.recall !== null) return refuse('already-resolved')
  return done({ ...askedBack(signal, 'recalled', now), content: { ground: step.ground } })
}

/**
 * The machine's part when nobody answered in time: what was offered is asked back, and the duty returns to the sender
 * and to a named role. Null: there is still time, or it was asked back already.
 */
export function lapse(signal: OpenSignal, now: Circumstances): NewEvent | null {
  if (signal.state !== 'handing-over' || signal.recall !== null || signal.duty.dueAt > now.now) return null
  return { ...askedBack(signal, 'silence', now), content: null }
}

function askedBack(
  signal: HandingOver,
  because: ReturnReason,
  now: Circumstances,
): Omit<NewEvent, 'content'> {
  const to = partnerOrganisation(signal, now)
  const { handover } = signal
  if (to === null) return { data: returned(signal, because, now) }
  return { data: { type: 'recall-requested', handover, because }, sends: { kind: 'recall', handover, to } }
}

/** Back in the state that it came from, with the term of that state; after silence a named role answers as well. */
export function returned(signal: HandingOver, because: ReturnReason, now: Circumstances) {
  const duty = nextDuty(DUTY_IN[signal.cameFrom], signal, now)
  const escalation = because === 'silence' ? firstStep(now) : null
  return { type: 'handover-returned', handover: signal.handover, because, duty, escalation } as const
}

/**
 * handing-over or handed-over: what a partner without Spoor answered, entered by hand with what shows it. Silence lapses
 * by the same deadline. In any state: what a partner answered to what was shared.
 */
export function enterReceipt(
  signal: Signal,
  step: StepOf<'enter-receipt'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (step.reference.trim() === '') return refuse('reference-missing')
  const content = { ground: step.ground, reference: step.reference }
  if (signal.state === 'handed-over' && signal.via === 'document' && step.receipt === 'outcome') {
    if (step.says.trim() === '') return refuse('reason-missing')
    const { handover } = signal
    return done({
      data: { type: 'handover-reported', handover, outcome: 'told-by-partner' },
      content: { ...content, says: step.says },
    })
  }
  const waits = signal.state === 'handing-over' && signal.via === 'document' && step.receipt !== 'outcome'
  if (!waits) {
    const { share } = signal
    return share ? enterShareReceipt(signal, share, step, content) : refuse('not-in-this-state')
  }
  return enterAnswer(signal, step, content, actor, now)
}

/** What a partner without Spoor answered to an offer that moves the signal. */
function enterAnswer(
  signal: HandingOver,
  step: StepOf<'enter-receipt'>,
  content: Readonly<Record<string, string>>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const { handover } = signal
  switch (step.receipt) {
    case 'received':
      if (signal.received) return refuse('already-resolved')
      return done({ data: { type: 'handover-received', handover }, content })
    case 'accepted':
      // No system shows it, and the signal leaves with it: not on the word alone of who offered it.
      if (signal.offeredBy === actor.id) return refuse('needs-another-person')
      return done({ data: { type: 'handover-accepted', handover }, content })
    case 'refused': {
      if (step.says.trim() === '') return refuse('reason-missing')
      const duty = nextDuty(DUTY_IN[signal.cameFrom], signal, now)
      const data = { type: 'handover-refused', handover, reason: 'told-by-partner', duty } as const
      return done({ data, content: { ...content, says: step.says } })
    }
    case 'outcome':
      return refuse('not-in-this-state')
  }
}

/**
 * What the organisation that offered it hears when a signal that came by handover ends here, or when we hear how it
 * ended at who has it from us; null: nothing to tell.
 */
export function outcomeToTell(before: Signal, after: Signal): HandoverMessage | null {
  const outcome = newOutcome(before, after)
  if (outcome === null || after.from === null) return null
  const { organisation: to, handover } = after.from
  return { kind: 'outcome', handover, to, outcome }
}

function newOutcome(before: Signal, after: Signal): string | null {
  if (after.state === 'closed') {
    return before.state === 'closed' || before.state === 'offered' ? null : after.outcome
  }
  const known = before.state === 'handed-over' ? before.reported : null
  return after.state === 'handed-over' && after.reported !== known ? after.reported : null
}

/**
 * The decision of the way of working that a handover to this partner is: it says what is asked first. Where nobody will
 * investigate it asks for every guard, as an outcome does; but a referral to help asks what it says itself.
 */
export function decisionOf(partner: Partner, { decisions }: WayOfWorking): DecisionRule | undefined {
  if (partner.way === 'refer') return decisions.find(({ id }) => id === 'refer-to-care')
  const id = partner.abroad ? 'transfer-abroad' : 'transfer-agency'
  const decision = decisions.find((one) => one.id === id)
  return decision && isOutside(partner) ? { ...decision, guards: GUARDS } : decision
}

/** No organisation of Spoor and no authority abroad: a municipality, the immigration service, care. */
function isOutside({ organisation, abroad }: Partner): boolean {
  return organisation === null && !abroad
}

function isPartnerToday({ organisation, from, until }: Partner, { rules, now }: Circumstances): boolean {
  const today = dayOf(now)
  return (
    organisation !== rules.organisation &&
    (from === null || from <= today) &&
    (until === null || today <= until)
  )
}

function awaiting(signal: OpenSignal, rule: HandoverRule, { now, calendar, newId }: Circumstances) {
  const due = dueAt(now, rule.acceptWithin.value, calendar)
  return { id: newId(), kind: 'await-acceptance', unit: signal.unit, dueAt: due } as const
}

function firstStep({ rules, calendar, now, newId }: Circumstances): Escalation | null {
  const [step, next] = rules.escalation
  if (!step) return null
  const due = dueAt(now, next?.after ?? { value: 1, unit: 'working-days' }, calendar)
  return { id: newId(), unit: step.unit, role: step.role, dueAt: due, level: 1 }
}

function partnerOrganisation({ partner, via }: HandingOver, { rules }: Circumstances) {
  return via === 'document' ? null : (rules.partners.find(({ id }) => id === partner)?.organisation ?? null)
}

function isEmpty({ title, ground, registrations, acts }: Pack): boolean {
  return title.trim() === '' || ground.trim() === '' || registrations.length + acts.length === 0
}
