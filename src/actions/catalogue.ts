import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Catalogue, type CatalogueFile, compileCatalogue } from '#scan/scan.ts'

/** The catalogue that comes with this version of Spoor. */
export const CATALOGUE_FOLDER = join(import.meta.dirname, '..', '..', 'indicators')

/** The JSON files of a catalogue folder. Throws when there is no such folder. */
export function readCatalogueFolder(folder: string = CATALOGUE_FOLDER): readonly CatalogueFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}

/** Reads and compiles a catalogue. Throws CatalogueError, or an error of the file system. */
export function readCatalogue(folder: string = CATALOGUE_FOLDER): Catalogue {
  return compileCatalogue(readCatalogueFolder(folder))
}
