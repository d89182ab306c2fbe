import cookie from '@fastify/cookie'
import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { addApi } from './api.ts'
import { addDemoProvider } from './demo/routes.ts'
import type { DemoProvider } from './demo/provider.ts'
import { addErrorHandler, routeOf } from './errors.ts'
import { addHeaders, isApi, RAW_HEADERS } from './headers.ts'
import type { ServerLog } from './log.ts'
import type { Networks } from './networks.ts'
import { problemOf, sendProblem } from './problem.ts'
import type { Api } from './route.ts'
import { addSignIn, type SignIn } from './sign-in/routes.ts'
import type { Site } from './site.ts'
import { addScreens, isScreen } from './screens.ts'
import { addTracing } from './tracing.ts'

/** All that the server is made of. */
export interface AppParts {
  readonly api: Omit<Api, 'readLogout' | 'note'>
  readonly site: Site
  readonly signIn: SignIn
  readonly demoProvider: DemoProvider | undefined
  /** Folder of the built screens; undefined: the API only. */
  readonly screens: string | undefined
  readonly log: ServerLog
  /** Of one address, over everything that is not a file. */
  readonly requestsPerMinute: number
  /** Proxies whose word is taken for a client's address, as Fastify's trustProxy; undefined: nobody's. */
  readonly trustProxy: string | undefined
  /** Of people. */
  readonly networks: Networks
  /** Of the systems that deliver with the key of a feed. */
  readonly feedNetworks: Networks
}

/** The server, ready to answer; it listens to nothing yet. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { api, site, log, networks, feedNetworks } = parts
  const door = { house: api.house, site, networks, feedNetworks, log }
  const app = Fastify({
    logger: false,
    genReqId: () => api.house.newId(),
    trustProxy: parts.trustProxy ?? false,
    exposeHeadRoutes: true,
    // Faults in the address itself, before any hook runs.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply
        .headers(RAW_HEADERS)
        .code(400)
        .send(JSON.stringify(problemOf('invalid-input')))
    },
    ajv: {
      customOptions: {
        // All faults at once (NLGov, /core/error-handling/all-errors). Bodies are small and no shape contains itself.
        allErrors: true,
        // What is wrong is told, not quietly made right.
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
      },
    },
  })
  app.addHook('onResponse', async (request, reply) => logAnswer(log, request, reply))
  await addHeaders(app, site)
  addTracing(app, api.house)
  addHostGuard(app, site)
  addErrorHandler(app, log)
  await app.register(cookie)
  await app.register(async (limited) => {
    await limited.register(rateLimit, {
      global: false,
      addHeadersOnExceeding: SILENT,
      addHeaders: { ...SILENT, 'retry-after': true },
    })
    // For the whole scope: it comes before the guard of a route, so that guessing is limited too.
    limited.addHook('onRequest', limited.rateLimit(limits(parts.requestsPerMinute)))
    const { readLogout } = parts.signIn.relyingParty
    await limited.register((scope) => addApi(scope, { ...api, readLogout, note: log.note }, door))
    await limited.register((scope) => addSignIn(scope, door, parts.signIn, log))
    const { demoProvider } = parts
    if (demoProvider) await limited.register((scope) => addDemoProvider(scope, demoProvider, site))
  })
  if (parts.screens !== undefined) await addScreens(app, parts.screens)
  app.setNotFoundHandler((request, reply) =>
    parts.screens !== undefined && isScreen(request)
      ? reply.header('Cache-Control', 'no-store').sendFile('index.html')
      : sendProblem(reply, 'not-found'),
  )
  await app.ready()
  return app
}

function logAnswer(log: ServerLog, request: FastifyRequest, reply: FastifyReply): void {
  const { id, method } = request
  log.request({ id, method, route: routeOf(request), status: reply.statusCode, ms: reply.elapsedTime })
}

/** Only under our own names: a page of somebody else must not reach us by a name of its own (DNS rebinding). */
function addHostGuard(app: FastifyInstance, { hosts, origin }: Site): void {
  if (!hosts) return
  const [own, ...others] = hosts
  app.addHook('onRequest', async (request, reply) => {
    if (request.host === own) return
    if (!others.includes(request.host)) return sendProblem(reply, 'wrong-host')
    // The cookies of a sign-in belong to one name: everybody is brought to the same.
    if (request.method === 'GET' && !isApi(request.url)) return reply.redirect(`${origin}${request.url}`, 302)
  })
}

/** The counts say nothing to the one who asks, except to wait; and a 404 must look like any other. */
const SILENT = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** How often an address may ask. */
function limits(requestsPerMinute: number): RateLimitOptions {
  return {
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  }
}
