import { createHmac, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '#core/canonical.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { secretsFolder } from '#store/open.ts'
import { placeSecret, readSecret } from '#store/secret-file.ts'
import type { House } from './house.ts'

/** Gives what somebody is called in the Logboek Dataverwerkingen of one organisation. */
export type Pseudonymise = (identity: object) => string

/**
 * HMAC-SHA256 (hexadecimal) with the organisation's own key, which lies beside the database and is made when there is
 * none: whoever has the database alone cannot try out names, and two organisations call one person differently.
 */
export function pseudonymsOf(
  house: Pick<House, 'dataDir' | 'secretsDir'>,
  organisation: OrganisationId,
): Pseudonymise {
  const path = join(secretsFolder(house), `subjects-${organisation}.key`)
  const key = Buffer.from(readSecret(path) ?? placeSecret(path, newSubjectKey()), 'hex')
  return (identity) => createHmac('sha256', key).update(canonicalJson(identity)).digest('hex')
}

/** 256 bits that nobody can guess. */
export function newSubjectKey(): string {
  return randomBytes(32).toString('hex')
}

/**
 * What tells a registered person from others: the name with the date of birth, else the telephone number. Null: nothing
 * does. Case, accents and white space do not count; the same person written otherwise is another pseudonym.
 */
export function identityOf(person: unknown): object | null {
  const { name, born, phone } = (person ?? {}) as Record<string, unknown>
  const called = plain(name)
  if (called !== '') return { name: called, born: plain(born) }
  const digits = typeof phone === 'string' ? phone.replace(/\D/g, '').replace(/^(0031|31)/, '0') : ''
  return digits === '' ? null : { phone: digits }
}

function plain(value: unknown): string {
  if (typeof value !== 'string') return ''
  return value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
