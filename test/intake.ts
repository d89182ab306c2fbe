import { sql } from 'kysely'
import type { House } from '#actions/house.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { ORDINARY_TEXT } from './a-house.ts'

/** One registration as a line of NDJSON, ordinary unless said otherwise. */
export function lineOf(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    organisation: 'politie',
    kind: 'mutatie',
    registeredAt: '2026-06-11T08:00:00+02:00',
    incident: 'overlast',
    title: 'Melding',
    text: ORDINARY_TEXT,
    ...fields,
  })
}

/** A file as a stream of small chunks. */
export async function* chunksOf(file: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
}

/** All that an organisation holds because of its intake, without ids, times and imports: equal means nothing changed. */
export async function dump(house: Pick<House, 'stores'>, organisation: OrganisationId): Promise<unknown> {
  const db = house.stores[organisation]
  const registrations = await sql`
    select source_id, version, encode(content_hash, 'hex') as hash, kind, registered_at_text, incident, incident_key,
           title, text, persons, vehicles, scanned_with
      from spoor.registration order by source_id, version`.execute(db)
  const quarantine = await sql`
    select reason, encode(bytes, 'hex') as bytes, state from spoor.quarantine_line order by bytes_hash`.execute(
    db,
  )
  const signals = await sql`
    select o.source_id, s.state, s.phase, s.origin, s.unit, s.forms, s.seq, r.version
      from spoor.signal s
      join spoor.signal_registration o on o.signal_id = s.id
      join spoor.registration r on r.id = s.registration_id
     order by o.source_id`.execute(db)
  const duties = await sql`
    select kind, count(*)::integer as open from spoor.duty
     where done_at is null and kind <> 'quarantine' group by kind order by kind`.execute(db)
  const events = await sql`
    select o.source_id, e.seq, e.type from spoor.event e
      join spoor.signal_registration o on o.signal_id = e.signal_id
     order by o.source_id, e.seq`.execute(db)
  return [registrations, quarantine, signals, duties, events].map(({ rows }) => rows)
}
