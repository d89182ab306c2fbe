import { expect, test } from 'vitest'
import {
  after,
  aProposal,
  aSignalIn,
  answers,
  aColleague,
  actDone,
  daan,
  drawn,
  esra,
  guards,
  jayden,
  morning,
  next,
  noCircumstances,
  outcomeOf,
  rules,
  sanne,
  shelve,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import type { Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'

const weighing = aSignalIn('weighing')
const stop = S['propose-stop']
const reference = guards.comensha!

/** Weighed again, while the money, the prosecutor and the contact were never written down. */
function barely(): Signal {
  const signal = after(aProposal(), [S.confirm, sanne], [S['start-enrichment'], sanne])
  const mandatory = rules.acts.filter((act) => act.mandatory).map(({ id }) => [actDone(id), sanne] as const)
  return after(signal, [noCircumstances(), sanne], [S['record-contact'], sanne], ...mandatory, [
    S['finish-enrichment'],
    sanne,
  ])
}

test.each<readonly [string, string, Signal, StepOf<'weigh'>]>([
  ['to speak with somebody', 'interviewing', weighing, S.weigh],
  ['to enrich further', 'enriching', weighing, { ...S.weigh, decision: 'enrich-further' }],
  ['with a criterion left open', 'criteria-unanswered', weighing, { ...S.weigh, answers: {} }],
  [
    'with a criterion of our own making',
    'criteria-unanswered',
    weighing,
    { ...S.weigh, answers: { ...answers, capacity: 'no' } },
  ],
  ['before the enrichment is finished', 'not-in-this-state', aSignalIn('enriching'), S.weigh],
])('weighing %s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test('an act that a decision asks to have been considered, and was not', () => {
  const asks = rules.decisions.map((one) =>
    one.id === 'interview' ? { ...one, consider: ['consult-prosecutor'] } : one,
  )
  const strict = { ...morning, rules: { ...rules, decisions: asks } }
  expect(outcomeOf(barely(), S.weigh, sanne, strict)).toBe('acts-unconsidered')
  expect(outcomeOf(weighing, S.weigh, sanne, strict)).toBe('interviewing')
})

const further = { ...S.weigh, decision: 'enrich-further' } as const
const round = [
  [further, sanne],
  [S['finish-enrichment'], sanne],
] as const
const talked = [
  [S.weigh, sanne],
  [S['finish-interview'], sanne],
] as const
const stopped = [
  [stop, sanne],
  [S['confirm-stop'], jayden],
] as const
const change = { type: 'registration-changed', registration: 'r', catalogue: 'c', indicators: [] } as const
const twice = after(weighing, ...round, ...round)
test.each<readonly [string, string, Signal, Step]>([
  ['a second time', 'enriching', after(weighing, ...round), further],
  ['a third time', 'enriched-often-enough', twice, further],
  ['a third time, after a talk', 'enriched-often-enough', after(twice, ...talked), further],
  ['no more, but an interview', 'interviewing', twice, S.weigh],
  ['no more, but an investigation', 'investigating', twice, S['start-investigation']],
  ['no more, but a stop', 'stop-proposed', twice, stop],
  ['no more, but waiting', 'held', twice, S.hold],
  [
    'anew, after new information',
    'enriching',
    next(after(twice, ...stopped), { ...change, duty: { ...weighing.duty!, id: 'anew' } }),
    further,
  ],
  [
    'no more, after information that opened nothing',
    'enriched-often-enough',
    next(twice, { ...change, duty: null }),
    further,
  ],
])('enriching further, %s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test('a way of working without a limit has none', () => {
  const decisions = rules.decisions.map((one) => ({ ...one, maxTimes: null }))
  const unlimited = { ...morning, rules: { ...rules, decisions } }
  expect(outcomeOf(twice, further, sanne, unlimited)).toBe('enriching')
})

