import type { SignalDetail } from '#contract/signal.ts'
import { fitsPhase, isInvestigative, isMandatory } from '#process/act.ts'
import { undecidedCrossings } from '#process/crossing.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import type { Guideline } from '#process/guideline.ts'
import { mayInvestigate } from '#process/legal-power.ts'
import { isQualified } from '#process/qualified.ts'
import type { Choice, Label } from '#process/sourced.ts'
import type { Signal } from '#process/state.ts'
import type { ActRule } from '#process/way-of-working.ts'
import { choice, named } from './choice.ts'

type ActChoice = SignalDetail['choices']['acts'][number]

/** The acts of the way of working, each with what it means for this signal and for who asks. */
export function actChoices(signal: Signal, actor: Actor, now: Circumstances): ActChoice[] {
  const { rules } = now
  const undecided = undecidedCrossings(signal, rules)
  const powerless = !mayInvestigate(signal, { assigned: false, civilAviation: false }, now)
  const among = <T extends Choice>(list: readonly T[], ids: readonly string[]) =>
    list.filter(({ id }) => ids.includes(id))
  return rules.acts.map((act) => ({
    ...choice(act),
    phases: [...act.phases],
    fits: fitsPhase(act, signal),
    mandatory: isMandatory(act, signal, rules),
    mandatoryWhen: whenOf(act),
    evidence: act.evidence,
    done: act.done,
    information: among(rules.informationSources, act.information).map(named),
    notPossible: among(rules.notPossibleReasons, act.notPossible).map(choice),
    guideline: guidelineOf(act.guideline, actor, now),
    result: signal.acts[act.id]?.result ?? null,
    reason: signal.acts[act.id]?.reason ?? null,
    refused: powerless && isInvestigative(act, rules) ? 'no-legal-power' : null,
    awaitsCrossing: undecided.includes(act.id),
  }))
}

function whenOf({ mandatoryWhen }: ActRule): NonNullable<ActChoice['mandatoryWhen']> | null {
  if (mandatoryWhen === null) return null
  const { forms, channels, circumstances } = mandatoryWhen
  return { forms: [...forms], channels: [...channels], circumstances: [...circumstances] }
}

function guidelineOf(guideline: Guideline, actor: Actor, now: Circumstances): ActChoice['guideline'] {
  const { fitsWhen, by, qualification, requirements, legalBasis, power } = guideline
  const { roles, qualifications } = now.rules
  const asked = qualifications.find(({ id }) => id === qualification)
  return {
    fitsWhen,
    by: by.map((role): Label => roles.find(({ id }) => id === role)?.label ?? { nl: role, en: role }),
    qualification: asked
      ? { ...choice(asked), blocking: asked.blocking, yours: isQualified(asked.id, actor, now) }
      : null,
    requirements: [...requirements],
    legalBasis,
    power,
  }
}
