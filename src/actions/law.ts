import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TSchema } from 'typebox'
import type { Day } from '#core/time.ts'
import type { AccessTermsVersion } from '#process/access-terms.ts'
import {
  rulesOn,
  versionOn,
  type DatedRule,
  type OffenceVersion,
  type PlacesVersion,
  type ReflectionPeriodVersion,
} from '#process/law.ts'
import type { ActivityVersion } from '#process/processing-activity.ts'
import type { RetentionVersion } from '#process/retention.ts'
import { faultLine, type Fault } from './rules/fault.ts'
import { readJson } from './rules/json-file.ts'
import {
  ActivitiesShape,
  AccessTermsShape,
  OffencesShape,
  PlacesShape,
  ReflectionPeriodsShape,
  RetentionShape,
  RulesShape,
} from './rules/law-shape.ts'
import { placesAt } from './rules/places.ts'
import { twiceFaults } from './rules/references.ts'
import { retentionFaults } from './rules/retention-faults.ts'
import { dayFaults } from './rules/rule-faults.ts'
import { shapeFaults } from './rules/shape-faults.ts'
import { unverifiedIn, type CheckedFile } from './rules/way-of-working-check.ts'

/** The law that comes with this version of Spoor. */
export const LAW_FOLDER = fileURLToPath(new URL('../../law', import.meta.url))

/** A law file that cannot be used; says every fault with its file and line. */
export class LawError extends Error {
  override readonly name = 'LawError'
}

/** What holds on one day; undefined where nothing is known to hold. */
export interface LawOn {
  readonly offence: OffenceVersion | undefined
  readonly reflectionPeriod: ReflectionPeriodVersion | undefined
  readonly places: PlacesVersion | undefined
  readonly retention: RetentionVersion | undefined
  readonly accessTerms: AccessTermsVersion | undefined
  readonly rules: readonly DatedRule[]
}

export interface Law {
  readonly versionOn: (day: Day) => LawOn
  readonly offences: readonly OffenceVersion[]
  readonly places: readonly PlacesVersion[]
  /** The register of processing activities, in all their versions. */
  readonly activities: readonly ActivityVersion[]
}

export interface LawReport {
  readonly law: Law
  readonly files: readonly CheckedFile<unknown>[]
}

interface LawFiles {
  readonly offences: { readonly versions: readonly OffenceVersion[] }
  readonly reflectionPeriods: { readonly versions: readonly ReflectionPeriodVersion[] }
  readonly places: { readonly versions: readonly PlacesVersion[] }
  readonly retention: { readonly versions: readonly RetentionVersion[] }
  readonly accessTerms: { readonly versions: readonly AccessTermsVersion[] }
  readonly rules: { readonly rules: readonly DatedRule[] }
  readonly activities: { readonly activities: readonly ActivityVersion[] }
}

/** The law as dated data. @throws {LawError} when a file has a fault. */
export function readLaw(folder = LAW_FOLDER): Law {
  // Days in the future are judged where there is a clock: by `spoor agency check`.
  const { law, files } = checkLaw(folder, 'law', '9999-12-31')
  const faults = files.flatMap((file) => file.faults)
  if (faults.length > 0) throw new LawError(faults.map((fault) => faultLine(fault)).join('\n'))
  return law
}

/** Reads the law and says all that is wrong with it; a file with a fault counts as empty. */
export function checkLaw(folder: string, shown: string, today: Day): LawReport {
  const check = (name: string, shape: TSchema) =>
    checkFile(join(folder, name), `${shown}/${name}`, shape, today)
  const offences = check('273f-sr.json', OffencesShape)
  const reflectionPeriods = check('reflection-period.json', ReflectionPeriodsShape)
  const places = check('kmar-places.json', PlacesShape)
  const retention = check('retention.json', RetentionShape)
  const accessTerms = check('access.json', AccessTermsShape)
  const rules = check('rules.json', RulesShape)
  const activities = check('processing-activities.json', ActivitiesShape)
  const law = lawOf({
    offences: (offences.value ?? { versions: [] }) as LawFiles['offences'],
    reflectionPeriods: (reflectionPeriods.value ?? { versions: [] }) as LawFiles['reflectionPeriods'],
    places: (places.value ?? { versions: [] }) as LawFiles['places'],
    retention: (retention.value ?? { versions: [] }) as LawFiles['retention'],
    accessTerms: (accessTerms.value ?? { versions: [] }) as LawFiles['accessTerms'],
    rules: (rules.value ?? { rules: [] }) as LawFiles['rules'],
    activities: (activities.value ?? { activities: [] }) as LawFiles['activities'],
  })
  const files = [offences, reflectionPeriods, places, retention, accessTerms, rules, activities]
  return { law, files }
}

function lawOf(files: LawFiles): Law {
  const { offences, reflectionPeriods, places, retention, accessTerms, rules, activities } = files
  return {
    offences: offences.versions,
    places: places.versions,
    activities: activities.activities,
    versionOn: (day) => ({
      offence: versionOn(offences.versions, day),
      reflectionPeriod: versionOn(reflectionPeriods.versions, day),
      places: versionOn(places.versions, day),
      retention: versionOn(retention.versions, day),
      accessTerms: versionOn(accessTerms.versions, day),
      rules: rulesOn(rules.rules, day),
    }),
  }
}

function checkFile(path: string, file: string, shape: TSchema, today: Day): CheckedFile<unknown> {
  const json = readJson(file, readFileSync(path, 'utf8'))
  const faults =
    json.value === undefined
      ? json.faults
      : [
          ...json.faults,
          ...shapeFaults(shape, json),
          ...twiceFaults(json, ['versions', 'rules']),
          ...sameDay(json),
          ...retentionFaults(json),
          ...dayFaults(json, today),
        ]
  return {
    file,
    faults,
    value: faults.length === 0 ? json.value : undefined,
    unverified: unverifiedIn(json.value),
  }
}

/** Two versions that begin on the same day: nobody could say which one holds. */
function sameDay(json: ReturnType<typeof readJson>): readonly Fault[] {
  const days = placesAt(json.value, 'versions.*.inForceFrom').filter(({ value }) => typeof value === 'string')
  return days
    .filter(({ value }, at) => days.findIndex((other) => other.value === value) !== at)
    .map(({ path, value }) => ({
      file: json.file,
      line: json.lineOf(path),
      says: {
        en: `another version is in force from ${String(value)} too`,
        nl: `een andere versie geldt ook vanaf ${String(value)}`,
      },
    }))
}
