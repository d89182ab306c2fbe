// Lines of the log go on to another system, over TLS, and never hold the server up.
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#server/log.ts'
import { messageOf, openSyslog, syslogPlace, type Syslog, type SyslogOptions } from '#server/syslog.ts'
import { aCertificateAuthority, type CertificateAuthority } from './a-ca.ts'
import { aSyslog, type SyslogServer } from './a-syslog.ts'

const ADDRESS = '127.0.0.1'
const trusted = tls.getCACertificates('default')
let ca: CertificateAuthority
let told: string[] = []
const stops: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  ca = await aCertificateAuthority('Authority of the tests')
  tls.setDefaultCACertificates([...trusted, ca.cert])
})
afterAll(() => tls.setDefaultCACertificates(trusted))
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  told = []
})

const listening = async (port?: number, by = ca): Promise<SyslogServer> => {
  const server = await aSyslog(await by.issue(ADDRESS), port)
  stops.push(() => server.close())
  return server
}
const sending = (port: number, more: Partial<SyslogOptions> = {}): Syslog => {
  const tell = (sentence: string) => void told.push(sentence)
  const options = { host: ADDRESS, port, machine: 'spoor-1', process: 42, tell, retryMs: 20, ...more }
  const syslog = openSyslog(options)
  stops.unshift(() => syslog.stop())
  return syslog
}
const line = (msg: string) => `${JSON.stringify({ level: 30, time: '2026-06-11T07:00:00.000Z', msg })}\n`
const said = (server: SyslogServer) =>
  server.messages().map((message) => (JSON.parse(message.slice(message.indexOf('{'))) as { msg: string }).msg)

test('a line is a message of RFC 5424, behind its length in octets, and is itself unchanged', () => {
  const request =
    '{"level":30,"time":"2026-06-11T07:00:00.123Z","id":"x","method":"GET","route":"/v1/é","status":200}'
  const whole = `<134>1 2026-06-11T07:00:00.123Z spoor-1 spoor 42 request - ${request}`
  expect(messageOf(`${request}\n`, 'spoor-1', 42).toString()).toBe(`${Buffer.byteLength(whole)} ${whole}`)
  const fault = '{"level":50,"time":"2026-06-11T07:00:00.123Z","place":"x","fault":"Error","at":[]}'
  expect(messageOf(fault, 'a machine', 42).toString()).toContain(
    '<131>1 2026-06-11T07:00:00.123Z - spoor 42 fault - {',
  )
  expect(messageOf(line('started'), 'spoor-1', 42).toString()).toContain(' note - {')
})

describe('a system that listens', () => {
  test('gets all that the log holds: requests, faults and sentences, in their order', async () => {
    const server = await listening()
    const syslog = sending(server.port)
    const log = openLog({ write: (written) => syslog.send(written) })
    log.note('sign-in: done (politie 6f1c)')
    log.request({ id: 'x', method: 'GET', route: '/v1/session', status: 200, ms: 1 })
    log.fault('here', new Error('Kanarie'))
    await expect.poll(() => server.messages().length).toBe(3)
    expect(server.messages().map((message) => / (request|fault|note) - \{/.exec(message)?.[1])).toEqual([
      ...['note', 'request', 'fault'],
    ])
    expect(server.messages().join()).not.toContain('Kanarie')
    expect(told).toEqual([])
  })

  test('that is not there yet gets what waited, in its order, when it is', async () => {
    const first = await listening()
    await first.close()
    const syslog = sending(first.port)
    for (let n = 0; n < 50; n++) syslog.send(line(`line ${n}`))
    await expect.poll(() => told).toEqual(['syslog: ECONNREFUSED; lines wait until the other end is back'])
    const server = await listening(first.port)
    await expect.poll(() => said(server).length).toBe(50)
    expect(said(server)).toEqual(Array.from({ length: 50 }, (_, n) => `line ${n}`))
    expect(told).toHaveLength(1)
  })

  test('whose line breaks gets what comes after, and it is told once', async () => {
    const server = await listening()
    const syslog = sending(server.port)
    syslog.send(line('before'))
    await expect.poll(() => said(server)).toEqual(['before'])
    server.breakOff()
    await expect.poll(() => told.length).toBe(1)
    syslog.send(line('after'))
    await expect.poll(() => said(server)).toEqual(['before', 'after'])
    expect(told).toEqual([expect.stringMatching(/^syslog: \w+; lines wait/)])
  })

  test('that shows a certificate by a stranger gets nothing', async () => {
    const server = await listening(0, await aCertificateAuthority('Authority that nobody knows'))
    sending(server.port).send(line('a secret'))
    await expect.poll(() => told.length).toBe(1)
    expect(told[0]).toBe('syslog: UNABLE_TO_VERIFY_LEAF_SIGNATURE; lines wait until the other end is back')
    expect(server.messages()).toEqual([])
  })
})

describe('when too much waits', () => {
  test('the newest lines are lost, counted and told as soon as there is somebody to hear it', async () => {
    const first = await listening()
    await first.close()
    const syslog = sending(first.port, { linesMax: 10 })
    for (let n = 0; n < 25; n++) syslog.send(line(`line ${n}`))
    const server = await listening(first.port)
    await expect.poll(() => said(server).length).toBe(10)
    expect(said(server).at(-1)).toBe('line 9')
    await expect.poll(() => told).toContain('syslog: 15 lines were lost, for too many waited')
  })

  test('nobody waits for it: a system that reads nothing costs the server no time and no more than the queue', async () => {
    const server = await listening()
    server.sleep(true)
    const syslog = sending(server.port)
    const long = line('x'.repeat(2000))
    const began = performance.now()
    for (let n = 0; n < 30_000; n++) syslog.send(long)
    expect(performance.now() - began).toBeLessThan(2000)
    server.breakOff()
    await expect
      .poll(() => told.some((sentence) => /^syslog: \d{5} lines were lost/.test(sentence)))
      .toBe(true)
  })

  test('what is left at the end is told in the log itself', async () => {
    const first = await listening()
    await first.close()
    const syslog = sending(first.port)
    for (let n = 0; n < 3; n++) syslog.send(line('late'))
    await syslog.stop()
    expect(told).toContain('syslog: 3 lines were not sent on before the end')
  })
})

test.each([
  ['tls://logs.example.nl', { host: 'logs.example.nl', port: 6514 }],
  ['tls://logs.example.nl:7000', { host: 'logs.example.nl', port: 7000 }],
  ['tls://[2001:db8::1]:6514', { host: '2001:db8::1', port: 6514 }],
])('SYSLOG=%s', (SYSLOG, place) => {
  expect(syslogPlace({ SYSLOG })).toEqual(place)
})

test.each([
  'udp://logs.example.nl',
  'tcp://logs.example.nl:514',
  'logs.example.nl',
  'tls://',
  'tls://logs/x',
  'tls://a:b@logs',
])('SYSLOG=%s is refused: over TLS only', (SYSLOG) => {
  expect(() => syslogPlace({ SYSLOG })).toThrow(/^SYSLOG must be like tls:/)
})
