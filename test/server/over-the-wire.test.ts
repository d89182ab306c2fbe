// The follow-up over the wire: what an action answers is what a screen gets, whole, in every state.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal, searchDuties } from '../reads.ts'
import type { Caller } from '#actions/house.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { SIGNAL_STATES } from '#process/state.ts'
import { aPair, aSignalAt, type Pair } from '../a-handover.ts'
import { offerByDocument, pack, STEP_EXAMPLES as S } from '../a-signal.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let pair: Pair
let sanne: Caller
let browser: Browser

beforeAll(async () => {
  server = await aServer()
  pair = await aPair(server.house, 'politie')
  ;[sanne] = pair
  browser = await server.signedIn(sanne)
})
afterAll(() => server.close())

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a signal over the wire is the signal of the action, nothing left out', () => {
  test.each(SIGNAL_STATES.filter((state) => state !== 'offered'))('%s', async (state) => {
    const id = await aSignalAt(server.house, state, pair)
    const response = await browser.get(`/v1/signals/${id}`)
    expect(response.statusCode).toBe(200)
    // The one who is signed in has learned nothing; the pair of the tests has.
    const caller = { ...sanne, member: { ...sanne.member, qualifications: [] } }
    expect(response.json()).toEqual(plain(await readSignal(server.house, caller, id)))
  })

  test('offered by another organisation', async () => {
    await deliverMessages(server.house)
    const daan = await server.house.colleague('Daan', 'arbeidsinspectie')
    const theirs = await server.signedIn(daan)
    const found = await theirs.post('/v1/signals/_zoek', { states: ['offered'] })
    const { signals } = found.json<{ signals: { id: string }[] }>()
    expect(signals.length).toBeGreaterThan(0)
    const response = await theirs.get(`/v1/signals/${signals[0]!.id}`)
    expect(response.json()).toEqual(plain(await readSignal(server.house, daan, signals[0]!.id)))
    expect(response.json()).toMatchObject({ state: 'offered', handover: { pack } })
  })

  test('the worklist too', async () => {
    const response = await browser.post('/v1/duties/_zoek', { scope: 'organisation', limit: 200 })
    const own = await searchDuties(server.house, sanne, { scope: 'organisation', limit: 200 })
    expect(response.json()).toEqual(plain(own))
    expect(own.duties.length).toBeGreaterThan(5)
  })

  test.each(ORGANISATIONS)('a signal of %s with all that its way of working offers', async (organisation) => {
    const own = await aPair(server.house, organisation)
    const id = await aSignalAt(server.house, 'enriching', own)
    const response = await (await server.signedIn(own[0])).get(`/v1/signals/${id}`)
    const caller = { ...own[0], member: { ...own[0].member, qualifications: [] } }
    expect(response.json()).toEqual(plain(await readSignal(server.house, caller, id)))
  })
})

describe('a step over the wire', () => {
  test('may carry a pack with a text that is longer than a usual request', async () => {
    const id = await aSignalAt(server.house, 'weighing', pair)
    const { version } = (await browser.get(`/v1/signals/${id}`)).json<{ version: number }>()
    const text = 'Verklaring. '.repeat(80_000)
    const registrations = [1, 2, 3].map(() => ({ ...pack.registrations[0]!, text }))
    const step = { ...offerByDocument, pack: { ...pack, registrations } }
    const response = await browser.post(`/v1/signals/${id}/steps`, { version, step })
    expect(response.json()).toEqual({ version: version + 1 })
  })

  test('a second look is no step on a signal: who takes one does not know which signal it is', async () => {
    const id = await aSignalAt(server.house, 'closed', pair)
    const step = S['take-second-look']
    const response = await browser.post(`/v1/signals/${id}/steps`, { version: 1, step })
    expect(response.statusCode).toBe(400)
  })

  test('that is refused says what happened and what to do, with its code', async () => {
    const id = await aSignalAt(server.house, 'enriching', pair)
    const { version } = (await browser.get(`/v1/signals/${id}`)).json<{ version: number }>()
    const step = { ...S.hold, reason: 'no-such-reason' }
    const response = await browser.post(`/v1/signals/${id}/steps`, { version, step })
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ refusal: 'hold-reason-unknown' })
  })
})

describe('colleagues', () => {
  test('are found with what they have learned, which a manager enters', async () => {
    const { house } = server
    const noor = await house.colleague('Noor')
    const learned = { qualification: 'trained-first-contact', obtainedOn: '2026-02-02', until: null }
    const url = `/v1/colleagues/${noor.member.id}/qualifications`
    const weigher = await server.signedIn(await house.colleague('Wim', 'politie', ['weigher']))
    const refused = await weigher.post(url, learned)
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ refusal: 'role-missing' })
    expect((await browser.post(url, learned)).statusCode).toBe(204)
    const found = await browser.post('/v1/colleagues/_zoek', {})
    expect(found.statusCode).toBe(200)
    const { colleagues } = found.json<{ colleagues: { id: string; qualifications: unknown[] }[] }>()
    expect(colleagues.find(({ id }) => id === noor.member.id)?.qualifications).toMatchObject([
      { ...learned, valid: true, label: { nl: 'Getraind in een eerste gesprek' } },
    ])
  })
})
