import type { OrganisationId } from '#core/organisation.ts'
import type { Actor } from '#process/duty.ts'

const ROLES = ['analyst', 'weigher', 'interviewer', 'investigator']
const QUALIFICATIONS = [
  { id: 'trafficking-certified', until: '2027-12-31' },
  { id: 'trained-first-contact', until: null },
]

/** A colleague who may do everything that needs no team lead, with every qualification. */
export function aColleague(id: string, unit: string, but: Partial<Actor> = {}): Actor {
  return { id, unit, roles: ROLES, qualifications: QUALIFICATIONS, ...but }
}

/** Colleagues of the police. Sanne and Jayden work together; Fatima is of another unit. */
export const sanne = aColleague('sanne', 'intelligence')
export const jayden = aColleague('jayden', 'intelligence')
export const fatima = aColleague('fatima', 'regionale-recherche')
/** Noor has the roles and no qualification; Bram only reports. */
export const noor = aColleague('noor', 'intelligence', { qualifications: [] })
export const bram = aColleague('bram', 'avim-midden', { roles: ['officer'], qualifications: [] })
/** Of the Labour Inspectorate: Daan and Esra investigate, Kees supervises. */
export const daan = aColleague('daan', 'arbeidsuitbuiting')
export const esra = aColleague('esra', 'arbeidsuitbuiting')
export const kees = aColleague('kees', 'toezicht')
/** Of the Marechaussee. */
export const mila = aColleague('mila', 'brigade-schiphol')
export const thijs = aColleague('thijs', 'brigade-schiphol')

/** Two colleagues of each organisation: who works, and who looks again. */
export const TEAM: Readonly<Record<OrganisationId, readonly [Actor, Actor]>> = {
  politie: [sanne, jayden],
  arbeidsinspectie: [daan, esra],
  kmar: [mila, thijs],
}
