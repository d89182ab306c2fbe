import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runImportJob } from '#actions/imports.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { receive, TELLING_TEXT } from '../a-house.ts'
import { STEP_EXAMPLES } from '../a-signal.ts'
import { receiveUpload, searchSignals } from '../reads.ts'
import { form } from './a-form.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

// What cannot be written down is not done and not shown, over the wire of a server that listens.

let server: TestServer
let browser: Browser
let signalId: string
const TITLE = 'Melding'

beforeAll(async () => {
  server = await aServer()
  const { house } = server
  const sanne = await house.colleague('Sanne de Wit')
  browser = await server.signedIn(sanne)
  await receive(house, 'politie', [{ sourceId: 'PL0900-2026061234-1', text: TELLING_TEXT }])
  await scanWaiting(house, 'politie')
  const { signals } = await searchSignals(house, sanne, {})
  signalId = signals[0]!.id
})
afterAll(() => server.close())

const owner = (statement: string) => server.house.database.as('owner').pool.query(statement)
const FULL = `raise exception 'could not extend file: No space left on device' using errcode = '53100';`
const trigger = (table: string, deferred: boolean) => `
  create function public.break() returns trigger language plpgsql as $$ begin ${FULL} end $$;
  create constraint trigger break after insert on spoor.${table} ${deferred ? 'deferrable initially deferred' : ''}
    for each row execute function public.break()`
const noTrigger = (table: string) => `drop trigger break on spoor.${table}; drop function public.break()`
const renamed = (table: string) =>
  [`alter table spoor.${table} rename to lost`, `alter table spoor.lost rename to ${table}`] as const

const BROKEN: readonly (readonly [what: string, broken: string, repaired: string])[] = [
  ['the table of the audit log is gone', ...renamed('audit')],
  [
    'nobody may write to the audit log',
    'revoke execute on function spoor.record_audit(text, timestamptz, jsonb) from spoor_organisation',
    'grant execute on function spoor.record_audit(text, timestamptz, jsonb) to spoor_organisation',
  ],
  ['there is no room for the audit log', trigger('audit', false), noTrigger('audit')],
  ['there is no room for the audit log at the commit', trigger('audit', true), noTrigger('audit')],
  ['the table of the Logboek Dataverwerkingen is gone', ...renamed('processing')],
  [
    'nobody may write to the Logboek Dataverwerkingen',
    'revoke insert on spoor.processing from spoor_organisation',
    'grant insert on spoor.processing to spoor_organisation',
  ],
  [
    'there is no room for the Logboek Dataverwerkingen',
    trigger('processing', false),
    noTrigger('processing'),
  ],
  ['… nor at the commit', trigger('processing', true), noTrigger('processing')],
]

const NEW_SIGNAL = {
  ...{ title: 'Nieuw', text: TELLING_TEXT, incident: 'melding', registeredAt: '2026-06-10T22:00:00+02:00' },
  ...{ forms: [], ground: 'gezien' },
}
const upload = form([{ name: 'file', filename: 'dag.ndjson', content: '{}\n' }])
const json = (url: string, body: object) => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const ASKED = {
  'one signal': () => ({ method: 'GET', url: `/v1/signals/${signalId}` }),
  'a list': () => json('/v1/signals/_zoek', {}),
  'the worklist': () => json('/v1/duties/_zoek', { scope: 'unit' }),
  'a signal that is not there': () => ({
    method: 'GET',
    url: '/v1/signals/3f1c2b1a-0000-4000-8000-000000000000',
  }),
  'a step': () => json(`/v1/signals/${signalId}/steps`, { version: 1, step: STEP_EXAMPLES.confirm }),
  'a new signal': () => json('/v1/signals', NEW_SIGNAL),
  'an upload': () => ({
    method: 'POST',
    url: '/v1/imports',
    headers: { 'content-type': upload.type },
    body: upload.payload,
  }),
} as const

async function ask(what: keyof typeof ASKED) {
  const { url, ...request } = { headers: {}, ...ASKED[what]() }
  const headers = { ...browser.headers, ...request.headers }
  const response = await fetch(`${server.site.origin}${url}`, { ...request, headers })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

/** All that a person's act could have left behind. */
async function left(): Promise<unknown> {
  const { rows } = await owner(`
    select (select count(*) from spoor.event) as events, (select count(*) from spoor.signal) as signals,
           (select count(*) from spoor.registration) as registrations, (select count(*) from spoor.import) as imports`)
  return rows[0]
}

describe.each(BROKEN)('%s', (_what, broken, repaired) => {
  let before: unknown
  beforeAll(async () => {
    before = await left()
    await owner(broken)
  })
  afterAll(() => owner(repaired))

  // What is not there shows nothing of anybody, so that the log of the employee is all that it needs.
  const asked = Object.keys(ASKED).filter(
    (what) => what !== 'a signal that is not there' || broken.includes('audit'),
  )
  test.each(asked as (keyof typeof ASKED)[])('%s: 503, and nothing in it', async (what) => {
    const { status, type, body } = await ask(what)
    expect([status, type]).toEqual([503, 'application/problem+json'])
    expect(JSON.parse(body)).toMatchObject({ status: 503, refusal: 'log-unavailable' })
    for (const secret of [TITLE, 'Paspoort', 'PL0900', signalId]) expect(body).not.toContain(secret)
  })

  test('nothing was done', async () => {
    expect(await left()).toEqual(before)
  })
})

describe('as soon as it can be written', () => {
  test.each([
    ['one signal', 200],
    ['a list', 200],
    ['the worklist', 200],
    ['a signal that is not there', 404],
    ['a step', 200],
    ['a new signal', 201],
    ['an upload', 202],
  ] as const)('%s is answered again: %i', async (what, status) => {
    expect((await ask(what)).status).toBe(status)
  })
})

describe('a job', () => {
  let repair: string | undefined
  afterEach(async () => {
    if (repair) await owner(repair)
    repair = undefined
  })

  test.each(BROKEN.filter((_one, at) => at % 4 === 0 || at === BROKEN.length - 1))(
    'takes nothing in and scans nothing when %s, and does so afterwards',
    async (_what, broken, repaired) => {
      const { house } = server
      const jayden = await house.colleague('Jayden', 'kmar')
      const about = { source: 'x', bytesTotal: null, format: 'ndjson' } as const
      const id = house.newId()
      const line = { id, organisation: 'kmar', registeredAt: '2026-06-10T10:00:00+02:00', text: TELLING_TEXT }
      const { importId } = await receiveUpload(
        house,
        jayden,
        about,
        (async function* () {
          yield Buffer.from(JSON.stringify(line))
        })(),
      )
      const stored = async () => {
        const { rows } = await sql<{ scanned: boolean }>`
        select scanned_with is not null as scanned from spoor.registration where source_id = ${id}`.execute(
          house.stores.kmar,
        )
        return rows
      }
      await owner(broken)
      repair = repaired
      await expect(runImportJob(house, 'kmar', importId)).rejects.toThrow('cannot be written down')
      expect(await stored()).toEqual([])
      await owner(repaired)
      await runImportJob(house, 'kmar', importId)
      expect(await stored()).toEqual([{ scanned: false }])
      await owner(broken)
      await expect(scanWaiting(house, 'kmar')).rejects.toThrow('cannot be written down')
      expect(await stored()).toEqual([{ scanned: false }])
      await owner(repaired)
      repair = undefined
      await scanWaiting(house, 'kmar')
      expect(await stored()).toEqual([{ scanned: true }])
    },
  )
})
