import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import { availableSteps } from '#process/available.ts'
import { MACHINE } from '#process/event.ts'
import { fold } from '#process/fold.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Signal } from '#process/state.ts'
import { openedTo } from '#store/access.ts'
import type { Reader } from '#store/database.ts'
import { readContents, readEvents, type StoredEvent } from '#store/ledger.ts'
import { listRegistrationsOf, namesOf, readIncident } from '#store/signal-views.ts'
import { sightOf, withSignal, type Doing } from './access.ts'
import { handoverOf } from './handover-view.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'
import { registrationView } from './registration-view.ts'
import { choicesOf } from './signal-choices.ts'
import { summaryOf } from './signals.ts'

type PersonOf = (by: string) => { id: string; name: string }

const READ: Doing = { act: 'see-signal', as: 'consult', what: 'leesSignaal' }

/** One signal with all that a person needs to take the next step; `not-found` when there is none for this caller. */
export function readSignal(
  house: House,
  caller: Caller,
  id: string,
): Promise<Outcome<SignalDetail, Refusal>> {
  return withSignal(house, caller, READ, id, (tx) => detailOf(house, caller, tx, id))
}

/** What it shows, without asking or writing down: only for who has done both. */
export async function detailOf(
  house: House,
  caller: Caller,
  db: Reader,
  id: string,
): Promise<Outcome<SignalDetail, Refusal>> {
  const { organisation, member } = caller
  const [row, ...others] = await readIncident(db, id, sightOf(house, caller))
  const events = await readEvents(db, id)
  if (!row || events.length === 0) return refuse('not-found')
  const signal = fold(id, events)
  const rules = house.ways.byId(signal.wayOfWorking)
  const at = nowOf(house)
  const contents = await readContents(db, id)
  const names = await namesOf(db, [...new Set(events.map(({ by }) => by))])
  const registrations = await listRegistrationsOf(db, id)
  const emergencyUntil = (await openedTo(db, member.id, at)).get(id) ?? null
  // Emergency access is for reading: no step is offered that would be refused.
  const actor = emergencyUntil === null ? member : { ...member, roles: [] }
  const personOf: PersonOf = (by) => ({ id: by, name: by === MACHINE ? 'Spoor' : (names.get(by) ?? '') })
  const timeline = events.map((event) => entryOf(event, contents.get(event.id) ?? null, personOf))
  return done({
    ...summaryOf(row, at),
    emergencyUntil,
    version: signal.seq,
    wayOfWorking: signal.wayOfWorking,
    registrations: registrations.map((one) => registrationView(house, one)),
    sameIncident: others.map((other) => summaryOf(other, at)),
    timeline,
    steps: availableSteps(signal, actor, rules).map((step) => ({ ...step })),
    ...dutiesOf(signal, at),
    ...knownOf(signal),
    ...underWay(signal, personOf),
    handover: await handoverOf(db, organisation, id, timeline, rules),
    choices: choicesOf(signal, actor, circumstancesOf(house, rules, at)),
  })
}

function entryOf(
  { seq, at, by, hash, data: { type, ...data } }: StoredEvent,
  content: TimelineEntry['content'],
  personOf: PersonOf,
): TimelineEntry {
  return { seq, at, by: personOf(by), type, data, content, hash }
}

/** What beside the main duty asks for attention, and what was too late. */
function dutiesOf({ duty, sideDuties, escalations }: Signal, now: Instant) {
  const all = [...(duty === null ? [] : [duty]), ...sideDuties]
  return {
    sideDuties: sideDuties.map(({ kind, unit, dueAt }) => ({ kind, unit, dueAt, overdue: dueAt < now })),
    escalations: escalations.flatMap(({ level, unit, role, dueAt, of }) => {
      const about = all.find(({ id }) => id === of)?.kind
      return about === undefined ? [] : [{ level, unit, role, dueAt, about }]
    }),
  }
}

/** What is known of the signal by now. */
function knownOf(signal: Signal) {
  const { qualification, crossed, stayed } = signal
  return {
    urgency: [...signal.urgency],
    channel: signal.channel,
    law: signal.law,
    circumstances: signal.circumstances,
    answers: signal.answers,
    contacts: signal.contacts,
    qualification: qualification && {
      law: qualification.law,
      variants: [...qualification.variants],
      means: [...qualification.means],
      purposes: [...qualification.purposes],
    },
    crossed: [...crossed],
    stayed: [...stayed],
    interviewHeld: signal.interviewHeld,
    complaintMade: signal.complaintMade,
  }
}

/** What waits for somebody: a second person, another unit, the other arm, a day. */
function underWay(signal: Signal, personOf: PersonOf) {
  const { routed, unitOffer, crossingOffer, sideDuties } = signal
  const dueOf = (duty: string) => sideDuties.find(({ id }) => id === duty)?.dueAt ?? ''
  return {
    held: signal.state === 'held' ? { reason: signal.reason, reviewOn: signal.reviewOn } : null,
    routed: routed && { lane: routed.lane, by: personOf(routed.by), reviewed: routed.reviewed },
    unitOffer: unitOffer && {
      unit: unitOffer.unit,
      by: personOf(unitOffer.by),
      dueAt: dueOf(unitOffer.duty),
    },
    crossingOffer: crossingOffer && {
      crossing: crossingOffer.crossing,
      acts: [...crossingOffer.acts],
      by: personOf(crossingOffer.by),
      dueAt: dueOf(crossingOffer.duty),
    },
    reviewOn: signal.state === 'shelved' || signal.state === 'stop-proposed' ? signal.reviewOn : null,
    proposal: proposalOf(signal, personOf),
  }
}

function proposalOf(signal: Signal, personOf: PersonOf): SignalDetail['proposal'] {
  if (signal.state === 'set-aside-proposed') {
    return { by: personOf(signal.proposedBy), criterion: signal.criterion, outcome: null }
  }
  if (signal.state === 'stop-proposed') {
    return { by: personOf(signal.proposedBy), criterion: null, outcome: signal.outcome }
  }
  return null
}
