import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Rule } from '#check/rule.ts'
import type { AForger, ForgedEvent } from './a-forger.ts'

type Stories = Readonly<Record<string, string>>

/** What somebody with the owner's powers does, and how `spoor check` must tell of it. */
export interface FaultBeside {
  readonly what: string
  readonly rule: Rule
  /** The history that is named; null: none. */
  readonly story: string | null
  /** The number of the event that is named, or the type of it; null: none. */
  readonly event: number | string | null
  readonly plant: (forger: AForger, stories: Stories) => Promise<void>
}

function sql(
  rule: Rule,
  story: string | null,
  event: number | string | null,
  what: string,
  statements: string,
): FaultBeside {
  return {
    ...{ rule, story, event, what },
    plant: (forger, stories) =>
      forger.sql(statements.replaceAll(/\$(\w+)/g, (_, name: string) => `'${stories[name]}'`)),
  }
}

export function rewrite(
  rule: Rule,
  [story, event]: readonly [string, string | null],
  what: string,
  rewritten: string,
  change: (events: ForgedEvent[]) => ForgedEvent[],
): FaultBeside {
  return {
    ...{ rule, story, event, what },
    plant: (forger, stories) => forger.rewrite(stories[rewritten]!, change),
  }
}

const DUTIES = 'the open duties are what the events say'
const FACTS = 'the facts beside the state are what the events say'
const REGISTER = 'the register of handovers is what the events say'
const BALANCE = 'received is closed, open and handed over'
export const changed =
  (type: string, change: (event: ForgedEvent) => void) =>
  (events: ForgedEvent[]): ForgedEvent[] => {
    for (const event of events) if (event.type === type) change(event)
    return events
  }

const SOMEBODY = randomUUID()

/** A row of a version of the police, as the file has it but for what was edited. */
function version(people: string, edited: object = {}): string {
  const content = {
    ...(JSON.parse(readFileSync('agencies/politie/2026-01-01.json', 'utf8')) as object),
    ...edited,
  }
  return `insert into spoor.way_of_working_version (organisation, id, effective_from, sha256, content,
    by_installation, proposed_by, proposed_at, approved_by, approved_at)
    select 'politie', 'politie@2026-01-01', '2026-01-01', decode(repeat('00', 32), 'hex'),
           $version$${JSON.stringify(content)}$version$, ${people}`
}

