import type { FastifyRequest } from 'fastify'
import type { Fault } from './problem.ts'
import { PATH_PARAMETERS, SHAPES } from './shapes.ts'

/** As Ajv gives it. */
interface Found {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
}

/** More faults than this tell nobody anything, and would make an answer longer than its question. */
const FAULTS_MAX = 100

/** All faults in the path and the body of a request together. */
export function faultsIn(request: FastifyRequest): readonly Fault[] {
  const found = (['params', 'body'] as const).flatMap((part) => {
    const validate = request.getValidationFunction(part)
    if (!validate || validate(request[part])) return []
    const errors = (validate as { errors?: readonly Found[] | null }).errors ?? []
    return withoutOtherBranches(errors).map((error) => faultOf(part === 'params' ? '/path' : '', error))
  })
  const unique = new Map(found.map((fault) => [`${fault.pointer} ${fault.detail}`, fault]))
  return [...unique.values()].slice(0, FAULTS_MAX)
}

/**
 * Of a choice between shapes (a step) only the faults of the shape that was meant are worth saying: the one whose
 * `type` is right. When none is, that alone is said.
 */
function withoutOtherBranches(errors: readonly Found[]): readonly Found[] {
  const branches = new Set(errors.flatMap((error) => branchOf(error)?.choice ?? []))
  return [...branches].reduce((left, choice) => {
    const inside = left.filter((error) => branchOf(error)?.choice === choice)
    const wrong = new Set(inside.filter(isWrongKind).map((error) => branchOf(error)?.branch))
    const meant = inside.filter((error) => !wrong.has(branchOf(error)?.branch))
    const outside = left.filter(
      (error) => !inside.includes(error) && !error.schemaPath.endsWith(`${choice}/anyOf`),
    )
    return [...outside, ...(meant.length > 0 ? meant : inside.filter(isWrongKind).slice(0, 1))]
  }, errors)
}

/** `…/step/anyOf/3/properties/type/const` → the choice `…/step`, branch `3`. */
function branchOf(error: Found): { readonly choice: string; readonly branch: string } | undefined {
  const parts = /^(.*?)\/anyOf\/(\d+)\//.exec(error.schemaPath)
  return parts ? { choice: parts[1]!, branch: parts[2]! } : undefined
}

function isWrongKind({ keyword, schemaPath, params }: Found): boolean {
  return (
    (keyword === 'const' && schemaPath.endsWith('/properties/type/const')) ||
    (keyword === 'required' && params.missingProperty === 'type')
  )
}

function faultOf(root: string, { keyword, instancePath, params }: Found): Fault {
  const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : ''
  return { pointer: knownPointer(`${root}${instancePath}${missing}`), detail: sentenceOf(keyword, params) }
}

/** A pointer of words that stand in our own schemas; a key that somebody made up is not said back. */
function knownPointer(pointer: string): string {
  const known = (part: string) => part === '' || /^\d{1,6}$/.test(part) || KNOWN_WORDS.has(part)
  return pointer
    .split('/')
    .map((part) => (known(part) ? part : '*'))
    .join('/')
}

const KNOWN_WORDS: ReadonlySet<string> = new Set([
  'path',
  ...Object.keys(PATH_PARAMETERS),
  ...namesIn(SHAPES),
])

function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = (schema as { properties?: object }).properties
  return [...Object.keys(own ?? {}), ...Object.values(schema).flatMap(namesIn)]
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'een tekst',
  integer: 'een geheel getal',
  number: 'een getal',
  boolean: 'true of false',
  array: 'een lijst',
  object: 'een object',
  null: 'null',
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  uuid: 'een UUID',
  date: 'een datum (jjjj-mm-dd)',
  'date-time': 'een tijdstip met tijdzone (ISO 8601)',
}

function sentenceOf(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const limit = String(params.limit)
  switch (keyword) {
    case 'required':
      return 'ontbreekt'
    case 'type':
      return `moet ${TYPE_NAMES[String(params.type)] ?? 'van een andere soort'} zijn`
    case 'format':
      return `moet ${FORMAT_NAMES[String(params.format)] ?? 'anders geschreven'} zijn`
    case 'minLength':
      return `moet ten minste ${limit} tekens hebben`
    case 'maxLength':
      return `mag ten hoogste ${limit} tekens hebben`
    case 'minimum':
      return `moet ten minste ${limit} zijn`
    case 'maximum':
      return `mag ten hoogste ${limit} zijn`
    case 'maxItems':
      return `mag ten hoogste ${limit} onderdelen hebben`
    case 'additionalProperties':
      return 'heeft een onbekend veld'
    case 'enum':
    case 'const':
      return 'is geen toegestane waarde'
    case 'pattern':
      return 'is anders geschreven dan mag'
    default:
      return 'klopt niet'
  }
}
