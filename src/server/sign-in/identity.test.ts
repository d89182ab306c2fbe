import { expect, test } from 'vitest'
import { identityFrom, USUAL_CLAIMS } from './identity.ts'

const CLAIMS = {
  sub: 's-1',
  name: 'Sanne de Wit',
  organisation: 'politie',
  unit: 'avim-midden',
  roles: ['analyst'],
  acr: 'http://eidas.europa.eu/LoA/substantial',
}
const WHO = {
  subject: 's-1',
  name: 'Sanne de Wit',
  organisation: 'politie',
  unit: 'avim-midden',
  roles: ['analyst'],
}

test.each([
  ['as they usually are', {}, WHO],
  [
    'with the roles in one text',
    { roles: 'analyst team-lead,weigher' },
    { ...WHO, roles: ['analyst', 'team-lead', 'weigher'] },
  ],
  ['without roles', { roles: undefined }, { ...WHO, roles: [] }],
  ['with something else among the roles', { roles: ['analyst', 5, null] }, WHO],
  ['with spaces around', { name: ' Sanne de Wit ' }, WHO],
] as const)('claims %s are somebody', (_, change, expected) => {
  const identity = identityFrom({ ...CLAIMS, ...change }, USUAL_CLAIMS, [])
  expect(identity).toEqual({ ok: true, value: expected })
})

test.each([
  ['no subject', { sub: undefined }, 'claims-missing'],
  ['an empty name', { name: ' ' }, 'claims-missing'],
  ['a name that is too long', { name: 'x'.repeat(201) }, 'claims-missing'],
  ['a unit that is no text', { unit: ['a'] }, 'claims-missing'],
  ['an organisation that we do not know', { organisation: 'brandweer' }, 'organisation-unknown'],
] as const)('claims with %s are nobody', (_, change, refusal) => {
  expect(identityFrom({ ...CLAIMS, ...change }, USUAL_CLAIMS, [])).toEqual({ ok: false, refusal })
})

test('other names for the claims', () => {
  const { unit, ...rest } = CLAIMS
  const names = { ...USUAL_CLAIMS, unit: 'afdeling' }
  expect(identityFrom({ ...rest, afdeling: unit }, names, [])).toEqual({ ok: true, value: WHO })
})

test.each([
  ['the level that is asked', ['http://eidas.europa.eu/LoA/substantial'], true],
  ['one of two levels', ['http://eidas.europa.eu/LoA/high', 'http://eidas.europa.eu/LoA/substantial'], true],
  ['a lower level', ['http://eidas.europa.eu/LoA/high'], false],
] as const)('a sign-in with %s', (_, levels, ok) => {
  expect(identityFrom(CLAIMS, USUAL_CLAIMS, levels).ok).toBe(ok)
  expect(identityFrom({ ...CLAIMS, acr: undefined }, USUAL_CLAIMS, levels).ok).toBe(false)
})
