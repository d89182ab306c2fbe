import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { House } from '#actions/house.ts'
import { mayDo, noteDenied } from '#actions/access.ts'
import { browserKind } from '#actions/browser-kind.ts'
import { closeSession, isCsrfOf, isSignedInOfNow, readSession, type OpenSession } from '#actions/sessions.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { actRule, ACTS_OF_NOW } from '#process/access-act.ts'
import type { Refusal } from '#process/refusal.ts'
import { organisationWithKey } from './feed-keys.ts'
import type { ServerLog } from './log.ts'
import { isInside, type Networks } from './networks.ts'
import { sendProblem } from './problem.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, where a route asked for it. */
    session: OpenSession | null
    /** Whose feed it is, where a route asked for that. */
    feedOf: OrganisationId | null
  }
}

export const CSRF_HEADER = 'x-spoor-csrf'

/** What the guard of a route needs to know besides the route. */
export interface Door {
  readonly house: House
  readonly site: Site
  readonly networks: Networks
  readonly feedNetworks: Networks
  readonly log: Pick<ServerLog, 'note'>
}

/** Finds out who calls before a byte of the body is read; who may not, hears so and goes no further. */
export function guardOf(
  route: Pick<Route, 'auth' | 'csrf' | 'act' | 'operationId'>,
  door: Door,
): onRequestHookHandler[] {
  const { house, site } = door
  switch (route.auth) {
    case 'open':
    // The token that it brings is looked at where it is read.
    case 'provider':
      return []
    case 'member':
      return [
        async (request, reply) => {
          const found = await sessionOf(request, door)
          if (!found) return sendProblem(reply, 'not-signed-in')
          const session = inTrace(found, request)
          if (route.csrf && !isOurOwn(request, session, site)) return sendProblem(reply, 'request-forged')
          if (!mayComeFrom(request, session, route, door)) return sendProblem(reply, 'network-unknown')
          const may = mayDo(house, session.caller, route.act)
          if (!may.ok) {
            const noted = await noteRefused(house, session, route)
            return sendProblem(reply, noted.ok ? may.refusal : noted.refusal)
          }
          if (ACTS_OF_NOW.includes(route.act) && !isSignedInOfNow(house, session))
            return sendProblem(reply, 'sign-in-too-old')
          request.session = session
        },
      ]
    case 'feed':
      return [(request, reply) => guardFeed(request, reply, door)]
  }
}

/** What this request does belongs to its trace. */
function inTrace(session: OpenSession, { trace }: FastifyRequest): OpenSession {
  return trace ? { ...session, caller: { ...session.caller, trace } } : session
}

/** Somebody asked for personal data that are not for them: written down. Of rules and figures there is nothing to note. */
async function noteRefused(
  house: House,
  { caller }: OpenSession,
  { act, operationId }: Pick<Route, 'act' | 'operationId'>,
): Promise<Outcome<null, Refusal>> {
  if (actRule(act).depth === 'nothing') return done(null)
  return noteDenied(house, caller, operationId, { kind: 'route', id: null })
}

/** The session of the cookie. One that comes from another kind of browser than it was opened from was taken along: it ends. */
async function sessionOf(
  request: FastifyRequest,
  { house, site, log }: Door,
): Promise<OpenSession | undefined> {
  const token = request.cookies[sessionCookie(site)]
  if (token === undefined) return undefined
  const session = await readSession(house, token)
  if (!session) return undefined
  const { browser, system } = browserKind(request.headers['user-agent'])
  if (browser === session.from.browser && system === session.from.system) return session
  await closeSession(house, token)
  const { organisation, member } = session.caller
  log.note(`session ended: another browser (${organisation} ${member.id})`)
  return undefined
}

/** From elsewhere one sees who one is, and can go; no record. */
function mayComeFrom(
  request: FastifyRequest,
  { caller }: OpenSession,
  { act }: Pick<Route, 'act'>,
  { networks }: Door,
): boolean {
  return act === 'see-oneself' || isInside(networks, caller.organisation, request.ip)
}

/** The name of the cookie that holds the token. */
export function sessionCookie(site: Site): string {
  return cookieName('spoor_session', site)
}

/**
 * With the prefix a browser takes the cookie over TLS only, and of this host only: no other host of the same domain can
 * plant one. It refuses the prefix without TLS, which the demo does not have.
 */
export function cookieName(name: string, { secure }: Site): string {
  return secure ? `__Host-${name}` : name
}

async function guardFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  { house, feedNetworks, log }: Door,
): Promise<unknown> {
  const { feedId } = request.params as { feedId: string }
  const key = /^Bearer ([\w.~+/-]{16,256}=*)$/i.exec(request.headers.authorization ?? '')?.[1]
  const organisation = key === undefined ? undefined : await organisationWithKey(house.dataDir, feedId, key)
  if (!organisation) return sendProblem(reply, 'feed-key-unknown')
  if (!isInside(feedNetworks, organisation, request.ip)) {
    // The same answer: who took a key along does not hear that it is one.
    log.note(`feed: a key from elsewhere (${organisation} ${feedId})`)
    return sendProblem(reply, 'feed-key-unknown')
  }
  request.feedOf = organisation
}

/** The cookie comes along with what a page of somebody else sends; the session's token and our origin do not. */
function isOurOwn(request: FastifyRequest, session: OpenSession, site: Site): boolean {
  const given = request.headers[CSRF_HEADER]
  return isSameOrigin(request, site) && typeof given === 'string' && isCsrfOf(session, given)
}

/**
 * What the browser says of where a request was made; one that says nothing is no browser of today. A page that sends
 * no referrer gives `null` as its origin with a form: then Sec-Fetch-Site, which no page can set, must vouch for it.
 */
export function isSameOrigin(request: FastifyRequest, site: Site): boolean {
  const { origin, 'sec-fetch-site': from } = request.headers
  if (from !== undefined && from !== 'same-origin') return false
  if (origin === 'null') return from === 'same-origin'
  return origin === undefined || origin === site.origin
}
