import type { RetentionFault } from './ledger-faults-retention.ts'

const LOTS = 'a sample is drawn by its lots'
const READER = 'what was drawn has somebody who must read it'

/**
 * What somebody with the owner's powers does about the sample. `$waiting`: one that nobody read yet; `$read`: one that was read;
 * `$other`: a registration that was not drawn.
 */
export const FAULTS_IN_SAMPLES: readonly RetentionFault[] = [
  {
    rule: LOTS,
    what: 'reads another registration than was drawn',
    statements: `update spoor.sample_item set registration_id = $other where sample_id = $waiting and place = 1`,
  },
  {
    rule: LOTS,
    what: 'reads in another order',
    statements: `update spoor.sample_item set place = 106 - place where sample_id = $waiting`,
  },
  {
    rule: LOTS,
    what: 'draws one less',
    statements: `delete from spoor.sample_item where sample_id = $waiting and place = 5`,
  },
  {
    rule: LOTS,
    what: 'asks for less than the way of working says',
    statements: `alter table spoor.sample drop constraint if exists sample_whole;
                 update spoor.sample set size = 4, drawn = 4 where id = $waiting;
                 delete from spoor.sample_item where sample_id = $waiting and place = 5`,
  },
  {
    rule: LOTS,
    what: 'says that it was drawn from fewer',
    statements: `update spoor.sample set population = 6 where id = $waiting`,
  },
  {
    rule: LOTS,
    what: 'lets nobody read twice',
    statements: `update spoor.sample_item set doubled = false where sample_id = $waiting`,
  },
  {
    rule: 'each day that was scanned has its sample',
    what: 'leaves a day out',
    now: '2026-06-16T09:00:00.000Z',
    statements: `delete from spoor.duty where sample = $waiting; delete from spoor.sample_item where sample_id = $waiting;
                 delete from spoor.sample where id = $waiting`,
  },
  {
    rule: READER,
    what: 'takes the duty away',
    statements: `delete from spoor.duty where sample = $waiting`,
  },
  {
    rule: READER,
    what: 'ends a duty of which something was not read',
    statements: `update spoor.duty set done_at = opened_at, done_by = 'x' where sample = $waiting`,
  },
  {
    rule: READER,
    what: 'takes back that something was read, and leaves the duty done',
    statements: `delete from spoor.sample_reading where item_id = (
                   select id from spoor.sample_item where sample_id = $read and place = 2)`,
  },
  {
    rule: READER,
    what: 'gives it a month more',
    statements: `update spoor.duty set due_at = due_at + interval '1 month' where sample = $waiting`,
  },
  {
    rule: 'an overdue duty has climbed',
    what: 'lets nobody hear that it is late',
    now: '2026-06-30T09:00:00.000Z',
    statements: `delete from spoor.duty where sample = $waiting and kind = 'escalation'`,
  },
]
