import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { faultsIn } from './faults-in-input.ts'
import { guardOf, type Door } from './guard.ts'
import { API_ROOT } from './headers.ts'
import { sendProblem } from './problem.ts'
import type { Api, LooseCall, Route } from './route.ts'
import { ROUTES } from './routes/all.ts'
import {
  namedSchema,
  PATH_PARAMETERS,
  referenceTo,
  SHAPES,
  type PathParameter,
  type ShapeName,
} from './shapes.ts'

/** Puts the table of routes on the server. */
export async function addApi(app: FastifyInstance, api: Api, door: Door): Promise<void> {
  addShapes(app)
  app.decorateRequest('session', null)
  app.decorateRequest('feedOf', null)
  // A scope for each, so that a route for JSON never sees a stream or a form, and the other way round: 415 instead.
  const takes = (kind: 'json' | 'form' | 'stream') => (route: Route) => kindOf(route) === kind
  await app.register(async (scope) => {
    scope.removeContentTypeParser('text/plain')
    for (const route of ROUTES.filter(takes('json'))) scope.route(optionsOf(route, api, door))
  })
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
      done(null, fieldsOf(String(body))),
    )
    for (const route of ROUTES.filter(takes('form'))) scope.route(optionsOf(route, api, door))
  })
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    for (const type of lineTypesOf(ROUTES)) {
      scope.addContentTypeParser(type, (_request, payload, done) => done(null, payload))
    }
    // The size is limited where the file is read; a form holds one file and the names of its columns.
    await scope.register(multipart, {
      limits: { files: 1, fields: 4, fieldSize: 64 * 1024, fileSize: Infinity, headerPairs: 100 },
      throwFileSizeLimit: false,
    })
    for (const route of ROUTES.filter(takes('stream'))) scope.route(optionsOf(route, api, door))
  })
}

export const FORM = 'application/x-www-form-urlencoded'

/** The fields of a form; one that is there twice is a list, which no shape takes. */
function fieldsOf(text: string): Readonly<Record<string, string | readonly string[]>> {
  const fields = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const [first = '', ...others] = fields.getAll(name)
      return [name, others.length > 0 ? [first, ...others] : first]
    }),
  )
}

/** The shapes under their names, for whoever validates, serialises or describes. */
export function addShapes(app: FastifyInstance): void {
  for (const name of Object.keys(SHAPES) as ShapeName[]) app.addSchema(namedSchema(name))
}

/** `/signals/{signalId}` as the router writes it: `/v1/signals/:signalId`. */
export function urlOf(route: Pick<Route, 'path'>): string {
  return `${API_ROOT}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
}

/** JSON Schema of what stands in the path; undefined when nothing does. */
export function parametersOf(route: Pick<Route, 'path'>): object | undefined {
  const names = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name]) => name as PathParameter)
  if (names.length === 0) return undefined
  const properties = Object.fromEntries(names.map((name) => [name, PATH_PARAMETERS[name]]))
  return { type: 'object', properties, required: names }
}

function optionsOf(route: Route, api: Api, door: Door): RouteOptions {
  const { accepts, success } = route
  const parameters = parametersOf(route)
  return {
    method: route.method,
    url: urlOf(route),
    bodyLimit: route.bodyBytesMax,
    // A fault in the path must not hide those in the body: all are looked for before the first is told.
    attachValidation: true,
    schema: {
      ...(parameters ? { params: parameters } : {}),
      ...(accepts && 'json' in accepts ? { body: referenceTo(accepts.json) } : {}),
      ...(accepts && 'form' in accepts ? { body: referenceTo(accepts.form) } : {}),
      ...(success.shape ? { response: { [success.status]: referenceTo(success.shape) } } : {}),
    },
    onRequest: guardOf(route, door),
    async preHandler(request, reply) {
      if (request.validationError) return sendProblem(reply, 'invalid-input', faultsIn(request))
    },
    handler: (request, reply) => answer(route, api, request, reply),
  }
}

async function answer(
  route: Route,
  api: Api,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call: LooseCall = {
    ...api,
    params: request.params,
    body: request.body,
    request,
    ...(request.session ? { session: request.session, caller: request.session.caller } : {}),
    ...(request.feedOf ? { organisation: request.feedOf } : {}),
  }
  const outcome = await route.handle(call as Parameters<Route['handle']>[0])
  if (!outcome.ok) return sendProblem(reply, outcome.refusal)
  reply.code(route.success.status).headers(route.headers)
  if (route.success.isPage) return reply.type('text/html; charset=utf-8').send(outcome.value)
  if (route.success.shape === undefined) return reply.send()
  if (route.location) reply.header('Location', route.location(outcome.value))
  return reply.type('application/json').send(outcome.value)
}

function kindOf({ accepts }: Route): 'json' | 'form' | 'stream' {
  if (accepts === undefined || 'json' in accepts) return 'json'
  return 'form' in accepts ? 'form' : 'stream'
}

function lineTypesOf(routes: readonly Route[]): ReadonlySet<string> {
  const types = routes.flatMap(({ accepts }) => (accepts && 'stream' in accepts ? accepts.stream : []))
  return new Set(types.filter((type) => type !== 'multipart/form-data'))
}
