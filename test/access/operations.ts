import { openApiDocument } from '#server/openapi.ts'
import { ROUTES } from '#server/routes/all.ts'

export type Schema = Readonly<Record<string, unknown>>

/** An operation as the served document describes it, with the act that the program gives it. */
export interface Operation {
  readonly operationId: string
  readonly method: 'GET' | 'POST'
  /** `/signals/{signalId}` */
  readonly path: string
  readonly act: string
  readonly auth: 'open' | 'member' | 'feed' | 'provider'
  readonly parameters: readonly { readonly name: string; readonly schema: Schema }[]
  /** undefined: it takes none, or a file. */
  readonly body: Schema | undefined
  readonly types: readonly string[]
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** Every operation of the OpenAPI document, and the shapes that it speaks of. */
export async function operationsOf(): Promise<{
  readonly operations: readonly Operation[]
  readonly shapes: Schema
}> {
  const { paths, components } = JSON.parse(await openApiDocument()) as {
    paths: Record<string, Record<string, Described>>
    components: { schemas: Schema }
  }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
      const route = ROUTES.find((one) => one.operationId === operationId)
      if (!route) throw new Error(`the document has ${operationId}, the server has not`)
      const content = requestBody?.content ?? {}
      const { act, auth } = route
      return {
        ...{ operationId, path, parameters, act, auth },
        method: method.toUpperCase() as Operation['method'],
        body: content['application/json']?.schema,
        types: Object.keys(content),
      }
    }),
  )
  return { operations, shapes: components.schemas }
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  date: '2026-06-10',
  'date-time': '2026-06-10T10:00:00+02:00',
}

/** The least that a schema takes: what it asks for, each as short as it may be. */
export function leastValid(schema: Schema, shapes: Schema): unknown {
  const {
    $ref,
    anyOf,
    type,
    properties,
    required,
    minItems = 0,
  } = schema as {
    $ref?: string
    anyOf?: Schema[]
    type?: string
    properties?: Record<string, Schema>
    required?: string[]
    minItems?: number
    items?: Schema
  }
  if ($ref !== undefined) return leastValid(shapes[$ref.split('/').at(-1)!] as Schema, shapes)
  if (anyOf?.[0]) return leastValid(anyOf[0], shapes)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (required ?? []).map((name) => [name, leastValid(properties?.[name] ?? {}, shapes)]),
      )
    case 'array':
      return Array.from({ length: minItems }, () => leastValid(schema.items as Schema, shapes))
    case 'integer':
    case 'number':
      return schema.minimum ?? 0
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return BY_FORMAT[String(schema.format)] ?? 'x'.repeat(Number(schema.minLength ?? 1))
  }
}
