import type { FastifyRequest } from 'fastify'
import type { Caller, House } from '#actions/house.ts'
import type { OpenSession } from '#actions/sessions.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Outcome } from '#core/outcome.ts'
import type { AccessAct } from '#process/access-act.ts'
import type { ServerLog } from './log.ts'
import type { ApiRefusal } from './refusals.ts'
import type { PathParameter, ShapeName, Value } from './shapes.ts'
import type { RelyingParty } from './sign-in/provider.ts'

/**
 * Who may call: anybody, a colleague with a session, the system behind a feed with its key, or the identity provider with
 * a token that it signed, in the body.
 */
export type Auth = 'open' | 'member' | 'feed' | 'provider'

/** Which bodies a route takes: a JSON shape by name, a form of which the fields have that shape, or a stream of registrations. */
export type Accepts =
  | { readonly json: ShapeName }
  | { readonly form: ShapeName }
  | { readonly stream: readonly string[] }
  | undefined

/** What a call may know besides its input; the same for every call. */
export interface Api {
  readonly house: House
  readonly demo: boolean
  readonly version: string
  /** The longest upload, in bytes. */
  readonly uploadBytesMax: number
  /** The OpenAPI document as JSON text; made when somebody first asks for it. */
  readonly document: () => Promise<string>
  /** What a logout token of the identity provider says. */
  readonly readLogout: RelyingParty['readLogout']
  /** A sentence of our own for the log. */
  readonly note: ServerLog['note']
}

interface Text {
  readonly operationId: string
  /** What is done, as the rules of access know it. */
  readonly act: AccessAct
  readonly tag: string
  readonly summary: string
  readonly description?: string
}

/** A route of the API as a value: everything that the server, the OpenAPI document and the tests need to know. */
export interface Route extends Text {
  readonly method: 'GET' | 'POST'
  /** As OpenAPI writes it, below `/v1`: `/signals/{signalId}`. */
  readonly path: string
  readonly auth: Auth
  /** True: asks for the session's token in X-Spoor-Csrf besides the cookie. */
  readonly csrf: boolean
  readonly accepts: Accepts
  readonly bodyBytesMax: number
  readonly success: {
    readonly status: 200 | 201 | 202 | 204
    readonly shape: ShapeName | undefined
    /** The answer is a page for people, not JSON. */
    readonly isPage: boolean
  }
  /** Where the thing lies that a 201 or 202 speaks of, from its answer. */
  readonly location: ((value: unknown) => string) | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly handle: (call: AnyCall) => Promise<Outcome<unknown, ApiRefusal>>
}

interface BaseCall<P, B> extends Api {
  readonly params: P
  readonly body: B
  readonly request: FastifyRequest
}

export interface MemberCall<P = object, B = undefined> extends BaseCall<P, B> {
  readonly caller: Caller
  readonly session: OpenSession
}

export interface FeedCall<P = object> extends BaseCall<P, undefined> {
  readonly organisation: OrganisationId
}

type AnyCall = MemberCall<never, never> & FeedCall<never>
/** What the server hands to `handle`: who calls is known by then, as far as the route asks for it. */
export type LooseCall = BaseCall<unknown, unknown> &
  Partial<Pick<MemberCall, 'caller' | 'session'> & Pick<FeedCall, 'organisation'>>

type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name & PathParameter]: string } & Parameters<Rest>
  : object

type BodyOf<B extends ShapeName | undefined> = B extends ShapeName ? Value<B> : undefined
type AnswerOf<A extends ShapeName | undefined> = A extends ShapeName ? Value<A> : null
type Handler<Call, A extends ShapeName | undefined> = (
  call: Call,
) => Promise<Outcome<AnswerOf<A>, ApiRefusal>>

interface Definition<Path extends string, A extends ShapeName | undefined> extends Text {
  readonly path: Path
  readonly answer: A
  readonly status?: 200 | 201 | 202
  readonly location?: (value: AnswerOf<A>) => string
  readonly headers?: Readonly<Record<string, string>>
}

