import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Reader } from '#store/database.ts'

/** An event as somebody with a login and SQL of their own would write it: type, who, and what is told. */
export type ByHand = readonly [type: string, by: string, data?: Readonly<Record<string, unknown>>]

/** Appends one event behind the head of a signal's chain, or begins the chain. */
export async function appendByHand(
  db: Reader,
  organisation: OrganisationId,
  signalId: string,
  [type, by, data = {}]: ByHand,
): Promise<void> {
  await sql`
    insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
    select ${organisation}, ${signalId}::uuid, coalesce(h.seq, 0) + 1, gen_random_uuid(), ${type}, now(), ${by},
           ${JSON.stringify(data)}::jsonb, coalesce(h.hash, decode(repeat('00', 32), 'hex')),
           sha256(gen_random_uuid()::text::bytea)
      from (select 1) as one
      left join spoor.ledger_head h on h.organisation = ${organisation} and h.signal_id = ${signalId}::uuid`.execute(
    db,
  )
}
