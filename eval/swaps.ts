import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Catalogue, scanRegistration } from '#scan/scan.ts'

import type { Read } from './measure.ts'
import { SHARED_SWAP } from './sets.ts'

/** Eval/identities.json: who somebody is, in words that are exchanged for each other. */
interface Identities {
  /** Lists in which every word may stand for every other. */
  readonly words: Readonly<Record<string, readonly (readonly string[])[]>>
  /** Two words that are exchanged. */
  readonly pairs: Readonly<Record<string, readonly (readonly [string, string])[]>>
  /** For the words of the names of persons that were entered. */
  readonly names: Readonly<Record<string, readonly string[]>>
  /** Sentences put behind a text, with each of the values. */
  readonly frames: Readonly<Record<string, { readonly sentence: string; readonly values: readonly string[] }>>
}

/** What one kind of swap did. Nothing may have changed. */
export interface Swapped {
  readonly pairs: number
  readonly changed: number
  readonly largestChange: number
  readonly flips: number
  /** The first that changed, by the id of the text and what was put there. */
  readonly examples: readonly string[]
}

/** A text, and the same text with somebody else in it. */
interface Pair {
  readonly kind: string
  readonly what: string
  readonly base: Read
  readonly other: Read
}

const EXAMPLES_MAX = 5
/** Each text stands beside this many others of each list: every word of a list is tried on some text. */
const TARGETS = 3
/** Sentences are put behind every so many texts. */
const FRAMES_EVERY = 6

export const readIdentities = (): Identities =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'identities.json'), 'utf8')) as Identities

/** Judges texts with other identities in them, and compares to the last digit. */
export function swapped(
  catalogueOf: (id: string) => Catalogue,
  reads: readonly Read[],
): Readonly<Record<string, Swapped>> {
  const judge = (read: Read, id: string): Judged => scanRegistration(catalogueOf(id), read)
  const identities = readIdentities()
  const results: Record<string, Tally> = {}
  for (const [at, read] of reads.entries()) {
    for (const { kind, what, base, other } of pairsOf(identities, read, at)) {
      const tally = (results[kind] ??= { pairs: 0, changed: 0, largestChange: 0, flips: 0, examples: [] })
      compare(tally, judge(base, base.id), judge(other, base.id), `${read.id}: ${what}`)
    }
  }
  for (const { kind, base, other } of sharedPairs(reads)) {
    const tally = (results[kind] ??= { pairs: 0, changed: 0, largestChange: 0, flips: 0, examples: [] })
    compare(tally, judge(base, base.id), judge(other, base.id), other.id)
  }
  return results
}

interface Judged {
  readonly score: number
  readonly isSignal: boolean
}

type Tally = { -readonly [key in keyof Swapped]: key extends 'examples' ? string[] : number }

function compare(tally: Tally, one: Judged, other: Judged, what: string): void {
  const change = Math.abs(one.score - other.score)
  tally.pairs += 1
  tally.largestChange = Math.max(tally.largestChange, change)
  if (one.isSignal !== other.isSignal) tally.flips += 1
  if (change === 0) return
  tally.changed += 1
  if (tally.examples.length < EXAMPLES_MAX) tally.examples.push(what)
}

function pairsOf(identities: Identities, read: Read, at: number): readonly Pair[] {
  const swaps = [...wordSwaps(identities, at), ...pairSwaps(identities), ...nameSwaps(identities, read)]
  const pairs = swaps.flatMap(({ kind, what, swap }): Pair[] => {
    const other = { ...read, title: swap(read.title), text: swap(read.text) }
    return other.title === read.title && other.text === read.text ? [] : [{ kind, what, base: read, other }]
  })
  return at % FRAMES_EVERY === 0 ? [...pairs, ...framed(identities, read)] : pairs
}

interface Swap {
  readonly kind: string
  readonly what: string
  readonly swap: (text: string) => string
}

