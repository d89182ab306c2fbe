import type { Rule } from '#check/rule.ts'

/** What Spoor guarantees of every signal, after every step. docs/invariants.md tells where each is held. */
export const INVARIANTS = {
  'INV-01': 'a signal has exactly one accountable unit, of its own organisation',
  'INV-02': 'an open signal has one main duty with a due moment, that of its state and its owner',
  'INV-03': 'a signal that has ended has no duty of work, and takes no work',
  'INV-04': 'a duty is due within its term, and nothing puts it off',
  'INV-05': 'an overdue duty climbs in time to a named role, each step once',
  'INV-06': 'what asks for an answer has a duty of its own, which the answer ends',
  'INV-07': 'received is closed, open and handed over',
  'INV-08': 'a handover has one owner: the sender until acceptance, then the one who accepted',
  'INV-09': 'silence brings a handover back, and a named role hears of it',
  'INV-10': 'a message is handled once, in whatever order',
  'INV-11': 'another unit is accountable from its acceptance on, not before',
  'INV-12': 'nobody decides alone not to follow up',
  'INV-13': 'nobody reviews a routing of their own',
  'INV-14': 'nobody answers a crossing of their own',
  'INV-15': 'each decision not to follow up is drawn once, and looked at again by another, of another unit',
  'INV-16': 'an acceptance on paper is entered by another',
  'INV-17': 'a person decides, never the machine',
  'INV-18': 'the enrichment ends with a result of every mandatory act',
  'INV-19': 'a phase that asks for contact ends with contact or a reason',
  'INV-20': 'an outcome has an answer to every guard that it asks for',
  'INV-21': 'a decision answers every criterion, and chooses from closed lists',
  'INV-22': 'capacity is never a criterion',
  'INV-23': 'only who may by law investigates, under an offence that is in force',
  'INV-24': 'what Supervision learned reaches the criminal file by a recorded step, without statements',
  'INV-25': 'a routing is settled before an end, and protection comes first',
  'INV-26': 'the ledger is append-only and chained; who looked at an older version is refused',
  'INV-27': 'a signal is followed up under the way of working in force when it came in',
  'INV-28': 'new information opens what rested, and nothing else does but a second look',
} as const

export type InvariantId = keyof typeof INVARIANTS

/** Rules of `spoor check` about keeping, destroying and emergency access: no history of the follow-up comes to them. */
type RuleBeside =
  | 'emergency access has its alarm and its review'
  | 'emergency access ends in time'
  | 'what climbs is heard'
  | 'emergency access is judged by another'
  | 'a sample is drawn by its lots'
  | 'each day that was scanned has its sample'
  | 'what was drawn has somebody who must read it'
  | 'content goes on the day of the law'
  | 'content past its term is taken away'
  | 'a run is confirmed by people'
  | 'the proof of a run fits its ids'
  | 'words are gone by a run'
  | 'what was destroyed is nowhere'
  | 'a hold is of two people and has an end'
  | 'another article takes two people'
  | 'sealed figures are as they were'

