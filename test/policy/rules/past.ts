// What can be told from the events before a moment. Written apart from the fold of src/process: a rule that borrowed
// its reading from the engine could not find a fault of the engine.
import { dutchCalendar } from '#actions/calendar.ts'
import type { Form } from '#core/form.ts'
import type { Instant } from '#core/time.ts'
import type { Answers, EventData, NextDuty, SideDuty, SignalEvent } from '#process/event.ts'
import type { ActRule, Phase, Urgency } from '#process/way-of-working.ts'
import { dueAt, type Term } from '#process/working-days.ts'

type Past = readonly SignalEvent[]

const calendar = dutchCalendar()

/** The moment at which a term has passed, by the Dutch calendar. */
export const dueBy = (from: Instant, term: Term) => dueAt(from, term, calendar)

const ENDINGS: readonly EventData['type'][] = [
  'set-aside-confirmed',
  'closed',
  'offer-refused',
  'offer-recalled',
  'handover-accepted',
]

/** The duty that the signal waits for; null: it has ended here. */
export function dutyIn(past: Past): NextDuty | null {
  return past.reduce<NextDuty | null>((duty, { data }) => {
    if (ENDINGS.includes(data.type)) return null
    return 'duty' in data && data.duty !== null ? data.duty : duty
  }, null)
}

/** Duties beside it. What ends keeps none, and neither does what opens again. */
export function sideDutiesIn(past: Past): readonly SideDuty[] {
  let open = false
  return past.reduce<readonly SideDuty[]>((duties, { data }, at) => {
    const before = open
    open = dutyIn(past.slice(0, at + 1)) !== null
    const kept = before === open ? duties.filter(({ id }) => !(data.ends ?? []).includes(id)) : []
    return [...kept, ...(data.opens ?? [])]
  }, [])
}

export function unitIn(past: Past): string | undefined {
  return past.reduce<string | undefined>((unit, { data }) => {
    if ('wayOfWorking' in data || data.type === 'unit-accepted' || data.type === 'unit-changed')
      return data.unit
    return unit
  }, undefined)
}

export function phaseIn(past: Past): Phase {
  return past.reduce<Phase>((phase, { data }) => {
    if (data.type === 'enrichment-started') return 'enrichment'
    if (data.type === 'weighed') return data.decision === 'interview' ? 'interview' : 'enrichment'
    return data.type === 'investigation-started' ? 'investigation' : phase
  }, 'signal')
}

export function urgencyIn(past: Past): readonly Urgency[] {
  return past.reduce<readonly Urgency[]>(
    (urgency, { data }) => ('urgency' in data && data.urgency !== undefined ? data.urgency : urgency),
    [],
  )
}

type Recorded<T extends EventData['type']> = Extract<EventData, { type: T }>

/** All events of one type, oldest first. */
export function allOf<T extends EventData['type']>(past: Past, type: T) {
  return past.flatMap((event) =>
    event.data.type === type ? [{ ...event, data: event.data as Recorded<T> }] : [],
  )
}

export function lastOf<T extends EventData['type']>(past: Past, type: T) {
  return allOf(past, type).at(-1)
}

/** The last result of each act. */
export function actsIn(past: Past): ReadonlyMap<string, Recorded<'act-recorded'>> {
  return new Map(allOf(past, 'act-recorded').map(({ data }) => [data.act, data]))
}

export function circumstancesIn(past: Past): Answers {
  return Object.assign(
    {},
    ...allOf(past, 'circumstances-recorded').map(({ data }) => data.circumstances),
  ) as Answers
}

/** Whether contact with the possible victim, an attempt or a reason for none was recorded in a phase. */
export function contactIn(past: Past, phase: Phase): boolean {
  return allOf(past, 'contact-recorded').some(
    ({ data }) => data.with === 'possible-victim' && data.phase === phase,
  )
}

/** What the first event tells of the signal. */
export function birthOf(past: Past) {
  const first = past[0]?.data
  return first && 'wayOfWorking' in first ? first : undefined
}

/** Whether an act cannot be left out here: always, or by the form, the channel or a circumstance of this signal. */
export function isAsked(act: ActRule, past: Past): boolean {
  const { forms = [], channels = [], circumstances = [] } = act.mandatoryWhen ?? {}
  if (forms.length + channels.length + circumstances.length === 0) return act.mandatory
  const birth = birthOf(past)
  const known = circumstancesIn(past)
  const has = (form: Form) => birth?.forms.includes(form) ?? false
  return (
    (forms.length === 0 || forms.some(has)) &&
    (channels.length === 0 || channels.some((one) => one === birth?.channel)) &&
    (circumstances.length === 0 || circumstances.some((one) => known[one] === 'yes'))
  )
}

/** Handover, unit offer or crossing that still waits for an answer: the last of its kind, when nothing answered it. */
export function pending<T extends EventData['type']>(
  past: Past,
  type: T,
  answers: readonly EventData['type'][],
) {
  const offer = lastOf(past, type)
  if (!offer) return undefined
  const later = past.filter(({ seq }) => seq > offer.seq)
  // What ended took the offer with it, also when it was opened again.
  return later.some(({ data }) => [...answers, ...ENDS].includes(data.type)) ? undefined : offer
}

const ENDS = ['closed', 'set-aside-confirmed', 'handover-accepted'] as const

export const HANDOVER_ANSWERS = ['handover-accepted', 'handover-refused', 'handover-returned'] as const
export const CROSSING_ANSWERS = ['crossing-accepted', 'crossing-refused'] as const
export const UNIT_ANSWERS = ['unit-accepted', 'unit-refused', 'unit-recalled'] as const
