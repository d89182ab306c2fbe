import type { Circumstances } from './duty.ts'
import type { Signal } from './state.ts'
import type { WayOfWorking } from './way-of-working.ts'

/** What somebody says of a case that changes who may investigate it. */
export interface Claim {
  /** The public prosecutor assigned it. */
  readonly assigned: boolean
  /** It is about civil aviation. */
  readonly civilAviation: boolean
}

/**
 * Whether the accountable unit may investigate this itself (NL: bevoegdheid): everywhere, in its own field or when
 * assigned to it, or at the places that the law names. A supervising arm never does. What was claimed when an
 * investigation began holds as long as it runs.
 */
export function mayInvestigate(
  { unit: id, forms, state }: Pick<Signal, 'unit' | 'forms' | 'state'>,
  claim: Claim,
  { rules, law }: Circumstances,
): boolean {
  const unit = rules.units.find((one) => one.id === id)
  if (!unit || unit.arm === 'toezicht') return false
  const runs = state === 'investigating'
  switch (rules.mandate.investigates) {
    case 'everywhere':
      return true
    case 'own-field': {
      const own = rules.mandate.forms
      return own.length === 0 || forms.some((form) => own.includes(form)) || claim.assigned || runs
    }
    case 'designated-places': {
      const place = law.places.find((one) => one.id === unit.place)
      if (!place) return false
      return place.scope === 'full' || claim.civilAviation || runs
    }
  }
}

/**
 * Whether a running investigation may move to this unit. A case stays assigned to its organisation; a claim about civil
 * aviation belonged to the place where it was made, so the other place must be one where everything may be investigated.
 */
export function mayTakeOver(unit: string, { forms }: Pick<Signal, 'forms'>, now: Circumstances): boolean {
  return mayInvestigate({ unit, forms, state: 'weighing' }, { assigned: true, civilAviation: false }, now)
}

/** Whether somebody works under supervisory powers: they never investigate, whichever unit is accountable. */
export function supervises(unit: string, { units }: WayOfWorking): boolean {
  return units.find(({ id }) => id === unit)?.arm === 'toezicht'
}
