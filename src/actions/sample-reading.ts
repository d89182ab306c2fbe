import type { SampleAnswered, SampleAnswerGiven, SampleList, SampleView } from '#contract/sample.ts'
import { countedIndicators } from '#core/finding.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { ofChannel, type AccessRecord } from '#process/access-record.ts'
import { authorise } from '#process/authorisation.ts'
import { channelOf } from '#process/channel.ts'
import type { Refusal } from '#process/refusal.ts'
import { asksReader, mayRead } from '#process/sample.ts'
import { propose } from '#process/signal.ts'
import type { Tx } from '#store/database.ts'
import {
  endReadSamples,
  findItem,
  findSampled,
  findSeen,
  insertReading,
  listOpenItems,
  lockSamples,
  type ItemRow,
  type SampledRegistration,
} from '#store/samples.ts'
import { lockScan } from '#store/scan-results.ts'
import { findSignalsOf, insertBirths } from '#store/signals.ts'
import { auditOf, mayDo, orDenied, personOf, type Doing } from './access.ts'
import { audited, type Audited } from './audit.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'

const SEARCH: Doing = { act: 'read-sample', as: 'consult', what: 'zoekSteekproef' }
const READ: Doing = { act: 'read-sample', as: 'consult', what: 'leesSteekproef' }
const ANSWER: Doing = { act: 'read-sample', as: 'change', what: 'beantwoordSteekproef' }

/** What was drawn and waits for the caller; nothing of what it is about, nor whether somebody read it before. */
export async function searchSamples(house: House, caller: Caller): Promise<Outcome<SampleList, Refusal>> {
  const entry = auditOf(house, caller, SEARCH, { kind: 'sample', id: null })
  return audited(house, caller, entry, async (tx): Promise<Outcome<SampleList, Refusal>> => {
    const may = mayDo(house, caller, SEARCH.act)
    if (!may.ok) return may
    const waiting = (await listOpenItems(tx)).filter(asksReader)
    const own = waiting.filter((item) => mayRead(item, caller.member.id))
    const now = nowOf(house)
    return done({ items: own.map((item) => placeOf(item, now)), others: waiting.length - own.length })
  })
}

function placeOf({ id, day, dueAt }: ItemRow, now: Instant) {
  return { id, day, dueAt, overdue: dueAt < now }
}

/** One that was drawn, as it came in: without what the scan, or anybody who read it before, made of it. */
export async function readSample(
  house: House,
  caller: Caller,
  itemId: string,
): Promise<Outcome<SampleView, Refusal>> {
  return withItem(house, caller, READ, itemId, async (_tx, { item, sampled }) =>
    done({
      value: { ...placeOf(item, nowOf(house)), registration: registrationOf(sampled) },
      signal: null,
    }),
  )
}

function registrationOf(row: SampledRegistration): SampleView['registration'] {
  const { id, kind, incident, title, text, persons, vehicles } = row
  return {
    ...{ id, sourceId: row.source_id, version: 1, kind },
    ...{
      registeredAt: row.registered_at,
      receivedAt: row.received_at,
      incident,
      title,
      text,
      persons,
      vehicles,
    },
  }
}

/**
 * Answers one that was drawn. What somebody should look at becomes a proposal, by the same door as what the scan points at,
 * unless it is a signal already.
 */
export async function answerSample(
  house: House,
  caller: Caller,
  itemId: string,
  given: SampleAnswerGiven,
): Promise<Outcome<SampleAnswered, Refusal>> {
  const { organisation, member } = caller
  const { answer } = given
  const reason = given.answer === 'nothing' ? given.reason : null
  return withItem(house, caller, ANSWER, itemId, async (tx, found) => {
    const signal = answer === 'look' ? await signalOf(house, caller, tx, found) : null
    const at = nowOf(house)
    const reading = { itemId, reader: member.id, answer, reason, signalId: signal }
    if (!(await insertReading(tx, organisation, reading, at))) return refuse('already-resolved')
    await endReadSamples(tx, found.item.sampleId, member.id, at)
    return done({ value: { signal }, signal })
  })
}

