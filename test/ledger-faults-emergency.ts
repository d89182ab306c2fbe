import type { RetentionFault } from './ledger-faults-retention.ts'

const DUTIES = 'emergency access has its alarm and its review'
const TERM = 'emergency access ends in time'
const ANOTHER = 'emergency access is judged by another'

/**
 * What somebody with the owner's powers does about emergency access. `$waiting`: a use that nobody answered yet; `$answered`:
 * one that was answered and reviewed.
 */
export const FAULTS_IN_EMERGENCY: readonly RetentionFault[] = [
  {
    rule: DUTIES,
    what: 'takes an alarm away',
    statements: `delete from spoor.duty where glass = $waiting and kind = 'answer-glass'`,
  },
  {
    rule: DUTIES,
    what: 'takes a review away',
    statements: `delete from spoor.duty where glass = $waiting and kind = 'review-glass'`,
  },
  {
    rule: DUTIES,
    what: 'ends a review that nobody did',
    statements: `update spoor.duty set done_at = opened_at, done_by = 'x' where glass = $waiting and kind = 'review-glass'`,
  },
  {
    rule: DUTIES,
    what: 'takes a verdict back, and leaves its duty done',
    statements: `update spoor.glass set verdict = null, reviewed_by = null, reviewed_at = null where id = $answered`,
  },
  {
    rule: DUTIES,
    what: 'gives a review a week more',
    statements: `update spoor.duty set due_at = due_at + interval '7 days' where glass = $waiting and kind = 'review-glass'`,
  },
  {
    rule: DUTIES,
    what: 'lets somebody else hear the alarm',
    statements: `update spoor.duty set role = 'officer' where glass = $waiting and kind = 'answer-glass'`,
  },
  {
    rule: DUTIES,
    what: 'opens a signal without a use of emergency access',
    statements: `delete from spoor.duty where glass = $waiting; delete from spoor.glass where id = $waiting`,
  },
  {
    rule: TERM,
    what: 'lets it stand open for a day',
    statements: `update spoor.signal_access set until = until + interval '1 day'
                  where id = (select access_id from spoor.glass where id = $waiting)`,
  },
  {
    rule: TERM,
    what: 'lets it stand open to somebody else',
    statements: `alter table spoor.signal_access drop constraint if exists signal_access_own;
                 update spoor.signal_access set member = gen_random_uuid()
                  where id = (select access_id from spoor.glass where id = $waiting)`,
  },
  {
    rule: TERM,
    what: 'takes what was opened out of sight',
    statements: `delete from spoor.signal_access where id = (select access_id from spoor.glass where id = $waiting)`,
  },
  {
    rule: ANOTHER,
    what: 'reviews what they did themselves',
    statements: `alter table spoor.glass drop constraint if exists glass_another;
                 update spoor.glass set reviewed_by = used_by where id = $answered`,
  },
  {
    rule: ANOTHER,
    what: 'answers the alarm that they gave themselves',
    statements: `alter table spoor.glass drop constraint if exists glass_another;
                 update spoor.glass set answered_by = used_by where id = $answered`,
  },
  {
    rule: 'an overdue duty has climbed',
    what: 'lets nobody hear that a review is late',
    now: '2026-06-30T09:00:00.000Z',
    statements: 'select 1',
  },
]
