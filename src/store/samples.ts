import { sql } from 'kysely'
import type { ScanResult } from '#core/finding.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { SampleItem, SampleReading } from '#process/sample.ts'
import type { Reader, Tx } from './database.ts'

/** A day on which a catalogue read registrations, and of which nothing was drawn yet. */
export interface Undrawn {
  readonly day: Day
  readonly catalogue: string
}

/** One drawing of a sample at a time, until the transaction ends. */
export async function lockSamples(tx: Tx, organisation: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spoor sample ' || ${organisation}, 0))`.execute(tx)
}

/**
 * Days up to `last` of which nothing was drawn yet, the oldest first. From the last day that was drawn; where none ever
 * was, from `first`. Index scan_result_day.
 */
export async function listUndrawnDays(db: Reader, first: Day, last: Day): Promise<readonly Undrawn[]> {
  const { rows } = await sql<Undrawn>`
    select distinct x.scanned_on::text as day, x.catalogue
      from spoor.scan_result x
      left join spoor.sample s on s.organisation = x.organisation and s.day = x.scanned_on
                              and s.catalogue = x.catalogue
     where x.scanned_on >= coalesce((select max(day) from spoor.sample), ${first}::date)
       and x.scanned_on <= ${last}::date and s.id is null
     order by day, x.catalogue`.execute(db)
  return rows
}

/** What can be drawn of one day, and how many cannot. */
export interface Lots {
  readonly population: number
  readonly apart: number
  /** The lowest lots, in their order. */
  readonly lowest: readonly string[]
}

/**
 * Draws: of the registrations that a catalogue read first on a day, and did not point at, those with the lowest lots. Each
 * as it first came in: a correction is read with its original. What was a signal before the scan read it is not among them.
 *
 * @param notSampled Kinds that are counted apart.
 */
export async function drawLots(
  tx: Tx,
  { day, catalogue }: Undrawn,
  seed: string,
  size: number,
  notSampled: readonly string[],
): Promise<Lots> {
  const { rows } = await sql<{ population: number; apart: number; lowest: readonly string[] }>`
    with unflagged as materialized (
      select r.id, r.channel = any(${notSampled as string[]}::text[]) as is_apart,
             sha256(convert_to(${seed} || r.id::text, 'UTF8')) as lot
        from spoor.scan_result x
        join spoor.registration r on r.id = x.registration_id and r.scanned_with = x.catalogue
       where x.scanned_on = ${day}::date and x.catalogue = ${catalogue} and not x.is_signal and r.version = 1
         and not exists (
           select from spoor.signal_registration o join spoor.signal s on s.id = o.signal_id
            where o.organisation = r.organisation and o.source_id = r.source_id and s.received_at <= x.scanned_at)
    )
    select (count(*) filter (where not is_apart))::integer as population,
           (count(*) filter (where is_apart))::integer as apart,
           array(select id::text from unflagged where not is_apart order by lot limit ${size}) as lowest
      from unflagged`.execute(tx)
  return rows[0] ?? { population: 0, apart: 0, lowest: [] }
}

/** A sample as it was drawn, with the duty that it gives. */
export interface NewSample extends Undrawn {
  readonly id: string
  readonly population: number
  readonly apart: number
  readonly size: number
  readonly doubled: number
  readonly unit: string
  readonly wayOfWorking: string
  /** By their lots. */
  readonly items: readonly { readonly id: string; readonly registration: string }[]
  readonly duty: { readonly id: string; readonly dueAt: Instant }
}

