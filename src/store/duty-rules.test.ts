import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, type Tx } from './database.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// Nothing without an owner and a deadline, in the database: rows as somebody with SQL of their own would write them, and
// what the database says when the transaction ends.

let database: TestDatabase
let registration: string
beforeAll(async () => {
  database = await testDatabase()
  registration = randomUUID()
  await sql`
    insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
        registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
    values (${registration}, 'politie', 'x-1', 1, 'h', 'mutatie', now(), 'now', '', 'x-1', '', 'tekst', '[]', '[]',
            now(), now()::date)`.execute(database.as('spoor_politie').db)
})
afterAll(() => database.drop())

interface SignalByHand {
  readonly state: string
  readonly outcome?: string
  readonly origin?: string
  readonly registered?: boolean
  readonly holdReason?: string
  readonly away?: boolean
}

/** [kind, unit, of]: `of` the place in the list of the duty that an escalation is about, from 0. */
type DutyByHand = readonly [kind: string, unit: string, of?: number]

/** Writes a signal of the unit avim with these duties. @returns 'written', or what the database said. */
async function write(signal: SignalByHand, duties: readonly DutyByHand[]): Promise<string> {
  try {
    await inTransaction(database.as('spoor_politie'), (tx) => insert(tx, signal, duties))
    return 'written'
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^23/) })
    return (error as Error).message
  }
}

/** @returns the ids of the duties, in their order. */
async function insert(tx: Tx, signal: SignalByHand, duties: readonly DutyByHand[]): Promise<string[]> {
  const id = randomUUID()
  const {
    state,
    outcome = null,
    origin = 'scan',
    registered = true,
    holdReason = null,
    away = false,
  } = signal
  await sql`
    insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
        received_on, incident_key, registration_id, seq, outcome, hold_reason, handover_id, partner)
    values (${id}, 'politie', ${state}, 'signal', ${origin}, 'avim', '{}', 'w', now(), now()::date, 'k',
            ${registered ? registration : null}, 1, ${outcome}, ${holdReason}, ${away ? randomUUID() : null},
            ${away ? 'kmar' : null})`.execute(tx)
  const ids = duties.map(() => randomUUID())
  for (const [index, [kind, unit, of]] of duties.entries()) {
    const look = kind === 'second-look' ? randomUUID() : null
    await sql`
      insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id, escalates, look)
      values (${ids[index]}, 'politie', ${kind}, ${unit}, now(), now(), ${id}, ${of === undefined ? null : ids[of]},
              ${look})`.execute(tx)
  }
  return ids
}

const open: SignalByHand = { state: 'weighing' }
const closed: SignalByHand = { state: 'closed', outcome: 'no-leads' }
const gone: SignalByHand = { state: 'handed-over', away: true }
const main: DutyByHand = ['weigh', 'avim']
const NOBODY = 'spoor: a signal without an owner and a deadline'
const ENDED = 'spoor: a duty of a signal that has ended'
const IDLE = 'spoor: an escalation of nothing'
const TWICE = /duplicate key/

