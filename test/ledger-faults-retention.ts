import { randomUUID } from 'node:crypto'
import type { Rule } from '#check/rule.ts'

/** What somebody with the owner's powers does about what is kept and destroyed. `$word`: an id of the story. */
export interface RetentionFault {
  readonly what: string
  readonly rule: Rule
  /** The moment of checking, where the rule is about time. */
  readonly now?: string
  readonly statements: string
}

const LATE = 'content goes on the day of the law'
const HOLD = 'a hold is of two people and has an end'

export const FAULTS_IN_RETENTION: readonly RetentionFault[] = [
  {
    rule: LATE,
    what: 'keeps a registration without a signal a day longer',
    statements: `update spoor.registration set remove_on = remove_on + 1 where id = $loose`,
  },
  {
    rule: LATE,
    what: 'says that a registration was first processed later than it came in',
    statements: `update spoor.registration set first_processed_on = first_processed_on + 400, remove_on = remove_on + 400
                  where id = $loose`,
  },
  {
    rule: LATE,
    what: 'keeps the source of a signal for ever',
    statements: `update spoor.registration set remove_on = 'infinity'
                  where id = (select registration_id from spoor.signal where id = $open)`,
  },
  {
    rule: LATE,
    what: 'takes the clock from a source',
    statements: `update spoor.registration set remove_on = null
                  where id = (select registration_id from spoor.signal where id = $open)`,
  },
  {
    rule: LATE,
    what: 'keeps words longer than their source',
    statements: `update spoor.event_content set remove_on = remove_on + 1
                  where event_id in (select id from spoor.event where signal_id = $open)`,
  },
  {
    rule: LATE,
    what: 'keeps words of an investigation that ended as long as those before it',
    statements: `update spoor.event_content set remove_on = remove_on + 3650
                  where event_id = (select id from spoor.event where signal_id = $concluded and type = 'closed')`,
  },
  {
    rule: LATE,
    what: 'gives a line that was answered a longer term',
    statements: `update spoor.quarantine_line set remove_on = remove_on + 1 where id = $line`,
  },
  {
    rule: LATE,
    what: 'keeps what was sent a year longer',
    statements: `update spoor.message_content set remove_on = remove_on + 365`,
  },
  {
    rule: LATE,
    what: 'keeps what was removed longer than the law',
    statements: `update spoor.vault set destroy_on = destroy_on + 1`,
  },
  {
    rule: 'content past its term is taken away',
    what: 'confirms no run for fifteen days',
    now: '2041-06-26T09:00:00.000Z',
    statements: 'select 1',
  },
  {
    rule: 'a run is confirmed by people',
    what: 'carries out a destruction that one person confirmed',
    statements: `alter table spoor.retention_run drop constraint if exists run_four_eyes;
                 update spoor.retention_run set seconded_by = confirmed_by where kind = 'destroy'`,
  },
  {
    rule: 'a run is confirmed by people',
    what: 'confirms what they proposed themselves',
    statements: `alter table spoor.retention_run drop constraint if exists run_four_eyes;
                 update spoor.retention_run set proposed_by = confirmed_by::text where kind = 'remove'`,
  },
  {
    rule: 'the proof of a run fits its ids',
    what: 'takes an id out of what a run removed',
    statements: `update spoor.retention_part p set done = p.done[2:] from spoor.retention_run r
                  where r.id = p.run_id and r.kind = 'remove' and p.category = 'words'`,
  },
  {
    rule: 'the proof of a run fits its ids',
    what: 'says that a run was of another day',
    statements: `update spoor.retention_run set day = day - 1`,
  },
  {
    rule: 'words are gone by a run',
    what: 'deletes words beside the runs',
    statements: `delete from spoor.event_content
                  where event_id in (select id from spoor.event where signal_id = $open)`,
  },
  {
    rule: 'words are gone by a run',
    what: 'empties the vault by hand',
    statements: `delete from spoor.vault where record_kind = 'words'`,
  },
  {
    rule: 'what was destroyed is nowhere',
    what: 'puts back words that a run destroyed',
    statements: `insert into spoor.event_content (event_id, organisation, salt, content, regime, remove_on)
                 select p.done[1], 'politie', decode(repeat('00', 16), 'hex'), '{}', 'wpg-8', '2031-06-11'
                   from spoor.retention_part p join spoor.retention_run r on r.id = p.run_id
                  where p.category = 'words' and r.kind = 'destroy' limit 1`,
  },
  {
    rule: 'what was destroyed is nowhere',
    what: 'keeps in the vault what a proof calls destroyed',
    statements: `update spoor.vault set record_id = (
                   select p.done[1] from spoor.retention_part p join spoor.retention_run r on r.id = p.run_id
                    where p.category = 'registration' and r.kind = 'destroy' limit 1)
                  where (record_kind, record_id) = (select record_kind, record_id from spoor.vault
                                                     where record_kind = 'registration' limit 1)`,
  },
  {
    rule: HOLD,
    what: 'confirms their own hold',
    statements: `alter table spoor.legal_hold drop constraint hold_four_eyes;
                 update spoor.legal_hold set confirmed_by = placed_by`,
  },
  {
    rule: HOLD,
    what: 'holds something for ten years',
    statements: `update spoor.legal_hold set until_on = until_on + 3650`,
  },
  {
    rule: HOLD,
    what: 'keeps something by a hold that is not there',
    statements: `update spoor.registration set held_until = '2050-01-01' where id = $loose`,
  },
  {
    rule: 'another article takes two people',
    what: 'consents to their own decision',
    statements: `alter table spoor.retention_move drop constraint move_four_eyes;
                 update spoor.retention_move set consented_by = decided_by where not by_event`,
  },
  {
    rule: 'sealed figures are as they were',
    what: 'makes a month better afterwards',
    statements: `update spoor.sealed_figure set content = content || '[{"phase":"investigation","form":null,"outcome":null,"signals":9}]'`,
  },
  {
    rule: LATE,
    what: 'lets an investigation go on in the books that the ledger does not know',
    statements: `insert into spoor.retention_move (id, organisation, signal_id, regime, from_seq, by_event, decided_at, last_necessity_on)
                 values ('${randomUUID()}', 'politie', $open, 'wpg-9', 1, true, now(), '2036-06-11');
                 update spoor.event_content set remove_on = 'infinity'
                  where event_id in (select id from spoor.event where signal_id = $open)`,
  },
]