export async function insertSample(
  tx: Tx,
  organisation: OrganisationId,
  sample: NewSample,
  at: Instant,
): Promise<void> {
  const { id, day, catalogue, population, apart, size, doubled, unit, wayOfWorking, items, duty } = sample
  await sql`
    insert into spoor.sample (id, organisation, day, catalogue, population, apart, size, drawn, doubled, unit,
                              way_of_working, drawn_at)
    values (${id}, ${organisation}, ${day}, ${catalogue}, ${population}, ${apart}, ${size}, ${items.length}, ${doubled},
            ${unit}, ${wayOfWorking}, ${at})`.execute(tx)
  if (items.length === 0) return
  const rows = items.map((item, n) => ({ ...item, place: n + 1, doubled: n < doubled }))
  await sql`
    insert into spoor.sample_item (id, organisation, sample_id, place, registration_id, doubled)
    select r.id, ${organisation}, ${id}, r.place, r.registration, r.doubled
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (id uuid, registration uuid, place integer, doubled boolean)`.execute(tx)
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, sample)
    values (${duty.id}, ${organisation}, 'read-sample', ${unit}, ${duty.dueAt}, ${at}, ${id})`.execute(tx)
}

/** One that was drawn and still belongs to a duty. */
export interface ItemRow extends SampleItem {
  readonly id: string
  readonly sampleId: string
  readonly day: Day
  readonly dueAt: Instant
}

const ITEMS = sql`
  select i.id, i.sample_id as "sampleId", s.day::text as day, d.due_at as "dueAt", i.doubled,
         r.id is not null as "inUse",
         coalesce((select jsonb_agg(jsonb_build_object('reader', g.reader, 'answer', g.answer) order by g.at, g.reader)
                     from spoor.sample_reading g where g.item_id = i.id), '[]') as readings
    from spoor.sample_item i
    join spoor.sample s on s.id = i.sample_id
    join spoor.duty d on d.sample = s.id and d.kind = 'read-sample'
    left join spoor.registration r on r.id = i.registration_id`

/** All of which the sample still waits for a reader, what is due first before the rest, and of a day in no order of theirs. */
export async function listOpenItems(db: Reader): Promise<readonly ItemRow[]> {
  const { rows } =
    await sql<ItemRow>`${ITEMS} where d.done_at is null order by d.due_at, s.day, i.id`.execute(db)
  return rows
}

/** One that was drawn; undefined when there is none to see. */
export async function findItem(db: Reader, id: string): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`${ITEMS} where i.id = ${id}`.execute(db)
  return rows[0]
}

/** The registration behind it, as it first came in. Nothing of what the scan made of it: that is not for who reads. */
export interface SampledRegistration {
  readonly id: string
  readonly source_id: string
  readonly incident_key: string
  readonly kind: string
  readonly registered_at: string
  readonly received_at: Instant
  readonly incident: string
  readonly title: string
  readonly text: string
  readonly persons: Record<string, unknown>[]
  readonly vehicles: Record<string, unknown>[]
}

/** Undefined: it went out of use. */
export async function findSampled(db: Reader, itemId: string): Promise<SampledRegistration | undefined> {
  const { rows } = await sql<SampledRegistration>`
    select r.id, r.source_id, r.incident_key, r.kind, r.registered_at_text as registered_at, r.received_at, r.incident,
           r.title, r.text, r.persons, r.vehicles
      from spoor.sample_item i
      join spoor.registration r on r.id = i.registration_id
     where i.id = ${itemId}`.execute(db)
  return rows[0]
}

/** What the scan made of a registration when it first read it: for the signal that is born of it. */
export async function findSeen(
  db: Reader,
  registrationId: string,
): Promise<Pick<ScanResult, 'catalogue' | 'forms' | 'findings'> | undefined> {
  const { rows } = await sql<Pick<ScanResult, 'catalogue' | 'forms' | 'findings'>>`
    select x.catalogue, x.forms, x.findings
      from spoor.scan_result x
      join spoor.registration r on r.id = x.registration_id and r.scanned_with = x.catalogue
     where x.registration_id = ${registrationId}`.execute(db)
  return rows[0]
}

/** An answer of one reader. */
export interface NewReading extends SampleReading {
  readonly itemId: string
  readonly reason: string | null
  readonly signalId: string | null
}

/** Keeps an answer. False: this reader gave one before. */
export async function insertReading(
  tx: Tx,
  organisation: OrganisationId,
  { itemId, reader, answer, reason, signalId }: NewReading,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into spoor.sample_reading (organisation, item_id, reader, answer, reason, signal_id, at)
    values (${organisation}, ${itemId}, ${reader}, ${answer}, ${reason}, ${signalId}, ${at})
    on conflict (item_id, reader) do nothing
    returning item_id`.execute(tx)
  return rows.length === 1
}

/** Ends the duties of samples of which nothing waits any more, with what they climbed to. */
export async function endReadSamples(
  tx: Tx,
  sampleId: string | null,
  by: MemberId,
  at: Instant,
): Promise<void> {
  await sql`
    with ended as (
      update spoor.duty set done_at = ${at}, done_by = ${by}
       where kind = 'read-sample' and sample is not null and done_at is null
         and (${sampleId}::uuid is null or sample = ${sampleId}::uuid) and not spoor.sample_waits(sample)
      returning id
    )
    update spoor.duty set done_at = ${at}, done_by = ${by}
     where escalates in (select id from ended) and done_at is null`.execute(tx)
}

/** A late duty to read a sample, with the step of the ladder to which it climbed. */
export interface LateSample {
  readonly id: string
  readonly sample: string
  readonly dueAt: Instant
  readonly escalation: string | null
  readonly unit: string | null
  readonly role: string | null
}

/** Those that are late, the oldest first; of one sample, held until the transaction ends. Index duty_sample_due. */
export async function listLateSamples(
  db: Reader,
  now: Instant,
  sampleId?: string,
): Promise<readonly LateSample[]> {
  const held = sampleId === undefined ? sql`` : sql`for update of d`
  const { rows } = await sql<LateSample>`
    select d.id, d.sample, d.due_at as "dueAt", e.id as escalation, e.unit, e.role
      from spoor.duty d
      left join spoor.duty e on e.escalates = d.id and e.done_at is null
     where d.sample is not null and d.escalates is null and d.done_at is null and d.due_at <= ${now}::timestamptz
       and (${sampleId ?? null}::uuid is null or d.sample = ${sampleId ?? null}::uuid)
     order by d.due_at, d.id
     ${held}`.execute(db)
  return rows
}

/** What a late duty climbed to. */
export async function insertSampleEscalation(
  tx: Tx,
  organisation: OrganisationId,
  { id: of, sample }: Pick<LateSample, 'id' | 'sample'>,
  escalation: {
    readonly id: string
    readonly unit: string
    readonly role: string
    readonly dueAt: Instant
  },
  at: Instant,
): Promise<void> {
  const { id, unit, role, dueAt } = escalation
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, sample, escalates)
    values (${id}, ${organisation}, 'escalation', ${unit}, ${role}, ${dueAt}, ${at}, ${sample}, ${of})`.execute(
    tx,
  )
}
