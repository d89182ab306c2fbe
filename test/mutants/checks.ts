import type { Rule } from '#check/rule.ts'
import type { InvariantId } from '../model/invariants.ts'
import type { Patch } from './plant.ts'

/** A rule of `spoor check` that no longer tells, and the fault that it must tell of. */
export interface CheckMutant extends Patch {
  readonly rule: Rule
  /** Which of the faults that are planted against this rule, from 0. */
  readonly nth: number
}

function check(file: string, rule: Rule, find: string, replace = 'void 0', nth = 0): CheckMutant {
  return { file: `src/check/${file}.ts`, rule, find, replace, nth }
}

/** One for each invariant. */
export const CHECK_MUTANTS: Readonly<Record<InvariantId, CheckMutant>> = {
  'INV-01': check('standing', 'a signal has an owner', "fault('a signal has an owner', 'a unit', 'none')"),
  'INV-02': check(
    'standing',
    'the duty is that of the state',
    "fault('the duty is that of the state', kind, duty.kind)",
  ),
  'INV-03': check(
    'order',
    'after an end comes only what may follow it',
    "fault('after an end comes only what may follow it', AFTER_END.join(' or '), event.type)",
  ),
  'INV-04': check('due', 'a duty is due within its term', 'fault(RULE, `${kind} by ${limit}`, dueAt)'),
  'INV-05': check('climbs', 'only an overdue duty climbs', 'fault(rule, `not before ${from}`, event.at)'),
  'INV-06': check(
    'standing',
    'only an open side duty ends',
    "fault('only an open side duty ends', 'an open one', id)",
  ),
  'INV-07': check(
    'check',
    'received is closed, open and handed over',
    'balances.check(await readHeld(client), tell)',
    'await readHeld(client)',
  ),
  'INV-08': check(
    'handovers',
    'an accepted handover has a receiver',
    "say(tell, out, 'an accepted handover has a receiver', 'accepted there', other ?? 'not answered', seq)",
  ),
  'INV-09': check(
    'returns',
    'a handover comes back when it was asked back',
    "fault(RULE, 'a named role', 'nobody')",
    'void 0',
    1,
  ),
  'INV-10': check(
    'handovers',
    'an answer reaches the sender',
    "say(tell, out, 'an answer reaches the sender', other, 'no answer, and none under way', seq)",
  ),
  'INV-11': check(
    'order',
    'what is answered was offered',
    "return { is: unitOffer?.unit ?? 'an offer', answered: data.unit }",
    'return undefined',
  ),
  'INV-12': check(
    'people',
    'a decision not to follow up is confirmed by another',
    "another(at, 'a decision not to follow up is confirmed by another', [story.proposal?.by])",
  ),
  'INV-13': check(
    'people',
    'a routing is reviewed by another',
    "another(at, 'a routing is reviewed by another', [routed?.by])",
  ),
  'INV-14': check(
    'people',
    'a crossing is answered by another',
    "another(at, 'a crossing is answered by another', [crossing?.by])",
  ),
  'INV-15': check(
    'people',
    'a second look is taken by another',
    "another(at, 'a second look is taken by another', negative.deciders)",
  ),
  'INV-16': check(
    'people',
    'an acceptance on paper is entered by another',
    "another(at, 'an acceptance on paper is entered by another', [offer.by])",
  ),
  'INV-17': check('order', 'a person decides', "fault('a person decides', 'a person', MACHINE)"),
  'INV-18': check(
    'work',
    'each mandatory act has a result before the enrichment ends',
    "fault('each mandatory act has a result before the enrichment ends', act.id, result)",
  ),
  'INV-19': check(
    'work',
    'a phase that asks for contact ends with contact or a reason',
    "fault('a phase that asks for contact ends with contact or a reason', story.phase, 'neither')",
  ),
  'INV-20': check(
    'choices',
    'each guard of an outcome is answered from its list',
    "fault(rule, `${id}: ${idsOf(answers)}`, answer ?? 'no answer')",
  ),
  'INV-21': check(
    'choices',
    'each criterion is answered',
    "fault('each criterion is answered', id, answers[id] ?? 'no answer')",
  ),
  'INV-22': check(
    'choices',
    'capacity is never a criterion',
    "fault('capacity is never a criterion', 'another ground', String(id))",
  ),
  'INV-23': check('power', 'only who may investigates', "fault(MAY, 'a unit that investigates', id)"),
  'INV-24': check(
    'power',
    'what a person had to state stays behind',
    "fault('what a person had to state stays behind', 'without statements', String(withoutStatements))",
  ),
  'INV-25': check(
    'power',
    'a routing is settled before an end',
    "fault('a routing is settled before an end', 'reviewed', story.routed ? 'not reviewed' : 'no routing')",
  ),
  'INV-26': check(
    'chain',
    'the hash is that of the event',
    "fault(event.seq, 'the hash is that of the event', hash, event.hash)",
  ),
  'INV-27': check(
    'read-story',
    'a signal begins under the way of working in force',
    "fault('a signal begins under the way of working in force', inForce ?? 'none', way.id)",
  ),
  'INV-28': check(
    'order',
    'an event fits the state it meets',
    "fault('an event fits the state it meets', kind.from.join(' or '), story.state)",
  ),
}
