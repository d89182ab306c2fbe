import type { InvariantId } from '../model/invariants.ts'

/** How a rule of the database is taken away: a statement of the owner, or another text in one of its functions. */
type Gone = string | { readonly function: string; readonly find: string; readonly replace: string }

/** What somebody with SQL of their own tries, and the database refuses; see by-hand.ts. */
export type Attempt =
  | { readonly events: readonly (readonly [type: string, by: string, data?: object])[] }
  | {
      readonly signal: {
        readonly state: string
        readonly outcome?: string
        readonly duties: readonly DutyTried[]
      }
    }
  | { readonly rows: 'handled-twice' | 'ledger-rewritten' | 'version-alone' }

type DutyTried = readonly [
  kind: string,
  unit: string,
  more?: { readonly escalates?: number; readonly never?: true },
]

export interface DatabaseMutant {
  readonly gone: Gone
  readonly attempt: Attempt
}

const born = ['signal-proposed', 'spoor'] as const
const setAside = [born, ['set-aside-proposed', 'sanne'], ['set-aside-confirmed', 'jayden']] as const
const look = { look: 'L1', of: 3 }

const people = (find: string): Gone => ({
  function: 'spoor.first_persons(spoor.event)',
  find,
  replace: "when 'nothing' then",
})
const unfitting = (find: string, replace: string): Gone => ({
  function: 'spoor.refuse_unfitting(spoor.event)',
  find,
  replace,
})
const standing = (find: string): Gone => ({
  function: 'spoor.check_signal_duty()',
  find,
  replace: 'if false then',
})

/** One for each invariant that the database holds; of the others `NOT_IN_DATABASE` says why not. */
export const DATABASE_MUTANTS: Readonly<Partial<Record<InvariantId, DatabaseMutant>>> = {
  'INV-01': {
    gone: standing('if elsewhere > 0 then'),
    attempt: { signal: { state: 'weighing', duties: [['weigh', 'elders']] } },
  },
  'INV-02': {
    gone: 'drop trigger signal_has_duty on spoor.signal',
    attempt: { signal: { state: 'weighing', duties: [] } },
  },
  'INV-03': {
    gone: unfitting('and spoor.has_ended(new_event)', 'and false'),
    attempt: { events: [...setAside, ['taken-up', 'sanne']] },
  },
  'INV-04': {
    gone: 'alter table spoor.duty alter column due_at drop not null',
    attempt: { signal: { state: 'weighing', duties: [['weigh', 'avim', { never: true }]] } },
  },
  'INV-05': {
    gone: 'drop index spoor.duty_escalation_one',
    attempt: {
      signal: {
        state: 'weighing',
        duties: [
          ['weigh', 'avim'],
          ['escalation', 'avim', { escalates: 0 }],
          ['escalation', 'avim', { escalates: 0 }],
        ],
      },
    },
  },
  'INV-06': {
    gone: 'drop index spoor.duty_side_one',
    attempt: {
      signal: {
        state: 'weighing',
        duties: [
          ['weigh', 'avim'],
          ['answer-unit', 'a'],
          ['answer-unit', 'b'],
        ],
      },
    },
  },
  'INV-07': {
    gone: 'alter table spoor.signal drop constraint signal_outcome',
    attempt: { signal: { state: 'closed', duties: [] } },
  },
  'INV-08': {
    gone: unfitting("'recall-requested') then", "'recall-requested') and false then"),
    attempt: { events: [born, ['handover-accepted', 'spoor', { handover: 'h1' }]] },
  },
  'INV-10': {
    gone: 'alter table spoor.message_handled drop constraint message_handled_pkey',
    attempt: { rows: 'handled-twice' },
  },
  'INV-11': {
    gone: 'drop index spoor.duty_main_one; drop trigger signal_has_duty on spoor.signal; drop trigger duty_has_signal on spoor.duty',
    attempt: {
      signal: {
        state: 'weighing',
        duties: [
          ['weigh', 'avim'],
          ['weigh', 'elders'],
        ],
      },
    },
  },
  'INV-12': {
    gone: people("when 'set-aside-confirmed', 'set-aside-rejected', 'shelved', 'stop-rejected' then"),
    attempt: { events: [born, ['set-aside-proposed', 'sanne'], ['set-aside-confirmed', 'sanne']] },
  },
  'INV-13': {
    gone: people("when 'routing-reviewed' then"),
    attempt: { events: [born, ['routed', 'sanne'], ['routing-reviewed', 'sanne', { agrees: true }]] },
  },
  'INV-14': {
    gone: people("when 'crossing-accepted' then"),
    attempt: { events: [born, ['crossing-offered', 'sanne'], ['crossing-accepted', 'sanne']] },
  },
  'INV-15': {
    gone: people("when 'second-look-taken' then"),
    attempt: {
      events: [
        ...setAside,
        ['second-look-drawn', 'spoor', look],
        ['second-look-taken', 'jayden', { ...look, verdict: 'agrees', duty: null }],
      ],
    },
  },
  'INV-17': {
    gone: unfitting("any(persons || 'spoor'::text)", 'any(persons)'),
    attempt: { events: [born, ['set-aside-proposed', 'sanne'], ['set-aside-confirmed', 'spoor']] },
  },
  'INV-26': {
    gone: 'drop trigger never_changed on spoor.event',
    attempt: { rows: 'ledger-rewritten' },
  },
  'INV-27': {
    gone: 'alter table spoor.way_of_working_version drop constraint version_four_eyes',
    attempt: { rows: 'version-alone' },
  },
  'INV-28': {
    gone: {
      function: 'spoor.has_ended(spoor.event)',
      find: "jsonb_typeof(e.data -> 'duty') = 'object'",
      replace: 'true',
    },
    attempt: {
      events: [...setAside, ['registration-changed', 'spoor', { duty: null }], ['taken-up', 'sanne']],
    },
  },
}

const RULES_ARE_DATA =
  'what is asked stands in the way of working of the signal, which the database does not read'

/** Why there is no rule in the database: each is held by the decider and by `spoor check`. */
export const NOT_IN_DATABASE: Readonly<Partial<Record<InvariantId, string>>> = {
  'INV-09': 'silence is no event: only the clock tells it',
  'INV-16': 'who offered and who enters the acceptance stand in two events of which one may come by message',
  'INV-18': RULES_ARE_DATA,
  'INV-19': RULES_ARE_DATA,
  'INV-20': RULES_ARE_DATA,
  'INV-21': RULES_ARE_DATA,
  'INV-22': RULES_ARE_DATA,
  'INV-23': RULES_ARE_DATA,
  'INV-24': RULES_ARE_DATA,
  'INV-25': RULES_ARE_DATA,
}
