import { sealDays } from '#actions/seal-days.ts'
import type { AuditMismatch } from '#check/audit-rule.ts'
import { aHouse, type TestHouse } from '../a-house.ts'
import { AuditForger, checkedAudit, checkpointsOf, looks } from '../an-audit-log.ts'
import { Chance } from '../model/chance.ts'

const ROWS = 1_000_000
const AT_ONCE = 20
const SEED = 20260611
const DAY = '2026-06-08'
const of = (seqs: readonly number[]) =>
  `organisation = 'politie' and day = '${DAY}' and seq in (${seqs.join()})`

/** What is done with single rows, and which rule names each, at which row. */
interface Touch {
  readonly what: string
  readonly sql: (seq: number) => string
  readonly rule: AuditMismatch['rule']
  readonly at: (seq: number) => number
}

const TOUCHES: readonly Touch[] = [
  {
    what: 'changed',
    sql: (seq) => `update spoor.audit set actor = gen_random_uuid()::text where ${of([seq])}`,
    rule: 'the hash is that of the row',
    at: (seq) => seq,
  },
  {
    what: 'changed, hash and all',
    sql: (seq) => `
      update spoor.audit set record_id = gen_random_uuid()::text where ${of([seq])};
      update spoor.audit set hash = spoor.audit_hash(organisation, day, seq, id, at, actor, act, what, purpose, task_id,
        record_kind, record_id, recipient, processing_id, emergency, previous) where ${of([seq])}`,
    rule: 'a row is tied to the one before',
    at: (seq) => seq + 1,
  },
  {
    what: 'deleted',
    sql: (seq) => `delete from spoor.audit where ${of([seq])}`,
    rule: 'rows are numbered without gaps',
    at: (seq) => seq + 1,
  },
  {
    what: 'exchanged with the next',
    sql: (seq) => `
      update spoor.audit set seq = ${10 * ROWS} where ${of([seq])}; update spoor.audit set seq = ${seq} where ${of([seq + 1])};
      update spoor.audit set seq = ${seq + 1} where ${of([10 * ROWS])}`,
    rule: 'the hash is that of the row',
    at: (seq) => seq,
  },
]

/**
 * A day of a million rows: single rows are changed, deleted and exchanged here and there, each is found at its place and
 * nothing else is named; one row is put in between with every hash after it made to fit, and found within a thousand.
 */
export async function proveAudit(say: (line: string) => void, rows: number = ROWS) {
  const house = await aHouse(`${DAY}T10:00:00.000Z`)
  try {
    return await prove(house, rows, say)
  } finally {
    await house.close()
  }
}

async function prove(house: TestHouse, rows: number, say: (line: string) => void) {
  const chance = new Chance(SEED)
  const writing = performance.now()
  await looks(house, 'politie', rows)
  const written = performance.now() - writing
  house.itIs('2026-06-09T03:00:00.000Z')
  await sealDays(house, checkpointsOf(house))
  const reading = performance.now()
  let violations = await faultsOf(house, [], say)
  const read = performance.now() - reading
  const forger = await AuditForger.of(house)
  for (const touch of TOUCHES) {
    const seqs = Array.from({ length: AT_ONCE }, (_, part) => placeIn(chance, part, rows))
    await forger.sql(`create table public.touched as select * from spoor.audit where ${of(around(seqs))}`)
    await forger.sql(seqs.map(touch.sql).join(';'))
    const expected = seqs.map((seq) => ({
      rule: touch.rule,
      seq: touch.at(seq),
      within: [seq, seq + 2] as const,
    }))
    violations += await faultsOf(house, expected, say)
    say(`${seqs.length} rows ${touch.what}: ${violations} not found, or found elsewhere`)
    await forger.sql(`
      delete from spoor.audit where ${of(around(seqs))};
      insert into spoor.audit table public.touched; drop table public.touched`)
  }
  violations += await insertOne(house, forger, placeIn(chance, AT_ONCE / 2, rows), say)
  const seconds = (ms: number) => Math.round(ms / 100) / 10
  return {
    rows,
    touched: TOUCHES.length * AT_ONCE + 1,
    writtenInSeconds: seconds(written),
    readInSeconds: seconds(read),
    violations,
  }
}

/** One place in each part of the log: no two near each other, none the last. */
function placeIn(chance: Chance, part: number, rows: number): number {
  const length = Math.floor(rows / (AT_ONCE + 1))
  return part * length + 1 + chance.below(length - 5)
}

function around(seqs: readonly number[]): readonly number[] {
  return seqs.flatMap((seq) => [seq, seq + 1])
}

interface Expected {
  readonly rule: AuditMismatch['rule']
  readonly seq: number
  /** Rows at which a mismatch may be told. */
  readonly within: readonly [number, number]
}

/** Told of a day, for where the row was there is none. */
const OF_A_DAY: readonly AuditMismatch['rule'][] = [
  'a day has as many rows as it says',
  'a line of the Logboek has its row',
]

/** How many faults are not found at their row, or are told of rows that nobody touched. */
async function faultsOf(
  house: TestHouse,
  expected: readonly Expected[],
  say: (line: string) => void,
): Promise<number> {
  const { found } = await checkedAudit(house)
  const missed = expected.filter(
    ({ rule, seq }) => !found.some((one) => one.rule === rule && one.seq === seq),
  )
  const isOf = (seq: number) => expected.some(({ within: [from, to] }) => seq >= from && seq <= to)
  // A mark in the checkpoint may name the row too; of a day as a whole only how many rows it has.
  const strange = found.filter(({ seq, rule }) => {
    if (seq === null) return !OF_A_DAY.includes(rule)
    return rule !== 'a row is what its checkpoint says' && !isOf(seq)
  })
  for (const one of [...missed, ...strange]) say(JSON.stringify(one))
  return missed.length + strange.length
}

async function insertOne(
  house: TestHouse,
  forger: AuditForger,
  after: number,
  say: (line: string) => void,
): Promise<number> {
  await forger.sql(`
    update spoor.audit set seq = seq + ${10 * ROWS} + 1 where day = '${DAY}' and seq > ${after};
    insert into spoor.audit
    select organisation, day, ${10 * ROWS} + 1, gen_random_uuid(), at, actor, act, what, purpose, task_id, record_kind,
           record_id, recipient, processing_id, emergency, previous, hash from spoor.audit where ${of([after])}`)
  await forger.rechain('politie', DAY)
  const { found } = await checkedAudit(house)
  const mark = found.find(({ rule }) => rule === 'a row is what its checkpoint says')?.seq ?? 0
  const isNear = mark > after && mark - after <= 1000
  say(`a row put in after row ${after}, with every hash made to fit: named before row ${mark}`)
  return isNear && found.length === 2 ? 0 : 1
}
