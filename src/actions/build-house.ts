import { dutchCalendar } from './calendar.ts'
import { compileCatalogue, scanRegistration } from '#scan/scan.ts'
import { readCatalogueFolder } from './catalogue.ts'
import { enactedWays } from './enacted-ways.ts'
import type { House } from './house.ts'
import { readLaw } from './law.ts'

/** What a house cannot read from its own files. */
export type Outside = Pick<House, 'stores' | 'dataDir' | 'secretsDir' | 'clock' | 'newId' | 'random'>

/**
 * A house with the catalogue, the law and the calendar that come with this version of Spoor. Which ways of working are in
 * force stands in its database: `ways.refresh()` comes before the first use.
 * @throws when one of those files cannot be used.
 */
export function buildHouse(outside: Outside): House {
  const law = readLaw()
  const catalogueFiles = readCatalogueFolder()
  return {
    ...outside,
    catalogue: compileCatalogue(catalogueFiles),
    catalogueFiles,
    scan: scanRegistration,
    ways: enactedWays({ ...outside, law }),
    law,
    calendar: dutchCalendar(),
  }
}
