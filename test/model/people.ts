import type { OrganisationId } from '#core/organisation.ts'
import type { Actor } from '#process/duty.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'

const ALL_WORK = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead']
const LEARNED = [
  { id: 'trafficking-certified', until: '2026-08-15' },
  { id: 'trained-first-contact', until: null },
]

/** Of every unit two who may do all, one who has learned nothing, and one who only reports. */
export function colleaguesOf(organisation: OrganisationId, { units }: WayOfWorking): readonly Actor[] {
  return units.flatMap(({ id: unit }) => {
    const named = (name: string, roles: readonly string[], qualifications: Actor['qualifications']) => {
      return { id: `${name}-${unit}-${organisation}`, unit, roles, qualifications }
    }
    return [
      named('sanne', ALL_WORK, LEARNED),
      named('jayden', ALL_WORK, LEARNED),
      named('noor', ALL_WORK, []),
      named('bram', ['officer'], []),
    ]
  })
}
