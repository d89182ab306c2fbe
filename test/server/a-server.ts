import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Caller } from '#actions/house.ts'
import { openSession, openTask, readSession } from '#actions/sessions.ts'
import { buildApp } from '#server/app.ts'
import { readColleagues } from '#server/demo/colleagues.ts'
import { demoProvider } from '#server/demo/provider.ts'
import type { Networks } from '#server/networks.ts'
import { openLog } from '#server/log.ts'
import { openApiDocument } from '#server/openapi.ts'
import { relyingParty } from '#server/sign-in/provider.ts'
import { siteOf, type Site } from '#server/site.ts'
import { aHouse, type TestHouse } from '../a-house.ts'

/** What a signed-in browser sends along. */
export interface Browser {
  readonly headers: Readonly<Record<string, string>>
  readonly get: (url: string) => Promise<LightMyRequestResponse>
  readonly post: (url: string, body: object) => Promise<LightMyRequestResponse>
}

/** The whole server on a real database, listening on a port of its own, with the demo's identity provider. */
export interface TestServer {
  readonly house: TestHouse
  readonly app: FastifyInstance
  readonly site: Site
  /** Every line of the log so far. */
  readonly logged: () => string
  readonly inject: (options: InjectOptions) => Promise<LightMyRequestResponse>
  readonly signedIn: (caller: Caller) => Promise<Browser>
  readonly close: () => Promise<void>
}

export interface TestServerOptions {
  readonly requestsPerMinute?: number
  readonly uploadBytesMax?: number
  readonly publicUrl?: string
  readonly screens?: string
  readonly networks?: Networks
  readonly feedNetworks?: Networks
  /** Other ways of working than the files that come with Spoor. */
  readonly ways?: (house: TestHouse) => TestHouse['ways']
}

export async function aServer(options: TestServerOptions = {}): Promise<TestServer> {
  const plain = await aHouse()
  const house = options.ways ? { ...plain, ways: options.ways(plain) } : plain
  // Listening before there is anything to answer, for the provider's own name holds the port.
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const site = siteOf('127.0.0.1', (http.address() as AddressInfo).port, options.publicUrl)
  const log = linesOfLog()
  let described: Promise<string> | undefined
  const provider = await demoProvider(house, site, readColleagues())
  const app = await buildApp({
    api: {
      house,
      demo: true,
      version: '1.0.0',
      uploadBytesMax: options.uploadBytesMax ?? 1024 * 1024,
      document: () => (described ??= openApiDocument()),
    },
    site,
    signIn: {
      // The provider keeps time by itself; the clock of the house stands still.
      relyingParty: relyingParty(provider.settings, site, () => new Date()),
      claims: provider.settings.claims,
      acr: [],
    },
    demoProvider: provider,
    screens: options.screens,
    log: openLog(log.stream),
    requestsPerMinute: options.requestsPerMinute ?? 100_000,
    trustProxy: undefined,
    networks: options.networks ?? {},
    feedNetworks: options.feedNetworks ?? {},
  })
  http.on('request', (request, response) => app.routing(request, response))
  const inject = (wanted: InjectOptions) =>
    app.inject({ ...wanted, headers: { host: new URL(site.origin).host, ...wanted.headers } })
  return {
    house,
    app,
    site,
    logged: log.text,
    inject,
    signedIn: (caller) => browserOf(house, site, caller, inject),
    async close() {
      http.closeAllConnections()
      http.close()
      await app.close()
      await house.close()
    },
  }
}

async function browserOf(
  house: TestHouse,
  site: Site,
  caller: Caller,
  inject: TestServer['inject'],
): Promise<Browser> {
  const began = await openSession(house, caller)
  if (!began.ok) throw new Error(began.refusal)
  const token = began.value
  const opened = await readSession(house, token)
  if (opened && caller.task) await openTask(house, opened, caller.task.purpose)
  const session = await readSession(house, token)
  const headers = {
    cookie: `spoor_session=${token}`,
    'x-spoor-csrf': session?.csrf ?? '',
    origin: site.origin,
    'sec-fetch-site': 'same-origin',
  }
  return {
    headers,
    get: (url) => inject({ method: 'GET', url, headers }),
    post: (url, body) => inject({ method: 'POST', url, headers, payload: body }),
  }
}

function linesOfLog() {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString())
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}
