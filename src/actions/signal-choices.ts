import type { SignalDetail } from '#contract/signal.ts'
import { withoutResult } from '#process/act.ts'
import { saysMore, type ContactResult } from '#process/contact.ts'
import { bestContact } from '#process/contact-record.ts'
import { actsOf } from '#process/crossing.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import type { GuardRule } from '#process/guard.ts'
import { decisionOf, isInTheWay, isShared } from '#process/handover.ts'
import { mayInvestigate } from '#process/legal-power.ts'
import type { HandoverRule } from '#process/partner.ts'
import { isOpen, type Signal } from '#process/state.ts'
import type { DecisionRule, OutcomeRule } from '#process/way-of-working.ts'
import { isEnrichedEnough } from '#process/weighing.ts'
import { actChoices } from './act-choices.ts'
import { choice, named } from './choice.ts'

type Choices = SignalDetail['choices']

/** What the way of working of this signal, and the law, offer in this state, in their own words. */
export function choicesOf(signal: Signal, actor: Actor, now: Circumstances): Choices {
  const { rules } = now
  return {
    ...plainLists(now),
    guards: rules.guards.map((guard) => guardOf(guard, bestContact(signal))),
    acts: actChoices(signal, actor, now),
    decisions: rules.decisions.map((decision) => ({
      ...demanding(decision, signal),
      refused:
        decision.id === 'enrich-further' && isEnrichedEnough(signal, rules) ? 'enriched-often-enough' : null,
    })),
    outcomes: outcomesIn(signal, now).map((outcome) => ({
      ...demanding(outcome, signal),
      stops: outcome.stops,
      unless: [...outcome.unless],
    })),
    routing: routingOf(now),
    crossings: rules.armCrossings.map((crossing) => ({
      ...choice(crossing),
      requirements: [...crossing.requirements],
      acts: actsOf(signal, crossing.from, rules).filter((act) => !signal.crossed.includes(act)),
    })),
    handovers: rules.handovers.flatMap((rule) => handoverOf(rule, signal, now)),
    offence: offenceOf(now),
    mandate: mandateOf(signal, now),
  }
}

/** Lists that are the same for every signal of this way of working. */
function plainLists({ rules }: Circumstances) {
  return {
    units: rules.units.map(named),
    setAsideCriteria: rules.setAsideCriteria.map(choice),
    weighingCriteria: rules.weighingCriteria.map((one) => ({
      ...choice(one),
      kind: one.kind,
      whenUnknown: one.whenUnknown,
    })),
    neverCriteria: rules.neverCriteria.map(choice),
    circumstances: rules.circumstances.map(choice),
    notPossibleReasons: rules.notPossibleReasons.map(choice),
    contactPhases: [...rules.contactPhases.value],
    urgencies: rules.urgentTerms.map((one) => ({ ...choice(one), id: one.id })),
    holdReasons: rules.holdReasons.map((one) => ({ ...choice(one), countedApart: one.countedApart })),
    holdDaysMax: rules.holdDaysMax.value,
    shelveDaysMax: rules.shelveDaysMax.value,
    handoverRefusals: rules.handoverRefusals.map(choice),
  }
}

function guardOf(
  { id, question, answers }: GuardRule,
  recorded: ContactResult | undefined,
): Choices['guards'][number] {
  return {
    id,
    question,
    answers: answers.map((answer) => ({
      ...named(answer),
      needsReference: answer.needsReference,
      refused: answer.contact && saysMore(answer.contact, recorded) ? 'guard-contradicts' : null,
    })),
  }
}

/** Of a signal that has ended any outcome may stand in its history; there is nothing left to choose. */
function outcomesIn(signal: Signal, { rules }: Circumstances): readonly OutcomeRule[] {
  const from = signal.state === 'investigating' ? 'investigating' : 'weighing'
  return rules.outcomes.filter((outcome) => !isOpen(signal) || outcome.from.includes(from))
}

function demanding(rule: DecisionRule | OutcomeRule, signal: Signal) {
  const { needs, guards, consider, legalBasis } = rule
  return {
    ...choice(rule),
    needs,
    guards: [...guards],
    consider: [...consider],
    open: [...withoutResult(signal, consider)],
    legalBasis,
  }
}

function routingOf({ rules }: Circumstances): Choices['routing'] {
  const { routing } = rules
  if (!routing) return null
  const protection = rules.weighingCriteria.filter(({ id }) => routing.protectionFirst.includes(id))
  return {
    question: routing.question,
    rule: routing.rule,
    lanes: routing.lanes.map((lane) => ({
      ...choice(lane),
      investigates: lane.investigates,
      administrative: lane.administrative,
    })),
    criteria: routing.criteria.map(choice),
    protection: protection.map(choice),
  }
}

/** A rule to whom it may go; none for a partner that is ourselves, or that the way of working does not describe. */
function handoverOf(rule: HandoverRule, signal: Signal, { rules }: Circumstances): Choices['handovers'] {
  const partner = rules.partners.find(({ id }) => id === rule.to)
  if (!partner || partner.organisation === rules.organisation) return []
  const asked = decisionOf(partner, rules)
  const first = [...new Set([...rule.acts, ...(asked?.consider ?? [])])]
  return [
    {
      ...choice(rule),
      partner: partner.label,
      accepts: partner.accepts,
      via: partner.organisation === null || isShared(partner) ? 'document' : 'spoor',
      moves: !isShared(partner),
      refused: isInTheWay(signal, partner) ? 'already-offered' : null,
      moments: rule.moments.map(choice),
      open: [...withoutResult(signal, first)],
      guards: [...(asked?.guards ?? [])],
    },
  ]
}

function offenceOf({ law: { offence } }: Circumstances): Choices['offence'] {
  return {
    ...named(offence),
    variants: offence.variants.map(named),
    means: offence.means.map(named),
    purposes: offence.purposes.map(named),
  }
}

/** Whether the accountable unit may investigate this itself, and else what would change that. */
function mandateOf(signal: Signal, now: Circumstances): Choices['mandate'] {
  const { refusal, support } = now.rules.mandate
  const may = (claim: { readonly assigned?: boolean; readonly civilAviation?: boolean }) =>
    mayInvestigate(signal, { assigned: false, civilAviation: false, ...claim }, now)
  const investigates = may({})
  const when = may({ assigned: true }) ? 'assigned' : may({ civilAviation: true }) ? 'civil-aviation' : null
  return { investigates, onlyWhen: investigates ? null : when, refusal, support }
}
