import { randomUUID } from 'node:crypto'
import type { Rule } from '#check/rule.ts'
import type { ForgedEvent } from './a-forger.ts'

/** Which event: its type, and which of its kind, from 0; -1 is the last. */
type Place = readonly [type: string, nth: number]

/** What stands there instead; a function makes it from what stood there, and from the other events. */
type Forged =
  string | number | boolean | object | null | ((was: never, all: readonly ForgedEvent[]) => unknown)

/**
 * A history of ledger-stories.ts, the event that somebody writes anew, what of it, and what stands there instead. Told at
 * that event, or at the one that leans on it.
 */
type Row = readonly [story: string, place: Place, path: string, forged: Forged, told?: Place]

const id = randomUUID()
const hours = (more: number) => (moment: string) =>
  new Date(Date.parse(moment) + more * 3_600_000).toISOString()
const byOf = (type: string, nth: number) => (_was: string, all: readonly ForgedEvent[]) =>
  nthOf(all, [type, nth]).by
const firstDuty = (_was: string, [birth]: readonly ForgedEvent[]) => birth?.data.duty.id

const CONFIRMED: Place = ['signal-confirmed', 0]
const FINISHED: Place = ['enrichment-finished', 0]
const BORN: Place = ['signal-proposed', 0]
const DRAWN: Place = ['second-look-drawn', 0]
const OFFERED: Place = ['handover-offered', 0]
const INVESTIGATED: Place = ['investigation-started', 0]
const REOPENED: Place = ['registration-changed', 0]
const RETURNED: Place = ['handover-returned', 0]