test.each<readonly [string, string, Signal, Partial<StepOf<'propose-stop'>>]>([
  ['it is about something else', 'stop-proposed', weighing, {}],
  ['of an investigation', 'stop-proposed', aSignalIn('investigating'), { answers: {} }],
  [
    'of an investigation, by what is no criterion',
    'criteria-unanswered',
    aSignalIn('investigating'),
    { answers: { capacity: 'yes' } },
  ],
  ['before it is weighed', 'not-in-this-state', aSignalIn('enriching'), {}],
  ['for capacity', 'outcome-not-permitted', weighing, { outcome: 'capacity' }],
  [
    'with an outcome of an investigation',
    'outcome-not-permitted',
    weighing,
    { outcome: 'submitted-to-prosecutor' },
  ],
  [
    'help only, after an investigation began',
    'outcome-not-permitted',
    aSignalIn('investigating'),
    { outcome: 'care-only' },
  ],
  ['with a criterion left open', 'criteria-unanswered', weighing, { answers: {} }],
  ['without the four guards', 'guards-unanswered', weighing, { guards: {} }],
  [
    'with an answer to a guard that is not on its list',
    'guards-unanswered',
    weighing,
    { guards: { ...guards, comensha: { answer: 'n.v.t.', reference: 'x' } } },
  ],
  [
    'with an answer to a guard that nothing shows',
    'guard-reference-missing',
    weighing,
    { guards: { ...guards, comensha: { ...reference, reference: ' ' } } },
  ],
  [
    'spoken to, when it was only tried',
    'guard-contradicts',
    weighing,
    { guards: { ...guards, 'possible-victim-contact': { answer: 'spoken', reference: 'Verslag 3' } } },
  ],
  [
    'tried, as it was',
    'stop-proposed',
    weighing,
    { guards: { ...guards, 'possible-victim-contact': { answer: 'attempted', reference: 'Verslag 3' } } },
  ],
  [
    'tried, when they were spoken to',
    'stop-proposed',
    after(weighing, [{ ...S['record-contact'], result: 'spoken' }, sanne]),
    { guards: { ...guards, 'possible-victim-contact': { answer: 'attempted', reference: 'Verslag 3' } } },
  ],
  [
    'spoken to, in an interview',
    'stop-proposed',
    after(weighing, [S['record-interview'], sanne]),
    { guards: { ...guards, 'possible-victim-contact': { answer: 'spoken', reference: 'Verslag 3' } } },
  ],
  [
    'spoken to, when it was the reporter',
    'guard-contradicts',
    after(weighing, [{ ...S['record-contact'], with: 'reporter', result: 'spoken' }, sanne]),
    { guards: { ...guards, 'possible-victim-contact': { answer: 'spoken', reference: 'Verslag 3' } } },
  ],
  ['no leads, the prosecutor consulted', 'stop-proposed', weighing, { outcome: 'no-leads' }],
  [
    'no leads, while there are leads',
    'outcome-contradicts',
    weighing,
    { outcome: 'no-leads', answers: { ...answers, leads: 'yes' } },
  ],
  [
    'no leads, while nobody knows',
    'stop-proposed',
    weighing,
    { outcome: 'no-leads', answers: { ...answers, leads: 'unknown' } },
  ],
  [
    'help only, while there are leads',
    'outcome-contradicts',
    weighing,
    { outcome: 'care-only', answers: { ...answers, leads: 'yes' } },
  ],
  [
    'another offence, while there are leads',
    'stop-proposed',
    weighing,
    { outcome: 'other-offence', answers: { ...answers, leads: 'yes' } },
  ],
  [
    'no leads any more, of an investigation that began with them',
    'stop-proposed',
    { ...aSignalIn('investigating'), answers: { leads: 'yes' } },
    { outcome: 'no-leads', answers: {} },
  ],
  [
    'no leads, of an investigation, while there are leads',
    'outcome-contradicts',
    aSignalIn('investigating'),
    { outcome: 'no-leads', answers: { leads: 'yes' } },
  ],
  ['no leads, the prosecutor not consulted', 'acts-unconsidered', barely(), { outcome: 'no-leads' }],
  ['something else, the prosecutor not consulted', 'stop-proposed', barely(), {}],
  [
    'of an investigation in which nobody sought contact',
    'contact-missing',
    after(weighing, [S['start-investigation'], sanne]),
    {},
  ],
  ['shelving until July', 'stop-proposed', weighing, { outcome: 'shelve', reviewOn: '2026-07-01' }],
  ['shelving without a review date', 'review-date-invalid', weighing, { outcome: 'shelve' }],
  ['shelving until today', 'review-date-invalid', weighing, { outcome: 'shelve', reviewOn: '2026-06-11' }],
  ['shelving until tomorrow', 'stop-proposed', weighing, { outcome: 'shelve', reviewOn: '2026-06-12' }],
  ['shelving for ninety days', 'stop-proposed', weighing, { outcome: 'shelve', reviewOn: '2026-09-09' }],
  ['shelving for a day more', 'review-date-invalid', weighing, { outcome: 'shelve', reviewOn: '2026-09-10' }],
  ['shelving until 31 June', 'review-date-invalid', weighing, { outcome: 'shelve', reviewOn: '2026-06-31' }],
  ['a stop with a review date', 'review-date-invalid', weighing, { reviewOn: '2026-07-01' }],
  ['at the Inspectorate, routed', 'stop-proposed', aSignalIn('weighing', 'arbeidsinspectie'), {}],
])('a stop, %s: %s', (_what, expected, signal, part) => {
  expect(outcomeOf(signal, { ...stop, ...part }, sanne)).toBe(expected)
})

