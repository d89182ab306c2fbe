import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { LawVersion } from './law.ts'
import type { Choice, Origin } from './sourced.ts'
import type { Arm } from './unit.ts'

/** Under which article a record is processed, and so how long it may be used (NL: wettelijk regime). */
export const RETENTION_REGIMES = ['wpg-8', 'wpg-9', 'wpg-10', 'wpg-13', 'avg'] as const
export type RetentionRegime = (typeof RETENTION_REGIMES)[number]

/** From when a clock runs: the first processing of the source, the end of its use, or what last showed that it is needed. */
export const RUNS_FROM = ['first-processing', 'no-longer-needed', 'last-necessity'] as const

/** How sure we are of a term: read in the Act, in an older text, corrected, partly, or not at all. */
export const RETENTION_STATUSES = ['V', 'V-old', 'C', 'P', 'U'] as const

/** A length of time on the calendar: `P5Y`, `P6M`, `P60D`. */
export type Period = string

/** How long data may be used under one regime (NL: bewaartermijn). */
export interface RetentionClock extends Choice {
  readonly id: RetentionRegime
  /** How long it may be used freely; after that by comparison only. null: no difference. */
  readonly free: Period | null
  readonly remove: Period
  readonly runsFrom: (typeof RUNS_FROM)[number]
  /** How often it must be looked at whether it is still needed; null: never, its clock does not move. */
  readonly review: Period | null
  /** How long what was removed is kept for accountability; null: it is destroyed at once. */
  readonly vault: Period | null
  readonly status: (typeof RETENTION_STATUSES)[number]
}

/** Which regime a record falls under; null: whatever it is. The first line that fits holds. */
export interface RegimeRule extends Origin {
  readonly organisation: OrganisationId | null
  /** Of registration, in the source's own word. */
  readonly kind: string | null
  readonly arm: Arm | null
  readonly regime: RetentionRegime
}

/** Terms of what is no police data itself: copies, words about the work, names of colleagues. */
export const RETENTION_TERMS = [
  'warn-before',
  'confirm-within',
  'hold',
  'hold-words',
  'quarantine-open',
  'quarantine-answered',
  'import',
  'feed-file',
  'upload-file',
  'member',
  'audit',
] as const
export type RetentionTermId = (typeof RETENTION_TERMS)[number]

export interface RetentionTerm extends Choice {
  readonly id: RetentionTermId
  readonly term: Period
  readonly status: (typeof RETENTION_STATUSES)[number]
}

/** The law on keeping and destroying in one version. */
export interface RetentionVersion extends LawVersion {
  readonly clocks: readonly RetentionClock[]
  readonly regimes: readonly RegimeRule[]
  readonly terms: readonly RetentionTerm[]
  /** Why something may be kept longer (NL: bewaarbesluit). */
  readonly holdReasons: readonly Choice[]
}

/** A decision by which a record went on under another article. `neededUntil` null: it is still needed. */
export interface RetentionMove {
  readonly regime: 'wpg-9' | 'wpg-10'
  readonly lastNecessity: Day
  readonly neededUntil: Day | null
}

/** What the clock of a record depends on. What is derived has the facts of its source. */
export interface RetainedRecord {
  readonly organisation: OrganisationId
  /** Of its registration; null: it has none. */
  readonly kind: string | null
  readonly arm: Arm | null
  /** The first processing of the source registration, wherever that was. */
  readonly firstProcessed: Day
  /** Of a running investigation: when it was needed last; null: it still is. */
  readonly neededUntil: Day | null
  readonly moves: readonly RetentionMove[]
  /** Written under the last of these decisions: it has that clock alone. */
  readonly underMove: boolean
  /** The last day of the longest hold; null: nobody holds it. */
  readonly heldUntil: Day | null
}

/** When a record goes, and why. `null`: not while it is needed. Days are the first on which it is so. */
export interface Retention {
  readonly regime: RetentionRegime
  /** From this day on it is found by comparison only. */
  readonly freeUntil: Day | null
  readonly removeOn: Day | null
  readonly destroyOn: Day | null
  /** What decides the day. */
  readonly because: RetentionRegime | 'hold'
  readonly state: 'in-use' | 'removed' | 'destroyed'
}