/** Faults beside the history of one signal: in its chain, its projections, the ways of working. */
export const FAULTS_IN_TABLES: readonly FaultBeside[] = [
  sql(
    'events are numbered without gaps',
    'held',
    3,
    'takes an event out of the middle',
    'delete from spoor.event where signal_id = $held and seq = 2',
  ),
  sql(
    'an event is tied to the one before',
    'held',
    3,
    'takes an event out of the middle',
    'delete from spoor.event where signal_id = $held and seq = 2',
  ),
  sql(
    'the hash is that of the event',
    'held',
    2,
    'changes who did it',
    `update spoor.event set by_member = 'x' where signal_id = $held and seq = 2`,
  ),
  sql(
    'the hash is that of the event',
    'held',
    2,
    'changes a moment',
    `update spoor.event set at = at + interval '1 second' where signal_id = $held and seq = 2`,
  ),
  sql(
    'the hash is that of the event',
    'held',
    3,
    'changes a reason',
    `update spoor.event set data = data || '{"reason":"person-needs-time"}' where signal_id = $held and seq = 3`,
  ),
  sql(
    'a signal has events',
    'held',
    null,
    'takes a whole history away',
    'delete from spoor.event where signal_id = $held',
  ),
  sql(
    'the head is the newest event',
    'held',
    null,
    'cuts off the tail',
    'delete from spoor.event where signal_id = $held and seq = 3',
  ),
  sql(
    'the head has the hash of the newest event',
    'held',
    3,
    'moves the head',
    `update spoor.ledger_head set hash = decode(repeat('ab', 32), 'hex') where signal_id = $held`,
  ),
  sql(
    'every signal of the ledger is in the worklists',
    'held',
    null,
    'takes a signal off the worklists',
    'delete from spoor.duty where signal_id = $held; delete from spoor.signal where id = $held',
  ),
  sql(
    'the state is what the events say',
    'noted',
    null,
    'moves a signal on beside the ledger',
    `update spoor.signal set state = 'confirmed' where id = $noted`,
  ),
  sql(
    'the owner is what the events say',
    'noted',
    null,
    'gives it to another unit',
    `update spoor.signal set unit = 'intelligence' where id = $noted`,
  ),
  sql(
    'the outcome is what the events say',
    'agreed',
    null,
    'writes another outcome',
    `update spoor.signal set outcome = 'merged' where id = $agreed`,
  ),
  sql(
    'the version is the number of the newest event',
    'noted',
    null,
    'numbers it anew',
    'update spoor.signal set seq = 7 where id = $noted',
  ),
  sql(
    FACTS,
    'held',
    null,
    'hides that it waits for capacity',
    `update spoor.signal set hold_reason = 'person-needs-time' where id = $held`,
  ),
  sql(
    FACTS,
    'waiting',
    null,
    'names another receiver',
    `update spoor.signal set partner = 'om' where id = $waiting`,
  ),
  sql(
    FACTS,
    'weighed',
    null,
    'makes it less urgent',
    `update spoor.signal set urgency = '{}' where id = $weighed`,
  ),
  sql(
    DUTIES,
    'noted',
    null,
    'puts a deadline off',
    `update spoor.duty set due_at = due_at + interval '1 day' where signal_id = $noted`,
  ),
  sql(
    DUTIES,
    'noted',
    null,
    'ends a duty that was not done',
    `update spoor.duty set done_at = now(), done_by = 'x' where signal_id = $noted`,
  ),
  sql(
    DUTIES,
    'held',
    null,
    'ends a side duty',
    `update spoor.duty set done_at = now(), done_by = 'x' where signal_id = $held and place = 'side'`,
  ),
  sql(
    DUTIES,
    'silent',
    null,
    'gives an escalation to somebody else',
    `update spoor.duty set role = 'analyst' where signal_id = $silent and place = 'escalation'`,
  ),
  sql(
    REGISTER,
    'refused',
    null,
    'writes another reason',
    `update spoor.handover set reason = 'own-signal' where signal_id = $refused`,
  ),
  sql(
    REGISTER,
    'there',
    null,
    'forgets who offered it',
    'delete from spoor.handover where signal_id = $there',
  ),
  sql(
    'each decision not to follow up is in the draw',
    'agreed',
    null,
    'keeps a decision out of the draw',
    'delete from spoor.second_look_draw where signal_id = $agreed',
  ),
  sql(
    'each decision not to follow up is in the draw',
    'agreed',
    null,
    'turns a verdict',
    `update spoor.second_look_draw set verdict = 'follow-up' where signal_id = $agreed`,
  ),
  sql(
    BALANCE,
    null,
    null,
    'moves a signal to another month',
    `update spoor.signal set received_on = '2026-05-30' where id = $noted`,
  ),
  sql(
    BALANCE,
    null,
    null,
    'gives a signal another form',
    `update spoor.signal set forms = '{bedelarij}' where id = $noted`,
  ),
  rewrite(
    BALANCE,
    ['', null],
    'leaves a signal with nobody',
    'noted',
    changed('signal-proposed', ({ data }) => (data.duty = null)),
  ),

  {
    ...{ what: 'edits a version in force', rule: 'a way of working in force is not edited' },
    ...{ story: null, event: null },
    plant: (forger) =>
      forger.sql(version('true, null, now(), null, now()', { shelveDaysMax: { value: 365 } })),
  },
  {
    ...{ what: 'lets a version in alone', rule: 'a way of working enters into force by two people' },
    ...{ story: null, event: null },
    plant: (forger) =>
      forger.sql(`alter table spoor.way_of_working_version drop constraint version_four_eyes;
        ${version(`false, '${SOMEBODY}', now(), '${SOMEBODY}', '2026-01-01'`)}`),
  },
]
