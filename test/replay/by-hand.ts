import type { Mismatch } from '#check/mismatch.ts'
import type { TestDatabase } from '#store/testing.ts'
import { AForger } from '../a-forger.ts'
import type { Replayed } from './replay.ts'

/** What somebody with the owner's powers does to one row, and which rows it can be done to. */
interface Tampering {
  readonly what: string
  /** Selects `signal` and `event` of the rows. */
  readonly rows: string
  /** With `$signal` and `$event` in it. */
  readonly statement: string
  /** Whether the event is named, and not only its signal. */
  readonly namesEvent: boolean
}

const EVENT = 'select signal_id as signal, seq as event from spoor.event'
const SIGNAL = 'select id as signal, null::integer as event from spoor.signal'
const BESIDE = 'null::integer as event'

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'an event by somebody else',
    rows: EVENT,
    statement: `update spoor.event set by_member = 'somebody-else' where signal_id = '$signal' and seq = $event`,
    namesEvent: true,
  },
  {
    what: 'an event at another moment',
    rows: EVENT,
    statement: `update spoor.event set at = at + interval '1 hour' where signal_id = '$signal' and seq = $event`,
    namesEvent: true,
  },
  {
    what: 'an event with other data',
    rows: EVENT,
    statement: `update spoor.event set data = data || '{"more":1}' where signal_id = '$signal' and seq = $event`,
    namesEvent: true,
  },
  {
    what: 'an event deleted',
    rows: EVENT,
    statement: `delete from spoor.event where signal_id = '$signal' and seq = $event`,
    namesEvent: false,
  },
  {
    what: 'a head deleted',
    rows: `select signal_id as signal, ${BESIDE} from spoor.ledger_head`,
    statement: `delete from spoor.ledger_head where signal_id = '$signal'`,
    namesEvent: false,
  },
  {
    what: 'a signal with another unit',
    rows: SIGNAL,
    statement: `update spoor.signal set unit = 'elsewhere' where id = '$signal'`,
    namesEvent: false,
  },
  {
    what: 'a signal taken off the worklists',
    rows: SIGNAL,
    statement: `delete from spoor.signal where id = '$signal'`,
    namesEvent: false,
  },
  {
    what: 'a duty put off',
    rows: `select distinct signal_id as signal, ${BESIDE} from spoor.duty where done_at is null and signal_id is not null`,
    statement: `update spoor.duty set due_at = due_at + interval '1 day' where signal_id = '$signal' and done_at is null`,
    namesEvent: false,
  },
  {
    what: 'a duty deleted',
    rows: `select distinct signal_id as signal, ${BESIDE} from spoor.duty where done_at is null and signal_id is not null`,
    statement: `delete from spoor.duty where signal_id = '$signal' and done_at is null`,
    namesEvent: false,
  },
  {
    what: 'a handover deleted',
    rows: `select distinct signal_id as signal, ${BESIDE} from spoor.handover`,
    statement: `delete from spoor.handover where signal_id = '$signal'`,
    namesEvent: false,
  },
  {
    what: 'a decision kept out of the draw',
    rows: `select distinct signal_id as signal, ${BESIDE} from spoor.second_look_draw`,
    statement: `delete from spoor.second_look_draw where signal_id = '$signal'`,
    namesEvent: false,
  },
]

/** Changes or deletes a row at a time, puts it back. @returns the rows that the check did not name. */
export async function tamper(
  database: TestDatabase,
  { check }: Pick<Replayed, 'check'>,
  rowsOfEach: number,
): Promise<{ readonly tampered: number; readonly unnamed: readonly string[] }> {
  const forger = await AForger.of(database)
  const unnamed: string[] = []
  let tampered = 0
  for (const { what, rows, statement, namesEvent } of TAMPERINGS) {
    const { rows: some } = await database
      .as('owner')
      .pool.query<{ signal: string; event: number | null }>(
        `select * from (${rows}) as one order by random() limit ${rowsOfEach}`,
      )
    // One of each at least, or nothing is shown of it.
    if (some.length === 0) unnamed.push(`${what}: there is no such row`)
    for (const { signal, event } of some) {
      await forger.sql(statement.replaceAll('$signal', signal).replaceAll('$event', String(event)))
      tampered++
      const names = (one: Mismatch) => one.signal === signal && (!namesEvent || one.event === event)
      if (!(await check()).some(names)) unnamed.push(`${what}: ${signal} ${event ?? ''}`)
      await forger.undo()
    }
  }
  return { tampered, unnamed }
}
