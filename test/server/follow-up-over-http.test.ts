import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../a-handover.ts'
import { answers, offerByDocument } from '../a-signal.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let police: Pair
let browser: Browser
let officer: Browser

beforeAll(async () => {
  server = await aServer()
  police = await aPair(server.house, 'politie')
  browser = await server.signedIn(police[0])
  officer = await server.signedIn(await server.house.colleague('Bram', 'politie', ['officer']))
})
afterAll(() => server.close())

const problem = (response: { readonly statusCode: number; readonly json: () => unknown }) => [
  response.statusCode,
  (response.json() as { refusal?: string }).refusal,
]

test('the boxes of handovers', async () => {
  const id = await aSignalAt(server.house, 'handing-over', police)
  await deliverMessages(server.house)
  const out = await browser.post('/v1/handovers/_zoek', { box: 'out' })
  expect(out.statusCode).toBe(200)
  expect(out.json()).toMatchObject({
    waiting: 1,
    handovers: [{ signalId: id, stage: 'received' }],
    next: null,
  })
  const there = await server.signedIn(await server.house.colleague('Daan', 'arbeidsinspectie'))
  const box = await there.post('/v1/handovers/_zoek', { box: 'in' })
  expect(box.json()).toMatchObject({ waiting: 1, handovers: [{ state: 'offered' }] })
  const kmar = await server.signedIn(await server.house.colleague('Mila', 'kmar'))
  expect((await kmar.post('/v1/handovers/_zoek', { box: 'in' })).json()).toMatchObject({ handovers: [] })
  expect((await browser.post('/v1/handovers/_zoek', { box: 'both' })).statusCode).toBe(400)
})

describe('the document for a partner without Spoor', () => {
  test('is a page that may show its own style and do nothing', async () => {
    const id = await aSignalAt(server.house, 'weighing', police)
    const url = `/v1/signals/${id}/overdrachtsdocument`
    expect(problem(await browser.get(url))).toEqual([409, 'nothing-offered'])
    await mustStep(server.house, police[0], id, offerByDocument)
    const response = await browser.get(url)
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    const style = /<style>([\s\S]*?)<\/style>/.exec(response.body)![1]!
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = String(response.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${hash}'`)
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('script-src')
    expect(response.body).not.toMatch(/<script|style=| on\w+=/)
    expect(response.headers['cache-control']).toBe('no-store')
  })
})

describe('a second look', () => {
  test('is read, taken once, and told after it', async () => {
    const id = await aSignalAt(server.house, 'closed', police)
    await drawSecondLooks({ ...server.house, random: () => 0 })
    const { seq, secondLook, sideDuties } = await signalOf(server.house, 'politie', id)
    const url = `/v1/second-looks/${secondLook!.look}`
    const [caller] = await aPair(server.house, 'politie')
    const unit = sideDuties.find(({ kind }) => kind === 'second-look')!.unit
    await sql`update spoor.member set unit = ${unit} where id = ${caller.member.id}`.execute(
      server.house.stores.politie,
    )
    const looker = await server.signedIn(caller)
    expect(problem(await officer.get(url))).toEqual([403, 'role-missing'])
    expect(problem(await browser.get(url))).toEqual([409, 'unit-not-yours'])
    const seen = await looker.get(url)
    expect(seen.statusCode).toBe(200)
    expect(seen.json()).toMatchObject({ id: secondLook!.look, version: seq })
    expect(seen.body).not.toContain(id)
    const verdict = { version: seq, verdict: 'follow-up', answers, ground: 'Hier is meer aan de hand.' }
    expect(problem(await officer.post(`${url}/verdicts`, verdict))).toEqual([403, 'role-missing'])
    const taken = await looker.post(`${url}/verdicts`, verdict)
    expect([taken.statusCode, taken.json()]).toEqual([200, { agrees: false }])
    expect(problem(await looker.post(`${url}/verdicts`, verdict))).toEqual([409, 'look-unknown'])
    expect((await signalOf(server.house, 'politie', id)).state).toBe('weighing')
  })
})

describe('ways of working', () => {
  test('are listed, and one is read whole', async () => {
    const list = await officer.get('/v1/ways-of-working')
    expect(list.json()).toMatchObject({ versions: [{ id: 'politie@2026-01-01', organisation: 'politie' }] })
    const one = await officer.get('/v1/ways-of-working/politie@2026-01-01')
    expect(one.json()).toMatchObject({ content: { triageUnit: 'avim-midden' } })
    expect((await officer.get('/v1/ways-of-working/politie')).statusCode).toBe(400)
  })

  test('are proposed by one colleague and approved by another', async () => {
    const url = '/v1/ways-of-working/politie@2026-01-01/decisions'
    const ground = 'Besproken in het overleg.'
    expect(problem(await officer.post(url, { decision: 'propose', ground }))).toEqual([403, 'role-missing'])
    expect(problem(await browser.post(url, { decision: 'approve', ground }))).toEqual([
      409,
      'nothing-offered',
    ])
    const proposed = await browser.post(url, { decision: 'propose', ground })
    expect([proposed.statusCode, proposed.json<{ state: string }>().state]).toEqual([200, 'proposed'])
    expect(problem(await browser.post(url, { decision: 'approve', ground }))).toEqual([
      409,
      'needs-another-person',
    ])
    const second = await server.signedIn(police[1])
    const approved = await second.post(url, { decision: 'approve', ground })
    expect(approved.json()).toMatchObject({ state: 'approved', approvedBy: { id: police[1].member.id } })
  })
})

test('the figures of a period', async () => {
  const asked = await browser.post('/v1/follow-up/_zoek', { from: '2026-06-01', to: '2026-06-30' })
  expect(asked.statusCode).toBe(200)
  const { balance } = asked.json<{ balance: Record<string, number> }>()
  expect(balance.received).toBeGreaterThan(2)
  expect(balance.received).toBe(balance.open! + balance.handedOver! + balance.closed!)
  expect((await browser.post('/v1/follow-up/_zoek', { from: '2026-06-31', to: 'x' })).statusCode).toBe(400)
})
