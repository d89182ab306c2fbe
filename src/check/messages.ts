import type { ClientBase } from 'pg'

/** The messages of one handover that were sent, and those of them that nobody has dealt with yet. */
export interface Sent {
  readonly kinds: ReadonlySet<string>
  readonly waiting: ReadonlySet<string>
}

const NONE: Sent = { kinds: new Set(), waiting: new Set() }

/** What was sent in each handover. */
export async function readMessages(client: ClientBase): Promise<(handover: string) => Sent> {
  const { rows } = await client.query<{ handover_id: string; kinds: string[]; waiting: string[] }>(`
    select m.handover_id, array_agg(m.kind) as kinds,
           coalesce(array_agg(m.kind) filter (where h.message_id is null), '{}') as waiting
      from spoor.message m left join spoor.message_handled h on h.message_id = m.id
     group by m.handover_id`)
  const sent = new Map(
    rows.map(({ handover_id, kinds, waiting }) => [
      handover_id,
      { kinds: new Set(kinds), waiting: new Set(waiting) },
    ]),
  )
  return (handover) => sent.get(handover) ?? NONE
}
