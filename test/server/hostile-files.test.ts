// Somebody signed in sends a file that was made to stop the server. It is taken in, its import ends with a reason that a
// person can read, and meanwhile everybody else is answered.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runImportJob } from '#actions/imports.ts'
import type { ImportView } from '#contract/intake.ts'
import { lineOf } from '../intake.ts'
import { readers } from './readers.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

const MIB = 1024 * 1024
const PATIENCE_MS = 2000
let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await aServer({ uploadBytesMax: 64 * MIB })
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

const good = (id: string) => `${lineOf({ id })}\n`
const text = (language: 'nl' | 'en') =>
  JSON.parse(readFileSync(`src/web/messages/${language}/words.json`, 'utf8')) as Record<string, string>

async function send(type: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const headers = { ...browser.headers, 'content-type': type }
  const sent = await fetch(`${server.site.origin}/v1/imports`, { method: 'POST', headers, body })
  expect(sent.status).toBe(202)
  return ((await sent.json()) as { importId: string }).importId
}

const seen = async (importId: string) => (await browser.get(`/v1/imports/${importId}`)).json<ImportView>()

function expectSentence(fault: string): void {
  for (const language of ['nl', 'en'] as const) {
    expect(text(language)[`import-fault.${fault}`]).toMatch(/^[A-Z][^_]{30,}\.$/)
  }
}

/** How long the slowest answer to somebody else took while `work` went on, in milliseconds. */
async function slowestAnswer(work: Promise<unknown>): Promise<number> {
  let isGoing = true
  const over = work.finally(() => (isGoing = false))
  let slowest = 0
  while (isGoing) {
    const start = performance.now()
    const answer = await fetch(`${server.site.origin}/v1/session`, { headers: browser.headers })
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    slowest = Math.max(slowest, performance.now() - start)
    await pause(20)
  }
  await over
  return slowest
}

test.each([
  [
    'gzip that unpacks to a thousand times as much',
    'application/gzip',
    () => gzipSync(Buffer.alloc(80 * MIB, 'a')),
    { state: 'failed', fault: 'unpacks-too-large', accepted: 0, rejected: 0 },
  ],
  [
    'a line of four million lists',
    'application/x-ndjson',
    () => Buffer.from(`${good('LISTS-1')}[${'[],'.repeat(4 * MIB)}[]]\n${good('LISTS-2')}`),
    { state: 'finished', fault: null, accepted: 2, rejected: 1 },
  ],
  [
    'a table of one row with eight million columns',
    'text/csv',
    () => Buffer.from(`id;organisation;registeredAt;text\n${';'.repeat(8 * MIB)}\n`),
    { state: 'finished', fault: null, accepted: 0, rejected: 1 },
  ],
  [
    'a line of twelve MiB without an end',
    'application/x-ndjson',
    () => Buffer.concat([Buffer.from(good('ENDLESS-1')), Buffer.alloc(12 * MIB, 'x')]),
    { state: 'finished', fault: null, accepted: 1, rejected: 1 },
  ],
] as const)('%s', async (_, type, file, expected) => {
  const importId = await send(type, file())
  expect(await slowestAnswer(runImportJob(server.house, 'politie', importId))).toBeLessThan(PATIENCE_MS)
  const view = await seen(importId)
  expect(view).toMatchObject(expected)
  expect(view.linesIn).toBe(view.accepted + view.alreadyKnown + view.rejected)
  if (view.fault !== null) expectSentence(view.fault)
})

test('whatever it is that kills the reading: what was read is kept, and the import says why it ended', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => good(`KILLED-${n}`)).join('')
  const importId = await send('application/x-ndjson', Buffer.from(lines))
  const job = runImportJob(server.house, 'politie', importId)
  await expect
    .poll(async () => (await seen(importId)).accepted, { interval: 5, timeout: 30_000 })
    .toBeGreaterThan(0)
  for (const pid of readers()) process.kill(pid, 'SIGKILL')
  await job
  const view = await seen(importId)
  expect(view).toMatchObject({ state: 'failed', fault: 'too-heavy', rejected: 0 })
  expect(view.accepted).toBeLessThan(20_000)
  expectSentence('too-heavy')
})
