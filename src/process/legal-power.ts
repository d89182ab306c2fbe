import type { Circumstances } from './duty.ts'
import type { Signal } from './state.ts'

/** What somebody says of a case that changes who may investigate it. */
export interface Claim {
  /** The public prosecutor assigned it. */
  readonly assigned: boolean
  /** It is about civil aviation. */
  readonly civilAviation: boolean
}

/**
 * Whether the accountable unit may investigate this itself (NL: bevoegdheid): everywhere, in its own field or when
 * assigned to it, or at the places that the law names. A supervising arm never does.
 */
export function mayInvestigate(
  { unit: id, forms, phase }: Pick<Signal, 'unit' | 'forms' | 'phase'>,
  claim: Claim,
  { rules, law }: Circumstances,
): boolean {
  const unit = rules.units.find((one) => one.id === id)
  if (!unit || unit.arm === 'toezicht') return false
  switch (rules.mandate.investigates) {
    case 'everywhere':
      return true
    case 'own-field': {
      const own = rules.mandate.forms
      // What was assigned when the investigation began stays so.
      const given = claim.assigned || phase === 'investigation'
      return own.length === 0 || forms.some((form) => own.includes(form)) || given
    }
    case 'designated-places': {
      const place = law.places.find((one) => one.id === unit.place)
      if (!place) return false
      return place.scope === 'full' || claim.civilAviation || phase === 'investigation'
    }
  }
}
