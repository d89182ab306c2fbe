import type { CookieSerializeOptions } from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Caller, House } from '#actions/house.ts'
import { arriveMember } from '#actions/members.ts'
import { refuse } from '#core/outcome.ts'
import { browserKind } from '#actions/browser-kind.ts'
import {
  closeSession,
  closeSessionsOf,
  LONGEST_MS,
  openSession,
  readSession,
  type Entrance,
  type OpenSession,
} from '#actions/sessions.ts'
import { cookieName, guardOf, sessionCookie, type Door } from '../guard.ts'
import type { ServerLog } from '../log.ts'
import { isInside } from '../networks.ts'
import type { Site } from '../site.ts'
import { failureOf, type SignInError } from './failure.ts'
import { identityFrom, type ClaimNames } from './identity.ts'
import { CALLBACK_PATH, type RelyingParty } from './provider.ts'
import { returnPath } from './return-to.ts'
import { ticketDesk, TICKET_SECONDS } from './ticket.ts'

export interface SignIn {
  readonly relyingParty: RelyingParty
  readonly claims: ClaimNames
  readonly acr: readonly string[]
  /** Sessions of one person; absent: as docs/security/rules.md says. */
  readonly sessionsAtOnce?: number
}

/** `again`: who is signed in proves once more who they are, whatever the provider remembers. */
const START = Type.Object({
  returnTo: Type.Optional(Type.String()),
  again: Type.Optional(Type.Literal('yes')),
})
/** How long ago that may have been: so that some minutes are left for what it was asked for. */
const AGAIN_SECONDS = 60

/** `/auth/…`: to the provider and back, and out again. */
export async function addSignIn(
  app: FastifyInstance,
  door: Door,
  signIn: SignIn,
  log: ServerLog,
): Promise<void> {
  const { house, site, networks } = door
  const desk = await ticketDesk(house)
  const routes = app.withTypeProvider<TypeBoxTypeProvider>()
  const { relyingParty } = signIn
  const cookies = cookieOptions(site)
  const [sessionName, ticketName] = [sessionCookie(site), cookieName('spoor_sign_in', site)]

  routes.get('/auth/sign-in', { schema: { querystring: START } }, async (request, reply) => {
    try {
      const { again, returnTo: wanted } = request.query
      const { url, started } = await relyingParty.begin(again === 'yes' ? AGAIN_SECONDS : LONGEST_MS / 1000)
      const returnTo = returnPath(wanted, site.origin)
      const sealed = await desk.seal({ ...started, returnTo })
      reply.setCookie(ticketName, sealed, { ...cookies.ticket, maxAge: TICKET_SECONDS })
      return reply.redirect(url.href, 303)
    } catch (error) {
      return turnBack(reply, noteFailure(log, '/auth/sign-in', error, 'provider-unreachable'))
    }
  })

  routes.get(CALLBACK_PATH, async (request, reply) => {
    reply.clearCookie(ticketName, cookies.ticket)
    const ticket = await desk.open(request.cookies[ticketName] ?? '')
    if (!ticket) return turnBack(reply, 'expired')
    let claims
    try {
      claims = await relyingParty.finish(new URL(request.url, site.origin), ticket)
    } catch (error) {
      return turnBack(reply, noteFailure(log, CALLBACK_PATH, error))
    }
    const identity = identityFrom(claims, signIn.claims, signIn.acr)
    const known =
      identity.ok && !isInside(networks, identity.value.organisation, request.ip)
        ? refuse('network-unknown')
        : identity
    const arrival = known.ok ? await arriveMember(house, known.value) : known
    if (!arrival.ok) {
      log.note(`sign-in: ${arrival.refusal}`)
      return turnBack(reply, arrival.refusal)
    }
    // A session from before, somebody else's perhaps, ends here: who signs in gets a token that nobody knew.
    const before = request.cookies[sessionName] ?? ''
    const task = await taskBefore(house, before, arrival.value)
    await closeSession(house, before)
    const { begunAt } = ticket
    const entrance = { ...entranceOf(claims, request), begunAt, atOnce: signIn.sessionsAtOnce }
    const opened = await openSession(house, { ...arrival.value, task }, entrance)
    if (!opened.ok) {
      log.note(`sign-in: ${opened.refusal} (${who(arrival.value)})`)
      return turnBack(reply, opened.refusal)
    }
    reply.setCookie(sessionName, opened.value, cookies.session)
    log.note(`sign-in: done (${who(arrival.value)}, ${levelOf(claims, signIn.acr)})`)
    return reply.redirect(`${site.origin}${ticket.returnTo}`, 303)
  })

  const guard = guardOf({ auth: 'member', csrf: true, act: 'see-oneself', operationId: 'meldAf' }, door)
  for (const way of ['sign-out', 'sign-out-everywhere'] as const) {
    routes.post(`/auth/${way}`, { onRequest: guard }, async (request, reply) => {
      // The guard lets nobody through without a session.
      const { caller } = request.session as OpenSession
      if (way === 'sign-out') await closeSession(house, request.cookies[sessionName] ?? '')
      else await closeSessionsOf(house, caller.organisation, { memberId: caller.member.id })
      log.note(`${way}: done (${who(caller)})`)
      reply.clearCookie(sessionName, cookies.session).header('Clear-Site-Data', LEAVES_NOTHING)
      // A provider that does not answer must not keep anybody signed in here.
      const elsewhere = await relyingParty.signOutUrl().catch(() => undefined)
      return reply.send({ next: elsewhere ?? '/sign-in' })
    })
  }
}

