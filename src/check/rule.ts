/**
 * What must hold, in the words of `spoor check`. A closed list: docs/check.md says of each what it proves and where else
 * it is enforced, and a test compares the two and plants a fault against every one.
 */
export const RULES = [
  // The chain.
  'events are numbered without gaps',
  'an event is tied to the one before',
  'the hash is that of the event',
  'a signal has events',
  'the head is the newest event',
  'the head has the hash of the newest event',
  // The story.
  'an event can be read',
  'the kind of event is known',
  'a signal is born once, first',
  'an event fits the state it meets',
  'after an end comes only what may follow it',
  'a person decides',
  'what is answered was offered',
  // Owner and duties.
  'a signal has an owner',
  'an open signal has a duty, an ended one none',
  'the duty is that of the state',
  'the duty is of the owner',
  'each duty has an id of its own',
  'a duty is due within its term',
  'a side duty belongs to what opens it',
  'only an open side duty ends',
  'an answer ends its duty',
  'what asks for an answer opens a duty for it',
  // Escalation.
  'only an overdue duty climbs',
  'a duty climbs to whom the ladder names',
  'an overdue duty has climbed',
  'silence asks a handover back',
  // The worklists.
  'every signal of the ledger is in the worklists',
  'the state is what the events say',
  'the owner is what the events say',
  'the outcome is what the events say',
  'the version is the number of the newest event',
  'the facts beside the state are what the events say',
  'the open duties are what the events say',
  // Four eyes.
  'a decision not to follow up is confirmed by another',
  'who confirms names who proposed',
  'a routing is reviewed by another',
  'an acceptance on paper is entered by another',
  'a crossing is answered by another',
  'a second look is taken by another',
  'a second look is of another unit',
  'a second look is of a decision not to follow up',
  'each decision not to follow up is in the draw',
  // Enrichment.
  'an act is one of the way of working, in its phase',
  'not possible has a reason of the list',
  'each mandatory act has a result before the enrichment ends',
  'each circumstance is answered before the enrichment ends',
  'a phase that asks for contact ends with contact or a reason',
  'an act to be considered has a result',
  // Weighing and endings.
  'each criterion is answered',
  'it is enriched further no more often than the way of working says',
  'an outcome does not contradict what was answered with it',
  'a choice is of its closed list',
  'capacity is never a criterion',
  'each guard of an outcome is answered from its list',
  'an answer about contact says no more than was recorded',
  'a review date lies within the maximum',
  'an investigation follows a complaint, or is ex officio',
  // Law.
  'only who may investigates',
  'an investigation names an offence in force',
  'the routing lets an investigation begin',
  'a routing is settled before an end',
  'protection comes before an administrative lane',
  'what a person had to state stays behind',
  'what an arm learned reaches the other by a crossing',
  // Ways of working.
  'the way of working is known',
  'a signal begins under the way of working in force',
  'a way of working in force is not edited',
  'a way of working enters into force by two people',
  // Handovers between organisations.
  'a handover has the results that its rule asks for',
  'a handover comes back when it was asked back',
  'a handover is offered once',
  'what is offered here was offered there',
  'an offer waits as long as its sender said',
  'a handover is accepted by one',
  'an accepted handover has a receiver',
  'an offer is under way or has arrived',
  'an answer reaches the sender',
  'an outcome reaches the sender',
  'a handover has one owner',
  'the register of handovers is what the events say',
  // The balance.
  'received is closed, open and handed over',
] as const

export type Rule = (typeof RULES)[number]
