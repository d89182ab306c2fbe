import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import { openActs, unansweredCircumstances, withoutResult } from '#process/act.ts'
import { STEPS_IN } from '#process/available.ts'
import { contactMissing } from '#process/contact-record.ts'
import { actsOf, undecidedCrossings } from '#process/crossing.ts'
import type { Actor } from '#process/duty.ts'
import { isRoutingSettled } from '#process/route.ts'
import type { Signal } from '#process/state.ts'
import type { StepType } from '#process/step.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { ROLES_FOR } from '#process/authority.ts'
import type { Chance } from './chance.ts'

/** A signal of an organisation, as far as a step can be thought of for it. */
export interface Met {
  readonly organisation: OrganisationId
  readonly signal: Signal
}

/** Where it happens: the moment, the rules that a signal remembers, and who works there. */
export interface Scene {
  readonly now: Instant
  readonly rulesOf: (signal: Signal) => WayOfWorking
  readonly colleaguesOf: (organisation: OrganisationId) => readonly Actor[]
}

const ALL_STEPS = Object.keys(ROLES_FOR) as StepType[]

/** Which step somebody tries: mostly what brings the signal further, often another, sometimes one that cannot be. */
export function someStepType({ signal }: Pick<Met, 'signal'>, rules: WayOfWorking, chance: Chance): StepType {
  if (chance.is(0.06)) return chance.one(ALL_STEPS)
  const known = STEPS_IN[signal.state]
  return chance.is(0.3) ? chance.one(known) : whatHelps(signal, rules, chance)
}

function whatHelps(signal: Signal, rules: WayOfWorking, chance: Chance): StepType {
  switch (signal.state) {
    case 'offered':
      return chance.is(0.8) ? 'accept-handover' : 'refuse-handover'
    case 'proposed':
      return chance.is(0.8) ? 'confirm' : 'propose-set-aside'
    case 'set-aside-proposed':
      return chance.is(0.7) ? 'confirm-set-aside' : 'reject-set-aside'
    case 'confirmed':
      return 'start-enrichment'
    case 'enriching':
      return whatEnriches(signal, rules, chance)
    case 'weighing':
      if (wantsRouting(signal, rules)) return routes(signal)
      if (wantsCrossing(signal, rules)) return crosses(signal)
      return chance.one([
        'start-investigation',
        'start-investigation',
        'propose-stop',
        'propose-stop',
        'weigh',
        'offer-handover',
        'offer-handover',
        'hold',
      ])
    case 'stop-proposed':
      if (wantsRouting(signal, rules) && signal.routed) return 'review-routing'
      return chance.is(0.75) ? 'confirm-stop' : 'reject-stop'
    case 'shelved':
      return signal.secondLook ? 'take-second-look' : 'review-shelved'
    case 'interviewing':
      return chance.one(['record-interview', 'record-contact', 'finish-interview'])
    case 'investigating':
      return whatConcludes(signal, rules, chance)
    case 'held':
      return 'resume'
    case 'handing-over':
      if (signal.via === 'document') return chance.is(0.8) ? 'enter-receipt' : 'recall-handover'
      return chance.is(0.15) ? 'recall-handover' : 'record-contact'
    case 'handed-over':
      return 'enter-receipt'
    case 'closed':
      return 'take-second-look'
  }
}

function whatEnriches(signal: Signal, rules: WayOfWorking, chance: Chance): StepType {
  if (unansweredCircumstances(signal, rules).length > 0) return 'record-circumstances'
  if (contactMissing(signal, rules) && chance.is(0.4)) return 'record-contact'
  if (openActs(signal, rules).length > 0) return 'record-act'
  if (chance.is(0.3) && wantsCrossing(signal, rules)) return crosses(signal)
  if (chance.is(0.3) && wantsRouting(signal, rules)) return routes(signal)
  if (chance.is(0.7) && toConsider(signal, rules).length > 0) return 'record-act'
  return chance.is(0.2) ? 'offer-handover' : 'finish-enrichment'
}

function whatConcludes(signal: Signal, rules: WayOfWorking, chance: Chance): StepType {
  if (contactMissing(signal, rules)) return 'record-contact'
  if (wantsCrossing(signal, rules)) return crosses(signal)
  if (wantsRouting(signal, rules)) return routes(signal)
  if (withoutResult(signal, ['financial-investigation']).length > 0) return 'record-act'
  return chance.is(0.8) ? 'conclude' : 'propose-stop'
}

function wantsRouting(signal: Signal, rules: WayOfWorking): boolean {
  return !isRoutingSettled(signal, rules)
}

function routes({ routed }: Signal): StepType {
  return routed && !routed.reviewed ? 'review-routing' : 'route'
}

function wantsCrossing(signal: Signal, rules: WayOfWorking): boolean {
  return rules.armCrossings.length > 0 && undecidedCrossings(signal, rules).length > 0
}

function crosses({ crossingOffer }: Signal): StepType {
  return crossingOffer ? 'accept-crossing' : 'offer-crossing'
}

/** Acts that some decision asks for, in this phase, and that have no result yet. */
export function toConsider(signal: Signal, rules: WayOfWorking): readonly string[] {
  const asked = [...rules.decisions, ...rules.outcomes].flatMap(({ consider }) => consider)
  return withoutResult(signal, [...new Set(asked)]).filter((id) =>
    rules.acts.some((act) => act.id === id && act.phases.includes(signal.phase)),
  )
}

/** Who tries it: mostly somebody whose turn it is. */
export function someActor(scene: Scene, met: Met, type: StepType, chance: Chance): Actor {
  const colleagues = scene.colleaguesOf(met.organisation)
  if (chance.is(0.1)) return chance.one(colleagues)
  const unit = unitFor(met.signal, type, scene.rulesOf(met.signal))
  const ours = colleagues.filter((one) => one.unit === unit)
  return chance.one(ours.length > 0 ? ours.slice(0, chance.is(0.2) ? 4 : 2) : colleagues)
}

function unitFor(signal: Signal, type: StepType, rules: WayOfWorking): string {
  switch (type) {
    case 'accept-unit':
    case 'refuse-unit':
      return signal.unitOffer?.unit ?? signal.unit
    case 'accept-crossing':
    case 'refuse-crossing': {
      const to = rules.armCrossings.find(({ id }) => id === signal.crossingOffer?.crossing)?.to
      return rules.units.find(({ arm }) => arm === to)?.id ?? signal.unit
    }
    case 'take-second-look':
      return signal.sideDuties.find(({ kind }) => kind === 'second-look')?.unit ?? signal.unit
    default:
      return signal.unit
  }
}

/** What can be offered to the other arm, with the crossing by which it goes. */
export function crossable(signal: Signal, rules: WayOfWorking) {
  return rules.armCrossings.flatMap(({ id, from }) => {
    const acts = actsOf(signal, from, rules)
    return acts.length > 0 ? [{ crossing: id, acts }] : []
  })
}
