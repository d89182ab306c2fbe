/**
 * The three agencies of the letter. An organisation is a legal controller of its own data: nobody in one
 * sees what another has not shared, and each has its own database login (`spoor_<id>`).
 */
export const ORGANISATIONS = ['politie', 'arbeidsinspectie', 'kmar'] as const

export type OrganisationId = (typeof ORGANISATIONS)[number]

export function isOrganisation(value: unknown): value is OrganisationId {
  return typeof value === 'string' && (ORGANISATIONS as readonly string[]).includes(value)
}
