import type { TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import { Value } from 'typebox/value'
import type { Label } from '#process/sourced.ts'
import type { Fault } from './fault.ts'
import type { JsonFile, JsonPath } from './json-file.ts'

type ShapeError = TLocalizedValidationError

/** All that does not have the right shape, each in a sentence for somebody who never saw a schema. */
export function shapeFaults(shape: TSchema, json: JsonFile): readonly Fault[] {
  const errors = [...Value.Errors(shape, json.value)].filter(tellsSomething)
  return errors.flatMap((error) => faultsOf(error, json))
}

/** What says the same as another error of the same place: that a choice failed, that it is not null. */
function tellsSomething({ keyword, params }: ShapeError): boolean {
  if (keyword === 'anyOf' || keyword === 'boolean') return false
  return !(keyword === 'type' && (params as { type: unknown }).type === 'null')
}

function faultsOf(error: ShapeError, { file, lineOf }: JsonFile): readonly Fault[] {
  const path = pathOf(error.instancePath)
  const fault = (at: JsonPath, says: Label): Fault => ({ file, line: lineOf(at), says })
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => fault(path, missing(name, path)))
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => fault([...path, name], unknownName(name)))
    default:
      return [fault(path, wrongValue(error, path))]
  }
}

function pathOf(pointer: string): JsonPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

function missing(name: string, path: JsonPath): Label {
  if (name === 'source') {
    return {
      en: '"source" is missing: every value says where it comes from',
      nl: '"source" ontbreekt: bij iedere waarde staat waar die vandaan komt',
    }
  }
  if (path.at(-1) === 'terms') {
    return {
      en: `"${name}" has no term: every state of a signal has one`,
      nl: `"${name}" heeft geen termijn: bij iedere stand van een signaal hoort er een`,
    }
  }
  return { en: `"${name}" is missing here`, nl: `hier ontbreekt "${name}"` }
}

function unknownName(name: string): Label {
  return {
    en: `"${name}" is not known here; is it spelled as in docs/agencies.md?`,
    nl: `"${name}" is hier niet bekend; staat het zo in docs/agencies.md?`,
  }
}

/** The name that a person sees: of an entry in a list, the name of the list. */
export function nameOf(path: JsonPath): string {
  return String(path.findLast((part) => typeof part === 'string') ?? 'file')
}

function wrongValue(error: ShapeError, path: JsonPath): Label {
  const name = `"${nameOf(path)}"`
  switch (error.keyword) {
    case 'enum': {
      const allowed = error.params.allowedValues.map((value) => JSON.stringify(value)).join(', ')
      return { en: `${name} must be one of ${allowed}`, nl: `${name} moet een van deze zijn: ${allowed}` }
    }
    case 'minLength':
      return { en: `${name} is empty`, nl: `${name} is leeg` }
    case 'minItems':
      return { en: `${name} needs at least one entry`, nl: `${name} heeft minstens één regel nodig` }
    case 'minimum':
    case 'maximum': {
      const [least, most] = error.keyword === 'minimum' ? ['at least', 'minstens'] : ['at most', 'hoogstens']
      const { limit } = error.params
      return { en: `${name} must be ${least} ${limit}`, nl: `${name} moet ${most} ${limit} zijn` }
    }
    case 'pattern':
      return pattern(name, error.params.pattern.toString())
    case 'type':
      return ofKind(name, String(error.params.type))
    default:
      return { en: `${name} ${error.message}`, nl: `${name} klopt niet (${error.message})` }
  }
}

function pattern(name: string, expression: string): Label {
  if (expression.includes('\\d{4}-')) {
    return {
      en: `${name} must be a day like 2026-07-01`,
      nl: `${name} moet een dag zijn zoals 2026-07-01`,
    }
  }
  if (expression.includes(':[0-5]')) {
    return { en: `${name} must be a time like 07:00`, nl: `${name} moet een tijd zijn zoals 07:00` }
  }
  return {
    en: `${name} may hold letters, figures and hyphens only, without spaces`,
    nl: `${name} mag alleen letters, cijfers en streepjes hebben, zonder spaties`,
  }
}

const KINDS: Readonly<Record<string, Label>> = {
  string: { en: 'a text between double quotes', nl: 'een tekst tussen dubbele aanhalingstekens' },
  integer: { en: 'a whole number without quotes', nl: 'een heel getal zonder aanhalingstekens' },
  number: { en: 'a number without quotes', nl: 'een getal zonder aanhalingstekens' },
  boolean: { en: 'true or false, without quotes', nl: 'true (ja) of false (nee), zonder aanhalingstekens' },
  array: { en: 'a list between [ and ]', nl: 'een lijst tussen [ en ]' },
  object: { en: 'a group between { and }', nl: 'een groep tussen { en }' },
}

function ofKind(name: string, type: string): Label {
  const kind = KINDS[type] ?? { en: type, nl: type }
  return { en: `${name} must be ${kind.en}`, nl: `${name} moet ${kind.nl} zijn` }
}
