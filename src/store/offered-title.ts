import { sql } from 'kysely'

/**
 * Joins the title of the pack as `p.title` to a signal `s` that has no registration yet: what another organisation
 * offers. Null when the sender has recalled it. Index message_offer_one.
 */
export const PACK_TITLE = sql`
  left join lateral (
    select c.content -> 'pack' ->> 'title' as title
      from spoor.message m
      join spoor.message_content c on c.message_id = m.id
     where m.handover_id = s.handover_id and m.kind = 'offer'
  ) p on s.registration_id is null`
