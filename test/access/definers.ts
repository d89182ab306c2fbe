import { randomUUID } from 'node:crypto'
import type { TestDatabase } from '#store/testing.ts'

/** A function called with what is of another organisation, and with what nobody has. */
export interface Call {
  readonly statement: string
  readonly foreign: readonly unknown[]
  readonly unknown: readonly unknown[]
}

interface Signature {
  readonly name: string
  readonly types: readonly string[]
  readonly isProcedure: boolean
}

/** For each type of an argument what it is filled with: of another, or of nobody. */
type Filler = readonly (readonly [foreign: unknown, unknown: unknown])[]

const SAME = (...values: readonly unknown[]): Filler => values.map((value) => [value, value])
const PER_FUNCTION_MAX = 120

/** Every function and procedure of Spoor that the login may call, the wall's own and those that run as their owner. */
export async function callsOf(database: TestDatabase, organisation: string): Promise<readonly Call[]> {
  const owner = database.as('owner').pool
  const { rows: signatures } = await owner.query<Signature>(
    `select p.proname as name, p.prokind = 'p' as "isProcedure",
            array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as u (t, n) order by n) as types
       from pg_proc p
      where p.pronamespace = 'spoor'::regnamespace and p.prokind in ('f', 'p')
        and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
        and has_function_privilege($1, p.oid, 'execute')`,
    [`spoor_${organisation}`],
  )
  const { rows: ids } = await owner.query<{ id: string }>(
    `select id::text from spoor.signal where organisation <> $1
      union all (select id::text from spoor.registration where organisation <> $1 limit 3)
      union all (select id::text from spoor.retention_run where organisation <> $1 limit 3)
      union all (select id::text from spoor.member where organisation <> $1 limit 3)
      limit 12`,
    [organisation],
  )
  const other = organisation === 'kmar' ? 'politie' : 'kmar'
  const { rows: sources } = await owner.query<{ id: string }>(
    'select source_id as id from spoor.registration where organisation = $1 limit 1',
    [other],
  )
  const nobody = randomUUID()
  const fillers: Readonly<Record<string, Filler>> = {
    uuid: ids.map(({ id }) => [id, nobody]),
    text: [
      [other, 'nergens'],
      [sources[0]?.id ?? '', 'X-0'],
      [`${other}@2026-01-01`, 'nergens@2026-01-01'],
      ...SAME('signal', 'registration', 'remove', 'destroy', 'wpg-8', 'complaint'),
    ],
    date: SAME('2020-01-01', '2026-06-10', '2030-01-01'),
    'timestamp with time zone': SAME('2026-06-11T07:00:00.000Z'),
    integer: SAME(1, 25),
    bytea: SAME(Buffer.alloc(32)),
    boolean: SAME(true),
    'uuid[]': [[ids.map(({ id }) => id), ids.map(() => randomUUID())]],
    'text[]': SAME([]),
    jsonb: [
      [
        JSON.stringify({ organisation: other, id: ids[0]?.id }),
        JSON.stringify({ organisation: 'nergens', id: nobody }),
      ],
    ],
  }
  return signatures
    .filter(({ name }) => !RECKONED.includes(name))
    .flatMap((signature) => callsTo(signature, fillers))
}

/** They reckon with what they are given and look at no table: other words, another hash. */
const RECKONED = ['audit_hash', 'audit_day_id']

function callsTo({ name, types, isProcedure }: Signature, fillers: Readonly<Record<string, Filler>>): Call[] {
  const places = types.map((type, n) => `$${n + 1}::${type}`).join(', ')
  const statement = isProcedure
    ? `call spoor."${name}"(${places})`
    : `select spoor."${name}"(${places}) as said`
  // A type that nobody named (a row of a table) is tried empty.
  const lists = types.map((type) => fillers[type] ?? SAME(null))
  let rows: (readonly (readonly [unknown, unknown])[])[] = [[]]
  for (const list of lists) rows = rows.flatMap((row) => list.map((pair) => [...row, pair])).slice(0, 20_000)
  const step = Math.max(1, Math.floor(rows.length / PER_FUNCTION_MAX))
  return rows
    .filter((_, n) => n % step === 0)
    .slice(0, PER_FUNCTION_MAX)
    .map((row) => ({
      statement,
      foreign: row.map(([foreign]) => foreign),
      unknown: row.map(([, unknown]) => unknown),
    }))
}
