import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readColleagues } from '#server/demo/colleagues.ts'
import { openServer } from '#store/open.ts'
import { aBrowser, signInAs, type FetchBrowser } from './a-browser.ts'
import { aCertificateAuthority } from './a-ca.ts'
import { form } from './a-form.ts'
import { aSyslog, type SyslogServer } from './a-syslog.ts'

// A day's work over HTTP with somebody in everything that is sent, and then: nobody in what leaves the process.

const NAME = 'Wilhelmina Kanariegeel'
const PHONE = '06-90000077'
/** Fictional; of the range that is kept for tests. */
const BSN = '999990019'
/** As they could come back: written, in an address, in a header, as a part. */
const CANARIES = ['Kanariegeel', 'kanariegeel', '90000077', BSN]

/**
 * Where content belongs (docs/retention.md): its tables, with those that hold the source's own number of a registration;
 * the uploads that wait, and PostgreSQL's own files.
 */
const CONTENT = [
  ...[
    'registration',
    'event_content',
    'message_content',
    'quarantine_line',
    'scan_result',
    'vault',
    'import',
  ],
  ...['signal', 'signal_registration', 'member'],
]
const FILES_OF_CONTENT = /^(?:pg|uploads|feeds)\//

const dataDir = mkdtempSync(join(tmpdir(), 'spoor-canary-'))
let child: ChildProcess
let said = ''
let url = ''
let syslog: SyslogServer
const answers: {
  readonly asked: string
  readonly status: number
  readonly headers: string
  readonly body: string
}[] = []

async function start(): Promise<void> {
  const ca = await aCertificateAuthority('Authority of the tests')
  syslog = await aSyslog(await ca.issue('127.0.0.1'))
  const authority = join(mkdtempSync(join(tmpdir(), 'spoor-canary-ca-')), 'ca.pem')
  writeFileSync(authority, ca.cert)
  child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--demo'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SPOOR_DATA: dataDir,
      SYSLOG: `tls://127.0.0.1:${syslog.port}`,
      NODE_EXTRA_CA_CERTS: authority,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const ready = /^ready (\S+)$/m.exec(said)
      if (ready) resolve(ready[1]!)
    })
    child.on('exit', () => reject(new Error(`ended before it was ready: ${said}`)))
  })
}

/** One request, with somebody in the headers that a browser or a proxy adds; its answer is kept. */
async function ask(browser: FetchBrowser, asked: string, path: string, init: RequestInit = {}) {
  const headers = {
    'user-agent': `${NAME} ${PHONE}`,
    referer: `${url}/search?q=${encodeURIComponent(NAME)}`,
    'x-forwarded-for': BSN,
    'x-request-id': PHONE,
    'accept-language': BSN,
    tracestate: `spoor=${BSN}`,
    ...(init.headers as Record<string, string> | undefined),
  }
  const response = await browser.ask(path, { ...init, headers })
  const body = await response.text()
  const said = JSON.stringify([...response.headers.entries()])
  answers.push({ asked, status: response.status, headers: said, body })
  return { status: response.status, body }
}