/** The signal that it is already, or that it becomes now. */
async function signalOf(house: House, caller: Caller, tx: Tx, { item, sampled }: Found): Promise<string> {
  const { organisation, member } = caller
  // The scan proposes too, when a correction comes in: no two of one registration.
  await lockScan(tx, organisation)
  const known = (await findSignalsOf(tx, [sampled.source_id])).get(sampled.source_id)
  if (known !== undefined) return known
  const seen = await findSeen(tx, sampled.id)
  if (!seen) throw new Error('drawn, and never scanned')
  const at = nowOf(house)
  const rules = house.ways.inForce(organisation, dayOf(at))
  const { catalogue, forms } = seen
  const about = { registration: sampled.id, catalogue, forms, indicators: countedIndicators(seen) }
  const birth = { ...about, channel: channelOf(sampled.kind), sample: item.id }
  const signalId = house.newId()
  const event = propose(birth, circumstancesOf(house, rules, at))
  const { source_id: sourceId, incident_key: incidentKey } = sampled
  const born = { signalId, eventId: house.newId(), event, by: member.id, sourceId, incidentKey }
  await insertBirths(tx, organisation, [born], at)
  return signalId
}

/** One that the caller may read now. */
interface Found {
  readonly item: ItemRow
  readonly sampled: SampledRegistration
}

/** What came of it, and which signal it became. */
interface Done<T> {
  readonly value: T
  readonly signal: string | null
}

/** With one that was drawn; the log names the registration, and the signal that it became. */
async function withItem<T>(
  house: House,
  caller: Caller,
  doing: Doing,
  itemId: string,
  work: (tx: Tx, found: Found) => Promise<Outcome<Done<T>, Refusal>>,
): Promise<Outcome<T, Refusal>> {
  let registration: string | null = null
  const rowsOf = ({ signal }: Done<T>): readonly Audited[] => {
    const row = auditOf(house, caller, doing, { kind: 'registration', id: registration })
    return signal === null ? [row] : [row, { ...row, record: { kind: 'signal', id: signal } }]
  }
  const outcome = await audited(house, caller, rowsOf, async (tx): Promise<Outcome<Done<T>, Refusal>> => {
    const may = mayDo(house, caller, doing.act)
    if (!may.ok) return may
    // Whoever answers the last one ends the duty: one at a time.
    if (doing.as === 'change') await lockSamples(tx, caller.organisation)
    const found = await findFor(house, tx, caller, doing, itemId)
    if (!found.ok) return found
    registration = found.value.sampled.id
    return work(tx, found.value)
  })
  const told = outcome.ok ? done(outcome.value.value) : outcome
  return orDenied(house, caller, doing.what, { kind: 'sample-item', id: itemId }, told)
}

async function findFor(
  house: House,
  tx: Tx,
  caller: Caller,
  { act }: Doing,
  itemId: string,
): Promise<Outcome<Found, Refusal>> {
  const item = await findItem(tx, itemId)
  const sampled = item && (await findSampled(tx, itemId))
  if (!sampled) return refuse('not-found')
  const record = recordOf(house, caller.organisation, sampled)
  const purpose = caller.task?.purpose ?? null
  const verdict = authorise({ person: personOf(house, caller), act, purpose, record })
  if (!verdict.allowed) return refuse('not-found')
  return mayRead(item, caller.member.id) ? done({ item, sampled }) : refuse('already-resolved')
}

/** A registration that is no signal is of the unit that answers proposals, and of nobody else in particular. */
function recordOf(house: House, organisation: OrganisationId, { kind }: SampledRegistration): AccessRecord {
  const { triageUnit, units } = house.ways.inForce(organisation, dayOf(nowOf(house)))
  const unit = units.find(({ id }) => id === triageUnit)
  const { regime, runs, sourceProtected } = ofChannel(channelOf(kind), unit?.regime ?? 'Wpg')
  return {
    ...{ organisation, regime, unit: triageUnit, arm: unit?.arm ?? null, askedUnits: [], sourceProtected },
    ...{ confidentiality: 'task', named: [], openedTo: [], victimTrack: false, retention: 'in-use' },
    investigation: runs ? { lead: null, released: false } : null,
    ...{ reportedBy: null, submitted: false, reportedToCoMensha: false },
  }
}
