import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow, isProductCode } from '../../test/source.ts'
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

test('whoever reads a secret goes by this door', () => {
  const around = {
    'src/server/settings.ts': 'looks itself, to name the setting',
    'src/server/feed-keys.ts': 'hashes of keys, which are no secrets',
    'src/store/embedded/cluster.ts': 'in its own folder, which it closes at each start',
    'src/cli/check-audit.ts': 'the public half of the key of seals',
  }
  const readers = filesBelow('src')
    .filter(isProductCode)
    .filter((file) => {
      const text = readFileSync(file, 'utf8')
      return (
        /readFile(?:Sync)?\(/.test(text) && /'secrets'|secretsDir|\.(?:key|password)['`]|KEY_FILE/.test(text)
      )
    })
  expect(readers.toSorted()).toEqual(Object.keys(around).toSorted())
  expect(readFileSync('src/server/settings.ts', 'utf8')).toMatch(
    /refuseOpenToOthers\(path\)\s+return readFileSync/,
  )
})
