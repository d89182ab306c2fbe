// docs/security/rules.md says what the security rests on: its figures, names and lists are those of the code.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BOUNDS } from '#actions/bounded-lines.ts'
import { FIELDS_MAX, ROW_BYTES_MAX } from '#actions/csv-rows.ts'
import { UNPACKED_BYTES_MAX, UNPACKED_RATIO_MAX } from '#actions/input-bytes.ts'
import { IDLE_MS, LONGEST_MS, RECENT_MS, SESSIONS_MAX } from '#actions/sessions.ts'
import { CIPHERS, HEADERS_MS_MAX, REQUEST_MS_MAX } from '#server/front-door.ts'
import { JSON_BYTES_MAX } from '#server/route.ts'
import { REQUESTS_PER_MINUTE, UPLOAD_BYTES_MAX } from '#server/settings.ts'
import { TICKET_SECONDS } from '#server/sign-in/ticket.ts'
import { ORGANISATION_CONNECTIONS } from '#store/open.ts'
import { filesBelow, importsOf, isProductCode } from './source.ts'

const page = readFileSync('docs/security/rules.md', 'utf8')
const MIB = 1024 * 1024
const JOBS_AT_ONCE = /^const JOBS_AT_ONCE = (\d+)$/m.exec(readFileSync('src/server/jobs.ts', 'utf8'))?.[1]
const code = filesBelow('src').filter(isProductCode)

