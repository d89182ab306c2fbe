import { generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditRule } from '#check/audit-rule.ts'
import { canonicalJson } from '#core/canonical.ts'
import type { AuditForger } from './an-audit-log.ts'

// What somebody with the powers of the owner, of the database and of the folder of checkpoints, can do to an audit log of
// the police: 8 and 9 June with many rows, 10 June with none, 11 June with a few; one signal, with an event on 8 and on 9
// June. All sealed, but for 12 June.

/** What is done, and the mismatch that must name it. */
export interface AuditFault {
  readonly what: string
  readonly plant: (forger: AuditForger) => Promise<void>
  readonly rule: AuditRule
  readonly day: string
  /** Number of the row; null: the day as a whole. */
  readonly seq: number | null
  /** Number of the event of the signal, where the fault is in the ledger. */
  readonly event?: number
}

const FIRST = '2026-06-08'
const SECOND = '2026-06-09'
const EMPTY = '2026-06-10'
const FEW = '2026-06-11'
const TODAY = '2026-06-12'
const at = (day: string, seq: number) => `organisation = 'politie' and day = '${day}' and seq = ${seq}`
const of = (day: string) => `organisation = 'politie' and day = '${day}'`
const lineOf = (day: string, seq: number) =>
  `processing_id = (select processing_id from spoor.audit where ${at(day, seq)})`
const copyOf = (day: string, seq: number, to: string) => `
  insert into spoor.audit
  select organisation, day, ${to}, gen_random_uuid(), at, actor, act, what, purpose, task_id, record_kind, record_id, recipient,
         processing_id, emergency, previous, hash from spoor.audit where ${at(day, seq)}`
const shift = (day: string, from: number) => `
  update spoor.audit set seq = seq + 10000001 where ${of(day)} and seq > ${from};
  update spoor.audit set seq = seq - 10000000 where ${of(day)} and seq > 10000000`

const path = ({ folder }: AuditForger, name: string) => join(folder, 'politie', name)

/** Changes the checkpoint of a day, signs it with a key of one's own, and lets the database know it as it is now. */
async function forge(forger: AuditForger, day: string, changes: object): Promise<void> {
  const file = path(forger, `${day}.json`)
  const { checkpoint, key } = JSON.parse(readFileSync(file, 'utf8')) as { checkpoint: object; key: string }
  const text = canonicalJson({ ...checkpoint, ...changes })
  const signature = sign(null, Buffer.from(text), generateKeyPairSync('ed25519').privateKey).toString(
    'base64',
  )
  writeFileSync(file, `{"checkpoint":${text},"key":"${key}","signature":"${signature}"}`)
  await forger.sql(`update spoor.audit_day set checkpoint = sha256('${text}') where ${of(day)}`)
}

