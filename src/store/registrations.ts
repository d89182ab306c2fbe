import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** A registration as it goes into the table. `contentHash`: sha256 over its canonical content, hexadecimal. */
export interface NewRegistration {
  readonly id: string
  readonly sourceId: string
  readonly contentHash: string
  readonly kind: string
  readonly registeredAt: Instant
  /** As it was written, with its own offset. */
  readonly registeredAtText: string
  readonly incident: string
  readonly incidentKey: string
  readonly title: string
  readonly text: string
  readonly persons: readonly unknown[]
  readonly vehicles: readonly unknown[]
  /** Place in the file of its import; null when it came in otherwise. */
  readonly lineNumber: number | null
}

/** How many were new, and how many of those were another content of a known id. The rest was known already. */
export interface Stored {
  readonly accepted: number
  readonly corrections: number
}

/**
 * One writer of an organisation's intake at a time, until the transaction ends: versions of one registration follow
 * each other without a gap, and no day is closed while something still comes in on it.
 */
export async function lockIntake(tx: Tx, organisation: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spoor intake ' || ${organisation}, 0))`.execute(tx)
}

/**
 * Stores registrations in the order given, under lockIntake. The same id with the same content is left alone; with
 * another content it is kept beside the original as the next version.
 */
export async function storeRegistrations(
  tx: Tx,
  organisation: OrganisationId,
  registrations: readonly NewRegistration[],
  importId: string | null,
  at: Instant,
): Promise<Stored> {
  if (registrations.length === 0) return { accepted: 0, corrections: 0 }
  const rows = JSON.stringify(onceEach(registrations).map(rowOf))
  const { rows: stored } = await sql<Stored>`
    with r as materialized (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as r (place integer, id uuid, source_id text, content_hash text, kind text, registered_at timestamptz,
              registered_at_text text, incident text, incident_key text, title text, text text, persons jsonb,
              vehicles jsonb, line_number integer)
    ), fresh as (
      select r.*, decode(r.content_hash, 'hex') as hash
        from r
       where not exists (select 1 from spoor.registration g
                          where g.organisation = ${organisation} and g.source_id = r.source_id
                            and g.content_hash = decode(r.content_hash, 'hex'))
    ), kept as (
      insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
                                      registered_at_text, incident, incident_key, title, text, persons, vehicles,
                                      import_id, line_number, received_at, received_on)
      select id, ${organisation}, source_id,
             coalesce((select max(version) from spoor.registration g
                        where g.organisation = ${organisation} and g.source_id = fresh.source_id), 0)
               + row_number() over (partition by source_id order by place),
             hash, kind, registered_at, registered_at_text, incident, incident_key, title, text, persons, vehicles,
             ${importId}::uuid, line_number, ${at}::timestamptz, ${dayOf(at)}::date
        from fresh
      -- What is known but out of use: this login does not see it, and its delivery brings it back into use.
      on conflict on constraint registration_same_content do nothing
      returning version
    )
    select count(*)::integer as accepted, (count(*) filter (where version > 1))::integer as corrections
      from kept`.execute(tx)
  return stored[0] ?? { accepted: 0, corrections: 0 }
}

/** Our id of the registration with this content, when it is stored. */
export async function findRegistration(
  db: Reader,
  sourceId: string,
  contentHash: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from spoor.registration
     where source_id = ${sourceId} and content_hash = decode(${contentHash}, 'hex')`.execute(db)
  return rows[0]?.id
}

/** How many registrations the scan has not read yet. Index registration_unscanned. */
export async function countWaiting(db: Reader): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from spoor.registration where scanned_with is null`.execute(db)
  return rows[0]?.waiting ?? 0
}

/** A statement does not see what it inserts itself, so that a repetition within one batch goes out here. */
function onceEach(registrations: readonly NewRegistration[]): readonly NewRegistration[] {
  const first = new Map<string, NewRegistration>()
  for (const one of registrations) {
    // The hash is over the id as well.
    if (!first.has(one.contentHash)) first.set(one.contentHash, one)
  }
  return [...first.values()]
}

function rowOf(one: NewRegistration, place: number) {
  return {
    place,
    id: one.id,
    source_id: one.sourceId,
    content_hash: one.contentHash,
    kind: one.kind,
    registered_at: one.registeredAt,
    registered_at_text: one.registeredAtText,
    incident: one.incident,
    incident_key: one.incidentKey,
    title: one.title,
    text: one.text,
    persons: one.persons,
    vehicles: one.vehicles,
    line_number: one.lineNumber,
  }
}