test.each<readonly [string, SignalByHand, readonly DutyByHand[], string | RegExp]>([
  ['is open with its duty', open, [main], 'written'],
  ['is open without one', open, [], NOBODY],
  ['is open with two', open, [main, ['confirm-stop', 'avim']], TWICE],
  [
    'is open with one of another unit',
    open,
    [['weigh', 'elders']],
    'spoor: a duty of another unit than the accountable one',
  ],
  ['is open with only a duty beside it', open, [['contact-possible-victim', 'avim']], NOBODY],
  ['is open with only a second look', open, [['second-look', 'intelligence']], NOBODY],
  [
    'has duties beside it, also of other units',
    open,
    [main, ['contact-possible-victim', 'avim'], ['answer-unit', 'elders'], ['second-look', 'intelligence']],
    'written',
  ],
  ['has the same duty beside it twice', open, [main, ['answer-unit', 'a'], ['answer-unit', 'b']], TWICE],
  ['is held, and due', { state: 'held', holdReason: 'capacity' }, [['review-hold', 'avim']], 'written'],
  ['is held, and not due', { state: 'held', holdReason: 'capacity' }, [], NOBODY],
  [
    'is being handed over, and due',
    { state: 'handing-over', away: true },
    [['await-acceptance', 'avim']],
    'written',
  ],
  ['is being handed over, and not due', { state: 'handing-over', away: true }, [], NOBODY],
  [
    'is offered to us, and due',
    { state: 'offered', origin: 'handover', registered: false, away: true },
    [['answer-handover', 'avim']],
    'written',
  ],
  [
    'is offered to us, and not due',
    { state: 'offered', origin: 'handover', registered: false, away: true },
    [],
    NOBODY,
  ],
  ['is closed', closed, [], 'written'],
  ['is closed with a duty left', closed, [main], NOBODY],
  ['is closed with a duty left beside it', closed, [['contact-possible-victim', 'avim']], ENDED],
  [
    'is closed and weighed again',
    closed,
    [
      ['second-look', 'intelligence'],
      ['escalation', 'elders', 0],
    ],
    'written',
  ],
  ['is handed over', gone, [], 'written'],
  ['is handed over with a duty left', gone, [main], NOBODY],
  ['is handed over with a duty left beside it', gone, [['review-routing', 'avim']], ENDED],
  ['is handed over and weighed again', gone, [['second-look', 'intelligence']], 'written'],
  [
    'has an escalation of each duty',
    open,
    [main, ['answer-unit', 'elders'], ['escalation', 'x', 0], ['escalation', 'x', 1]],
    'written',
  ],
  ['has two escalations of one duty', open, [main, ['escalation', 'x', 0], ['escalation', 'x', 0]], TWICE],
  ['has an escalation of nothing', open, [main, ['escalation', 'x']], /duty_escalation/],
  ['has a duty that claims to be an escalation', open, [main, ['answer-unit', 'x', 0]], /duty_escalation/],
  ['has an escalation of an escalation', open, [main, ['escalation', 'x', 0], ['escalation', 'x', 1]], IDLE],
])('a signal that %s', async (_what, signal, duties, answer) => {
  const said = await write(signal, duties)
  if (typeof answer === 'string') expect(said).toBe(answer)
  else expect(said).toMatch(answer)
})

describe('an escalation', () => {
  test('ends with its duty, in the same transaction', async () => {
    const ending = inTransaction(database.as('spoor_politie'), async (tx) => {
      const [, beside] = await insert(tx, open, [main, ['answer-unit', 'x'], ['escalation', 'x', 1]])
      await sql`update spoor.duty set done_at = now(), done_by = 'x' where id = ${beside}`.execute(tx)
    })
    await expect(ending).rejects.toThrow(IDLE)
  })

  test('is not of another signal’s duty', async () => {
    const crossing = inTransaction(database.as('spoor_politie'), async (tx) => {
      const [, escalation] = await insert(tx, open, [main, ['escalation', 'x', 0]])
      const [other] = await insert(tx, open, [main])
      await sql`update spoor.duty set escalates = ${other} where id = ${escalation}`.execute(tx)
    })
    await expect(crossing).rejects.toThrow(IDLE)
  })
})

const offer = { state: 'offered', origin: 'handover', registered: false, away: true }
test.each<readonly [string, SignalByHand, readonly DutyByHand[], RegExp]>([
  [
    'has no registration, though it is our own',
    { state: 'weighing', registered: false },
    [main],
    /signal_registered/,
  ],
  [
    'has no registration, though it was accepted',
    { ...offer, state: 'confirmed' },
    [['start-enrichment', 'avim']],
    /signal_registered/,
  ],
  [
    'has a registration before it is accepted',
    { ...offer, registered: true },
    [['answer-handover', 'avim']],
    /signal_registered/,
  ],
  [
    'was refused with a registration',
    { ...offer, state: 'closed', outcome: 'offer-refused', registered: true },
    [],
    /signal_registered/,
  ],
  [
    'was closed without a registration',
    { ...offer, state: 'closed', outcome: 'no-leads' },
    [],
    /signal_registered/,
  ],
  [
    'comes from another organisation, but by no handover',
    { ...offer, away: false },
    [['answer-handover', 'avim']],
    /signal_handover/,
  ],
  ['is away, but with nobody', { state: 'handing-over' }, [['await-acceptance', 'avim']], /signal_handover/],
  ['is held without a reason', { state: 'held' }, [['review-hold', 'avim']], /signal_held/],
  ['waits for a reason, but goes on', { state: 'weighing', holdReason: 'capacity' }, [main], /signal_held/],
  ['is handed over with an outcome', { ...gone, outcome: 'no-leads' }, [], /signal_outcome/],
  ['is in a state that does not exist', { state: 'lost' }, [main], /signal_state_check/],
])('a signal cannot be saved that %s', async (_what, signal, duties, constraint) => {
  expect(await write(signal, duties)).toMatch(constraint)
})

test('an offer that did not become ours has no registration', async () => {
  for (const outcome of ['offer-refused', 'offer-recalled']) {
    expect(await write({ ...offer, state: 'closed', outcome }, [])).toBe('written')
  }
})
