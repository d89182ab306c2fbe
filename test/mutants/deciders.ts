import type { InvariantId } from '../model/invariants.ts'
import type { Patch } from './plant.ts'

const process = (file: string, find: string, replace: string): Patch => {
  return { file: `src/process/${file}.ts`, find, replace }
}

/** One fault for each invariant in what decides and folds: the histories of test/model must find it. */
export const DECIDER_MUTANTS: Readonly<Record<InvariantId, Patch>> = {
  'INV-01': process('signal', '{ unit: rules.triageUnit, wayOfWorking', "{ unit: '', wayOfWorking"),
  'INV-02': process(
    'hold',
    'nextDuty(DUTY_IN[signal.cameFrom], signal, now)',
    "nextDuty('weigh', signal, now)",
  ),
  'INV-03': process('fold', 'const kept = ended || reopened ?', 'const kept = reopened || ended === null ?'),
  'INV-04': process(
    'unit-offer',
    'id: now.newId(), unit: offer.unit }\n',
    "id: now.newId(), unit: offer.unit, dueAt: '2099-01-01T00:00:00.000Z' }\n",
  ),
  'INV-05': process('escalation', '!step || level <= climbed', '!step || climbed > 0'),
  'INV-06': process('route', 'agrees: step.agrees, ends }', 'agrees: step.agrees }'),
  'INV-07': process(
    'fold',
    "state: 'closed', outcome: data.outcome, duty: null",
    "state: 'closed', outcome: '', duty: null",
  ),
  'INV-08': process(
    'offer',
    "sends: { kind: 'refuse', handover, to, reason: step.reason, words: step.ground }",
    "sends: { kind: 'accept', handover, to }",
  ),
  'INV-09': process(
    'handover',
    'signal.recall !== null || signal.duty.dueAt > now.now',
    'signal.recall !== null',
  ),
  'INV-10': process(
    'handover-answer',
    "return signal === null ? { event: receiveOffer(message, from, now) } : 'nothing'",
    'return { event: receiveOffer(message, from, now) }',
  ),
  'INV-11': process(
    'fold',
    'unitOffer: { unit: data.unit, by,',
    'unit: data.unit, unitOffer: { unit: data.unit, by,',
  ),
  'INV-12': process(
    'weighing',
    "  if (signal.proposedBy === actor.id) return refuse('needs-another-person')\n  const content",
    '  const content',
  ),
  'INV-13': process('route', "if (signal.routed.by === actor.id) return refuse('needs-another-person')", ''),
  'INV-14': process('crossing', "if (offer.by === actor.id) return 'needs-another-person'", ''),
  'INV-15': process('second-look', 'find((unit) => unit !== decided)', 'find((unit) => unit === decided)'),
  'INV-16': process(
    'handover',
    "if (signal.offeredBy === actor.id) return refuse('needs-another-person')",
    '',
  ),
  'INV-17': process(
    'escalation',
    '  const own: readonly Due[]',
    `  if (signal.state === 'set-aside-proposed')
    return { data: { type: 'set-aside-confirmed', proposedBy: signal.proposedBy }, content: null }
  const own: readonly Due[]`,
  ),
  'INV-18': process(
    'enrichment',
    "if (openActs(signal, now.rules).length > 0) return refuse('acts-open')",
    '',
  ),
  'INV-19': process(
    'enrichment',
    "if (contactMissing(signal, now.rules)) return refuse('contact-missing')",
    '',
  ),
  'INV-20': process('guard', "if (given.includes(undefined)) return 'guards-unanswered'", ''),
  'INV-21': process(
    'weighing',
    "  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')\n  const rule",
    "  if (!allKnown(step.answers, now)) return refuse('criteria-unanswered')\n  const rule",
  ),
  'INV-22': process(
    'weighing',
    'return Object.keys(answers).every((id) => rules.weighingCriteria.some((one) => one.id === id))',
    'return rules.weighingCriteria.length + Object.keys(answers).length > 0',
  ),
  'INV-23': process('legal-power', 'if (!place) return false', 'if (!place) return true'),
  'INV-24': process(
    'investigation',
    "  if (undecidedCrossings(signal, now.rules).length > 0) return refuse('crossing-missing')\n  if (!isInForce",
    '  if (!isInForce',
  ),
  'INV-25': process('route', 'routed?.reviewed === true', 'routed !== null'),
  'INV-26': process(
    'fold',
    '{ ...signal, seq, assignee: data.assignee }',
    '{ ...signal, assignee: data.assignee }',
  ),
  'INV-27': process(
    'signal',
    'wayOfWorking: rules.id, law',
    'wayOfWorking: `${rules.organisation}@2026-01-01`, law',
  ),
  'INV-28': process(
    'signal',
    "const rests = !isOpen(signal) || signal.state === 'shelved'",
    "const rests = signal.state === 'shelved'",
  ),
}
