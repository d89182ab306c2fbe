import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readColleagues } from '#server/demo/colleagues.ts'
import { aBrowser, signInAs } from './a-browser.ts'

/** A process of `spoor serve` or `spoor worker`, as somebody starts it in a shell. */
interface Serving {
  readonly process: ChildProcess
  readonly url: Promise<string>
  readonly said: () => string
  readonly exit: Promise<number | null>
}

const dataDir = mkdtempSync(join(tmpdir(), 'spoor-serve-'))
const started: Serving[] = []
const MINUTE = 60_000

function serve(
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = ['--demo'],
): Serving {
  return begin(['serve', ...args], environment)
}

function begin(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Serving {
  const child = spawn(process.execPath, ['src/cli/main.ts', ...words], {
    env: { PATH: process.env.PATH, PORT: '0', SPOOR_DATA: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /^ready(?: (\S+))?$/m.exec(output)
      if (ready) resolve(ready[1] ?? '')
    })
    child.on('exit', () => reject(new Error(`ended before it was ready: ${errors}`)))
  })
  url.catch(() => undefined)
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const serving = { process: child, url, exit, said: () => `${output}${errors}` }
  started.push(serving)
  return serving
}

/** Processes whose command line or folder is that of our data. */
function left(): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => {
    const path = `/proc/${pid}/cmdline`
    try {
      return existsSync(path) && readFileSync(path, 'utf8').includes(dataDir)
    } catch {
      return false
    }
  })
}

async function signalsOf(url: string, organisation: string): Promise<number> {
  const colleague = readColleagues().find((one) => one.organisation === organisation)!
  const browser = aBrowser(url)
  expect(await signInAs(browser, colleague.subject)).toBe(`${url}/`)
  const { csrf } = (await (await browser.ask('/v1/session')).json()) as { csrf: string }
  const post = (path: string, body: string) => {
    const headers = { 'content-type': 'application/json', 'x-spoor-csrf': csrf }
    return browser.ask(path, { method: 'POST', headers, body })
  }
  expect((await post('/v1/session/tasks', '{"purpose":"triage"}')).status).toBe(201)
  const response = await post('/v1/signals/_zoek', '{}')
  return ((await response.json()) as { total: number }).total
}

