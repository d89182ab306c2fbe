import type { OrganisationId } from './organisation.ts'

/** Number of an incident in BVH, which the police and the Marechaussee share, with the number of one document in it. */
const BVH_DOCUMENT = /^(PL[0-9A-Z]{4}-\d{10,12})-\d{1,4}$/i

/** Organisations that number their registrations as BVH does. Source: domain.md §3 (own knowledge, unverified). */
const USES_BVH: readonly OrganisationId[] = ['politie', 'kmar']

/**
 * What the documents of one incident have in common, so that they can be shown together:
 * `PL0900-2026061234-1` → `PL0900-2026061234`. An id that is written otherwise stands for itself.
 */
export function incidentKey(organisation: OrganisationId, sourceId: string): string {
  const [, incident] = USES_BVH.includes(organisation) ? (BVH_DOCUMENT.exec(sourceId) ?? []) : []
  return incident ?? sourceId
}
