import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '#store/database.ts'
import type { TestDatabase } from '#store/testing.ts'
import { appendByHand, type ByHand } from '../ledger-by-hand.ts'
import type { Attempt } from './database.ts'

/** Tries it with a login and SQL of one's own. @returns what the database said; null: it was done. */
export async function attemptByHand(database: TestDatabase, attempt: Attempt): Promise<string | null> {
  try {
    if ('events' in attempt) await writeEvents(database, attempt.events)
    else if ('signal' in attempt) await writeSignal(database, attempt.signal)
    else await ROWS[attempt.rows](database)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function writeEvents(
  database: TestDatabase,
  events: Extract<Attempt, { events: unknown }>['events'],
): Promise<void> {
  const signalId = randomUUID()
  for (const event of events) {
    await appendByHand(database.as('spoor_politie').db, 'politie', signalId, event as unknown as ByHand)
  }
}

async function writeSignal(
  database: TestDatabase,
  {
    state,
    outcome = null,
    duties,
  }: Omit<Extract<Attempt, { signal: unknown }>['signal'], 'outcome'> & { readonly outcome?: string | null },
): Promise<void> {
  const politie = database.as('spoor_politie')
  const registration = await aRegistration(politie.db)
  await inTransaction(politie, async (tx) => {
    const id = randomUUID()
    await sql`
      insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
          received_on, incident_key, registration_id, seq, outcome)
      values (${id}, 'politie', ${state}, 'signal', 'scan', 'avim', '{}', 'w', now(), now()::date, 'k',
              ${registration}, 1, ${outcome})`.execute(tx)
    const ids = duties.map(() => randomUUID())
    for (const [at, [kind, unit, { escalates, never } = {}]] of duties.entries()) {
      const due = never ? null : '2026-06-12T07:00:00Z'
      const of = escalates === undefined ? null : ids[escalates]
      await sql`
        insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id, escalates)
        values (${ids[at]}, 'politie', ${kind}, ${unit}, ${due}, now(), ${id}, ${of})`.execute(tx)
    }
  })
}

async function aRegistration(db: Tx | ReturnType<TestDatabase['as']>['db']): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
        registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
    values (${id}, 'politie', ${id}, 1, 'h', 'mutatie', now(), 'now', '', ${id}, '', 'tekst', '[]', '[]', now(),
            now()::date)`.execute(db)
  return id
}

const ROWS: Readonly<
  Record<Extract<Attempt, { rows: unknown }>['rows'], (database: TestDatabase) => Promise<void>>
> = {
  async 'handled-twice'(database) {
    const [id, handover] = [randomUUID(), randomUUID()]
    await sql`
      insert into spoor.message (id, handover_id, sender, receiver, kind, position, data, sent_at)
      values (${id}, ${handover}, 'politie', 'kmar', 'offer', 1, '{}', now())`.execute(
      database.as('spoor_politie').db,
    )
    for (const result of ['done', 'nothing']) {
      await sql`
        insert into spoor.message_handled (message_id, sender, receiver, handled_at, result)
        values (${id}, 'politie', 'kmar', now(), ${result})`.execute(database.as('spoor_kmar').db)
    }
  },
  async 'ledger-rewritten'(database) {
    await writeEvents(database, [['signal-proposed', 'spoor']])
    await sql`update spoor.event set by_member = 'somebody-else'`.execute(database.as('owner').db)
  },
  async 'version-alone'(database) {
    const member = randomUUID()
    const { db } = database.as('spoor_politie')
    await sql`
      insert into spoor.member (id, organisation, subject, name, unit, roles, seen_at)
      values (${member}, 'politie', ${member}, 'Sanne', 'avim', '{}', now())`.execute(db)
    await sql`
      insert into spoor.way_of_working_version (organisation, id, effective_from, sha256, content, proposed_by, proposed_at)
      values ('politie', ${member}, '2027-01-01', decode(repeat('00', 32), 'hex'), '{}', ${member}, now())`.execute(
      db,
    )
    await sql`update spoor.way_of_working_version set approved_by = ${member}, approved_at = now()
               where id = ${member}`.execute(db)
  },
}