/** When a record goes: the latest of the clocks that it has, and never while somebody holds it. */
export function retentionOf(record: RetainedRecord, law: RetentionVersion, today: Day): Retention {
  const regime = regimeOf(record, law)
  const own = { regime, ...daysOf(regime, record, law) }
  const moved = record.moves.map((move) => ({ regime: move.regime, ...daysUnder(move, law) }))
  const all = record.underMove && moved.length > 0 ? moved : [own, ...moved]
  const last = all.reduce((one, other) => (isLater(other.removeOn, one.removeOn) ? other : one))
  const held = record.heldUntil === null ? null : plusPeriod(record.heldUntil, 'P1D')
  const removeOn = held !== null && isLater(held, last.removeOn) ? held : last.removeOn
  const destroyOn = last.destroyOn !== null && held !== null && held > last.destroyOn ? held : last.destroyOn
  return {
    regime: last.regime,
    freeUntil: last.freeUntil,
    removeOn,
    destroyOn,
    because: removeOn === last.removeOn ? last.regime : 'hold',
    state: stateOn(today, removeOn, destroyOn),
  }
}

/** The regime of a record by the first line of the law that fits. @throws when no line does. */
export function regimeOf(
  { organisation, kind, arm }: Pick<RetainedRecord, 'organisation' | 'kind' | 'arm'>,
  { regimes, id }: RetentionVersion,
): RetentionRegime {
  const fits = (rule: RegimeRule) =>
    (rule.organisation ?? organisation) === organisation &&
    (rule.kind === null || rule.kind === kind) &&
    (rule.arm === null || rule.arm === arm)
  const rule = regimes.find(fits)
  if (!rule) throw new Error(`${id} names no regime for a record of ${organisation}`)
  return rule.regime
}

/** @throws when the law has no such clock. */
export function clockOf(regime: RetentionRegime, { clocks, id }: RetentionVersion): RetentionClock {
  const clock = clocks.find((one) => one.id === regime)
  if (!clock) throw new Error(`${id} has no clock ${regime}`)
  return clock
}

/** @throws when the law has no such term. */
export function termOf(term: RetentionTermId, { terms, id }: RetentionVersion): Period {
  const found = terms.find((one) => one.id === term)
  if (!found) throw new Error(`${id} has no term ${term}`)
  return found.term
}

/** A day so much later on the calendar; a day that the month does not have is its last: 31 August and P6M is 28 February. */
export function plusPeriod(day: Day, period: Period): Day {
  const [, number = '', unit = ''] = /^P(\d+)([YMD])$/.exec(period) ?? []
  const from = new Date(`${day}T00:00:00Z`)
  if (unit === 'D') return new Date(from.getTime() + Number(number) * 86_400_000).toISOString().slice(0, 10)
  if (unit === '') throw new Error(`no period: ${period}`)
  const months = Number(number) * (unit === 'Y' ? 12 : 1)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay))).toISOString().slice(0, 10)
}

interface Days {
  readonly freeUntil: Day | null
  readonly removeOn: Day | null
  readonly destroyOn: Day | null
}

function daysOf(regime: RetentionRegime, record: RetainedRecord, law: RetentionVersion): Days {
  const clock = clockOf(regime, law)
  const from = clock.runsFrom === 'first-processing' ? record.firstProcessed : record.neededUntil
  return daysFrom(from, clock, record.firstProcessed)
}

function daysUnder({ regime, lastNecessity, neededUntil }: RetentionMove, law: RetentionVersion): Days {
  const clock = clockOf(regime, law)
  if (clock.runsFrom !== 'last-necessity') return daysFrom(neededUntil, clock, null)
  const days = daysFrom(lastNecessity, clock, null)
  // What is said to be needed no longer waits for nothing.
  if (neededUntil === null || !isLater(days.removeOn, neededUntil)) return days
  return { ...days, removeOn: neededUntil, destroyOn: vaultDay(neededUntil, clock) }
}

function daysFrom(from: Day | null, clock: RetentionClock, firstProcessed: Day | null): Days {
  const removeOn = from === null ? null : plusPeriod(from, clock.remove)
  const isFree = clock.free !== null && firstProcessed !== null
  return {
    freeUntil: isFree ? plusPeriod(firstProcessed, clock.free) : null,
    removeOn,
    destroyOn: removeOn === null ? null : vaultDay(removeOn, clock),
  }
}

function vaultDay(removeOn: Day, { vault }: RetentionClock): Day {
  return vault === null ? removeOn : plusPeriod(removeOn, vault)
}

/** null is later than any day. */
function isLater(one: Day | null, other: Day | null): boolean {
  return other !== null && (one === null || one > other)
}

function stateOn(today: Day, removeOn: Day | null, destroyOn: Day | null): Retention['state'] {
  if (destroyOn !== null && destroyOn <= today) return 'destroyed'
  return removeOn !== null && removeOn <= today ? 'removed' : 'in-use'
}
