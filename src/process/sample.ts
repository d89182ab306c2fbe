import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import { INFORMANT, RUNNING_INVESTIGATION } from './access-record.ts'
import type { MemberId } from './event.ts'

/** What somebody says who reads a registration that the scan did not point at (NL: steekproef), from a closed list. */
export const SAMPLE_ANSWERS = ['look', 'nothing', 'cannot-judge'] as const
export type SampleAnswer = (typeof SAMPLE_ANSWERS)[number]

/** Why nothing in it asks for follow-up. */
export const SAMPLE_REASONS = ['no-circumstances', 'explained', 'mention-only'] as const

/** These keep to a rule of their own about who may read them, and are in no sample: they are counted apart. */
export const NOT_SAMPLED: readonly string[] = [RUNNING_INVESTIGATION, INFORMANT]

/**
 * What the lot of each registration begins with; its id comes after it. The lot is the SHA-256 of both as UTF-8, and the
 * lowest lots are drawn: so anybody can draw again, and nobody can choose. Ids are random, and given before the scan reads.
 */
export function lotSeed(organisation: OrganisationId, day: Day, catalogue: string): string {
  return `spoor sample 1\n${organisation}\n${day}\n${catalogue}\n`
}

/** How many of those that were drawn are read by a second person too: the lowest lots, at least one where any are asked. */
export function doubledOf(drawn: number, share: number): number {
  return Math.ceil(drawn * share)
}

/** A reading as far as it decides who reads next. */
export interface SampleReading {
  readonly reader: MemberId
  readonly answer: SampleAnswer
}

/** One that was drawn. */
export interface SampleItem {
  /** Read by a second person too, for agreement. */
  readonly doubled: boolean
  /** False: it went out of use before it was read. */
  readonly inUse: boolean
  readonly readings: readonly SampleReading[]
}

/** Whether somebody still has to read it. Who cannot judge it is asked no more; one other person is. */
export function asksReader({ doubled, inUse, readings }: SampleItem): boolean {
  const wanted = doubled ? 2 : 1
  return inUse && judged(readings).length < wanted && readings.length < wanted + 1
}

/** Whether this person may be the one: nobody reads the same twice. */
export function mayRead(item: SampleItem, reader: MemberId): boolean {
  return asksReader(item) && !item.readings.some((one) => one.reader === reader)
}

function judged(readings: readonly SampleReading[]): readonly SampleReading[] {
  return readings.filter(({ answer }) => answer !== 'cannot-judge')
}

/** What came of one that was drawn: of two readings one that says so is enough. */
export function verdictOf(readings: readonly SampleReading[]): 'raised' | 'nothing' | 'not-judged' {
  const told = judged(readings)
  if (told.length === 0) return 'not-judged'
  return told.some(({ answer }) => answer === 'look') ? 'raised' : 'nothing'
}

/** Whether two people judged the same; null: fewer than two did. */
export function agreement(readings: readonly SampleReading[]): boolean | null {
  const [first, second] = judged(readings)
  return first && second ? first.answer === second.answer : null
}
