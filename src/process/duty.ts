import type { Day, Instant } from '#core/time.ts'
import type { MemberId, NextDuty, SideDuty } from './event.ts'
import type { InvestigationPlace, OffenceVersion } from './law.ts'
import type { Signal, WorkState } from './state.ts'
import type { SideKind, TermKind, Urgency, WayOfWorking } from './way-of-working.ts'
import { dueAt, type Calendar, type Term } from './working-days.ts'

/** What somebody has learned, and until when it holds; null: no end known. */
export interface Qualified {
  readonly id: string
  readonly until: Day | null
}

/** Who takes a step. */
export interface Actor {
  readonly id: MemberId
  readonly unit: string
  readonly roles: readonly string[]
  readonly qualifications: readonly Qualified[]
}

/** The law on the day of the step. */
export interface LawNow {
  readonly offence: OffenceVersion
  /** Where the KMar may investigate itself. */
  readonly places: readonly InvestigationPlace[]
}

/** Side duties that begin and end with an event; absent: none do. */
interface SideDutyChange {
  readonly opens?: readonly SideDuty[]
  readonly ends?: readonly string[]
}

/** All that a decider may know besides the signal: the rules that the signal remembers, the law, the calendar, the moment, a new id. */
export interface Circumstances {
  readonly rules: WayOfWorking
  readonly law: LawNow
  readonly calendar: Calendar
  readonly now: Instant
  readonly newId: () => string
}

/** What the term of a duty depends on, besides its kind. */
export interface Accountable {
  readonly unit: string
  readonly urgency: readonly Urgency[]
}

/** The next duty (NL: taak met termijn) of a signal, due by the shortest term that holds for its kind. */
export function nextDuty(kind: TermKind, { unit, urgency }: Accountable, now: Circumstances): NextDuty {
  const { rules, calendar, newId } = now
  const terms = [rules.terms[kind].value, ...urgentTerms(kind, urgency, rules)]
  const due = terms.map((term) => dueAt(now.now, term, calendar))
  return { id: newId(), kind, unit, dueAt: earliest(due) }
}

/** A duty beside it. */
export function sideDuty(kind: SideKind, unit: string, term: Term, now: Circumstances): SideDuty {
  return { id: now.newId(), kind, unit, dueAt: dueAt(now.now, term, now.calendar) }
}

/** The possible victim is to be contacted, or a reason to be given: asked from the first moment that a person says so. */
export function contactDuty({ unit, urgency }: Accountable, now: Circumstances): SideDuty {
  const { rules } = now
  const clock = 'contact-possible-victim'
  const urgent = rules.urgentTerms.filter(({ id }) => urgency.includes(id)).map(({ clocks }) => clocks[clock])
  const terms = [rules.clocks[clock].value, ...urgent.filter((term) => term !== undefined)]
  const due = terms.map((term) => dueAt(now.now, term, now.calendar))
  return { id: now.newId(), kind: clock, unit, dueAt: earliest(due) }
}

/** The open duty to seek contact comes forward when an urgency asks for it sooner; it never goes back. */
export function soonerContact(
  { sideDuties }: Pick<Signal, 'sideDuties'>,
  urgency: readonly Urgency[],
  now: Circumstances,
): SideDutyChange {
  const contact = sideDuties.find(({ kind }) => kind === 'contact-possible-victim')
  if (!contact) return {}
  const sooner = contactDuty({ unit: contact.unit, urgency }, now)
  return sooner.dueAt < contact.dueAt ? { opens: [sooner], ends: [contact.id] } : {}
}

/** The side duties of a kind, as ids. */
export function sideDutiesOf({ sideDuties }: Pick<Signal, 'sideDuties'>, kind: SideKind): readonly string[] {
  return sideDuties.filter((one) => one.kind === kind).map(({ id }) => id)
}

/** What a signal in this state waits for. */
export const DUTY_IN = {
  confirmed: 'start-enrichment',
  enriching: 'finish-enrichment',
  weighing: 'weigh',
  interviewing: 'hold-interview',
  investigating: 'conclude-investigation',
} as const satisfies Readonly<Record<WorkState, TermKind>>

function urgentTerms(kind: TermKind, urgency: readonly Urgency[], rules: WayOfWorking): readonly Term[] {
  return rules.urgentTerms
    .filter(({ id }) => urgency.includes(id))
    .map(({ terms }) => terms[kind])
    .filter((term) => term !== undefined)
}

function earliest(moments: readonly Instant[]): Instant {
  return moments.reduce((first, one) => (one < first ? one : first))
}
