import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { childOf, type Span } from '#core/trace.ts'
import { activityOn, type ActivityId } from '#process/processing-activity.ts'
import type { Tx } from '#store/database.ts'
import {
  insertLines,
  namedInRegistrations,
  namedInSignals,
  type Named,
  type ProcessingLine,
  type Subject,
} from '#store/processing.ts'
import type { House } from './house.ts'
import { identityOf, pseudonymsOf, type Pseudonymise } from './pseudonym.ts'

/** What is done, as far as the Logboek Dataverwerkingen tells of it. */
export interface Processed {
  readonly activity: ActivityId
  readonly what: string
  readonly processing: string
  readonly records: readonly { readonly kind: string; readonly id: string | null }[]
  /** People of whom data come in that are in no record yet, as registered. */
  readonly persons?: readonly unknown[]
}

/** When it began and ended, in which trace, and what action of another organisation it follows from. */
export interface Circumstance {
  readonly span: Span
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly foreign: ProcessingLine['foreign']
}

/**
 * Writes down what was done with whose data: one line when that is nobody or one person, else one line and below it one
 * for each. In the caller's transaction: the line is there when the answer leaves, or there is no answer.
 */
export async function logProcessing(
  house: House,
  tx: Tx,
  organisation: OrganisationId,
  { activity, what, processing, records, persons = [] }: Processed,
  { span, startedAt, endedAt, foreign }: Circumstance,
): Promise<void> {
  const pseudonymise = pseudonymsOf(house, organisation)
  const subjects = distinct([
    ...(await subjectsIn(tx, records, pseudonymise)),
    ...persons.flatMap((person) => personSubject(person, pseudonymise)),
  ])
  const { version } = activityOn(house.law.activities, activity, dayOf(endedAt))
  const about = { processing, name: what, activity, version, status: 'Ok', startedAt, endedAt } as const
  const [only = null] = subjects.length === 1 ? subjects : []
  const parent: ProcessingLine = { ...span, ...about, subject: only, foreign }
  const children = only
    ? []
    : subjects.map((subject) => ({ ...about, ...childOf(span, house.newId), subject, foreign: null }))
  await insertLines(tx, organisation, [parent, ...children])
}

/** Everybody whom the records name; a record that names nobody stands for whom its text tells of. */
async function subjectsIn(
  tx: Tx,
  records: Processed['records'],
  pseudonymise: Pseudonymise,
): Promise<readonly Subject[]> {
  const idsOf = (kind: string) =>
    records.flatMap((record) => (record.kind === kind && record.id !== null ? [record.id] : []))
  const [signals, registrations] = [idsOf('signal'), idsOf('registration')]
  return [
    ...of(signals, signals.length === 0 ? [] : await namedInSignals(tx, signals), pseudonymise),
    ...of(
      registrations,
      registrations.length === 0 ? [] : await namedInRegistrations(tx, registrations),
      pseudonymise,
    ),
  ]
}

function of(
  records: readonly string[],
  named: readonly Named[],
  pseudonymise: Pseudonymise,
): readonly Subject[] {
  return records.flatMap((record) => {
    const persons = named.flatMap((one) => (one.record === record ? one.persons : []))
    const known = persons.flatMap((person) => personSubject(person, pseudonymise))
    return known.length > 0 ? known : [{ id: pseudonymise({ record }), type: 'record' as const }]
  })
}

function personSubject(person: unknown, pseudonymise: Pseudonymise): readonly Subject[] {
  const identity = identityOf(person)
  return identity === null ? [] : [{ id: pseudonymise(identity), type: 'person' }]
}

function distinct(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((subject) => [subject.id, subject])).values()]
}
