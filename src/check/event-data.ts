import type { Instant } from '#core/time.ts'

/** A duty as an event gives it. */
export interface Duty {
  readonly id: string
  readonly kind: string
  readonly unit: string
  readonly dueAt: Instant
}

/** What an overdue duty climbed to. */
export interface Climb {
  readonly id: string
  readonly unit: string
  readonly role: string
  readonly dueAt: Instant
  readonly level: number
}

export type Answers = Readonly<Record<string, string>>

/**
 * All that the data of an event may say, whatever its type: read as it lies there, for nobody vouches for a row that
 * somebody wrote by hand. docs/process.md says which type says what.
 */
export interface EventData {
  readonly duty?: Duty | null
  readonly opens?: readonly Duty[]
  readonly ends?: readonly string[]
  readonly unit?: string
  readonly wayOfWorking?: string
  readonly channel?: string
  readonly forms?: readonly string[]
  readonly urgency?: readonly string[]
  readonly criterion?: string
  readonly outcome?: string
  readonly reviewOn?: string | null
  readonly proposedBy?: string | null
  readonly answers?: Answers
  readonly protection?: Answers
  readonly guards?: Answers | null
  readonly decision?: string
  readonly act?: string
  readonly result?: string
  readonly reason?: string | null
  readonly circumstances?: Answers
  readonly phase?: string
  readonly with?: string
  readonly held?: boolean
  readonly complaint?: string
  readonly exOfficio?: boolean
  readonly qualification?: Offence
  readonly assigned?: boolean
  readonly civilAviation?: boolean
  readonly overdue?: string
  readonly sample?: string
  readonly escalation?: Climb | null
  readonly lane?: string
  readonly agrees?: boolean
  readonly crossing?: string
  readonly acts?: readonly string[]
  readonly withoutStatements?: boolean
  readonly handover?: string
  readonly from?: string
  readonly rule?: string
  readonly moment?: string
  readonly partner?: string
  readonly via?: string
  readonly because?: string
  readonly answer?: string
  readonly look?: string
  readonly of?: number
  readonly verdict?: string
}

/** Which offence an investigation is about, in the words of a version of the law. */
export interface Offence {
  readonly law: string
  readonly variants: readonly string[]
  readonly means: readonly string[]
  readonly purposes: readonly string[]
}
