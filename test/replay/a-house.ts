import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dutchCalendar } from '#actions/calendar.ts'
import { readCatalogue, readCatalogueFolder } from '#actions/catalogue.ts'
import type { House } from '#actions/house.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { scanRegistration } from '#scan/scan.ts'
import { openDatabase, type Reader } from '#store/database.ts'
import { colleaguesOf } from '../model/people.ts'
import { twoVersions } from '../model/ways.ts'

/** What all processes of one replay share. */
export interface Setting {
  readonly urls: Readonly<Record<OrganisationId, string>>
  /** The moment of the real clock at which the told time begins, in milliseconds. */
  readonly begun: number
  /** How much faster the told time goes than the real one. */
  readonly speed: number
}

const FIRST_MORNING = Date.parse('2026-06-11T07:00:00.000Z')
const versions = twoVersions()

/** A house on the shared database; every process tells the same time. */
export function aReplayHouse({ urls, begun, speed }: Setting): {
  readonly house: House
  readonly close: () => Promise<void>
} {
  const open = ORGANISATIONS.map(
    (one) => [one, openDatabase(urls[one], { max: 4, applicationName: 'replay' })] as const,
  )
  const stores = Object.fromEntries(open.map(([one, { db }]) => [one, db])) as unknown as House['stores']
  const house: House = {
    stores,
    clock: () => new Date(FIRST_MORNING + (Date.now() - begun) * speed),
    newId: randomUUID,
    catalogue: readCatalogue(),
    catalogueFiles: readCatalogueFolder(),
    scan: scanRegistration,
    ways: { ...readWaysOfWorking(), ...versions.ways },
    law: readLaw(),
    calendar: dutchCalendar(),
    random: Math.random,
    dataDir: mkdtempSync(join(tmpdir(), 'spoor-replay-')),
  }
  return {
    house,
    async close() {
      await Promise.all(open.map(([, database]) => database.close()))
    },
  }
}

/** Everybody who works there. */
export function colleaguesIn(organisation: OrganisationId) {
  return colleaguesOf(organisation, versions.ways.inForce(organisation, '2026-06-11'))
}

/** Colleagues are members before they do anything. */
export async function admitColleagues(stores: Readonly<Record<OrganisationId, Reader>>): Promise<void> {
  for (const organisation of ORGANISATIONS) {
    for (const { id, unit, roles } of colleaguesIn(organisation)) {
      await sql`
        insert into spoor.member (id, organisation, subject, name, unit, roles, seen_at)
        values (${id}, ${organisation}, ${id}, ${id}, ${unit}, ${[...roles]}, now())`.execute(
        stores[organisation],
      )
    }
  }
}

/** Both versions of every way of working as files, for the check reads those itself. */
export function agenciesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-agencies-'))
  for (const way of versions.all) {
    mkdirSync(join(folder, way.organisation), { recursive: true })
    writeFileSync(join(folder, way.organisation, `${way.effectiveFrom}.json`), JSON.stringify(way))
  }
  return folder
}
