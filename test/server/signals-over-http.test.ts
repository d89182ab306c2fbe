import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { runImportJob } from '#actions/imports.ts'
import { placeHold } from '#actions/retention-decisions.ts'
import { drawSamples } from '#actions/samples.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { ROUTES } from '#server/routes/all.ts'
import { aPair, aSignalAt, signalOf } from '../a-handover.ts'
import { ORDINARY_TEXT, receive, TELLING_TEXT } from '../a-house.ts'
import { setDatabaseDay } from '../database-day.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser
let itemId: string

beforeAll(async () => {
  server = await aServer()
  itemId = await aSampleItem(server.house)
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

describe('what is of another organisation', () => {
  let foreign: Readonly<Record<string, string>>
  let ours: Browser
  let privacy: Browser
  let prosecutor: Browser
  let kmar: Browser

  beforeAll(async () => {
    const { house } = server
    await receive(house, 'kmar', [{ sourceId: 'KMAR-1', text: TELLING_TEXT }])
    await scanWaiting(house, 'kmar')
    const bram = await house.colleague('Bram Veldhuis', 'kmar')
    kmar = await server.signedIn(bram)
    const lines = `{"id":"KMAR-2"\n`
    const sent = await server.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { ...kmar.headers, 'content-type': 'application/x-ndjson' },
      payload: lines,
    })
    const { importId } = sent.json<{ importId: string }>()
    await runImportJob(house, 'kmar', importId)
    const signals = (await kmar.post('/v1/signals/_zoek', {})).json<{ signals: { id: string }[] }>()
    const quarantine = (await kmar.post('/v1/quarantine-lines/_zoek', {})).json<{ lines: { id: string }[] }>()
    const duties = (
      await kmar.post('/v1/duties/_zoek', { scope: 'organisation', kinds: ['quarantine'] })
    ).json<{
      duties: { id: string }[]
    }>()
    foreign = {
      signalId: signals.signals[0]!.id,
      importId,
      lineId: quarantine.lines[0]!.id,
      dutyId: duties.duties[0]!.id,
      memberId: bram.member.id,
      glassId: await anEmergency(kmar),
      lookId: await aLook(house),
      ...(await toKeep(house, signals.signals[0]!.id)),
      sampleId: itemId,
      moveId: await aMove(kmar, signals.signals[0]!.id),
      versionId: 'kmar@2026-01-01',
    }
    ours = await server.signedIn(await house.colleague('Sanne de Wit'))
    prosecutor = await server.signedIn(await house.colleague('Bas Vreeburg', 'politie', ['prosecutor']))
    privacy = await server.signedIn(await house.colleague('Roelien Takens', 'politie', ['privacy-officer']))
  })

  const BODIES: Readonly<Record<string, object>> = {
    '/colleagues/{memberId}/qualifications': {
      qualification: 'trained-first-contact',
      obtainedOn: '2026-01-05',
      until: null,
    },
    '/duties/{dutyId}/resolutions': { ground: 'gezien' },
    '/signals/{signalId}/retention-moves': { article: 'wpg-9', reference: 'Doel 36-8' },
    '/retention-moves/{moveId}/decisions': { decision: 'end' },
    '/samples/{sampleId}/answers': { answer: 'nothing', reason: 'explained' },
    '/second-looks/{lookId}/verdicts': { version: 1, verdict: 'follow-up', answers: {}, ground: 'gezien' },
    '/ways-of-working/{versionId}/decisions': { decision: 'propose', ground: 'gezien' },
    '/emergency-access/{glassId}/answers': { ends: true, ground: 'gezien en beëindigd' },
    '/emergency-access/{glassId}/reviews': { verdict: 'justified', ground: 'gezien en goed bevonden' },
    '/signals/{signalId}/access': { type: 'release', ground: 'gezien' },
    '/signals/{signalId}/overseer': { member: '00000000-0000-4000-8000-000000000000', ground: 'gezien' },
    '/signals/{signalId}/readers/_zoek': {},
    '/signals/{signalId}/steps': { version: 1, step: { type: 'take-up' } },
    '/holds/{holdId}/decisions': { decision: 'confirm' },
    '/retention-runs/{runId}/decisions': { decision: 'confirm' },
    '/quarantine-lines/{lineId}/repairs': { text: '{}', ground: 'gezien' },
    '/quarantine-lines/{lineId}/discards': { ground: 'gezien' },
  }
  const about = ROUTES.filter(({ path, auth }) => auth === 'member' && path.includes('{'))

  test('is there, for whom it is', async () => {
    expect((await kmar.get(`/v1/signals/${foreign.signalId}`)).statusCode).toBe(200)
    expect((await kmar.get(`/v1/imports/${foreign.importId}`)).statusCode).toBe(200)
    expect((await kmar.get(`/v1/samples/${foreign.sampleId}`)).statusCode).toBe(200)
  })

  test('every path that names a thing is tried', () => {
    const posts = about.filter(({ method }) => method === 'POST').map(({ path }) => path)
    expect(posts.toSorted()).toEqual(Object.keys(BODIES).toSorted())
    const named = about.map(({ path }) => /\{(\w+)\}/.exec(path)![1]!)
    expect(named.filter((parameter) => foreign[parameter] === undefined)).toEqual([])
  })

  test.each(about.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers as for what does not exist',
    async (_, { method, path, act }) => {
      const isPrivacy = ['review-glass', 'decide-retention', 'name-overseer'].includes(act)
      const asks = isPrivacy ? privacy : act === 'see-submitted' ? prosecutor : ours
      const parameter = /\{(\w+)\}/.exec(path)![1]!
      const ask = async (id: string) => {
        const url = `/v1${path.replace(`{${parameter}}`, id)}`
        const response = method === 'GET' ? await asks.get(url) : await asks.post(url, BODIES[path]!)
        const { date: _date, traceparent: _trace, ...headers } = response.headers
        return { status: response.statusCode, body: response.body, headers }
      }
      const unknown = await ask(parameter === 'versionId' ? 'kmar@2031-01-01' : randomUUID())
      expect(unknown.status).toBe(404)
      expect(await ask(foreign[parameter]!)).toEqual(unknown)
    },
  )
})

