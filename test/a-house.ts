import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dutchCalendar } from '#actions/calendar.ts'
import { readCatalogue, readCatalogueFolder } from '#actions/catalogue.ts'
import type { Caller, House } from '#actions/house.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import { checkAudit } from '#check/audit.ts'
import { checkLedger } from '#check/check.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { purposesOf, type TaskPurpose } from '#process/purpose.ts'
import { scanRegistration } from '#scan/scan.ts'
import { testDatabase, type TestDatabase } from '#store/testing.ts'
import { setDatabaseDay } from './database-day.ts'

/** A whole house on a real database of its own, with a clock that the test holds. */
export interface TestHouse extends House {
  readonly database: TestDatabase
  /** Sets the clock. */
  readonly itIs: (instant: string) => void
  /** A colleague who has signed in once. */
  readonly colleague: (
    name: string,
    organisation?: OrganisationId,
    roles?: readonly string[],
    more?: More,
  ) => Promise<Caller>
  /** Sets what is drawn from now on: from 0 up to 1. */
  readonly draws: (number: number) => void
  readonly close: () => Promise<void>
}

/** Of a colleague: another unit than the one that answers proposals, and what they have learned. */
interface More {
  readonly unit?: string
  readonly qualifications?: Caller['member']['qualifications']
}

const ALL_WORK = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead', 'functional-manager']

export async function aHouse(now = '2026-06-11T07:00:00.000Z'): Promise<TestHouse> {
  const database = await testDatabase()
  await setDatabaseDay(database, now.slice(0, 10))
  let time = now
  // Draws nothing, unless a test says otherwise.
  let drawn = 1
  const stores = Object.fromEntries(
    ORGANISATIONS.map((organisation) => [organisation, database.as(`spoor_${organisation}`).db]),
  ) as unknown as House['stores']
  const ways = readWaysOfWorking()
  return {
    database,
    stores,
    clock: () => new Date(time),
    newId: randomUUID,
    catalogue: readCatalogue(),
    catalogueFiles: readCatalogueFolder(),
    scan: scanRegistration,
    ways,
    law: readLaw(),
    random: () => drawn,
    calendar: dutchCalendar(),
    dataDir: mkdtempSync(join(tmpdir(), 'spoor-house-')),
    itIs(instant) {
      time = instant
    },
    draws(number) {
      drawn = number
    },
    async colleague(name, organisation = 'politie', roles = ALL_WORK, more = {}) {
      const id = randomUUID()
      const { unit = ways.inForce(organisation, time.slice(0, 10)).triageUnit, qualifications = [] } = more
      await sql`
        insert into spoor.member (id, organisation, subject, name, unit, roles, seen_at)
        values (${id}, ${organisation}, ${id}, ${name}, ${unit}, ${roles as string[]}, ${time})`.execute(
        stores[organisation],
      )
      for (const { id: qualification, until } of qualifications) {
        await sql`
          insert into spoor.member_qualification (organisation, member, qualification, obtained_on, valid_until,
                                                  entered_by, entered_at)
          values (${organisation}, ${id}, ${qualification}, '2020-01-01', ${until}, ${id}, ${time})`.execute(
          stores[organisation],
        )
      }
      return { organisation, task: taskFor(roles, time), member: { id, name, unit, roles, qualifications } }
    },
    close: () => database.drop(),
  }
}

/** The task of somebody who does all the work that their roles allow, as far as one purpose goes. */
export function taskFor(roles: readonly string[], openedAt: string): Caller['task'] {
  const purposes = purposesOf(roles)
  const purpose = purposes.includes('lead') ? 'lead' : purposes[0]
  return purpose === undefined ? null : { id: randomUUID(), purpose, openedAt }
}

/** The same person, at work for another purpose. */
export function workingFor(caller: Caller, purpose: TaskPurpose): Caller {
  return { ...caller, task: { id: randomUUID(), purpose, openedAt: '2026-06-11T07:00:00.000Z' } }
}

const SEALS = /checkpoint|ledger/

/** The independent reader goes over the whole ledger and the audit log, as of the clock. @throws when it finds a mismatch. */
export async function mustBeClean(house: TestHouse): Promise<void> {
  const faults: unknown[] = []
  const now = house.clock().toISOString()
  const check = house.database.url('spoor_check')
  await checkLedger(check, (mismatch) => faults.push(mismatch), { now })
  // Of the audit log what holds without its seals: few tests seal.
  const unsealed = { checkpoints: join(house.dataDir, 'none'), publicKeys: '' }
  await checkAudit(check, (one) => !SEALS.test(one.rule) && faults.push(one), unsealed)
  if (faults.length > 0) throw new Error(`spoor check: ${JSON.stringify(faults, null, 2)}`)
}

/** Puts registrations where an import would: unread, waiting for the scan. */
export async function receive(
  house: TestHouse,
  organisation: OrganisationId,
  registrations: readonly { readonly sourceId: string; readonly text: string; readonly version?: number }[],
): Promise<void> {
  for (const { sourceId, text, version = 1 } of registrations) {
    const at = house.clock().toISOString()
    await sql`
      insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
                                      registered_at_text, incident, incident_key, title, text, persons, vehicles,
                                      received_at, received_on)
      values (${randomUUID()}, ${organisation}, ${sourceId}, ${version}, ${Buffer.from(text)}, 'mutatie', ${at}, ${at},
              'overlast', ${sourceId.replace(/-\d$/, '')}, 'Melding', ${text}, '[]', '[]', ${at}, ${at.slice(0, 10)})`.execute(
      house.stores[organisation],
    )
  }
}

export const TELLING_TEXT =
  'TP gesproken met medewerker. Paspoort ligt bij de baas en hij moet eerst zijn schuld afbetalen voordat hij weg mag. ' +
  'Weet niet in welke stad hij is en krijgt geen loon, durft niet weg want dan gaat er iets met zijn familie.'
export const ORDINARY_TEXT = 'Aanrijding met blikschade. Geen letsel, schadeformulier ingevuld.'
