import { barredInText } from './barred-words.ts'
import { type Catalogue, CatalogueError, compileCatalogue } from './catalogue.ts'
import { type CatalogueFile, readCatalogueFiles } from './catalogue-files.ts'
import { scanRegistration } from './scan.ts'
import { counts } from './status.ts'

/** What there is to say about a catalogue. `catalogue` is absent when it cannot be compiled. */
export interface CatalogueReport {
  readonly catalogue: Catalogue | undefined
  readonly expressions: number
  readonly examples: number
  /** One sentence each, beginning with the file and the indicator. */
  readonly faults: readonly string[]
}

/** Checks a catalogue as far as a machine can: shape, expressions, barred words, and every example by its indicator. */
export function faultsOf(files: readonly CatalogueFile[]): CatalogueReport {
  try {
    return reportOf(compileCatalogue(files), files)
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    return { catalogue: undefined, expressions: 0, examples: 0, faults: [error.message] }
  }
}

function reportOf(catalogue: Catalogue, files: readonly CatalogueFile[]): CatalogueReport {
  const data = readCatalogueFiles(files)
  const faults: string[] = []
  let [expressions, examples] = [0, 0]
  for (const { path, data: group } of data.groups) {
    for (const indicator of group.indicators) {
      expressions += indicator.expressions.length
      examples += indicator.examples.length
      if (indicator.needs === undefined && indicator.expressions.length === 0) {
        faults.push(`${path}: ${indicator.id}: has no expression`)
      }
      for (const example of indicator.examples) {
        for (const { word, kind } of barredInText(data, example)) {
          faults.push(`${path}: ${indicator.id}: "${word}" (${kind}) in the example "${example}"`)
        }
        if (indicator.needs !== 'several-registrations' && !isFound(catalogue, indicator.id, example)) {
          faults.push(`${path}: ${indicator.id}: does not find its example "${example}"`)
        }
      }
    }
  }
  return { catalogue, expressions, examples, faults }
}

function isFound(catalogue: Catalogue, indicator: string, example: string): boolean {
  const { findings } = scanRegistration(catalogue, { id: 'example', title: '', text: example })
  return findings.some((finding) => finding.indicator === indicator && counts(finding.status))
}