/** A decision of the Marechaussee that its signal goes on under another article. */
async function aMove(kmar: Browser, signal: string): Promise<string> {
  const move = { article: 'wpg-10', reference: 'Doel 36-7' }
  return (await kmar.post(`/v1/signals/${signal}/retention-moves`, move)).json<{ id: string }>().id
}

/** A use of emergency access at the Marechaussee, that opened nothing. */
async function anEmergency(kmar: Browser): Promise<string> {
  const words = 'Er is haast bij, en de collega neemt niet op.'
  const use = { signalId: randomUUID(), reason: 'danger-to-person', words }
  return (await kmar.post('/v1/emergency-access', use)).json<{ id: string }>().id
}

/** A hold and a run of the Marechaussee, both waiting for somebody to decide. */
async function toKeep(house: TestServer['house'], signal: string) {
  const keeper = await house.colleague('Jolijn Hazepad', 'kmar', ['privacy-officer'])
  const words = 'Een klacht over de verwerking loopt nog.'
  const hold = {
    recordKind: 'signal',
    recordId: signal,
    reason: 'complaint',
    words,
    until: '2026-12-31',
  } as const
  const placed = await placeHold(house, keeper, hold)
  if (!placed.ok) throw new Error(placed.refusal)
  const runId = house.newId()
  await sql`insert into spoor.retention_run (id, organisation, kind, day, report, proposed_by, planned_at)
    values (${runId}, 'kmar', 'destroy', '2026-06-11', '{"words": 1}', 'spoor', ${house.clock()})`.execute(
    house.database.as('owner').db,
  )
  return { holdId: placed.value.id, runId }
}

/** A decision of the Marechaussee that was drawn for a second look. */
async function aLook(house: TestServer['house']): Promise<string> {
  const id = await aSignalAt(house, 'closed', await aPair(house, 'kmar'))
  house.draws(0)
  await drawSecondLooks(house)
  house.draws(1)
  const { secondLook } = await signalOf(house, 'kmar', id)
  return secondLook!.look
}

/** A registration of the Marechaussee that the scan did not point at, drawn on the day after to be read. */
async function aSampleItem(house: TestServer['house']): Promise<string> {
  await receive(house, 'kmar', [{ sourceId: 'KMAR-0', text: ORDINARY_TEXT }])
  await scanWaiting(house, 'kmar')
  house.itIs(new Date(house.clock().getTime() + 86_400_000).toISOString())
  await setDatabaseDay(house.database, house.clock().toISOString().slice(0, 10))
  await drawSamples(house)
  const { rows } = await sql<{ id: string }>`select id from spoor.sample_item`.execute(house.stores.kmar)
  return rows[0]!.id
}

describe('refusals of the process', () => {
  test('changed since you looked is 409 with its code', async () => {
    const { house } = server
    await receive(house, 'politie', [{ sourceId: 'PL0900-1', text: TELLING_TEXT }])
    await scanWaiting(house, 'politie')
    const { signals } = (await browser.post('/v1/signals/_zoek', {})).json<{ signals: { id: string }[] }>()
    const url = `/v1/signals/${signals[0]!.id}`
    const detail = await browser.get(url)
    expect(detail.statusCode).toBe(200)
    const { version } = detail.json<{ version: number }>()
    const taken = await browser.post(`${url}/steps`, { version, step: { type: 'take-up' } })
    expect(taken.json()).toEqual({ version: version + 1 })
    const again = await browser.post(`${url}/steps`, {
      version,
      step: { type: 'confirm', urgency: [], ground: 'zeker' },
    })
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ refusal: 'changed-since-you-looked', status: 409 })
  })

  test('what an officer registers lies where the answer says', async () => {
    const response = await browser.post('/v1/signals', {
      title: 'Meisje bij tankstation',
      text: 'Meisje wordt door een oudere man steeds afgezet en opgehaald.',
      incident: 'melding',
      registeredAt: '2026-06-10T22:00:00+02:00',
      forms: [],
      ground: 'zelf gezien',
    })
    expect(response.statusCode).toBe(201)
    expect((await browser.get(String(response.headers.location))).statusCode).toBe(200)
  })
})