/** JSON bodies are small; a route that takes a longer one says so. */
export const JSON_BYTES_MAX = 1024 * 1024

/** A colleague reads. */
export function read<Path extends string, A extends ShapeName>(
  definition: Definition<Path, A> & { readonly handle: Handler<MemberCall<Parameters<Path>>, A> },
): Route {
  return routeOf('GET', 'member', undefined, JSON_BYTES_MAX, definition)
}

/** A colleague reads a page of HTML that stands by itself, to print. */
export function page<Path extends string>(
  definition: Omit<Definition<Path, undefined>, 'answer' | 'status' | 'location'> & {
    readonly handle: (call: MemberCall<Parameters<Path>>) => Promise<Outcome<string, ApiRefusal>>
  },
): Route {
  const route = routeOf('GET', 'member', undefined, JSON_BYTES_MAX, { ...definition, answer: undefined })
  return { ...route, success: { status: 200, shape: undefined, isPage: true } }
}

/** A colleague searches (NLGov: POST …/_zoek, so that no search term stands in a URL) or changes something. */
export function post<Path extends string, B extends ShapeName, A extends ShapeName | undefined>(
  definition: Definition<Path, A> & {
    readonly body: B
    readonly bodyBytesMax?: number
    readonly handle: Handler<MemberCall<Parameters<Path>, BodyOf<B>>, A>
  },
): Route {
  const { body, bodyBytesMax = JSON_BYTES_MAX } = definition
  return routeOf('POST', 'member', { json: body }, bodyBytesMax, definition)
}

/** A colleague sends a file. Its size is limited where it is read, as it streams by. */
export function upload<Path extends string, A extends ShapeName>(
  definition: Definition<Path, A> & {
    readonly types: readonly string[]
    readonly handle: Handler<MemberCall<Parameters<Path>>, A>
  },
): Route {
  return routeOf('POST', 'member', { stream: definition.types }, JSON_BYTES_MAX, definition)
}

/** A system delivers, with the key of its feed. */
export function deliver<Path extends string, A extends ShapeName>(
  definition: Definition<Path, A> & {
    readonly types: readonly string[]
    readonly handle: Handler<FeedCall<Parameters<Path>>, A>
  },
): Route {
  return routeOf('POST', 'feed', { stream: definition.types }, JSON_BYTES_MAX, definition)
}

/** The identity provider tells something, in a form with a token that it signed: `handle` checks it. */
export function hear<Path extends string, B extends ShapeName>(
  definition: Omit<Definition<Path, undefined>, 'answer'> & {
    readonly body: B
    readonly bodyBytesMax: number
    readonly handle: Handler<BaseCall<Parameters<Path>, BodyOf<B>>, undefined>
  },
): Route {
  const { body, bodyBytesMax } = definition
  return routeOf('POST', 'provider', { form: body }, bodyBytesMax, { ...definition, answer: undefined })
}

/** Anybody reads; nothing personal may be in the answer. */
export function open<Path extends string, A extends ShapeName>(
  definition: Definition<Path, A> & { readonly handle: Handler<BaseCall<Parameters<Path>, undefined>, A> },
): Route {
  return routeOf('GET', 'open', undefined, JSON_BYTES_MAX, definition)
}

function routeOf<Path extends string, A extends ShapeName | undefined>(
  method: Route['method'],
  auth: Auth,
  accepts: Accepts,
  bodyBytesMax: number,
  definition: Definition<Path, A> & { readonly handle: unknown },
): Route {
  const {
    operationId,
    act,
    tag,
    summary,
    description,
    path,
    answer,
    location,
    headers = {},
    handle,
  } = definition
  const status = answer === undefined ? 204 : (definition.status ?? 200)
  return {
    ...{ operationId, act, tag, summary, path, method, auth, accepts, bodyBytesMax, headers },
    ...(description === undefined ? {} : { description }),
    csrf: auth === 'member' && method !== 'GET',
    success: { status, shape: answer, isPage: false },
    location: location as Route['location'],
    // The definers above tie each handler to its path, body and answer; here they lie in one table.
    handle: handle as Route['handle'],
  }
}
