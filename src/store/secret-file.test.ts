import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeSecret, readSecret } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'spoor-secret-'))

test('a secret is made for this account only, once', () => {
  const path = join(folder, 'deeper', 'kept')
  expect(readSecret(path)).toBeUndefined()
  expect(placeSecret(path, 'first')).toBe('first')
  expect(placeSecret(path, 'second')).toBe('first')
  expect(readSecret(path)).toBe('first')
  expect([statSync(path).mode & 0o777, statSync(join(folder, 'deeper')).mode & 0o777]).toEqual([0o600, 0o700])
})

test.each([
  ['its group may read', 0o640],
  ['everybody may read', 0o604],
  ['its group may change', 0o620],
  ['everybody may do anything with', 0o666],
])('a secret that %s is refused, with what to do and without what it holds', (_, mode) => {
  const path = join(folder, `open-${mode}`)
  writeFileSync(path, 'hush')
  chmodSync(path, mode)
  expect(() => readSecret(path)).toThrow(/is open to others\. Close it \(chmod 600\)/)
  expect(() => readSecret(path)).not.toThrow(/hush/)
  chmodSync(path, 0o600)
  expect(readSecret(path)).toBe('hush')
})

test('a server reads secrets by this one door', () => {
  // The launcher's own, of its own folder of mode 0700; and hashes of keys, which are no secrets.
  const doors = ['src/store/secret-file.ts', 'src/server/settings.ts']
  for (const door of doors) expect(readFileSync(door, 'utf8')).toContain('refuseOpenToOthers(path)')
})
