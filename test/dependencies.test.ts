// What others made and Spoor uses: pinned, with a hash, listed, and under a licence that it may be used under.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isAllowed, isForAnotherMachine, licenceOf, lockedIn } from './dependencies.ts'

const locked = lockedIn(readFileSync('package-lock.json', 'utf8'))
const paper = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>

describe('pinned', () => {
  const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

  test.each(KINDS)('%s name one version each, no range and no address', (kind) => {
    const wanted = Object.entries(paper[kind] ?? {})
    expect(wanted.length).toBeGreaterThan(0)
    expect(
      wanted.filter(([, version]) => !/^(?:npm:[\w@/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
    ).toEqual([])
  })

  test('every package in the lock file has one version and a hash of its content (SHA-512)', () => {
    expect(locked.length).toBeGreaterThan(500)
    const loose = locked.filter(({ version, link }) => link || !/^\d+\.\d+\.\d+/.test(version))
    expect(loose).toEqual([])
    const unproven = locked.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    expect(unproven.filter((one) => !isForAnotherMachine(one)).map(({ path }) => path)).toEqual([])
  })

  test('none comes from elsewhere than the registry: no git, no address, no folder', () => {
    // Without an address npm takes the registry that it is set to, which is what omit-lockfile-registry-resolved is for.
    const elsewhere = locked.filter(
      ({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    )
    expect(elsewhere.map(({ path, resolved }) => `${path} ${resolved}`)).toEqual([])
  })
})

test('npm run sbom writes what Spoor is made of (CycloneDX), every package of the lock file in it', () => {
  execFileSync('npm', ['run', '--silent', 'sbom'], { stdio: 'ignore' })
  const made = JSON.parse(readFileSync('dist/sbom.json', 'utf8')) as {
    readonly bomFormat: string
    readonly components: readonly {
      readonly name: string
      readonly version: string
      readonly purl: string
      readonly hashes?: readonly { readonly alg: string }[]
    }[]
  }
  expect(made.bomFormat).toBe('CycloneDX')
  const listed = new Set(made.components.map(({ name, version }) => `${name}@${version}`))
  const missing = locked.filter(({ alias, version }) => !listed.has(`${alias}@${version}`))
  expect(missing.map(({ path }) => path)).toEqual([])
  expect(made.components.filter(({ purl }) => !purl.startsWith('pkg:npm/'))).toEqual([])
  const hashed = made.components.filter(({ hashes }) => hashes?.some(({ alg }) => alg === 'SHA-512'))
  const proven = locked.filter(({ integrity }) => integrity !== undefined)
  expect(hashed.length).toBe(new Set(proven.map(({ alias, version }) => `${alias}@${version}`)).size)
})

describe('licences', () => {
  const ALLOWED = new Set([
    ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'],
    ...['PSF-2.0', 'Python-2.0', 'Unlicense'],
    // Our own.
    'EUPL-1.2',
  ])
  /** By name, because what it is used for makes the difference. */
  const EXCEPTIONS: Readonly<Record<string, readonly [licence: string, reason: string]>> = {
    'axe-core': ['MPL-2.0', 'looks at the screens in tests; unchanged'],
    '@axe-core/playwright': ['MPL-2.0', 'looks at the screens in tests; unchanged'],
    lightningcss: [
      'MPL-2.0',
      'a tool of vite that builds the styles; unchanged, nothing of it is in what is built',
    ],
    'date-holidays': [
      '(ISC AND CC-BY-3.0)',
      'the data are from Wikipedia; named in its own licence, unchanged',
    ],
    '@fontsource-variable/noto-sans': ['OFL-1.1', 'a font, served as it is'],
  }

  test('every package is under a licence on the list, or is an exception with a reason', () => {
    // Of what fits another machine only, no licence can be read here; it is the one of the package that brings it.
    const readable = locked.filter((one) => licenceOf(one) !== '(none)' || !isForAnotherMachine(one))
    expect(readable.length).toBeGreaterThan(500)
    const others = readable.filter((one) => {
      const licence = licenceOf(one)
      const [family] = one.name.split(/-(?:android|darwin|freebsd|linux|win32)/)
      return !isAllowed(licence, ALLOWED) && EXCEPTIONS[family ?? '']?.[0] !== licence
    })
    expect(others.map((one) => `${one.name}: ${licenceOf(one)}`)).toEqual([])
  })

  test('no exception is left that nobody needs', () => {
    const names = new Set(locked.map(({ name }) => name))
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.has(name))).toEqual([])
  })

  test.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['(MIT AND GPL-3.0-only)', false],
    ['UNLICENSED', false],
    ['(none)', false],
  ])('under %s: %s', (expression, allowed) => {
    expect(isAllowed(expression, ALLOWED)).toBe(allowed)
  })
})
