import type { Identity } from '#actions/members.ts'
import { isOrganisation } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'

/** Under which names the provider tells what Spoor needs to know. */
export interface ClaimNames {
  readonly subject: string
  readonly name: string
  readonly organisation: string
  readonly unit: string
  readonly roles: string
}

export const USUAL_CLAIMS: ClaimNames = {
  subject: 'sub',
  name: 'name',
  organisation: 'organisation',
  unit: 'unit',
  roles: 'roles',
}

export type ClaimRefusal = 'claims-missing' | 'organisation-unknown' | 'assurance-too-low'

/** Who the claims speak of. `acr`: the levels of assurance that are good enough; empty: any. */
export function identityFrom(
  claims: Readonly<Record<string, unknown>>,
  names: ClaimNames,
  acr: readonly string[],
): Outcome<Identity, ClaimRefusal> {
  if (acr.length > 0 && !acr.includes(String(claims.acr))) return refuse('assurance-too-low')
  const subject = wordOf(claims[names.subject])
  const name = wordOf(claims[names.name])
  const unit = wordOf(claims[names.unit])
  const organisation = wordOf(claims[names.organisation])
  if (!subject || !name || !unit || !organisation) return refuse('claims-missing')
  if (!isOrganisation(organisation)) return refuse('organisation-unknown')
  return done({ organisation, subject, name, unit, roles: wordsOf(claims[names.roles]) })
}

const LONGEST = 200

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST
    ? value.trim()
    : undefined
}

/** A list, or one text with spaces or commas between: providers do both. */
function wordsOf(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? value.split(/[\s,]+/) : value
  return Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : []
}
