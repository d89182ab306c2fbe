import { dutchCalendar } from './calendar.ts'
import { scanRegistration } from '#scan/scan.ts'
import { readCatalogue } from './catalogue.ts'
import type { House } from './house.ts'
import { readLaw } from './law.ts'
import { readWaysOfWorking } from './ways-of-working.ts'

/** What a house cannot read from its own files. */
export type Outside = Pick<House, 'stores' | 'dataDir' | 'clock' | 'newId' | 'random'>

/**
 * A house with the catalogue, the ways of working and the calendar that come with this version of Spoor.
 * @throws when one of those files cannot be used.
 */
export function buildHouse(outside: Outside): House {
  return {
    ...outside,
    catalogue: readCatalogue(),
    scan: scanRegistration,
    ways: readWaysOfWorking(),
    law: readLaw(),
    calendar: dutchCalendar(),
  }
}
