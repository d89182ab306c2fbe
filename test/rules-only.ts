import { readCatalogueFolder } from '#actions/catalogue.ts'
import { type Catalogue, compileCatalogue } from '#scan/scan.ts'

const OF_THE_RANKER = new Set(['ranker.json', 'sit.json', 'lex.json'])

/** The catalogue in rules-only mode, without what only a ranker can weigh. */
export function readRules(): Catalogue {
  return compileCatalogue(readCatalogueFolder().filter(({ path }) => !OF_THE_RANKER.has(path)))
}
