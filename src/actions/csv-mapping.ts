import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { readRegistration, type ReadLine } from '#core/registration.ts'
import type { CsvRow } from './csv-rows.ts'

/**
 * Tells which column of a CSV file holds which field. `columns`: our field → the column's name in the header; persons
 * and vehicles as `person1.name`, `vehicle1.plate`. `constants`: fields that the file does not have, the same in each
 * row; a column that is filled goes before a constant. Without a mapping the header uses our own names.
 */
export interface CsvMapping {
  readonly delimiter?: string
  readonly encoding?: 'utf-8' | 'windows-1252'
  readonly columns?: Readonly<Record<string, string>>
  readonly constants?: Readonly<Record<string, string>>
}

export type MappingFault =
  'no-object' | 'unknown-setting' | 'bad-delimiter' | 'bad-encoding' | 'unknown-field'

const FIELDS = ['id', 'organisation', 'kind', 'registeredAt', 'incident', 'title', 'text']
/** `person2.phone`, `vehicle1.plate`; what a person or a vehicle has more than formats.md names is kept as well. */
const PART = /^(person|vehicle)([1-9]\d?)\.([A-Za-z][A-Za-z0-9_-]{0,39})$/
/** Without these no row could be read, so that the file is turned away as a whole. */
const REQUIRED = ['id', 'organisation', 'registeredAt', 'text']
const DELIMITERS = [';', ',', '\t', '|']

/** Reads a mapping file (parsed JSON). */
export function readMapping(value: unknown): Outcome<CsvMapping, MappingFault> {
  if (!isObject(value)) return refuse('no-object')
  const { delimiter, encoding, columns = {}, constants = {}, ...rest } = value
  if (Object.keys(rest).length > 0) return refuse('unknown-setting')
  if (!isTextRecord(columns) || !isTextRecord(constants)) return refuse('no-object')
  if (delimiter !== undefined && !DELIMITERS.some((one) => one === delimiter)) return refuse('bad-delimiter')
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'windows-1252')
    return refuse('bad-encoding')
  if (![...Object.keys(columns), ...Object.keys(constants)].every(isField)) return refuse('unknown-field')
  return done(value as CsvMapping)
}

/** The delimiter of a file whose mapping names none: the one that its header has most of. */
export function guessDelimiter(header: string): string {
  const counts = DELIMITERS.map((one) => header.split(one).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

/** A row read as a registration, with the organisation that it names also when it cannot be read. */
export interface MappedRow {
  readonly read: ReadLine
  readonly named: OrganisationId | undefined
}

/** Reads rows under one header. Undefined: a blank row, which is no input. */
export type RowReader = (row: CsvRow) => MappedRow | undefined

/**
 * Prepares for the rows under a header. Undefined: the header lacks a column without which no row can be read.
 * `organisation`: whose rows they are when neither header nor mapping says so.
 */
export function rowReader(
  header: CsvRow,
  mapping: CsvMapping,
  organisation: OrganisationId | undefined,
): RowReader | undefined {
  const decode = decoderOf(mapping)
  const names = header.fields?.map((field) => decode(field)?.trim()) ?? []
  const columns =
    mapping.columns ??
    Object.fromEntries(names.flatMap((name) => (name && isField(name) ? [[name, name]] : [])))
  const constants = { ...(organisation === undefined ? {} : { organisation }), ...mapping.constants }
  const places = Object.entries(columns).flatMap(([field, name]) => {
    const at = names.indexOf(name)
    return at < 0 ? [] : [{ field, at }]
  })
  const known = new Set([...places.map(({ field }) => field), ...Object.keys(constants)])
  if (!REQUIRED.every((field) => known.has(field))) return undefined
  return (row) => readRow(row, names.length, places, constants, decode)
}

function readRow(
  { fields }: CsvRow,
  width: number,
  places: readonly { readonly field: string; readonly at: number }[],
  constants: Readonly<Record<string, string>>,
  decode: Decode,
): MappedRow | undefined {
  if (fields === null) return { read: { ok: false, reason: 'unreadable-row' }, named: undefined }
  if (fields.every(isBlank)) return undefined
  const value = new RegistrationValue(constants)
  const texts = places.map(({ field, at }) => ({ field, text: decode(fields[at] ?? NOTHING) }))
  for (const { field, text } of texts) if (text) value.set(field, text)
  const row = value.whole()
  const named = isOrganisation(row.organisation) ? row.organisation : undefined
  // Empty fields behind the last column (a delimiter at the end of each row) say nothing; text there does.
  if (fields.length < width || !fields.slice(width).every(isBlank)) {
    return { read: { ok: false, reason: 'unreadable-row' }, named }
  }
  if (texts.some(({ text }) => text === undefined))
    return { read: { ok: false, reason: 'invalid-utf8' }, named }
  return { read: readRegistration(row), named }
}

/** Puts the fields of one row together: `person1.name` goes to the first person. */
class RegistrationValue {
  readonly #plain: Record<string, unknown> = {}
  readonly #parts = {
    person: new Map<number, Record<string, string>>(),
    vehicle: new Map<number, Record<string, string>>(),
  }

  constructor(constants: Readonly<Record<string, string>>) {
    for (const [field, text] of Object.entries(constants)) this.set(field, text)
  }

  set(field: string, text: string): void {
    const [, kind, number, key] = PART.exec(field) ?? []
    if (key === undefined) {
      this.#plain[field] = text
      return
    }
    const parts = this.#parts[kind as 'person' | 'vehicle']
    const part = parts.get(Number(number)) ?? {}
    part[key] = text
    parts.set(Number(number), part)
  }

  whole(): Record<string, unknown> {
    const { person, vehicle } = this.#parts
    return { ...this.#plain, persons: inOrder(person), vehicles: inOrder(vehicle) }
  }
}

function inOrder(parts: ReadonlyMap<number, Record<string, string>>): readonly Record<string, string>[] {
  return [...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part)
}

/** A field's bytes as text, doubled quotes undone; undefined when they are no text in this encoding. */
type Decode = (bytes: Uint8Array) => string | undefined

function decoderOf({ encoding = 'utf-8' }: CsvMapping): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes).replaceAll('""', '"')
    } catch {
      return undefined
    }
  }
}

const NOTHING = new Uint8Array(0)

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09)
}

function isField(name: string): boolean {
  return FIELDS.includes(name) || PART.test(name)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string')
}