/** Faults in the history of one signal, by the rule that each breaks. */
export const FAULTS_IN_EVENTS: Readonly<Partial<Record<Rule, readonly Row[]>>> = {
  'an event can be read': [['held', CONFIRMED, 'data.opens', 5]],
  'the kind of event is known': [['weighed', ['taken-up', 0], 'type', 'forgotten', ['forgotten', 0]]],
  'a signal is born once, first': [['held', CONFIRMED, 'type', 'signal-proposed', ['signal-proposed', 1]]],
  'an event fits the state it meets': [
    ['held', CONFIRMED, 'type', 'resumed', ['resumed', 0]],
    ['weighed', ['enrichment-started', 0], 'type', 'enrichment-finished', FINISHED],
    [
      'noted',
      ['registration-changed', 0],
      'data.duty',
      { id, kind: 'weigh', unit: 'avim-midden', dueAt: '' },
    ],
  ],
  'after an end comes only what may follow it': [['agreed', DRAWN, 'type', 'taken-up', ['taken-up', 0]]],
  'a person decides': [
    ['held', CONFIRMED, 'by', 'spoor'],
    ['onPaper', ['handover-accepted', 0], 'by', 'spoor'],
    ['shared', ['handover-reported', 0], 'by', 'spoor'],
  ],
  'what is answered was offered': [
    ['climbed', ['unit-accepted', 0], 'data.unit', 'basisteams'],
    ['agreed', ['closed', 0], 'data.outcome', 'merged'],
    ['agreed', ['second-look-taken', 0], 'data.look', id],
    ['inspected', ['crossing-accepted', 0], 'data.acts', ['joint-inspection', 'wages']],
    ['refused', ['handover-refused', 0], 'data.handover', id],
    ['shared', ['share-received', 0], 'data.handover', id],
    ['shared', ['share-answered', 1], 'data.handover', id],
  ],
  'a signal has an owner': [['noted', BORN, 'data.unit', '']],
  'an open signal has a duty, an ended one none': [
    ['noted', BORN, 'data.duty', null],
    ['agreed', ['closed', 0], 'data.duty', { id, kind: 'weigh', unit: 'avim-midden', dueAt: '' }],
  ],
  'the duty is that of the state': [['held', CONFIRMED, 'data.duty.kind', 'weigh']],
  'the duty is of the owner': [['held', CONFIRMED, 'data.duty.unit', 'basisteams']],
  'each duty has an id of its own': [['held', CONFIRMED, 'data.opens.0.id', firstDuty]],
  'a duty is due within its term': [
    ['weighed', ['enrichment-started', 0], 'data.duty.dueAt', hours(24)],
    ['weighed', ['urgency-set', 0], 'data.duty.dueAt', hours(24)],
    ['weighed', ['weighed', 0], 'data.duty.dueAt', hours(24)],
    ['held', CONFIRMED, 'data.opens.0.dueAt', hours(24)],
    ['held', ['held', 0], 'data.duty.dueAt', hours(1)],
    ['shelved', ['shelved', 0], 'data.duty.dueAt', hours(1)],
    ['climbed', ['unit-offered', 0], 'data.opens.0.dueAt', hours(24)],
    ['climbed', ['unit-accepted', 0], 'data.duty.dueAt', hours(24)],
    ['climbed', ['escalated', 1], 'data.escalation.dueAt', hours(24)],
    ['inspected', ['crossing-offered', 0], 'data.opens.0.dueAt', hours(24)],
    ['inspected', ['routed', 0], 'data.opens.0.dueAt', hours(24)],
    ['agreed', DRAWN, 'data.opens.0.dueAt', hours(24)],
    ['waiting', OFFERED, 'data.duty.dueAt', hours(24)],
    ['shared', ['share-offered', 0], 'data.opens.0.dueAt', hours(24)],
    ['weighed', ['enrichment-started', 0], 'data.duty.dueAt', 'some day'],
  ],
  'a side duty belongs to what opens it': [
    ['held', ['held', 0], 'data.opens', [{ id, kind: 'answer-unit', unit: 'basisteams', dueAt: '' }]],
  ],
  'only an open side duty ends': [['weighed', ['taken-up', 0], 'data.ends', [id]]],
  'an answer ends its duty': [
    ['climbed', ['unit-accepted', 0], 'data.ends', []],
    ['agreed', ['second-look-taken', 0], 'data.ends', []],
    ['shared', ['share-answered', 1], 'data.ends', []],
    ['shared', ['share-recalled', 0], 'data.ends', []],
  ],
  'what asks for an answer opens a duty for it': [
    ['held', CONFIRMED, 'data.opens', []],
    ['inspected', ['routed', 0], 'data.opens', []],
    ['shared', ['share-offered', 0], 'data.opens', []],
  ],
  'only an overdue duty climbs': [
    ['climbed', ['escalated', 0], 'at', '2026-06-11T08:00:00.000Z'],
    ['climbed', ['escalated', 0], 'data.overdue', id],
    ['climbed', ['escalated', 1], 'data.escalation.level', 1],
  ],
  'a duty climbs to whom the ladder names': [
    ['climbed', ['escalated', 0], 'data.escalation.role', 'analyst'],
    ['silent', RETURNED, 'data.escalation.unit', 'brigade-bonaire'],
  ],
  'a decision not to follow up is confirmed by another': [
    ['followedUp', ['set-aside-confirmed', 0], 'by', byOf('set-aside-proposed', 1)],
    ['followedUp', ['set-aside-rejected', 0], 'by', byOf('set-aside-proposed', 0)],
    ['agreed', ['closed', 0], 'by', byOf('stop-proposed', 0)],
    ['shelved', ['shelved', 0], 'by', byOf('stop-proposed', 0)],
    ['inspected', ['closed', 0], 'data.outcome', 'no-leads'],
  ],
  'who confirms names who proposed': [
    ['agreed', ['closed', 0], 'data.proposedBy', id],
    ['shelved', ['shelved', 1], 'data.proposedBy', id],
  ],
  'a routing is reviewed by another': [['inspected', ['routing-reviewed', 1], 'by', byOf('routed', -1)]],
  'an acceptance on paper is entered by another': [
    ['onPaper', ['handover-accepted', 0], 'by', byOf('handover-offered', 0)],
  ],
  'a crossing is answered by another': [
    ['inspected', ['crossing-accepted', 0], 'by', byOf('crossing-offered', 1)],
    ['inspected', ['crossing-refused', 0], 'by', byOf('crossing-offered', 0)],
  ],
  'a second look is taken by another': [
    ['agreed', ['second-look-taken', 0], 'by', byOf('stop-proposed', 0)],
    ['agreed', ['second-look-taken', 0], 'by', byOf('closed', 0)],
  ],
  'a second look is of another unit': [['agreed', DRAWN, 'data.opens.0.unit', 'avim-midden']],
  'a second look is of a decision not to follow up': [['agreed', DRAWN, 'data.of', 1]],
  'an act is one of the way of working, in its phase': [
    ['weighed', ['act-recorded', 0], 'data.act', 'read-minds'],
    ['weighed', ['act-recorded', 0], 'data.act', 'special-powers'],
  ],
  'not possible has a reason of the list': [['weighed', ['act-recorded', 0], 'data.result', 'not-possible']],
  'each mandatory act has a result before the enrichment ends': [
    ['agreed', actOf('read-source'), 'data.act', 'look-at-place', FINISHED],
    ['agreed', actOf('read-source'), 'data.result', 'not-needed', FINISHED],
    ['agreed', actOf('online-adverts'), 'data.act', 'look-at-place', FINISHED],
    ['weighed', actOf('ask-youth-care'), 'data.act', 'look-at-place', FINISHED],
    // New information opens it to be weighed, and what was never enriched is not weighed.
    ['shelved', actOf('read-source'), 'data.act', 'look-at-place', ['registration-changed', 0]],
    ['begun', REOPENED, 'data.duty.kind', 'weigh'],
  ],
  'each circumstance is answered before the enrichment ends': [
    ['agreed', ['circumstances-recorded', 0], 'data.circumstances', { minor: 'no' }, FINISHED],
  ],
  'a phase that asks for contact ends with contact or a reason': [
    ['agreed', ['contact-recorded', 0], 'data.with', 'witness', FINISHED],
    ['inspected', ['contact-recorded', -1], 'data.phase', 'enrichment', ['closed', 0]],
  ],
  'an act to be considered has a result': [
    ['agreed', actOf('consult-prosecutor'), 'data.act', 'look-at-place', ['stop-proposed', 0]],
    ['inspected', actOf('financial-investigation'), 'data.act', 'look-at-place', ['closed', 0]],
  ],
  'each criterion is answered': [
    ['weighed', ['weighed', 0], 'data.answers.leads', 'maybe'],
    ['inspected', ['routed', 0], 'data.protection', {}],
    ['agreed', ['second-look-taken', 0], 'data.answers', {}],
  ],
  'it is enriched further no more often than the way of working says': [
    ['weighed', ['weighed', 1], 'data.decision', 'enrich-further', ['weighed', 2]],
  ],
  'an outcome does not contradict what was answered with it': [
    ['agreed', ['stop-proposed', 0], 'data.answers.leads', 'yes'],
  ],
  'a choice is of its closed list': [
    ['followedUp', ['set-aside-proposed', 0], 'data.criterion', 'no-time'],
    ['agreed', ['stop-proposed', 0], 'data.outcome', 'submitted-to-prosecutor'],
    ['held', ['held', 0], 'data.reason', 'holiday'],
    ['climbed', ['unit-refused', 0], 'data.reason', 'not-today'],
    ['waiting', OFFERED, 'data.moment', 'whenever'],
    ['weighed', ['urgency-set', 0], 'data.urgency', ['quite-soon']],
    ['shared', ['share-answered', 0], 'data.answer', 'perhaps'],
  ],
  'capacity is never a criterion': [
    ['followedUp', ['set-aside-proposed', 0], 'data.criterion', 'capacity'],
    ['agreed', ['stop-proposed', 0], 'data.outcome', 'capacity'],
    ['climbed', ['unit-refused', 0], 'data.reason', 'capacity'],
    ['weighed', ['weighed', 0], 'data.answers.nationality', 'yes'],
  ],
  'each guard of an outcome is answered from its list': [
    ['agreed', ['stop-proposed', 0], 'data.guards.comensha', 'later'],
    ['inspected', ['closed', 0], 'data.guards', {}],
    ['waiting', OFFERED, 'data.guards', {}],
    ['shared', ['share-offered', 0], 'data.guards', {}],
  ],
  'an answer about contact says no more than was recorded': [
    ['agreed', ['contact-recorded', 0], 'data.result', 'attempted', ['stop-proposed', 0]],
    ['agreed', ['contact-recorded', 0], 'data.with', 'reporter', ['stop-proposed', 0]],
  ],
  'a review date lies within the maximum': [
    ['shelved', ['stop-proposed', 0], 'data.reviewOn', '2027-06-11'],
    ['shelved', ['stop-proposed', 0], 'data.reviewOn', '2026-06-11'],
    ['held', ['held', 0], 'data.reviewOn', '2027-06-11'],
  ],
  'an investigation follows a complaint, or is ex officio': [
    ['inspected', INVESTIGATED, 'data.exOfficio', false],
  ],
  'only who may investigates': [
    ['inspected', actOf('financial-investigation'), 'data.unit', 'toezicht'],
    ['inspected', BORN, 'data.unit', 'toezicht', INVESTIGATED],
    ['inspected', BORN, 'data.forms', ['seksueel'], INVESTIGATED],
  ],
  'an investigation names an offence in force': [
    ['inspected', INVESTIGATED, 'data.qualification.law', '273f-36547'],
    ['inspected', INVESTIGATED, 'data.qualification.variants', ['99']],
    ['inspected', INVESTIGATED, 'data.qualification.variants', []],
  ],
  'the routing lets an investigation begin': [
    ['inspected', ['routed', -1], 'data.lane', 'civil', INVESTIGATED],
  ],
  'a routing is settled before an end': [
    ['inspected', ['routing-reviewed', -1], 'data.agrees', false, ['closed', 0]],
  ],
  'protection comes before an administrative lane': [
    ['inspected', ['routed', 0], 'data.protection.coercion', 'yes'],
  ],
  'what a person had to state stays behind': [
    ['inspected', ['crossing-offered', 0], 'data.withoutStatements', false],
  ],
  'what an arm learned reaches the other by a crossing': [
    ['inspected', ['crossing-offered', 0], 'data.acts', ['register-words']],
    ['inspected', actOf('register-words'), 'data.unit', 'toezicht', INVESTIGATED],
  ],
  'the way of working is known': [['noted', BORN, 'data.wayOfWorking', 'kmar@2026-01-01']],
  'a signal begins under the way of working in force': [['noted', BORN, 'at', '2025-12-31T09:00:00.000Z']],
  'only a transfer moves the duty': [
    ['waiting', OFFERED, 'data.partner', 'care-coordinator'],
    ['shared', ['share-offered', 0], 'data.partner', 'arbeidsinspectie'],
  ],
  'a handover has the results that its rule asks for': [
    ['shared', actOf('read-source'), 'data.act', 'look-at-place', ['share-offered', 0]],
    ['waiting', actOf('journey'), 'data.act', 'look-at-place', OFFERED],
  ],
  'a handover comes back when it was asked back': [
    ['silent', RETURNED, 'data.because', 'recalled'],
    ['silent', RETURNED, 'data.escalation', null],
    ['silent', ['recall-requested', 0], 'at', '2026-06-12T09:00:00.000Z'],
  ],
}

/** The first record of an act: its place is looked up when it is forged. */
function actOf(act: string): Place {
  return [`act-recorded ${act}`, 0]
}

export function nthOf(events: readonly ForgedEvent[], [type, nth]: Place): ForgedEvent {
  const [kind, act] = type.split(' ')
  const found = events.filter((event) => event.type === kind && (!act || event.data.act === act)).at(nth)
  if (!found) throw new Error(`no ${type} to forge`)
  return found
}

/** Puts what is forged in its place. */
export function forge(events: ForgedEvent[], place: Place, path: string, forged: Forged): ForgedEvent[] {
  const keys = path.split('.')
  const last = keys.pop()!
  const from: unknown = nthOf(events, place)
  const holder = keys.reduce((part, key) => (part as Named)[key], from) as Named
  holder[last] =
    typeof forged === 'function' ? forged(holder[last] as never, events) : structuredClone(forged)
  return events
}

type Named = Record<string, unknown>