afterEach(async () => {
  for (const { process: child, exit } of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exit
  }
  for (let tries = 0; left().length > 0; tries++) {
    if (tries === 150) throw new Error(`left behind: ${left().join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test(
  'the first start gives a day that was scanned; the second finds it again; each stops cleanly',
  { timeout: 3 * MINUTE },
  async () => {
    const first = serve()
    const url = await first.url
    const page = await fetch(`${url}/worklist`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
    const asset = /src="(\/assets\/[^"]+)"/.exec(await page.text())![1]!
    expect((await fetch(`${url}${asset}`)).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404)
    const signals = await signalsOf(url, 'politie')
    expect(signals).toBeGreaterThan(3)
    first.process.kill('SIGINT')
    expect(await first.exit).toBe(0)
    expect(left()).toEqual([])

    const second = serve()
    expect(await signalsOf(await second.url, 'politie')).toBe(signals)
    second.process.kill('SIGTERM')
    expect(await second.exit).toBe(0)
  },
)

test('what was killed without a word starts again', { timeout: 2 * MINUTE }, async () => {
  const killed = serve()
  const before = await signalsOf(await killed.url, 'kmar')
  killed.process.kill('SIGKILL')
  await killed.exit
  const again = serve()
  expect(await signalsOf(await again.url, 'kmar')).toBe(before)
})

test('asked to stop while it starts, it does', { timeout: MINUTE }, async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  const serving = serve({ PORT: String(port) })
  const answer = async () =>
    (await fetch(`http://127.0.0.1:${port}/v1/health`).catch(() => undefined))?.status
  // The port is taken first, and who asks before the rest is there hears so.
  await expect.poll(answer, { timeout: 20_000, interval: 10 }).toBe(503)
  serving.process.kill('SIGINT')
  expect(await serving.exit).toBe(0)
  expect(serving.said()).toContain('stopping')
})

test('a second Ctrl-C does not wait', { timeout: MINUTE }, async () => {
  const serving = serve()
  await serving.url
  serving.process.kill('SIGINT')
  serving.process.kill('SIGINT')
  expect([0, 130]).toContain(await serving.exit)
})

test('a port in use is one clear line and status 2', { timeout: MINUTE }, async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const port = String((other.address() as AddressInfo).port)
  const serving = serve({ PORT: port })
  expect(await serving.exit).toBe(2)
  expect(serving.said()).toBe(
    `spoor serve: Port ${port} on 127.0.0.1 is in use by another program. Choose another with PORT.\n`,
  )
  other.close()
})

const CLIENT_KEY = join(dataDir, 'client.pem')
writeFileSync(
  CLIENT_KEY,
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  { mode: 0o600 },
)
const FOR_REAL = {
  OIDC_ISSUER: 'https://idp.example',
  OIDC_CLIENT_ID: 'x',
  OIDC_CLIENT_KEY_FILE: CLIENT_KEY,
}

test.each([
  ['the demo for everybody', { HOST: '0.0.0.0' }, ['--demo'], /HOST must be 127\.0\.0\.1/],
  [
    'the demo behind a name',
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://spoor.example.nl' },
    ['--demo'],
    /HOST must be 127\.0\.0\.1/,
  ],
  ['a port that is none', { PORT: 'eighty' }, ['--demo'], /PORT must be a whole number/],
  ['nobody who can sign in', {}, [], /OIDC_ISSUER and OIDC_CLIENT_ID/],
  ['a provider without TLS', { OIDC_ISSUER: 'http://idp.example', OIDC_CLIENT_ID: 'x' }, [], /https:/],
  [
    'no proof of who we are',
    { OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'x' },
    [],
    /OIDC_CLIENT_KEY_FILE/,
  ],
  [
    'the data of the demo, for real',
    { ...FOR_REAL, PUBLIC_URL: 'https://spoor.example.nl' },
    [],
    /are the demo's fictional ones/,
  ],
  [
    'an address that others reach without TLS, also behind a proxy',
    { ...FOR_REAL, HOST: '0.0.0.0', PUBLIC_URL: 'https://spoor.example.nl' },
    [],
    /TLS_CERT_FILE and TLS_KEY_FILE/,
  ],
  ['a way in without TLS', FOR_REAL, [], /PUBLIC_URL/],
] as const)('%s is refused in one line', { timeout: MINUTE }, async (_, environment, args, line) => {
  const serving = serve(environment, args)
  expect(await serving.exit).not.toBe(0)
  expect(serving.said()).toMatch(line)
  expect(serving.said().trim().split('\n')).toHaveLength(1)
})

test.each([
  ['serve', { ...FOR_REAL, PUBLIC_URL: 'https://spoor.example.nl' }],
  ['worker', {}],
])(
  'for real spoor %s makes no secrets, and does not start without them',
  { timeout: MINUTE },
  async (command, more) => {
    const empty = mkdtempSync(join(tmpdir(), 'spoor-empty-'))
    const vault = join(empty, 'vault')
    const serving = begin([command], { ...more, SPOOR_DATA: empty, SPOOR_SECRETS: vault })
    expect(await serving.exit).not.toBe(0)
    const sentence =
      /Spoor makes no secrets by itself [^:]+: (\S+), .+ Let your vault put them in place, or make them once/
    expect(sentence.exec(serving.said())?.[1]).toBe(join(vault, 'spoor_politie.password'))
    expect(serving.said().trim().split('\n')).toHaveLength(1)
    expect(readdirSync(empty).filter((name) => name !== 'server.log')).toEqual([])
    rmSync(empty, { recursive: true, force: true })
  },
)

test('spoor worker does the jobs beside a demo that runs', { timeout: MINUTE }, async () => {
  const serving = serve()
  await serving.url
  const worker = begin(['worker'])
  await worker.url
  worker.process.kill('SIGINT')
  expect(await worker.exit).toBe(0)
  serving.process.kill('SIGINT')
  expect(await serving.exit).toBe(0)
})

test('a lower level of assurance is a warning at the start', { timeout: MINUTE }, async () => {
  const OIDC_ACR = 'http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high'
  const serving = serve({ ...FOR_REAL, OIDC_ACR }, [])
  expect(await serving.exit).not.toBe(0)
  expect(serving.said()).toMatch(
    /^warning: OIDC_ACR lets people in with less than eIDAS high \(\S+substantial\)/,
  )
})

test('the description is written without a database', { timeout: MINUTE }, async () => {
  const file = join(dataDir, 'openapi.json')
  const serving = serve({ SPOOR_DATA: join(dataDir, 'none') }, ['--openapi', file])
  expect(await serving.exit).toBe(0)
  expect((JSON.parse(readFileSync(file, 'utf8')) as { openapi: string }).openapi).toBe('3.1.0')
  expect(existsSync(join(dataDir, 'none'))).toBe(false)
})

test('what lies in the data folder is closed to others', () => {
  const open = readdirSync(dataDir).filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
  expect(open.filter((name) => name !== 'openapi.json')).toEqual([])
})