async function workingDay(): Promise<void> {
  const colleague = readColleagues().find(
    ({ organisation, roles }) => organisation === 'politie' && roles.includes('team-lead'),
  )!
  const browser = aBrowser(url)
  await ask(
    browser,
    'sign-in with a way back',
    `/auth/sign-in?returnTo=${encodeURIComponent(`/signals?q=${NAME}`)}`,
  )
  await ask(browser, 'a callback of nobody', `/auth/callback?code=${BSN}&state=${encodeURIComponent(NAME)}`)
  await signInAs(aBrowser(url), NAME).catch(() => undefined)
  await signInAs(browser, colleague.subject)
  const { csrf } = JSON.parse((await ask(browser, 'session', `/v1/session?bsn=${BSN}`)).body) as {
    csrf: string
  }
  const post = (asked: string, path: string, body: string, type = 'application/json') =>
    ask(browser, asked, path, {
      method: 'POST',
      headers: { 'content-type': type, 'x-spoor-csrf': csrf },
      body,
    })
  const json = (asked: string, path: string, body: unknown) => post(asked, path, JSON.stringify(body))
  await json('purpose with words', '/v1/session/tasks', { purpose: NAME })
  expect((await json('purpose', '/v1/session/tasks', { purpose: 'lead' })).status).toBe(201)

  const text = `${NAME} (BSN ${BSN}) gebruikt ${PHONE}; paspoort ligt bij de baas, schuld eerst afbetalen.`
  const signal = {
    ...{ title: `Over ${NAME}`, text, incident: 'melding', registeredAt: '2026-06-10T22:00:00+02:00' },
    ...{ forms: [], ground: `gezien door ${NAME}`, sourceId: `X-${BSN}` },
  }
  const made = await json('a signal', '/v1/signals', signal)
  expect(made.status).toBe(201)
  const { id } = JSON.parse(made.body) as { id: string }
  expect((await ask(browser, 'the signal', `/v1/signals/${id}?q=${PHONE}`)).body).toContain(NAME)
  await json('search', '/v1/signals/_zoek', {})
  await json('search by what is no filter', '/v1/signals/_zoek', { [NAME]: BSN, states: [NAME] })
  await json('an outrageous cursor', '/v1/signals/_zoek', {
    after: Buffer.from(`["${NAME}"]`).toString('base64url'),
  })
  await json('a step', `/v1/signals/${id}/steps`, { version: 1, step: { type: 'take-up', ground: NAME } })
  await json('a step that is none', `/v1/signals/${id}/steps`, {
    version: 1,
    step: { type: NAME, [PHONE]: BSN },
  })
  await post('broken JSON', '/v1/signals', `{"title":"${NAME}","bsn":${BSN},`)
  await post('another type', '/v1/signals', text, `text/${BSN}`)
  await post('a form', '/v1/signals', `name=${NAME}`, 'application/x-www-form-urlencoded')
  for (const path of [`/v1/signals/${BSN}`, `/v1/${encodeURIComponent(NAME)}`, `/v1/imports/${PHONE}`]) {
    await ask(browser, 'a path', path)
  }
  await ask(browser, 'an address that cannot be read', `/v1/signals/%E0%A4%A${BSN}`)
  await ask(browser, 'a screen', `/zoek/${encodeURIComponent(NAME)}?bsn=${BSN}`, {
    headers: { accept: 'text/html' },
  })
  await ask(browser, 'a key', `/v1/feeds/bvh/deliveries`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${BSN}${BSN}${BSN}` },
    body: text,
  })
  await ask(browser, 'a cookie', '/v1/session', { headers: { cookie: `spoor_session=politie.${BSN}` } })
  await ask(browser, 'a token', '/v1/signals/_zoek', { method: 'POST', headers: { 'x-spoor-csrf': NAME } })
  await ask(browser, 'a trace', '/v1/session', { headers: { traceparent: `00-${BSN}-${PHONE}-01` } })

  const line = (more: object) =>
    JSON.stringify({
      id: 'PL0900-77',
      organisation: 'politie',
      registeredAt: '2026-06-10T10:00:00+02:00',
      text,
      ...more,
    })
  const persons = [{ name: NAME, bsn: BSN, phone: PHONE, born: '1990-01-01' }]
  const lines = [
    line({ persons }),
    line({ id: BSN, kind: NAME }),
    `{"id":"${NAME}`,
    line({ registeredAt: NAME }),
    text,
  ]
  const { payload, type } = form([
    { name: 'file', filename: `${NAME} ${BSN}.ndjson`, content: lines.join('\n') },
  ])
  const sent = await ask(browser, 'an upload', '/v1/imports', {
    method: 'POST',
    headers: { 'content-type': type, 'x-spoor-csrf': csrf },
    body: payload,
  })
  const { importId } = JSON.parse(sent.body) as { importId: string }
  const broken = form([{ name: 'file', filename: `../${NAME}.csv`, content: `${NAME};${BSN}\n"${PHONE}` }])
  await ask(browser, 'a file that cannot be read', '/v1/imports', {
    method: 'POST',
    headers: { 'content-type': broken.type, 'x-spoor-csrf': csrf },
    body: broken.payload,
  })
  const state = async () =>
    (JSON.parse((await ask(browser, 'the import', `/v1/imports/${importId}`)).body) as { state: string })
      .state
  await vi.waitFor(async () => expect(await state()).toBe('finished'), { timeout: 15_000, interval: 200 })
  await json('quarantine', '/v1/quarantine-lines/_zoek', {})
  await ask(browser, 'health', `/v1/health?name=${encodeURIComponent(NAME)}`)
  await ask(browser, 'sign-out', '/auth/sign-out', {
    method: 'POST',
    headers: { 'x-spoor-csrf': csrf, origin: url },
  })
}

let rows: { readonly table: string; readonly row: string }[] = []

beforeAll(async () => {
  await start()
  await workingDay()
  rows = await everyRow()
  child.kill('SIGTERM')
  await once(child, 'exit')
}, 120_000)
afterAll(async () => {
  await syslog.close()
  if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Every row of every table of ours and of the queue, as text. */
async function everyRow() {
  const server = await openServer({ dataDir, log: () => undefined, whenInUse: 'join' })
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  try {
    // The owner stands behind the walls too.
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
        where table_schema in ('spoor', 'graphile_worker') and table_type = 'BASE TABLE'`,
    )
    await client.query('begin')
    for (const { schema, name } of tables)
      await client.query(`alter table ${schema}.${name} no force row level security`)
    const found = []
    for (const { schema, name } of tables) {
      const { rows: texts } = await client.query<{ row: string }>(
        `select t::text as row from ${schema}.${name} t`,
      )
      found.push(...texts.map(({ row }) => ({ table: name, row })))
    }
    return found
  } finally {
    await client.query('rollback')
    await client.end()
    await server.stop()
  }
}

const birds = (text: string) => CANARIES.filter((canary) => text.includes(canary))
const files = () =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(dataDir, join(parentPath, name)))

describe('nobody stands in', () => {
  test('what the process says', () => {
    expect(said).toContain('ready')
    expect(birds(said)).toEqual([])
  })

  test('a header of any answer, and no address to go to', () => {
    expect(answers.filter(({ headers }) => birds(headers).length > 0)).toEqual([])
  })

  test('the text of any refusal, and of health', () => {
    const refused = answers.filter(({ status, asked }) => status >= 400 || asked === 'health')
    expect(refused.length).toBeGreaterThan(12)
    expect(refused.filter(({ body }) => birds(body).length > 0)).toEqual([])
  })

  test('a file of the data folder that is not for content: logs, secrets, seals', () => {
    const known = files().filter((path) => !FILES_OF_CONTENT.test(path))
    expect(known).toEqual(expect.arrayContaining(['server.log', 'postgres.log']))
    expect(known.filter((path) => birds(readFileSync(join(dataDir, path), 'latin1')).length > 0)).toEqual([])
  })

  test('a line that is sent on to another system, which gets each line of the log', () => {
    const sent = syslog.messages().map((message) => message.slice(message.indexOf('{')))
    expect(birds(sent.join('\n'))).toEqual([])
    expect(sent).toEqual(readFileSync(join(dataDir, 'server.log'), 'utf8').trim().split('\n'))
  })

  test('the name of a file', () => {
    expect(files().filter((path) => birds(path).length > 0)).toEqual([])
  })

  test('a row of either log, of the ledger, of the queue, or of any table that is not for content', () => {
    const others = rows.filter(({ table }) => !CONTENT.includes(table))
    const tables = new Set(others.map(({ table }) => table))
    expect([...tables]).toEqual(
      expect.arrayContaining(['audit', 'processing', 'event', 'duty', '_private_tasks']),
    )
    expect(others.filter(({ row }) => birds(row).length > 0)).toEqual([])
  })

  test('… while each of them is where content belongs: this test can fail', () => {
    const content = rows.filter(({ table }) => table === 'registration' || table === 'event_content')
    expect(birds(content.map(({ row }) => row).join('\n'))).toEqual(
      expect.arrayContaining(['Kanariegeel', '90000077', BSN]),
    )
  })
})

test('a line of the log has the fields that are listed, and no other', () => {
  const lines = readFileSync(join(dataDir, 'server.log'), 'utf8').trim().split('\n')
  const fields = new Set(lines.map((line) => Object.keys(JSON.parse(line) as object).join()))
  const listed = [
    'level,time,id,method,route,status,ms',
    'level,time,msg',
    'level,time,place,fault,code,at',
    'level,time,place,fault,at',
  ]
  expect([...fields].filter((one) => !listed.includes(one))).toEqual([])
})
