import type {
  SignalDetail,
  SignalPage,
  SignalSearch,
  SignalSummary,
  TimelineEntry,
} from '#contract/signal.ts'
import type { Instant } from '#core/time.ts'
import { availableSteps } from '#process/available.ts'
import { MACHINE } from '#process/event.ts'
import { fold, type Signal } from '#process/state.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { readContents, readEvents } from '#store/ledger.ts'
import {
  countSignals,
  listRegistrationsOf,
  listSignals,
  namesOf,
  readIncident,
  type SignalPlace,
  type SignalRow,
} from '#store/signal-views.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { registrationView } from './registration-view.ts'

const PAGE = 50

/** Signals of the caller's organisation; those of one incident follow each other. */
export async function searchSignals(house: House, caller: Caller, search: SignalSearch): Promise<SignalPage> {
  const db = house.stores[caller.organisation]
  const filter = { states: search.states ?? null, unit: search.unit ?? null }
  const limit = search.limit ?? PAGE
  const rows = await listSignals(db, filter, readCursor(search.after, 5) as SignalPlace | null, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const now = nowOf(house)
  return {
    signals: page.map((row) => summaryOf(row, now)),
    total: await countSignals(db, filter),
    next: rows.length > limit && last ? writeCursor(placeOf(last)) : null,
  }
}

/** One signal with all that a person needs to take the next step; undefined when there is none for this caller. */
export async function readSignal(
  house: House,
  caller: Caller,
  id: string,
): Promise<SignalDetail | undefined> {
  const db = house.stores[caller.organisation]
  const [row, ...others] = await readIncident(db, id)
  const events = await readEvents(db, id)
  if (!row || events.length === 0) return undefined
  const signal = fold(id, events)
  const rules = house.ways.byId(signal.wayOfWorking)
  const now = nowOf(house)
  const contents = await readContents(db, id)
  const names = await namesOf(db, [...new Set(events.map(({ by }) => by))])
  const registrations = await listRegistrationsOf(db, id)
  const personOf = (by: string) => ({ id: by, name: by === MACHINE ? 'Spoor' : (names.get(by) ?? '') })
  return {
    ...summaryOf(row, now),
    version: signal.seq,
    wayOfWorking: signal.wayOfWorking,
    registrations: registrations.map((one) => registrationView(house, one)),
    sameIncident: others.map((other) => summaryOf(other, now)),
    timeline: events.map((event): TimelineEntry => {
      const { type, ...data } = event.data
      const { seq, at, by, hash } = event
      return { seq, at, by: personOf(by), type, data, content: contents.get(event.id) ?? null, hash }
    }),
    steps: availableSteps(signal, caller.member, rules).map((step) => ({ ...step })),
    escalation: escalationOf(signal),
    interviewHeld: signal.interviewHeld,
    complaintMade: signal.complaintMade,
    reviewOn: signal.state === 'shelved' || signal.state === 'stop-proposed' ? signal.reviewOn : null,
    proposal: proposalOf(signal, personOf),
    choices: choicesOf(signal, rules),
  }
}

function escalationOf({ escalation }: Signal): SignalDetail['escalation'] {
  if (escalation === null) return null
  const { level, unit, role, dueAt } = escalation
  return { level, unit, role, dueAt }
}

function proposalOf(signal: Signal, personOf: (by: string) => { id: string; name: string }) {
  if (signal.state === 'set-aside-proposed') {
    return { by: personOf(signal.proposedBy), criterion: signal.criterion, outcome: null }
  }
  if (signal.state === 'stop-proposed') {
    return { by: personOf(signal.proposedBy), criterion: null, outcome: signal.outcome }
  }
  return null
}

function choicesOf(signal: Signal, rules: WayOfWorking): SignalDetail['choices'] {
  const choice = ({ id, label, checkedOn }: WayOfWorking['setAsideCriteria'][number]) => ({
    id,
    label,
    checkedOn,
  })
  const from = signal.state === 'investigating' ? 'investigating' : 'weighing'
  // Of a closed signal any outcome may stand in its history; there is nothing left to choose.
  const possible = rules.outcomes.filter(
    (outcome) => signal.state === 'closed' || outcome.from.includes(from),
  )
  return {
    units: rules.units.map(({ id, label }) => ({ id, label })),
    setAsideCriteria: rules.setAsideCriteria.map(choice),
    weighingCriteria: rules.weighingCriteria.map(choice),
    acts: rules.acts.map((act) => ({
      ...choice(act),
      mandatory: act.mandatory,
      evidence: act.evidence,
      fits: act.phases.includes(signal.phase),
      result: signal.acts[act.id] ?? null,
    })),
    outcomes: possible.map((outcome) => ({
      ...choice(outcome),
      stops: outcome.stops,
      guards: [...outcome.guards],
    })),
    guards: rules.guards.map(({ id, question, answers }) => ({
      id,
      question,
      answers: answers.map(({ id: answer, label, needsReference }) => ({
        id: answer,
        label,
        needsReference,
      })),
    })),
    shelveDaysMax: rules.shelveDaysMax.value,
  }
}

function summaryOf(row: SignalRow, now: Instant): SignalSummary {
  return {
    id: row.id,
    state: row.state,
    phase: row.phase,
    origin: row.origin,
    title: row.title,
    incident: row.incident,
    incidentKey: row.incident_key,
    sourceId: row.source_id,
    registeredAt: row.registered_at,
    receivedAt: row.received_at,
    unit: row.unit,
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assignee_name ?? '' },
    forms: [...row.forms],
    score: row.score,
    duty:
      row.duty_kind === null || row.due_at === null
        ? null
        : { kind: row.duty_kind, dueAt: row.due_at, overdue: row.due_at < now },
    outcome: row.outcome,
  }
}

function placeOf(row: SignalRow): (string | number)[] {
  return [row.group_due, row.group_rank, row.incident_key, row.source_id, row.id]
}
