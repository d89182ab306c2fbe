import type { Day } from '#core/time.ts'
import type { Term } from './working-days.ts'

interface Named {
  readonly id: string
}
interface Value<T> {
  readonly value: T
}

export interface Act extends Named {
  readonly phases: readonly string[]
  readonly mandatory: boolean
  readonly mandatoryWhen: {
    readonly forms: readonly string[]
    readonly channels: readonly string[]
    readonly circumstances: readonly string[]
  } | null
  readonly notPossible: readonly string[]
  readonly guideline: { readonly power: string }
}

/** What a decision or an outcome asks for. */
export interface Demands extends Named {
  readonly guards: readonly string[]
  readonly consider: readonly string[]
}

export interface Outcome extends Demands {
  readonly stops: boolean
  readonly unless: readonly string[]
  readonly from: readonly string[]
}

export interface Routing {
  readonly lanes: readonly (Named & {
    readonly investigates: boolean
    readonly administrative: boolean
  })[]
  readonly criteria: readonly Named[]
  readonly protectionFirst: readonly string[]
  readonly protectionActs: readonly string[]
  readonly reviewWithin: Value<Term>
}

/** A way of working as far as this room reads it: the file under agencies/, or the version in the database. */
export interface Way extends Named {
  readonly organisation: string
  readonly effectiveFrom: Day
  readonly units: readonly (Named & { readonly arm: string | null; readonly place: string | null })[]
  readonly mandate: {
    readonly investigates: string
    readonly forms: readonly string[]
    readonly support: string | null
  }
  readonly terms: Readonly<Record<string, Value<Term>>>
  readonly urgentTerms: readonly (Named & {
    readonly criterion: string | null
    readonly terms: Readonly<Record<string, Term>>
    readonly clocks: Readonly<Record<string, Term>>
  })[]
  readonly clocks: Readonly<Record<string, Value<Term>>>
  readonly escalation: readonly { readonly after: Term; readonly unit: string; readonly role: string }[]
  readonly shelveDaysMax: Value<number>
  readonly holdDaysMax: Value<number>
  readonly contactPhases: Value<readonly string[]>
  readonly setAsideCriteria: readonly Named[]
  readonly weighingCriteria: readonly Named[]
  readonly neverCriteria: readonly Named[]
  readonly holdReasons: readonly (Named & { readonly countedApart: boolean })[]
  readonly circumstances: readonly Named[]
  readonly notPossibleReasons: readonly Named[]
  readonly acts: readonly Act[]
  readonly guards: readonly (Named & {
    readonly answers: readonly (Named & { readonly contact?: string })[]
  })[]
  readonly decisions: readonly (Demands & { readonly maxTimes: Value<number> | null })[]
  readonly outcomes: readonly Outcome[]
  readonly secondLook: { readonly within: Value<Term> }
  readonly sample: {
    readonly perDay: Value<number>
    readonly doubleShare: Value<number>
    readonly within: Value<Term>
  }
  readonly routing: Routing | null
  readonly armCrossings: readonly (Named & {
    readonly from: string
    readonly to: string
    readonly within: Value<Term>
  })[]
  readonly partners: readonly (Named & {
    readonly organisation: string | null
    readonly way: string
    readonly abroad: boolean
  })[]
  readonly handovers: readonly (Named & {
    readonly to: string
    readonly moments: readonly Named[]
    readonly acts: readonly string[]
    readonly acceptWithin: Value<Term>
  })[]
  readonly handoverRefusals: readonly Named[]
}

/** A version of art. 273f Sr: its words by which an investigation names the offence. */
export interface Offences extends Named {
  readonly inForceFrom: Day | null
  readonly variants: readonly Named[]
  readonly means: readonly Named[]
  readonly purposes: readonly Named[]
}

/** Where the KMar may investigate itself, by version of the law. */
export interface Places {
  readonly inForceFrom: Day | null
  readonly places: readonly (Named & { readonly scope: string })[]
}

/** How long emergency access stands open, by when it is reviewed, and when nobody counts on somebody any more, by version. */
export interface AccessTerms {
  readonly inForceFrom: Day | null
  readonly openFor: Value<Term>
  readonly reviewWithin: Value<Term>
  readonly goneAfter: Value<Term>
}

export interface Law {
  readonly offences: readonly Offences[]
  readonly places: readonly Places[]
}

export function knows(list: readonly Named[], id: string | null | undefined): boolean {
  return list.some((one) => one.id === id)
}
