import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Clock, type Day, type Instant, type NewId } from '#core/time.ts'
import type { Circumstances, Qualified } from '#process/duty.ts'
import type { Trace } from '#core/trace.ts'
import type { Task } from '#process/purpose.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Calendar } from '#process/working-days.ts'
import type { ScanResult } from '#core/finding.ts'
import type { Catalogue, CatalogueFile } from '#scan/catalogue.ts'
import type { Scannable } from '#scan/scan.ts'
import type { Reader } from '#store/database.ts'
import type { Law } from './law.ts'
import type { CheckedFile } from './rules/way-of-working-check.ts'

/** Dated ways of working of all organisations. */
export interface WaysOfWorking {
  /** The version in force on a day. @throws when the organisation has none by then. */
  readonly inForce: (organisation: OrganisationId, day: Day) => WayOfWorking
  /** The version that a signal remembers. @throws when it is not there. */
  readonly byId: (id: string) => WayOfWorking
  /** The files as they are now, with all that is wrong in them on a day: what can be proposed. */
  readonly files: (today: Day) => readonly CheckedFile<WayOfWorking>[]
  /** All that is wrong with the content of one version. */
  readonly check: (id: string, content: unknown, today: Day) => CheckedFile<WayOfWorking>
  /** Reads again what has entered into force. */
  readonly refresh: () => Promise<void>
}

/** What every action needs from outside. Clock and ids come in here, so that a test can hold them. */
export interface House {
  /** A database login for each organisation: every query goes through its wall. */
  readonly stores: Readonly<Record<OrganisationId, Reader>>
  readonly clock: Clock
  readonly newId: NewId
  readonly catalogue: Catalogue
  /** As it was written: what `catalogue` was made of. */
  readonly catalogueFiles: readonly CatalogueFile[]
  /** The engine that reads with it; replaceable. */
  readonly scan: (catalogue: Catalogue, registration: Scannable) => ScanResult
  readonly ways: WaysOfWorking
  /** The law as dated data. */
  readonly law: Law
  /** A number from 0 up to 1, that nobody can foresee: for what is drawn. */
  readonly random: () => number
  readonly calendar: Calendar
  /** Folder for uploads, feeds and secrets, mode 0700. */
  readonly dataDir: string
  /** Folder in which a vault puts the secrets; absent: `secrets` in the data folder. */
  readonly secretsDir?: string
}

/** Who asks. An action sees no other organisation than the caller's. */
export interface Caller {
  readonly organisation: OrganisationId
  /** What they said it is for; null: not yet. */
  readonly task: Task | null
  /** Of the request in which they ask; absent: it begins one. */
  readonly trace?: Trace
  readonly member: {
    readonly id: string
    readonly name: string
    readonly unit: string
    readonly roles: readonly string[]
    readonly qualifications: readonly Qualified[]
  }
}

/** What a decider may know besides the signal, under one way of working at one moment. */
export function circumstancesOf(house: House, rules: WayOfWorking, now: Instant): Circumstances {
  const { offence, places } = house.law.versionOn(dayOf(now))
  if (!offence) throw new Error(`no version of art. 273f Sr on ${dayOf(now)}`)
  const law = { offence, places: places?.places ?? [] }
  return { rules, law, calendar: house.calendar, now, newId: house.newId }
}

export function nowOf(house: House): Instant {
  return house.clock().toISOString()
}
