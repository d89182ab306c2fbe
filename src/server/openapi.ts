import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import { addShapes, FORM, parametersOf, urlOf } from './api.ts'
import { API_ROOT, API_VERSION } from './headers.ts'
import { SAID, type ApiRefusal } from './refusals.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes/all.ts'
import { referenceTo } from './shapes.ts'

const TAGS = [
  { name: 'Sessie', description: 'Wie is aangemeld' },
  { name: 'Taken', description: 'De werklijst: wat wanneer door wie gedaan moet zijn' },
  { name: 'Signalen', description: 'Signalen en de stappen die erop gezet worden' },
  { name: 'Overdracht', description: 'Signalen die naar een andere organisatie gaan of daarvandaan komen' },
  { name: 'Tweede blik', description: 'Besluiten om niet op te volgen, blind opnieuw gewogen' },
  { name: 'Opvolging', description: 'Wat de opvolging in een periode opleverde, in getallen' },
  { name: 'Werkwijzen', description: 'Versies van de werkwijze, en hoe zij ingaan' },
  { name: 'Aanlevering', description: 'Registraties innemen, geweigerde regels, de balans van elke dag' },
  { name: "Collega's", description: 'Wie er werkt, en met welke certificaten' },
  { name: 'Catalogus', description: 'Waar de scan naar zoekt' },
  { name: 'Verwerkingen', description: 'Waarvoor persoonsgegevens verwerkt worden' },
  { name: 'Dienst', description: 'Over deze dienst zelf' },
]

const DESCRIPTION = `Spoor brengt elk signaal van mensenhandel van een regel in een register naar een gemotiveerde uitkomst.

Fouten komen als application/problem+json (RFC 9457), bij ongeldige invoer alle fouten tegelijk. Tijdstippen zijn UTC.
Wat van een andere organisatie is en wat niet bestaat, is niet te onderscheiden: beide geven 404.
Hoe een bronsysteem aanlevert staat in docs/api.md.`

/** The OpenAPI document of the table of routes, as JSON text. Needs no house and no database. */
export async function openApiDocument(): Promise<string> {
  const app = Fastify({ logger: false, exposeHeadRoutes: false })
  // Nothing is served from here: the schemas are only described.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => () => '')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Spoor',
        version: API_VERSION,
        description: DESCRIPTION,
        contact: {
          name: 'Spoor',
          url: 'https://spoor.example.nl',
          email: 'spoor@example.nl',
        },
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: API_ROOT, description: 'Deze dienst' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          sessie: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-spoor_session',
            description: 'Na aanmelden. Zonder TLS, in de demo, heet het spoor_session',
          },
          csrf: { type: 'apiKey', in: 'header', name: 'X-Spoor-Csrf', description: 'csrf uit GET /session' },
          aanlevering: { type: 'http', scheme: 'bearer', description: 'Sleutel van één aanlevering' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json.$id === 'string' ? json.$id : `Vorm${i}`,
    },
  })
  await app.register(async (scope) => {
    addShapes(scope)
    for (const route of ROUTES) {
      const schema = describe(route)
      scope.route({ method: route.method, url: urlOf(route), schema, handler: () => undefined })
    }
  })
  await app.ready()
  const document = JSON.stringify(app.swagger(), undefined, 2)
  await app.close()
  return `${document}\n`
}

function describe(route: Route): object {
  const parameters = parametersOf(route)
  const { operationId, summary, description, tag, accepts } = route
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    security: securityOf(route),
    ...(parameters ? { params: parameters } : {}),
    ...(accepts && 'json' in accepts ? { body: referenceTo(accepts.json) } : {}),
    ...(accepts && 'form' in accepts
      ? { body: { content: { [FORM]: { schema: referenceTo(accepts.form) } } } }
      : {}),
    ...(accepts && 'stream' in accepts ? { body: streamBody(accepts.stream) } : {}),
    response: { [route.success.status]: successOf(route), ...problemsOf(route) },
  }
}

function securityOf({ auth, csrf }: Route): readonly object[] {
  // The provider proves who it is with a token in the body, for which OpenAPI has no scheme.
  if (auth === 'open' || auth === 'provider') return []
  if (auth === 'feed') return [{ aanlevering: [] }]
  return [csrf ? { sessie: [], csrf: [] } : { sessie: [] }]
}

const VERSION_HEADER = { 'API-Version': { type: 'string', description: 'Versie van de API' } }

function successOf({ success, location }: Route): object {
  const where = { Location: { type: 'string', description: 'Waar het te vinden is' } }
  const headers = { ...VERSION_HEADER, ...(location ? where : {}) }
  if (success.isPage) {
    return { description: 'Gelukt', headers, content: { 'text/html': { schema: { type: 'string' } } } }
  }
  if (success.shape === undefined) return { description: 'Gedaan', type: 'null', headers }
  const content = { 'application/json': { schema: referenceTo(success.shape) } }
  return { description: success.status === 202 ? 'Aangenomen' : 'Gelukt', headers, content }
}

function streamBody(types: readonly string[]): object {
  const binary = { type: 'string', format: 'binary' }
  const form = {
    type: 'object',
    properties: { mapping: { type: 'string', description: 'JSON' }, file: binary },
    required: ['file'],
  }
  const content = types.map((type) => [type, { schema: type === 'multipart/form-data' ? form : binary }])
  return { content: Object.fromEntries(content) as object }
}

/** What can go wrong with a route, by status. */
function problemsOf(route: Route): Readonly<Record<number, object>> {
  const refusals: readonly ApiRefusal[] = [
    'invalid-input',
    ...(route.auth === 'member' ? (['not-signed-in'] as const) : []),
    ...(route.auth === 'feed' ? (['feed-key-unknown'] as const) : []),
    ...(route.csrf ? (['request-forged'] as const) : []),
    ...(route.path.includes('{') ? (['not-found'] as const) : []),
    ...(route.method !== 'GET' ? (['changed-since-you-looked'] as const) : []),
    ...(route.accepts ? (['body-too-large', 'media-type-unknown'] as const) : []),
    'too-many-requests',
    'fault',
    'unavailable',
  ]
  return Object.fromEntries(
    refusals.map((refusal) => {
      const { status, title } = SAID[refusal]
      const content = { 'application/problem+json': { schema: referenceTo('Problem') } }
      return [status, { description: title, headers: VERSION_HEADER, content }]
    }),
  )
}
