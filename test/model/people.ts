import { createHash } from 'node:crypto'
import type { OrganisationId } from '#core/organisation.ts'
import type { Actor } from '#process/duty.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'

/** The same id for the same person in every run. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const ALL_WORK = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead']
const LEARNED = [
  { id: 'trafficking-certified', until: '2026-08-15' },
  { id: 'trained-first-contact', until: null },
]

/** Of every unit two who may do all, one who has learned nothing, and one who only reports. */
export function colleaguesOf(organisation: OrganisationId, { units }: WayOfWorking): readonly Actor[] {
  return units.flatMap(({ id: unit }) => {
    const named = (name: string, roles: readonly string[], qualifications: Actor['qualifications']) => {
      return { id: idOf(`${name} ${unit} ${organisation}`), unit, roles, qualifications }
    }
    return [
      named('sanne', ALL_WORK, LEARNED),
      named('jayden', ALL_WORK, LEARNED),
      named('noor', ALL_WORK, []),
      named('bram', ['officer'], []),
    ]
  })
}