/** Who signs in again goes on with the task that they had. */
async function taskBefore(house: House, token: string, { organisation, member }: Caller) {
  const before = await readSession(house, token)
  const isSame = before?.caller.member.id === member.id && before.caller.organisation === organisation
  return isSame ? before.caller.task : null
}

/** How they came in, from the claims of the ID token and from what the browser says of itself. */
function entranceOf(claims: Readonly<Record<string, unknown>>, { headers }: FastifyRequest): Entrance {
  const { sub, sid, auth_time: at } = claims
  return {
    from: browserKind(headers['user-agent']),
    ...(typeof sub === 'string' ? { sub } : {}),
    ...(typeof sid === 'string' ? { sid } : {}),
    ...(typeof at === 'number' ? { signedInAt: new Date(at * 1000).toISOString() } : {}),
  }
}

/** What a browser kept of our pages goes; not `"cookies"`, for that takes those of other hosts of the domain along. */
const LEAVES_NOTHING = '"cache", "storage"'

/** By their random id: no name, nothing of what they did. */
function who({ organisation, member }: Caller): string {
  return `${organisation} ${member.id}`
}

/** How surely the provider knew; only what is on our own list is repeated in a log. */
function levelOf({ acr }: Readonly<Record<string, unknown>>, known: readonly string[]): string {
  return known.find((level) => level === acr) ?? 'no level asked'
}

function turnBack(reply: FastifyReply, error: SignInError): FastifyReply {
  return reply.redirect(`/sign-in?error=${error}`, 303)
}

/**
 * `Lax`: the cookies must come along when the provider, another site, sends the browser back to us. A cookie of this
 * host alone (`__Host-`) is for all of its paths.
 */
function cookieOptions({ secure }: Site): Readonly<Record<'session' | 'ticket', CookieSerializeOptions>> {
  const common = { httpOnly: true, sameSite: 'lax', secure } as const
  return { session: { ...common, path: '/' }, ticket: { ...common, path: secure ? '/' : '/auth' } }
}

/** One line in the log, and what the person hears. What nobody foresaw is a fault of ours. */
function noteFailure(log: ServerLog, place: string, error: unknown, heard?: SignInError): SignInError {
  const failure = failureOf(error)
  const told = heard ?? failure?.error ?? 'failed'
  if (failure) log.note(`sign-in: ${told} (${failure.why})`)
  else log.fault(place, error)
  return told
}
