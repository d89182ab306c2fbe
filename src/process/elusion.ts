import { clopperPearson } from './clopper-pearson.ts'

/** An estimate with its interval of 95 %. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What was sampled of one day and one catalogue (NL: trekking): each registration in it had the same chance to be read. */
export interface Stratum {
  /** Registrations that the scan did not point at. */
  readonly population: number
  /** How many of these were drawn and judged by a person. */
  readonly read: number
  /** How many of those somebody should look at. */
  readonly raised: number
}

/** What the scan missed (NL: wat de scan niet aanwees en wel aandacht vroeg), estimated from what people read of it. */
export interface Elusion {
  readonly read: number
  readonly raised: number
  /** Of the strata in which something was read: to these the estimate speaks. */
  readonly population: number
  /** As many registrations, each with the same chance, would tell as much. */
  readonly effective: number
  /** Of the registrations that were not pointed at. */
  readonly share: Estimate
  /** How many of them that are. */
  readonly missed: Estimate
}

/**
 * Estimates what was missed: each stratum counts by its size (Horvitz and Thompson), for on a quiet day a registration has
 * a greater chance to be read. The interval is that of Clopper and Pearson for the sample that tells as much (Kish), so it
 * holds from the first registration read, also when none was raised. Null: nothing was read, so there is no figure.
 */
export function estimateElusion(strata: readonly Stratum[]): Elusion | null {
  const told = strata.filter(({ read }) => read > 0)
  if (told.length === 0) return null
  const sum = (of: (stratum: Stratum) => number) => told.reduce((total, one) => total + of(one), 0)
  const population = sum((one) => one.population)
  const read = sum((one) => one.read)
  const raised = sum((one) => one.raised)
  const value = sum((one) => (one.population * one.raised) / one.read) / population
  const effective = Math.min(read, population ** 2 / sum((one) => one.population ** 2 / one.read))
  const { low, high } = clopperPearson(value * effective, effective)
  // What was read is known: at least what was raised of it is missed, and at most all that was not read besides.
  const within = (missed: number) => Math.min(Math.max(missed, raised), population - (read - raised))
  const missed = {
    value: value * population,
    low: within(low * population),
    high: within(high * population),
  }
  const share = { value, low: missed.low / population, high: missed.high / population }
  return { read, raised, population, effective, share, missed }
}

/** What the scan pointed at itself, in the same days. */
export interface Pointed {
  /** People said of it that it deserves follow-up. */
  readonly confirmed: number
  /** Nobody has answered yet. */
  readonly undecided: number
}

/**
 * Which part of what deserves follow-up the scan pointed at (recall). What nobody answered yet counts for the upper end
 * alone. Only as far as the sample speaks: its error, not that of who read. Null: nothing was read, or nothing found by either.
 */
export function estimateRecall(
  { confirmed, undecided }: Pointed,
  elusion: Pick<Elusion, 'missed'> | null,
): Estimate | null {
  if (elusion === null) return null
  const { value, low, high } = elusion.missed
  if (confirmed + undecided + high === 0) return null
  const part = (found: number, missed: number) => (found === 0 ? 0 : found / (found + missed))
  return {
    value: part(confirmed, value),
    low: part(confirmed, high),
    high: part(confirmed + undecided, low),
  }
}
