import { RETENTION_REGIMES, RETENTION_TERMS } from '#process/retention.ts'
import type { Fault } from './fault.ts'
import type { JsonFile } from './json-file.ts'
import { placesAt, textsAt, type Place, type Says } from './places.ts'

/** What the rules of the house ask of the law on retention, beyond its shape: no record is without a clock. */
export function retentionFaults(json: JsonFile): readonly Fault[] {
  const says: Says = (path, en, nl) => ({ file: json.file, line: json.lineOf(path), says: { en, nl } })
  return placesAt(json.value, 'versions.*')
    .filter(({ value }) => placesAt(value, 'clocks').length > 0)
    .flatMap((version) => [
      ...eachOnce(version, 'clocks', RETENTION_REGIMES, says),
      ...eachOnce(version, 'terms', RETENTION_TERMS, says),
      ...lastLineFitsAll(version, says),
      ...auditLastsLongEnough(version, says),
    ])
}

function eachOnce(
  { path, value }: Place,
  list: 'clocks' | 'terms',
  expected: readonly string[],
  says: Says,
): readonly Fault[] {
  const ids = textsAt(value, `${list}.*.id`)
  return expected
    .filter((id) => ids.filter((one) => one === id).length !== 1)
    .map((id) =>
      says(
        [...path, list],
        `"${id}" must stand in "${list}" once`,
        `"${id}" moet één keer in "${list}" staan`,
      ),
    )
}

/** The last line is that of every record that no line before it fits. */
function lastLineFitsAll({ path, value }: Place, says: Says): readonly Fault[] {
  const last = placesAt(value, 'regimes.*').at(-1)
  if (!last) return []
  const narrow = ['organisation', 'kind', 'arm'].filter((field) =>
    placesAt(last.value, field).some((one) => one.value !== null),
  )
  return narrow.map((field) =>
    says(
      [...path, ...last.path, field],
      `the last line of "regimes" must fit every record: "${field}" must be null`,
      `de laatste regel van "regimes" moet op elk gegeven passen: "${field}" moet null zijn`,
    ),
  )
}

/** The database lets no day of the audit log lapse within five years. */
function auditLastsLongEnough({ path, value }: Place, says: Says): readonly Fault[] {
  return placesAt(value, 'terms.*')
    .filter(({ value: term }) => textsAt(term, 'id')[0] === 'audit')
    .flatMap((term) => placesAt(term.value, 'term').map((one) => ({ ...one, at: term.path })))
    .filter(({ value: term }) => !/^P([5-9]|\d\d+)Y$/.test(String(term)))
    .map(({ at }) =>
      says(
        [...path, ...at, 'term'],
        'the audit log is kept five years at least, in whole years',
        'de auditlog wordt ten minste vijf jaar bewaard, in hele jaren',
      ),
    )
}
