import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeFrom } from '#store/open.ts'
import { makeSecrets, refuseMissingSecrets } from './secrets.ts'

const aFolder = () => mkdtempSync(join(tmpdir(), 'spoor-secrets-'))

test('what is made is for this account only, once, and is all that is asked for', () => {
  const place = { dataDir: aFolder(), databaseUrl: 'postgres://db', secretsDir: aFolder() }
  const made = makeSecrets(place)
  expect(made.length).toBeGreaterThan(9)
  expect(() => refuseMissingSecrets(place)).not.toThrow()
  expect(readdirSync(place.dataDir)).toEqual([])
  const held = made.map((path) => readFileSync(path, 'utf8'))
  expect(new Set(held).size).toBe(made.length)
  expect(made.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
  expect(makeSecrets(place)).toEqual([])
  expect(made.map((path) => readFileSync(path, 'utf8'))).toEqual(held)
})

const names = makeSecrets({ dataDir: aFolder(), databaseUrl: 'x', secretsDir: aFolder() }).map(
  (path) => path.split('/').at(-1) ?? '',
)

test.each(names)('without %s nothing starts for real, and nothing of the others is told', (name) => {
  const place = { dataDir: aFolder(), databaseUrl: 'postgres://db', secretsDir: aFolder() }
  makeSecrets(place)
  rmSync(join(place.secretsDir, name))
  const start = () => refuseMissingSecrets(place)
  expect(start).toThrow(`these are missing: ${join(place.secretsDir, name)}. Let your vault`)
  expect(readdirSync(place.secretsDir)).not.toContain(name)
})

test('the embedded database keeps the password of its owner beside it', () => {
  const place = { dataDir: aFolder(), secretsDir: aFolder() }
  const made = makeSecrets(place)
  expect(made).toContain(join(place.dataDir, 'owner.password'))
  rmSync(join(place.dataDir, 'owner.password'))
  expect(() => refuseMissingSecrets(place)).toThrow(/missing: \S+\/owner\.password\./)
})

test('one that others may read is refused, wherever it comes from', () => {
  const place = { dataDir: aFolder(), databaseUrl: 'postgres://db', secretsDir: aFolder() }
  makeSecrets(place)
  rmSync(join(place.secretsDir, 'spoor_kmar.password'))
  writeFileSync(join(place.secretsDir, 'spoor_kmar.password'), 'hush', { mode: 0o644 })
  expect(() => refuseMissingSecrets(place)).toThrow(
    /spoor_kmar\.password holds a secret and is open to others/,
  )
})

test.each([
  ['SPOOR_SECRETS', 'the folder of a setting'],
  ['CREDENTIALS_DIRECTORY', 'what systemd gives'],
])('%s is a vault (%s): before the data folder, and with the address of the database', (variable) => {
  const vault = aFolder()
  expect(placeFrom({ SPOOR_DATA: '/x', [variable]: vault })).toEqual({ dataDir: '/x', secretsDir: vault })
  writeFileSync(join(vault, 'database-url'), 'postgres://owner:hush@localhost/spoor\n', { mode: 0o600 })
  const place = placeFrom({ SPOOR_DATA: '/x', [variable]: vault })
  expect(place.databaseUrl).toBe('postgres://owner:hush@localhost/spoor')
  expect(
    placeFrom({ SPOOR_DATA: '/x', [variable]: vault, DATABASE_URL: 'postgres://other' }).databaseUrl,
  ).toBe('postgres://other')
})
