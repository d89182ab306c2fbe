import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/schema'

import {
  type ContextData,
  ContextsSchema,
  type GroupData,
  GroupSchema,
  type Settings,
  SettingsSchema,
  type WordData,
  WordsSchema,
} from './catalogue-schema.ts'
import { isRanker, type RankerData, RankerSchema } from './ranker-schema.ts'

/** One file of the folder `indicators/`; `path` is relative to it. */
export interface CatalogueFile {
  readonly path: string
  readonly text: string
}

/** The catalogue as it was written, every file checked. */
export interface CatalogueData {
  readonly settings: Settings
  readonly words: WordData
  readonly contexts: readonly ContextData[]
  readonly groups: readonly { readonly path: string; readonly data: GroupData }[]
  /** The trained model; undefined where there is none, and findings are counted by strength. */
  readonly ranker: RankerData | undefined
  /** First twelve hexadecimal digits of the SHA-256 over all files. */
  readonly hash: string
}

/** The catalogue cannot be used. The message names the file, and the indicator and its field where there is one. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
  readonly path: string
  readonly indicator: string | undefined

  constructor(path: string, indicator: string | undefined, fault: string) {
    super(indicator ? `${path}: ${indicator}: ${fault}` : `${path}: ${fault}`)
    this.path = path
    this.indicator = indicator
  }
}

const HASH_DIGITS = 12

/** The only file that nobody writes by hand, and that may be left out. */
export const RANKER_FILE = 'ranker.json'

/** Reads and checks the files of a catalogue. Throws CatalogueError at the first fault. */
export function readCatalogueFiles(files: readonly CatalogueFile[]): CatalogueData {
  const ordered = files
    .map(({ path, text }) => ({ path, text: text.replaceAll('\r\n', '\n') }))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const special = new Map([
    ['catalogue.json', SettingsSchema as TSchema],
    ['words.json', WordsSchema],
    ['contexts.json', ContextsSchema],
    [RANKER_FILE, RankerSchema],
  ])
  const read = new Map<string, unknown>()
  for (const { path, text } of ordered) {
    read.set(path, checked(path, parsed(path, text), special.get(path) ?? GroupSchema))
  }
  for (const path of special.keys())
    if (!read.has(path) && path !== RANKER_FILE) throw new CatalogueError(path, undefined, 'is missing')
  return {
    settings: read.get('catalogue.json') as Settings,
    words: read.get('words.json') as WordData,
    contexts: (read.get('contexts.json') as Static<typeof ContextsSchema>).contexts,
    ranker: read.get(RANKER_FILE) as RankerData | undefined,
    groups: [...read]
      .filter(([path]) => !special.has(path))
      .map(([path, data]) => ({ path, data: data as GroupData })),
    hash: hashOf(ordered),
  }
}

/** Over each file in path order: its path, its length in bytes, its content; with LF line ends. */
function hashOf(ordered: readonly CatalogueFile[]): string {
  const hash = sha256.create()
  for (const { path, text } of ordered) {
    const content = utf8ToBytes(text)
    hash.update(utf8ToBytes(`${path}\n${content.length}\n`)).update(content)
  }
  return bytesToHex(hash.digest()).slice(0, HASH_DIGITS)
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CatalogueError(
      path,
      undefined,
      `is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    )
  }
}

function checked(path: string, value: unknown, schema: TSchema): unknown {
  if (schema === RankerSchema ? isRanker(value) : Check(schema, value)) return value
  const [, faults] = Errors(schema, value)
  // The deepest fault says most: a union also complains of every form that the value does not have.
  const fault = faults.toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0]
  const place = fault?.instancePath ?? ''
  throw new CatalogueError(
    path,
    indicatorAt(value, place),
    `${place || 'the file'} ${fault?.message ?? 'is wrong'}`,
  )
}

/** The id of the indicator that a place such as `/indicators/3/strength` lies in. */
function indicatorAt(value: unknown, place: string): string | undefined {
  const index = /^\/indicators\/(\d+)/u.exec(place)?.[1]
  if (index === undefined) return undefined
  const id = (value as { indicators?: readonly { id?: unknown }[] }).indicators?.[Number(index)]?.id
  return typeof id === 'string' ? id : `indicator ${Number(index) + 1}`
}