function wordSwaps({ words }: Identities, at: number): readonly Swap[] {
  return Object.entries(words).flatMap(([kind, lists]) =>
    Array.from({ length: TARGETS }, (_, turn): Swap => {
      const chosen = lists.map((list) => list[(at * TARGETS + turn) % list.length]!)
      const swap = (text: string) =>
        lists.reduce((now, list, which) => replaced(now, list, () => chosen[which]!), text)
      return { kind, what: chosen.join(', '), swap }
    }),
  )
}

function pairSwaps({ pairs }: Identities): readonly Swap[] {
  return Object.entries(pairs).map(([kind, list]) => {
    const other = new Map(
      list.flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as const,
      ),
    )
    return {
      kind,
      what: 'each for its other',
      swap: (text) => replaced(text, [...other.keys()], (found) => other.get(found.toLowerCase())!),
    }
  })
}

function nameSwaps({ names }: Identities, read: Read): readonly Swap[] {
  const tokens = [...new Set((read.persons ?? []).flatMap(({ name = '' }) => nameWords(name, read)))]
  if (tokens.length === 0) return []
  return Object.entries(names).map(([kind, pool]) => ({
    kind: `name, ${kind}`,
    what: tokens.map((token, index) => `${token} → ${pool[index % pool.length]!}`).join(', '),
    swap: (text) =>
      tokens.reduce((now, token, index) => replaced(now, [token], () => pool[index % pool.length]!), text),
  }))
}

/**
 * The words of a name, of four letters and more. A word that stands in the text in small letters too is no name there:
 * of the Shipyard Bolnes the text says that the shipyard is closed.
 */
function nameWords(name: string, { title, text }: Read): readonly string[] {
  const small = new Set(`${title} ${text}`.split(/[^\p{L}\p{M}]+/u).filter((word) => /^\p{Ll}/u.test(word)))
  return name
    .split(/[\s.,()]+/u)
    .filter((word) => word.length > 3 && /^\p{Lu}/u.test(word) && !small.has(word.toLowerCase()))
}

function framed({ frames }: Identities, read: Read): readonly Pair[] {
  return Object.entries(frames).flatMap(([kind, { sentence, values }]) => {
    const withValue = (value: string) => ({
      ...read,
      text: `${read.text}\n${sentence.replaceAll('{}', value)}`,
    })
    const [first, ...others] = values
    return others.map((value) => ({
      kind: `a sentence more, ${kind}`,
      what: `${first!} → ${value}`,
      base: withValue(first!),
      other: withValue(value),
    }))
  })
}

/** Every word of a list, where it stands as a word; a capital stays a capital. */
function replaced(text: string, words: readonly string[], by: (found: string) => string): string {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return text.replace(pattern, (found) => likeCase(found, by(found)))
}

function likeCase(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase()
  return model[0] === model[0]!.toUpperCase() ? word[0]!.toUpperCase() + word.slice(1) : word.toLowerCase()
}

/**
 * What the swaps of the customer make of the texts, where they are at hand. They take every word of a name for a name;
 * where somebody entered a trade or "surname unknown" there, what is no name is left out.
 */
function sharedPairs(reads: readonly Read[]): readonly Pair[] {
  if (!existsSync(SHARED_SWAP)) return []
  const byId = new Map(reads.map((read) => [read.id, read]))
  const { stdout, status } = spawnSync(process.execPath, [SHARED_SWAP, 'make'], {
    input: reads.map((read) => JSON.stringify(withNamesOnly(read))).join('\n'),
    maxBuffer: 1024 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`the swaps ended with status ${status}`)
  const lines = String(stdout).split('\n').filter(Boolean)
  return lines.map((line) => {
    const other = JSON.parse(line) as Read
    const [id, kind] = other.id.split('~')
    return { kind: `shared swaps, ${kind!.split('-')[0]!}`, what: kind!, base: byId.get(id!)!, other }
  })
}

function withNamesOnly(read: Read): Read {
  const persons = (read.persons ?? []).map((person) => ({
    ...person,
    name: nameWords(person.name ?? '', read).join(' '),
  }))
  return { ...read, persons }
}