/** Which invariant each rule of `spoor check` about the follow-up is part of. */
export const INVARIANT_OF: Readonly<Record<Exclude<Rule, RuleBeside>, InvariantId>> &
  Readonly<Partial<Record<RuleBeside, InvariantId>>> = {
  'events are numbered without gaps': 'INV-26',
  'an event is tied to the one before': 'INV-26',
  'the hash is that of the event': 'INV-26',
  'a signal has events': 'INV-26',
  'the head is the newest event': 'INV-26',
  'the head has the hash of the newest event': 'INV-26',
  'an event can be read': 'INV-26',
  'the kind of event is known': 'INV-26',
  'a signal is born once, first': 'INV-26',
  'an event fits the state it meets': 'INV-28',
  'after an end comes only what may follow it': 'INV-03',
  'a person decides': 'INV-17',
  'what is answered was offered': 'INV-06',
  'a signal has an owner': 'INV-01',
  'an open signal has a duty, an ended one none': 'INV-02',
  'the duty is that of the state': 'INV-02',
  'the duty is of the owner': 'INV-02',
  'each duty has an id of its own': 'INV-06',
  'a duty is due within its term': 'INV-04',
  'a side duty belongs to what opens it': 'INV-06',
  'only an open side duty ends': 'INV-06',
  'an answer ends its duty': 'INV-06',
  'what asks for an answer opens a duty for it': 'INV-06',
  'only an overdue duty climbs': 'INV-05',
  'a duty climbs to whom the ladder names': 'INV-05',
  'an overdue duty has climbed': 'INV-05',
  'silence asks a handover back': 'INV-09',
  'every signal of the ledger is in the worklists': 'INV-26',
  'the state is what the events say': 'INV-02',
  'the owner is what the events say': 'INV-01',
  'the outcome is what the events say': 'INV-03',
  'the version is the number of the newest event': 'INV-26',
  'the facts beside the state are what the events say': 'INV-27',
  'the open duties are what the events say': 'INV-02',
  'a decision not to follow up is confirmed by another': 'INV-12',
  'who confirms names who proposed': 'INV-12',
  'a routing is reviewed by another': 'INV-13',
  'an acceptance on paper is entered by another': 'INV-16',
  'a crossing is answered by another': 'INV-14',
  'a second look is taken by another': 'INV-15',
  'a second look is of another unit': 'INV-15',
  'a second look is of a decision not to follow up': 'INV-15',
  'each decision not to follow up is in the draw': 'INV-15',
  'an act is one of the way of working, in its phase': 'INV-18',
  'not possible has a reason of the list': 'INV-18',
  'each mandatory act has a result before the enrichment ends': 'INV-18',
  'each circumstance is answered before the enrichment ends': 'INV-18',
  'a phase that asks for contact ends with contact or a reason': 'INV-19',
  'an act to be considered has a result': 'INV-18',
  'each criterion is answered': 'INV-21',
  'it is enriched further no more often than the way of working says': 'INV-21',
  'an outcome does not contradict what was answered with it': 'INV-21',
  'a choice is of its closed list': 'INV-21',
  'capacity is never a criterion': 'INV-22',
  'each guard of an outcome is answered from its list': 'INV-20',
  'an answer about contact says no more than was recorded': 'INV-20',
  'a review date lies within the maximum': 'INV-04',
  'an investigation follows a complaint, or is ex officio': 'INV-23',
  'only who may investigates': 'INV-23',
  'an investigation names an offence in force': 'INV-23',
  'the routing lets an investigation begin': 'INV-25',
  'a routing is settled before an end': 'INV-25',
  'protection comes before an administrative lane': 'INV-25',
  'what a person had to state stays behind': 'INV-24',
  'what an arm learned reaches the other by a crossing': 'INV-24',
  'the way of working is known': 'INV-27',
  'a signal begins under the way of working in force': 'INV-27',
  'a way of working in force is not edited': 'INV-27',
  'a way of working enters into force by two people': 'INV-27',
  'only a transfer moves the duty': 'INV-08',
  'a handover has the results that its rule asks for': 'INV-18',
  'a handover comes back when it was asked back': 'INV-09',
  'a handover is offered once': 'INV-10',
  'what is offered here was offered there': 'INV-10',
  'an offer waits as long as its sender said': 'INV-09',
  'a handover is accepted by one': 'INV-08',
  'an accepted handover has a receiver': 'INV-08',
  'an offer is under way or has arrived': 'INV-08',
  'an answer reaches the sender': 'INV-10',
  'an outcome reaches the sender': 'INV-10',
  'the register of handovers is what the events say': 'INV-08',
  'a handover has one owner': 'INV-08',
  'received is closed, open and handed over': 'INV-07',
}

/** What did not hold, of which signal, after which event. */
export class Broken extends Error {
  override readonly name = 'Broken'
  readonly invariant: InvariantId

  constructor(invariant: InvariantId, about: string) {
    super(`${invariant} (${INVARIANTS[invariant]}): ${about}`)
    this.invariant = invariant
  }
}