const proposed = aSignalIn('stop-proposed')
const ofInvestigation = after(aSignalIn('investigating'), [stop, sanne])
const shelf = after(weighing, [shelve, sanne])
test.each<readonly [string, string, Signal, Step, Actor]>([
  ['a second person agrees', 'closed', proposed, S['confirm-stop'], jayden],
  ['the proposer agrees with themselves', 'needs-another-person', proposed, S['confirm-stop'], sanne],
  ['a second person agrees to shelve', 'shelved', shelf, S['confirm-stop'], jayden],
  ['a second person does not agree', 'weighing', proposed, S['reject-stop'], jayden],
  ['the proposer takes it back alone', 'needs-another-person', proposed, S['reject-stop'], sanne],
  ['not agreed to stop an investigation', 'investigating', ofInvestigation, S['reject-stop'], jayden],
  ['nothing was proposed', 'not-in-this-state', weighing, S['confirm-stop'], jayden],
  ['nothing was proposed to reject', 'not-in-this-state', weighing, S['reject-stop'], jayden],
  ['looking again at what is shelved', 'weighing', aSignalIn('shelved'), S['review-shelved'], sanne],
  ['looking again at what is not', 'not-in-this-state', weighing, S['review-shelved'], sanne],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('a proposed stop stays open, owned and due until a second person answers', () => {
  expect(proposed).toMatchObject({ unit: weighing.unit, duty: { kind: 'confirm-stop', unit: weighing.unit } })
})

test('a shelved signal is due on its review date, and keeps the duties of its work', () => {
  expect(aSignalIn('shelved')).toMatchObject({
    reviewOn: '2026-07-01',
    duty: { kind: 'review-shelved', dueAt: '2026-07-01T07:00:00.000Z' },
  })
})

test('looking again at a shelved signal overtakes its second look', () => {
  const reviewed = after(drawn(aSignalIn('shelved')), [S['review-shelved'], sanne])
  expect(reviewed).toMatchObject({ state: 'weighing', secondLook: null, sideDuties: [] })
})

// At the Inspectorate nothing ends before another person looked at the routing.
const unreviewed = after(aSignalIn('weighing', 'arbeidsinspectie'), [S.route, daan], [stop, daan])
const third = aColleague('bas', 'arbeidsuitbuiting')
test.each<readonly [string, string, Signal, Step, Actor]>([
  ['a stop is confirmed before', 'routing-missing', unreviewed, S['confirm-stop'], esra],
  ['and after', 'closed', after(unreviewed, [S['review-routing'], esra]), S['confirm-stop'], esra],
  [
    'the reviewer did not agree: it is routed anew first',
    'routing-missing',
    after(unreviewed, [{ ...S['review-routing'], agrees: false }, esra]),
    S['confirm-stop'],
    third,
  ],
  ['the stop can always be rejected', 'weighing', unreviewed, S['reject-stop'], esra],
  [
    'shelving is no end',
    'shelved',
    after(aSignalIn('weighing', 'arbeidsinspectie'), [S.route, daan], [shelve, daan]),
    S['confirm-stop'],
    esra,
  ],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})
