import { canonicalJson } from './canonical.ts'
import { isOrganisation, type OrganisationId } from './organisation.ts'
import type { Instant } from './time.ts'

/** A person as registered. Every field is optional and kept as it is, odd values included. */
export interface RegisteredPerson {
  readonly role?: string
  readonly name?: string
  readonly born?: string
  readonly phone?: string
  readonly address?: string
  readonly [extra: string]: unknown
}

export interface RegisteredVehicle {
  readonly plate?: string
  readonly [extra: string]: unknown
}

/** A registration (NL: registratie) as a source system delivered it. Source: formats.md. */
export interface Registration {
  readonly id: string
  readonly organisation: OrganisationId
  readonly kind: string
  readonly registeredAt: string
  readonly incident: string
  readonly title: string
  readonly text: string
  readonly persons: readonly RegisteredPerson[]
  readonly vehicles: readonly RegisteredVehicle[]
}

/** Why a line cannot be read. Each code has a Dutch and an English sentence on the screen. */
export const REJECT_REASONS = [
  'invalid-utf8',
  'nul-character',
  'field-too-long',
  'not-an-object',
  'lone-surrogate',
  'no-id',
  'no-text',
  'unknown-organisation',
  'other-organisation',
  'no-moment',
  'unreadable-row',
  'past-term',
] as const

export type RejectReason = (typeof REJECT_REASONS)[number]

export type ReadLine =
  | { readonly ok: true; readonly registration: Registration }
  | { readonly ok: false; readonly reason: RejectReason }

/** The longest field that is accepted, in bytes of UTF-8. */
export const FIELD_BYTES_MAX = 8 * 1024 * 1024

/** The longest id, in UTF-16 code units: an index of the database holds no longer one. */
const ID_LENGTH_MAX = 300

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const NUL = 0

/** Reads one NDJSON line, as bytes without its line end. The rejection list of formats.md, for scan and import alike. */
export function readRegistrationLine(bytes: Uint8Array): ReadLine {
  let line: string
  try {
    line = utf8.decode(bytes)
  } catch {
    return reject('invalid-utf8')
  }
  if (bytes.includes(NUL)) return reject('nul-character')
  if (bytes.length > LONG_LINE_BYTES && hasTooManyValues(bytes)) return reject('not-an-object')
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return reject('not-an-object')
  }
  return readRegistration(value)
}

/** Lines shorter than this are read without a look beforehand: all of them together hold no more than they take. */
const LONG_LINE_BYTES = 1024 * 1024
/** Far more than the persons and vehicles of any registration; as values they take a hundred times their bytes. */
const VALUES_MAX = 100_000
const [QUOTE, BACKSLASH, COMMA, BRACKET, BRACE] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b]

/** Counts the values of a line of JSON without making them. */
function hasTooManyValues(bytes: Uint8Array): boolean {
  let isInText = false
  let values = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (isInText) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) isInText = false
    } else if (byte === QUOTE) isInText = true
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) {
      if (++values > VALUES_MAX) return true
    }
  }
  return false
}

/** Reads one registration from a value (a parsed JSON line, or a row of a table). */
export function readRegistration(value: unknown): ReadLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return reject('not-an-object')
  const fault = faultIn(value)
  if (fault) return reject(fault)
  const row = value as Record<string, unknown>
  const id = typeof row.id === 'number' ? String(row.id) : row.id
  if (typeof id !== 'string' || id.trim() === '') return reject('no-id')
  if (id.length > ID_LENGTH_MAX) return reject('field-too-long')
  if (typeof row.text !== 'string' || row.text.trim() === '') return reject('no-text')
  if (!isOrganisation(row.organisation)) return reject('unknown-organisation')
  if (typeof row.registeredAt !== 'string' || !isMoment(row.registeredAt)) return reject('no-moment')
  return {
    ok: true,
    registration: {
      id,
      organisation: row.organisation,
      kind: textOf(row.kind),
      registeredAt: row.registeredAt,
      incident: textOf(row.incident),
      title: textOf(row.title),
      text: row.text,
      persons: objectsOf(row.persons),
      vehicles: objectsOf(row.vehicles),
    },
  }
}

/**
 * The content of a registration as one string in a fixed order of keys: two lines with the same content give the
 * same string, whatever the order of their keys. The hash over it tells a repetition from a correction.
 */
export function canonicalContent(registration: Registration): string {
  return canonicalJson(registration)
}

/** ISO 8601 date and time with an offset; the day must exist. */
export function isMoment(text: string): boolean {
  return dateOf(text) !== undefined
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/

/** The moment that a source wrote with its own offset, in UTC with milliseconds; undefined when it is none. */
export function instantOf(text: string): Instant | undefined {
  return dateOf(text)?.toISOString()
}

function dateOf(text: string): Date | undefined {
  const parts = MOMENT.exec(text)
  if (!parts) return undefined
  const number = (index: number) => Number(parts[index] ?? 0)
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (year === 0 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined
  // Every month has 28 days; only for the days after those the calendar is asked.
  if (day < 1 || (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return undefined
  // No place on earth is further than 14 hours from UTC; PostgreSQL takes less than 16.
  if (number(9) > 14 || number(10) > 59) return undefined
  const millis = Math.trunc(Number(`0.${parts[7] ?? 0}`) * 1000)
  const offset = (number(9) * 60 + number(10)) * (parts[8] === '-' ? -1 : 1)
  const local = new Date(0)
  // Date.UTC takes years below 100 for those of the last century; setUTCFullYear does not.
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute - offset, second, millis)
  return local.getUTCFullYear() < 1 ? undefined : local
}

/** Walks every string in a value: a character that no database can hold, or a field that is too long. */
function faultIn(value: unknown, depth = 0): RejectReason | undefined {
  if (typeof value === 'string') return faultInText(value)
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > 32) return 'not-an-object'
  for (const key of Object.keys(value)) {
    const fault = faultInText(key) ?? faultIn((value as Record<string, unknown>)[key], depth + 1)
    if (fault) return fault
  }
  return undefined
}

function faultInText(text: string): RejectReason | undefined {
  if (text.includes('\u0000')) return 'nul-character'
  if (!text.isWellFormed()) return 'lone-surrogate'
  // A UTF-16 unit is at least one and at most three bytes of UTF-8: measure only what could be too long.
  if (text.length * 3 > FIELD_BYTES_MAX && new TextEncoder().encode(text).length > FIELD_BYTES_MAX) {
    return 'field-too-long'
  }
  return undefined
}

function reject(reason: RejectReason): ReadLine {
  return { ok: false, reason }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function objectsOf(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
}