/** The rows of the tables under a heading, cell by cell. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const start = page.indexOf(`\n## ${heading}\n`)
  const end = page.indexOf('\n## ', start + 1)
  const part = page.slice(start, end === -1 ? undefined : end)
  expect(start, heading).toBeGreaterThan(0)
  return [...part.matchAll(/^\| (.*) \|$/gm)].map(([, cells]) => (cells ?? '').split(' | ')).slice(1)
}
const valueOf = (heading: string, what: string) => rowsUnder(heading).find(([first]) => first === what)?.[1]

describe('figures', () => {
  test.each([
    ['without a request', `${IDLE_MS / 60_000} minutes`],
    ['at the most', `${LONGEST_MS / 3_600_000} hours`],
    ['sessions of one person', String(SESSIONS_MAX)],
    ['a sign-in of now', `${RECENT_MS / 60_000} minutes`],
    ['from the start of a sign-in to its return', `${TICKET_SECONDS / 60} minutes`],
  ])('of a session: %s, %s', (what, value) => {
    expect(valueOf('Signing in, and sessions', what)).toBe(value)
  })

  test.each([
    ['requests of one address, each minute', String(REQUESTS_PER_MINUTE)],
    ['a JSON body', `${JSON_BYTES_MAX / MIB} MiB`],
    ['an upload or delivery', `${UPLOAD_BYTES_MAX / MIB} MiB`],
    ['unpacked, against packed', `${UNPACKED_RATIO_MAX} times`],
    ['unpacked, at the most', `${UNPACKED_BYTES_MAX / MIB / 1024} GiB`],
    ['a row of CSV', `${ROW_BYTES_MAX / MIB} MiB, ${FIELDS_MAX} fields`],
    ['memory of the process that reads a file', `${BOUNDS.heapMiB} MiB`],
    ['headers of a request', `within ${HEADERS_MS_MAX / 1000} seconds`],
    ['a whole request', `within ${REQUEST_MS_MAX / 60_000} minutes`],
    ['jobs at once, each process', String(JOBS_AT_ONCE)],
    ['connections to the database, each organisation', String(ORGANISATION_CONNECTIONS)],
  ])('of a limit: %s, %s', (what, value) => {
    expect(valueOf('Limits', what)).toBe(value)
  })
})

test('what a decision looks at is on the page or in docs/access.md, nothing besides', () => {
  const source = readFileSync('src/process/authorisation.ts', 'utf8')
  const asked = [...source.matchAll(/export interface (?:Question|Person) \{([^}]*)\}/g)].flatMap(
    ([, body]) => Array.from((body ?? '').matchAll(/readonly (\w+)/g), ([, name]) => name ?? ''),
  )
  expect(asked.filter((name) => /address|device|place|hour|agent|risk/i.test(name))).toEqual([])
  expect(asked).toEqual(
    expect.arrayContaining(['person', 'act', 'purpose', 'record', 'unit', 'arm', 'roles']),
  )
  for (const word of [
    'purpose',
    'qualification',
    'glass',
    'Origin',
    'Sec-Fetch-Site',
    'User-Agent',
    'NETWORKS_<ORGANISATION>',
    'FEED_NETWORKS_<ORGANISATION>',
    'sign-in-too-old',
    'Not the hour',
  ])
    expect(page, word).toContain(word)
})

test('every table of the database has one level of protection', () => {
  const schema = readFileSync('migrations/schema.sql', 'utf8')
  const tables = Array.from(schema.matchAll(/^create table spoor\.(\w+)/gm), ([, name]) => name ?? '')
  const listed = rowsUnder('What must be protected, and how').flatMap(([, names = '']) =>
    Array.from(names.matchAll(/`(\w+)`/g), ([, name]) => name ?? ''),
  )
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter((table) => !listed.includes(table))).toEqual([])
  expect(listed.filter((table, at) => listed.indexOf(table) !== at)).toEqual([])
})

test('every secret that Spoor makes or reads is on the page, with what it is for', () => {
  const secrets = code.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(
        /['`]((?:[\w-]|\$\{\w+\})+\.(?:key|pub|password)|demo-idp\.json)['`]/g,
      ),
      ([, name]) => (name ?? '').replaceAll(/\$\{(\w+)\}/g, '<$1>'),
    ),
  )
  expect(new Set(secrets).size).toBeGreaterThan(5)
  const named = rowsUnder('Keys').map(([name]) => name ?? '')
  expect(
    [...new Set(secrets)].filter((secret) => !named.some((name) => name.includes(`\`${secret}\``))),
  ).toEqual([])
})

test('every algorithm in the code is on the page, and is one that may be used', () => {
  const used = code.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(
        /create(?:Hash|Hmac)\('([\w-]+)'|generateKeyPair(?:Sync)?\('([\w-]+)'|'((?:PS|ES|RS|HS)\d{3}|A\d{3}\w+|EdDSA)'/g,
      ),
      ([, ...names]) => names.find((name) => name !== undefined) ?? '',
    ),
  )
  expect([...new Set(used)].toSorted()).toEqual(['A256GCM', 'ES256', 'EdDSA', 'PS256', 'ed25519', 'sha256'])
  for (const name of ['A256GCM', 'ES256', 'EdDSA', 'PS256', 'Ed25519', 'SHA-256', 'SCRAM-SHA-256'])
    expect(page).toContain(name)
})

test('nothing in the code connects to the outside but what is on the page', () => {
  const reaches =
    /^(?:node:(?:http|https|http2|net|tls|dgram|dns)|pg|openid-client|graphile-worker|undici|ws|axios)$/
  const runs = code.filter((file) => !/\/(?:testing|trials)\.ts$/.test(file))
  const found = runs.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, typeOnly }) => !typeOnly && reaches.test(specifier))
      .map(({ specifier }) => `${basename(file)} ${specifier}`),
  )
  expect(new Set(found)).toEqual(
    new Set([
      // Listens.
      'front-door.ts node:http',
      'front-door.ts node:https',
      // Sends the log on.
      'syslog.ts node:tls',
      'syslog.ts node:net',
      // Reads a certificate, to see whether it can be used.
      'settings.ts node:tls',
      // Looks for a free port of this machine.
      'cluster.ts node:net',
      // Reckons with addresses; connects to none.
      'networks.ts node:net',
      'provider.ts openid-client',
      'jobs.ts graphile-worker',
      'migrate.ts graphile-worker',
      ...['database', 'logins', 'migrate', 'launch', 'postmaster', 'check', 'audit'].map(
        (name) => `${name}.ts pg`,
      ),
    ]),
  )
  const fetching = runs.filter((file) => /\bfetch\(/.test(readFileSync(file, 'utf8')))
  const keys = runs.filter((file) => /\bcreateRemoteJWKSet\(/.test(readFileSync(file, 'utf8')))
  expect(keys).toEqual(['src/server/sign-in/provider.ts'])
  // The screens, from their own server.
  expect(fetching).toEqual(['src/web/shared/api/api.ts'])
  for (const name of ['openid-client', 'jose', 'pg', 'graphile-worker']) expect(page).toContain(`\`${name}\``)
})

test('each log is on the page, and no code writes another', () => {
  const written = code.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/'([\w-]+\.log)'/g), ([, name]) => name ?? ''),
  )
  expect([...new Set(written)].toSorted()).toEqual(['postgres.log', 'server.log'])
  const logs = rowsUnder('Logs').map(([name]) => name ?? '')
  for (const name of [...written, 'spoor.audit', 'spoor.processing', 'checkpoints'])
    expect(
      logs.some((log) => log.includes(`\`${name}`)),
      name,
    ).toBe(true)
  const printing = code.filter((file) => /\bconsole\.\w+\(/.test(readFileSync(file, 'utf8')))
  expect(printing).toEqual([])
})

test('the proxy of the example speaks TLS 1.2 and 1.3 only, with forward secrecy', () => {
  const example = readFileSync('docs/deploy.md', 'utf8')
  expect(example).toMatch(/^\s*ssl_protocols TLSv1\.2 TLSv1\.3;$/m)
  const [, ciphers = ''] = /^\s*ssl_ciphers (\S+);$/m.exec(example) ?? []
  expect(
    ciphers.split(':').filter((cipher) => !/^ECDHE-(?:RSA|ECDSA)-(?:AES\d+-GCM-|CHACHA20)/.test(cipher)),
  ).toEqual([])
  expect(ciphers).not.toBe('')
})

test('Spoor itself speaks the same, when it has a certificate', () => {
  const weak = CIPHERS.filter(
    (cipher) =>
      !/^(?:TLS_(?:AES_\d+_GCM|CHACHA20)_|ECDHE-(?:RSA|ECDSA)-(?:AES\d+-GCM-|CHACHA20))/.test(cipher),
  )
  expect(weak).toEqual([])
})

test('every test and page that the threat model names is there', () => {
  const model = readFileSync('docs/security/threat-model.md', 'utf8')
  const named = Array.from(model.matchAll(/`((?:test|src|docs)\/[\w./-]+)`/g), ([, file]) => file ?? '')
  expect(named.length).toBeGreaterThan(25)
  expect(named.filter((file) => !existsSync(file))).toEqual([])
  const rows = [...model.matchAll(/^\|.*\|$/gm)].map(([row]) => row.slice(1, -1).split('|'))
  expect(rows.filter((cells) => cells.length !== 5)).toEqual([])
  for (const who of [
    'insider with rights',
    'another organisation',
    'from outside',
    'supplier',
    'database',
    'laptop',
  ])
    expect(model, who).toContain(who)
})
