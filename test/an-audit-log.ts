import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Audited } from '#actions/audit.ts'
import type { Checkpoints } from '#actions/checkpoint-file.ts'
import { readCheckpointKey } from '#actions/checkpoint-key.ts'
import type { AuditMismatch } from '#check/audit-rule.ts'
import { checkAudit, type AuditReport } from '#check/audit.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { recordAudit } from '#store/audit.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import type { TestHouse } from './a-house.ts'

const AT_ONCE = 1000

/** Somebody looks at a signal. */
export function aLook(signal: string = randomUUID()): Audited {
  return {
    act: 'consult',
    what: 'leesSignaal',
    purpose: 'triage',
    task: randomUUID(),
    record: { kind: 'signal', id: signal },
    recipient: null,
    processing: randomUUID(),
    emergency: false,
    activity: 'follow-up',
  }
}

/** Checkpoints of a house in its own data folder, with a key of their own. */
export function checkpointsOf(house: TestHouse): Checkpoints {
  return {
    folder: join(house.dataDir, 'checkpoints'),
    key: readCheckpointKey(join(house.dataDir, 'secrets')),
  }
}

/** Writes so many looks of so many colleagues at the moment of the clock. */
export async function looks(house: TestHouse, organisation: OrganisationId, count: number): Promise<void> {
  const actors = [1, 2, 3].map(() => randomUUID())
  const at = house.clock().toISOString()
  for (let left = count; left > 0; left -= AT_ONCE) {
    const entries = Array.from({ length: Math.min(left, AT_ONCE) }, (_, index) => ({
      ...aLook(),
      id: randomUUID(),
      actor: actors[index % actors.length]!,
    }))
    await inTransaction({ db: house.stores[organisation] }, async (tx) => {
      await linesOf(tx, organisation, at, entries)
      await recordAudit(tx, organisation, at, entries)
    })
  }
}

/** In the Logboek Dataverwerkingen: each look is at somebody else. */
async function linesOf(tx: Tx, organisation: OrganisationId, at: string, entries: readonly Audited[]) {
  const ids = entries.map(({ processing }) => processing)
  await sql`
    insert into spoor.processing (organisation, day, trace_id, span_id, processing_id, name, activity, version, subject,
                                  subject_type, status, started_at, ended_at)
    select ${organisation}, (${at}::timestamptz at time zone 'Europe/Amsterdam')::date, uuid_send(id),
           substring(uuid_send(id) from 9), id, 'leesSignaal', 'follow-up', 1, sha256(uuid_send(id)), 'record', 'Ok', ${at},
           ${at}
      from unnest(${ids}::uuid[]) as id`.execute(tx)
}

/** The independent reader goes over the audit log, as of the clock. */
export async function checkedAudit(
  house: TestHouse,
): Promise<{ readonly report: AuditReport; readonly found: readonly AuditMismatch[] }> {
  const found: AuditMismatch[] = []
  const report = await checkAudit(house.database.url('spoor_check'), (mismatch) => found.push(mismatch), {
    checkpoints: checkpointsOf(house).folder,
    publicKeys: readFileSync(join(house.dataDir, 'secrets', 'checkpoint.pub'), 'utf8'),
    now: house.clock().toISOString(),
  })
  return { report, found }
}

const TABLES = ['audit', 'audit_day', 'processing', 'event', 'ledger_head']
const INDEXES = [
  ...['audit_record', 'audit_actor', 'audit_processing', 'audit_of_record'],
  ...['processing_subject', 'processing_id', 'processing_day'],
]

/**
 * Does what only the owner of the database and of the folder of checkpoints can: switches the triggers off and writes the
 * past anew. Puts everything back as it was.
 */
export class AuditForger {
  readonly folder: string
  readonly #house: TestHouse
  readonly #kept: string

  private constructor(house: TestHouse, kept: string) {
    this.#house = house
    this.folder = checkpointsOf(house).folder
    this.#kept = kept
  }

  /** Keeps all as it is now. */
  static async of(house: TestHouse): Promise<AuditForger> {
    const forger = new AuditForger(house, mkdtempSync(join(house.dataDir, 'kept-')))
    cpSync(forger.folder, forger.#kept, { recursive: true })
    // The owner can take a constraint away as well.
    await forger.sql('alter table spoor.audit drop constraint audit_dutch_day')
    // Nothing is looked up here; putting everything back is faster without.
    await forger.sql(`drop index ${INDEXES.map((index) => `spoor.${index}`).join(', ')}`)
    for (const table of TABLES) await forger.sql(`create table public.kept_${table} as table spoor.${table}`)
    return forger
  }

  async undo(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true })
    cpSync(this.#kept, this.folder, { recursive: true })
    const back = TABLES.map(
      (table) => `delete from spoor.${table}; insert into spoor.${table} table public.kept_${table}`,
    )
    await this.sql(back.join(';'))
  }

  /** Any statements, with the triggers off. */
  async sql(statements: string): Promise<void> {
    const { pool } = this.#house.database.as('owner')
    await pool.query(`begin; set local session_replication_role = replica; ${statements}; commit`)
  }

  async day(
    organisation: OrganisationId,
    day: string,
  ): Promise<{ readonly rows: number; readonly head: string }> {
    const { rows } = await this.#house.database
      .as('owner')
      .pool.query<{ rows: number; head: string }>(
        `select rows, encode(head, 'hex') as head from spoor.audit_day where organisation = $1 and day = $2`,
        [organisation, day],
      )
    return rows[0]!
  }

  /** Makes the chain of a day fit again, head included, after its rows were changed: numbered in their present order. */
  async rechain(organisation: OrganisationId, day: string): Promise<void> {
    await this.sql(`
      do $$
      declare
        r record; n integer := 0; link bytea := decode(repeat('00', 32), 'hex'); made bytea;
      begin
        update spoor.audit set seq = seq + 1000000000 where organisation = '${organisation}' and day = '${day}';
        for r in select * from spoor.audit where organisation = '${organisation}' and day = '${day}' order by seq loop
          n := n + 1;
          made := spoor.audit_hash(r.organisation, r.day, n, r.id, r.at, r.actor, r.act, r.what, r.purpose, r.task_id,
            r.record_kind, r.record_id, r.recipient, r.processing_id, r.emergency, link);
          update spoor.audit set seq = n, previous = link, hash = made
            where organisation = r.organisation and day = r.day and seq = r.seq;
          link := made;
        end loop;
        update spoor.audit_day set rows = n, head = link where organisation = '${organisation}' and day = '${day}';
      end $$`)
  }
}
