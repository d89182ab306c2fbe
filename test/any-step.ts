import type { OrganisationId } from '#core/organisation.ts'
import type { Actor } from '#process/duty.ts'
import type { Step } from '#process/step.ts'
import {
  aColleague,
  actDone,
  noCircumstances,
  offerByDocument,
  rulesOf,
  shelve,
  STEP_EXAMPLES as S,
} from './a-signal.ts'

/** People of every unit of an organisation, and one who may do nothing but report. */
export function peopleOf(organisation: OrganisationId): readonly Actor[] {
  const units = rulesOf(organisation).units.map(({ id }) => id)
  return [...units, ...units]
    .map((unit, at) => aColleague(`${unit}-${at}`, unit))
    .concat(aColleague('bram', units[0]!, { roles: ['officer'] }))
}

/** Steps that may be asked for, sound and unsound, in the words of an organisation. */
export function stepsOf(organisation: OrganisationId): readonly Step[] {
  const { acts, units, circumstances, handovers, urgentTerms, routing, armCrossings } = rulesOf(organisation)
  const ground = S.confirm.ground
  return [
    ...Object.values(S),
    noCircumstances(organisation),
    ...circumstances.map(({ id }): Step => ({ ...noCircumstances(), circumstances: { [id]: 'yes' } })),
    ...acts.map(({ id }) => actDone(id, organisation)),
    ...acts.map(({ id, notPossible }): Step => ({
      ...actDone(id, organisation),
      result: 'not-possible',
      provenance: null,
      reason: notPossible[0]!,
    })),
    ...units.map(({ id: unit }): Step => ({ type: 'offer-unit', unit, ground })),
    ...urgentTerms.map(({ id }): Step => ({ ...S['set-urgency'], urgency: [id] })),
    { ...S['set-urgency'], urgency: [] },
    ...(routing?.lanes ?? []).map(({ id: lane }): Step => ({ ...S.route, lane })),
    { ...S['review-routing'], agrees: false },
    ...armCrossings.map(({ id }): Step => ({ ...S['offer-crossing'], crossing: id, acts: ['company-data'] })),
    ...handovers.map(({ id, moments }): Step => ({
      ...S['offer-handover'],
      rule: id,
      moment: moments[0]!.id,
    })),
    ...(['received', 'refused', 'outcome'] as const).map((receipt): Step => ({
      ...S['enter-receipt'],
      receipt,
      says: 'Zo zeiden zij.',
    })),
    offerByDocument,
    shelve,
    { ...S['propose-stop'], outcome: 'no-leads' },
    { ...S.weigh, decision: 'enrich-further' },
    { ...S['start-investigation'], exOfficio: false, assignedBy: 'FP 2026/7', civilAviation: true },
    { ...S['record-contact'], result: 'spoken' },
  ]
}
