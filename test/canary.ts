import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'

/** What every canary begins with: a word that stands in no text of ours. */
export const STEM = 'zilverreiger'

/** A word that stands in one place only, so that wherever it turns up it is known where it came from. */
export interface Canary {
  readonly what: string
  readonly word: string
  /** Whose people may read it while it may be read. */
  readonly readers: readonly OrganisationId[]
  /** The first day on which nobody reads it. */
  readonly until: Day
  /** by the wall: on that day, whether or not anything ran. by a run: when the run of that day has been carried out. */
  readonly by: 'wall' | 'run'
  /** The day of the run after which it is nowhere. */
  readonly destroyed: Day
}

/** Makes canaries and remembers them. */
export class Aviary {
  readonly all: Canary[] = []
  #made = 0

  /** A canary of which is known on which day it goes. @returns its word. */
  plant(what: string, canary: Omit<Canary, 'what' | 'word'>): string {
    const word = this.loose()
    this.all.push({ what, word, ...canary })
    return word
  }

  /** One more word, of which only is known that it must be gone at the end. */
  loose(): string {
    const number = (this.#made++).toString(26).padStart(4, '0')
    const letter = (digit: string) => String.fromCodePoint(97 + Number.parseInt(digit, 26))
    return `${STEM}${number.replaceAll(/./g, letter)}`
  }

  /** What a canary is, for who reads that a test failed. */
  nameOf(word: string): string {
    return this.all.find((one) => one.word === word)?.what ?? `of a story (${word})`
  }
}

/** The same as bytes are written. */
export const STEM_IN_HEX = Buffer.from(STEM).toString('hex')
const LENGTH = STEM.length + 4

/** The words of canaries in these bytes: as they are, or in hexadecimal. */
export function wordsIn(bytes: Buffer): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [sought, take] of [
    [STEM, (at: number) => bytes.toString('latin1', at, at + LENGTH)],
    [
      STEM_IN_HEX,
      (at: number) => Buffer.from(bytes.toString('latin1', at, at + 2 * LENGTH), 'hex').toString('latin1'),
    ],
  ] as const) {
    for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + 1)) found.add(take(at))
  }
  return found
}
