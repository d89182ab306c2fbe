import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'

/**
 * Does the same for every organisation (or those named), one after the other. What goes wrong for one does not keep the others
 * waiting; the first error is thrown at the end.
 */
export async function eachOrganisation(
  work: (organisation: OrganisationId) => Promise<void>,
  organisations: readonly OrganisationId[] = ORGANISATIONS,
): Promise<void> {
  const errors: unknown[] = []
  for (const organisation of organisations) await work(organisation).catch((error) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}