export const AUDIT_FAULTS: readonly AuditFault[] = [
  {
    what: 'puts another in the place of who looked',
    plant: (forger) =>
      forger.sql(`update spoor.audit set actor = gen_random_uuid()::text where ${at(FIRST, 700)}`),
    ...{ rule: 'the hash is that of the row', day: FIRST, seq: 700 },
  },
  {
    what: 'changes a purpose, and the hash with it',
    plant: (forger) =>
      forger.sql(`
        update spoor.audit set purpose = 'research' where ${at(FIRST, 700)};
        update spoor.audit set hash = spoor.audit_hash(organisation, day, seq, id, at, actor, act, what, purpose, task_id,
          record_kind, record_id, recipient, processing_id, emergency, previous) where ${at(FIRST, 700)}`),
    ...{ rule: 'a row is tied to the one before', day: FIRST, seq: 701 },
  },
  {
    what: 'deletes a row',
    plant: (forger) => forger.sql(`delete from spoor.audit where ${at(FIRST, 700)}`),
    ...{ rule: 'rows are numbered without gaps', day: FIRST, seq: 701 },
  },
  {
    what: 'deletes a row and closes the gap',
    plant: (forger) =>
      forger.sql(`
        delete from spoor.audit where ${at(FIRST, 700)};
        update spoor.audit set seq = seq + 9999999 where ${of(FIRST)} and seq > 700;
        update spoor.audit set seq = seq - 10000000 where ${of(FIRST)} and seq > 10000000`),
    ...{ rule: 'the hash is that of the row', day: FIRST, seq: 700 },
  },
  {
    what: 'lets two rows change places',
    plant: (forger) =>
      forger.sql(`
        update spoor.audit set seq = 20000000 where ${at(FIRST, 700)}; update spoor.audit set seq = 700 where ${at(FIRST, 701)};
        update spoor.audit set seq = 701 where ${at(FIRST, 20000000)}`),
    ...{ rule: 'the hash is that of the row', day: FIRST, seq: 700 },
  },
  {
    what: 'puts a row in between',
    plant: (forger) => forger.sql(`${shift(FIRST, 700)}; ${copyOf(FIRST, 700, '701')}`),
    ...{ rule: 'the hash is that of the row', day: FIRST, seq: 701 },
  },
  {
    what: 'moves a row to the next day',
    plant: (forger) =>
      forger.sql(`update spoor.audit set at = at + interval '1 day' where ${at(FIRST, 700)}`),
    ...{ rule: 'a row lies in the day of its moment', day: FIRST, seq: 700 },
  },
  {
    what: 'cuts off the last rows',
    plant: (forger) => forger.sql(`delete from spoor.audit where ${of(FIRST)} and seq > 700`),
    ...{ rule: 'a day has as many rows as it says', day: FIRST, seq: null },
  },
  {
    what: 'cuts off the last rows, of a day that is not sealed',
    plant: (forger) => forger.sql(`delete from spoor.audit where ${of(TODAY)} and seq > 2`),
    ...{ rule: 'a day has as many rows as it says', day: TODAY, seq: null },
  },
  {
    what: 'cuts off the last rows, and moves the head',
    plant: async (forger) => {
      await forger.sql(`delete from spoor.audit where ${of(FIRST)} and seq > 700`)
      await forger.rechain('politie', FIRST)
    },
    ...{ rule: 'a day is what its checkpoint says', day: FIRST, seq: null },
  },
  {
    what: 'writes a whole day anew, with hashes that fit',
    plant: async (forger) => {
      await forger.sql(`update spoor.audit set actor = 'spoor' where ${of(SECOND)}`)
      await forger.rechain('politie', SECOND)
    },
    ...{ rule: 'a row is what its checkpoint says', day: SECOND, seq: 1000 },
  },
  {
    what: 'puts one row in between, and makes every hash after it fit',
    plant: async (forger) => {
      await forger.sql(`${shift(FIRST, 1700)}; ${copyOf(FIRST, 1700, '1701')}`)
      await forger.rechain('politie', FIRST)
    },
    ...{ rule: 'a row is what its checkpoint says', day: FIRST, seq: 2000 },
  },
  {
    what: 'adds a row to a sealed day, with a hash that fits',
    plant: async (forger) => {
      await forger.sql(copyOf(FEW, 1, '100'))
      await forger.rechain('politie', FEW)
    },
    ...{ rule: 'a day is what its checkpoint says', day: FEW, seq: null },
  },
  {
    what: 'changes the head alone',
    plant: (forger) => forger.sql(`update spoor.audit_day set head = sha256('x') where ${of(TODAY)}`),
    ...{ rule: 'the head of a day is its last row', day: TODAY, seq: null },
  },
  {
    what: 'forgets a day of which the rows are there',
    plant: (forger) => forger.sql(`delete from spoor.audit_day where ${of(TODAY)}`),
    ...{ rule: 'the day of a row is there', day: TODAY, seq: null },
  },
  {
    what: 'takes a day in the middle away',
    plant: (forger) => forger.sql(`delete from spoor.audit_day where ${of(EMPTY)}`),
    ...{ rule: 'no day is missing', day: EMPTY, seq: null },
  },
  {
    what: 'takes the last sealed day away, its checkpoint too',
    plant: async (forger) => {
      rmSync(path(forger, `${FEW}.json`))
      await forger.sql(
        `delete from spoor.audit where ${of(FEW)}; delete from spoor.audit_day where ${of(FEW)}`,
      )
    },
    ...{ rule: 'a past day is sealed', day: FEW, seq: null },
  },
  {
    what: 'takes the first day away, its checkpoint too',
    plant: async (forger) => {
      rmSync(path(forger, `${FIRST}.json`))
      await forger.sql(
        `delete from spoor.audit where ${of(FIRST)}; delete from spoor.audit_day where ${of(FIRST)}`,
      )
    },
    ...{ rule: 'a checkpoint is tied to the one before', day: SECOND, seq: null },
  },
  {
    what: 'takes everything out of the database',
    plant: (forger) =>
      forger.sql(`delete from spoor.audit where organisation = 'politie';
        delete from spoor.audit_day where organisation = 'politie'`),
    ...{ rule: 'a checkpoint is of a sealed day', day: FIRST, seq: null },
  },
  {
    what: 'lets a day lapse too early',
    plant: (forger) =>
      forger.sql(`
        delete from spoor.audit where ${of(FIRST)};
        update spoor.audit_day set lapsed_at = '2026-06-12T01:00:00Z', lapsed_in = gen_random_uuid() where ${of(FIRST)}`),
    ...{ rule: 'a day lapses after its term', day: FIRST, seq: null },
  },
  {
    what: 'lets a day lapse at a moment that has not come',
    plant: (forger) =>
      forger.sql(`
        delete from spoor.audit where ${of(FIRST)};
        update spoor.audit_day set lapsed_at = '2032-01-01', lapsed_in = gen_random_uuid() where ${of(FIRST)}`),
    ...{ rule: 'a day lapses after its term', day: FIRST, seq: null },
  },
  {
    what: 'lets a part of a day lapse',
    plant: (forger) =>
      forger.sql(`
        delete from spoor.audit where ${of(FIRST)} and seq > 5;
        update spoor.audit_day set lapsed_at = '2026-06-12T01:00:00Z', lapsed_in = gen_random_uuid() where ${of(FIRST)}`),
    ...{ rule: 'a day lapses whole', day: FIRST, seq: null },
  },
  {
    what: 'calls what was done something else',
    plant: (forger) => forger.sql(`update spoor.audit set what = 'kijkRond' where ${at(FIRST, 700)}`),
    ...{ rule: 'the operation of a row is known', day: FIRST, seq: 700 },
  },
  {
    what: 'takes a line out of the Logboek',
    plant: (forger) => forger.sql(`delete from spoor.processing where ${lineOf(FIRST, 700)}`),
    ...{ rule: 'a processing of persons has its lines in the Logboek', day: FIRST, seq: 700 },
  },
  {
    what: 'moves a line to another activity',
    plant: (forger) =>
      forger.sql(`update spoor.processing set activity = 'account-for' where ${lineOf(FIRST, 700)}`),
    ...{ rule: 'a processing of persons has its lines in the Logboek', day: FIRST, seq: 700 },
  },
  {
    what: 'takes out of a line whom it was about',
    plant: (forger) =>
      forger.sql(
        `update spoor.processing set subject = null, subject_type = null where ${lineOf(FIRST, 700)}`,
      ),
    ...{ rule: 'a processing of persons has its lines in the Logboek', day: FIRST, seq: 700 },
  },
  {
    what: 'writes a line of what nobody did',
    plant: (forger) =>
      forger.sql(`
        insert into spoor.processing (organisation, day, trace_id, span_id, processing_id, name, activity, version, status,
                                      started_at, ended_at)
        select organisation, day, trace_id, decode(repeat('ab', 8), 'hex'), gen_random_uuid(), name, activity, version,
               status, started_at, ended_at from spoor.processing where ${lineOf(FIRST, 700)}`),
    ...{ rule: 'a line of the Logboek has its row', day: FIRST, seq: null },
  },
  {
    what: 'takes a row away, and not its line',
    plant: (forger) => forger.sql(`delete from spoor.audit where ${at(FIRST, 700)}`),
    ...{ rule: 'a line of the Logboek has its row', day: FIRST, seq: null },
  },
  {
    what: 'deletes a checkpoint',
    plant: async (forger) => rmSync(path(forger, `${SECOND}.json`)),
    ...{ rule: 'a sealed day has its checkpoint', day: SECOND, seq: null },
  },
  {
    what: 'cuts a checkpoint short',
    plant: async (forger) => writeFileSync(path(forger, `${SECOND}.json`), '{"checkpoint":{"v":1,"organi'),
    ...{ rule: 'a checkpoint can be read', day: SECOND, seq: null },
  },
  {
    what: 'writes a day anew, and a checkpoint for it with a key of their own',
    plant: async (forger) => {
      await forger.sql(`delete from spoor.audit where ${of(FEW)} and seq > 2`)
      await forger.rechain('politie', FEW)
      const { head } = await forger.day('politie', FEW)
      await forge(forger, FEW, { rows: 2, head })
    },
    ...{ rule: 'a checkpoint has our signature', day: FEW, seq: null },
  },
  {
    what: 'puts another hash of a checkpoint in the database',
    plant: (forger) => forger.sql(`update spoor.audit_day set checkpoint = sha256('x') where ${of(SECOND)}`),
    ...{ rule: 'a checkpoint is the one that was kept', day: SECOND, seq: null },
  },
  {
    what: 'takes signals off the list of a day',
    plant: async (forger) => writeFileSync(path(forger, `${SECOND}.heads.ndjson`), ''),
    ...{ rule: 'the list of ledger heads is that of its checkpoint', day: SECOND, seq: null },
  },
  {
    what: 'deletes the list of a day',
    plant: async (forger) => rmSync(path(forger, `${SECOND}.heads.ndjson`)),
    ...{ rule: 'the list of ledger heads is that of its checkpoint', day: SECOND, seq: null },
  },
  {
    what: 'cuts off the last event of a signal, and moves its head',
    plant: (forger) =>
      forger.sql(`
        delete from spoor.event where seq = 2;
        update spoor.ledger_head h set seq = e.seq, hash = e.hash from spoor.event e where e.signal_id = h.signal_id`),
    ...{ rule: 'the ledger still holds what was sealed', day: SECOND, seq: null, event: 2 },
  },
  {
    what: 'takes a whole signal out of the ledger',
    plant: (forger) => forger.sql('delete from spoor.event; delete from spoor.ledger_head'),
    ...{ rule: 'the ledger still holds what was sealed', day: FIRST, seq: null, event: 1 },
  },
]
