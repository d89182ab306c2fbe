import { describe, expect, test } from 'vitest'
import {
  aColleague,
  actDone,
  after,
  aProposal,
  aSignalIn,
  decideAndEvolve,
  jayden,
  morning,
  next,
  noor,
  outcomeOf,
  rules,
  rulesOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { isMandatory, openActs } from './act.ts'
import type { Actor } from './duty.ts'
import type { Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'
import type { ActRule } from './way-of-working.ts'

const enriching = after(aProposal(), [S.confirm, sanne], [S['start-enrichment'], sanne])
const contact = actDone('victim-contact')
const calledBack = actDone('call-back-reporter')
/** Left half-way, and opened by new information: its enrichment begins anew. */
const openedAgain = next(
  { ...aSignalIn('closed'), phase: 'enrichment' },
  {
    ...{ type: 'registration-changed', registration: 'reg-2', catalogue: 'c', indicators: [] },
    duty: { ...aSignalIn('confirmed').duty!, id: 'anew' },
  },
)
const from = contact.provenance!
const undone = { ...contact, result: 'not-possible', provenance: null } as const
const unneeded = { ...contact, result: 'not-needed', provenance: null } as const

describe('an act is one of the way of working, in its phase', () => {
  test.each<readonly [string, string, Signal, Step]>([
    ['an act of the standard enrichment', 'enriching', enriching, contact],
    ['an act that no way of working has', 'act-unknown', enriching, actDone('tapping')],
    ['a quick look at money while enriching', 'enriching', enriching, actDone('financial-look')],
    [
      'the full financial investigation while enriching',
      'act-not-in-this-phase',
      enriching,
      actDone('financial-investigation'),
    ],
    ['an act while weighing', 'not-in-this-state', aSignalIn('weighing'), contact],
    ['the same act around the interview', 'interviewing', aSignalIn('interviewing'), contact],
    ['the same act in the investigation', 'investigating', aSignalIn('investigating'), contact],
    ['an act before the enrichment began', 'act-not-in-this-phase', aSignalIn('confirmed'), contact],
    ['calling back who reported it, before that', 'confirmed', aSignalIn('confirmed'), calledBack],
    ['protection, before that', 'confirmed', aSignalIn('confirmed'), actDone('offer-reflection-period')],
    ['calling back who reported it while enriching', 'enriching', enriching, calledBack],
    ['an act before anybody confirmed', 'not-in-this-state', aProposal(), calledBack],
    ['protection, of what opened again', 'confirmed', openedAgain, actDone('offer-reflection-period')],
    ['an act of the enrichment that has to begin anew', 'act-not-in-this-phase', openedAgain, contact],
  ])('%s: %s', (_what, expected, signal, step) => {
    expect(outcomeOf(signal, step, sanne)).toBe(expected)
  })
})

describe('a result "done" says where its facts come from', () => {
  test.each<readonly [string, string, Partial<StepOf<'record-act'>>]>([
    ['with everything', 'enriching', {}],
    ['without where it comes from', 'provenance-missing', { provenance: null }],
    [
      'from a source that is not one of this act',
      'provenance-missing',
      { provenance: { ...from, source: 'emm' } },
    ],
    ['obtained today', 'enriching', { provenance: { ...from, obtainedOn: '2026-06-11' } }],
    ['obtained tomorrow', 'provenance-missing', { provenance: { ...from, obtainedOn: '2026-06-12' } }],
    [
      'obtained on a day that does not exist',
      'provenance-missing',
      { provenance: { ...from, obtainedOn: '2026-02-30' } },
    ],
    ['without who obtained it', 'provenance-missing', { provenance: { ...from, obtainedBy: ' ' } }],
    ['without how it was obtained', 'provenance-missing', { provenance: { ...from, howObtained: '' } }],
    [
      'an opinion of doubtful reliability, said to be so',
      'enriching',
      { provenance: { ...from, reliability: 'doubtful', factOrOpinion: 'opinion' } },
    ],
    ['with a requirement that was not met', 'enriching', { unmet: [0] }],
    ['with a requirement that the guideline does not have', 'requirement-unknown', { unmet: [0, 9] }],
    ['with a reason why it was not possible', 'reason-unknown', { reason: 'not-found' }],
  ])('%s: %s', (_what, expected, part) => {
    expect(outcomeOf(enriching, { ...contact, ...part }, sanne)).toBe(expected)
  })
})

describe('an act that was not done has a reason of its own list, and no facts', () => {
  const optional = { ...unneeded, act: 'look-at-place' } as const
  test.each<readonly [string, string, Step]>([
    ['not possible: nobody is known', 'enriching', { ...undone, reason: 'nobody-known' }],
    [
      'not possible, on a reason of the agency that is none of this act',
      'reason-unknown',
      { ...undone, reason: 'no-access' },
    ],
    [
      'the same reason with an act that has it',
      'enriching',
      { ...undone, act: 'read-source', reason: 'no-access' },
    ],
    ['not possible without a reason', 'reason-unknown', { ...undone, reason: null }],
    ['not possible, for capacity', 'reason-unknown', { ...undone, reason: 'capacity' }],
    [
      'not possible, with facts all the same',
      'provenance-missing',
      { ...undone, reason: 'nobody-known', provenance: from },
    ],
    [
      'not possible, with requirements unmet',
      'provenance-missing',
      { ...undone, reason: 'nobody-known', unmet: [0] },
    ],
    ['a mandatory act held unneeded', 'reason-missing', unneeded],
    ['an act that is left to judgement held unneeded', 'enriching', optional],
    ['held unneeded with a reason why not possible', 'reason-unknown', { ...optional, reason: 'not-found' }],
  ])('%s: %s', (_what, expected, step) => {
    expect(outcomeOf(enriching, step, sanne)).toBe(expected)
  })
})

describe('a certificate that the guideline asks for', () => {
  const until = (day: string | null): Actor =>
    aColleague('sam', 'intelligence', { qualifications: [{ id: 'trained-first-contact', until: day }] })
  const other = aColleague('sam', 'intelligence', {
    qualifications: [{ id: 'trafficking-certified', until: null }],
  })
  const because = { ...contact, unqualifiedBecause: 'Niemand anders sprak haar taal.' }
  const qualifications = rules.qualifications.map((one) => ({ ...one, blocking: true }))
  const strict = { ...morning, rules: { ...rules, qualifications } }

  test.each<readonly [string, string, Step, Actor, typeof morning]>([
    ['it holds for good', 'enriching', contact, until(null), morning],
    ['it ends today', 'enriching', contact, until('2026-06-11'), morning],
    ['it ended yesterday', 'unqualified-reason-missing', contact, until('2026-06-10'), morning],
    ['it ended yesterday, with a reason', 'enriching', because, until('2026-06-10'), morning],
    ['another certificate', 'unqualified-reason-missing', contact, other, morning],
    [
      'none, and a reason of spaces',
      'unqualified-reason-missing',
      { ...contact, unqualifiedBecause: ' ' },
      noor,
      morning,
    ],
    ['none, with a reason', 'enriching', because, noor, morning],
    ['none, with a reason, where the way of working blocks', 'qualification-missing', because, noor, strict],
    ['it holds, where the way of working blocks', 'enriching', contact, sanne, strict],
    ['none, for an act that asks for none', 'enriching', actDone('read-source'), noor, strict],
    ['none, and it was not possible', 'enriching', { ...undone, reason: 'nobody-known' }, noor, strict],
  ])('%s: %s', (_what, expected, step, actor, now) => {
    expect(outcomeOf(enriching, step, actor, now)).toBe(expected)
  })

  test.each([
    ['with it', contact, sanne, true],
    ['without it', because, noor, false],
    ['where none is asked', actDone('read-source'), noor, null],
    ['where nothing was done', { ...undone, reason: 'nobody-known' }, noor, null],
  ] as const)('the ledger says: %s', (_what, step, actor, qualified) => {
    const decision = decideAndEvolve(enriching, step, actor, morning)
    expect(decision.ok && decision.value.event.data).toMatchObject({ qualified, unit: actor.unit })
  })
})

describe('when an act is mandatory', () => {
  const rule = (id: string, of: readonly ActRule[] = rules.acts) => of.find((act) => act.id === id)!
  const known = { forms: ['arbeid'], channel: 'mutatie', circumstances: {} } as const
  const inspection = rule('joint-inspection', rulesOf('arbeidsinspectie').acts)
  const byChannel: ActRule = {
    ...rule('look-at-place'),
    mandatoryWhen: { forms: [], channels: ['melding'], circumstances: [] },
  }
  test.each<readonly [string, boolean, ActRule, Parameters<typeof isMandatory>[1]]>([
    ['always', true, rule('read-source'), known],
    ['never, as the judgement of who does it', false, rule('look-at-place'), known],
    ['by its form', true, rule('online-adverts'), { ...known, forms: ['seksueel'] }],
    ['by one of two forms', true, rule('online-adverts'), { ...known, forms: ['arbeid', 'seksueel'] }],
    ['another form', false, rule('online-adverts'), known],
    ['by its channel', true, byChannel, { ...known, channel: 'melding' }],
    ['another channel', false, byChannel, known],
    [
      'by a circumstance',
      true,
      rule('call-back-reporter'),
      { ...known, circumstances: { 'reporter-known': 'yes' } },
    ],
    [
      'a circumstance that is not there',
      false,
      rule('call-back-reporter'),
      { ...known, circumstances: { 'reporter-known': 'no' } },
    ],
    [
      'a circumstance that nobody knows',
      false,
      rule('call-back-reporter'),
      { ...known, circumstances: { 'reporter-known': 'unknown' } },
    ],
    [
      'by form and circumstance together',
      true,
      inspection,
      { ...known, circumstances: { 'workplace-active': 'yes' } },
    ],
    ['by form, without the circumstance', false, inspection, known],
    [
      'by circumstance, with another form',
      false,
      inspection,
      { ...known, forms: ['seksueel'], circumstances: { 'workplace-active': 'yes' } },
    ],
  ])('%s: %s', (_what, expected, act, signal) => {
    const of = act === inspection ? rulesOf('arbeidsinspectie') : rules
    expect(isMandatory(act, signal, of)).toBe(expected)
  })

  test('what somebody held unneeded is open again when a circumstance makes it mandatory', () => {
    const step = { ...unneeded, act: 'call-back-reporter' } as const
    const held = after(enriching, [step, sanne])
    expect(openActs(held, rules).map(({ id }) => id)).not.toContain('call-back-reporter')
    const told = { ...S['record-circumstances'], circumstances: { 'reporter-known': 'yes' } } as const
    const known = after(held, [told, jayden])
    expect(openActs(known, rules).map(({ id }) => id)).toContain('call-back-reporter')
    const called = after(known, [actDone('call-back-reporter'), jayden])
    expect(openActs(called, rules).map(({ id }) => id)).not.toContain('call-back-reporter')
  })
})

describe('circumstances', () => {
  const step = S['record-circumstances']
  test.each<readonly [string, string, Signal, Step]>([
    ['each answered', 'enriching', enriching, step],
    ['one at a time', 'enriching', enriching, { ...step, circumstances: { minor: 'yes' } }],
    ['"unknown" is an answer', 'enriching', enriching, { ...step, circumstances: { minor: 'unknown' } }],
    ['none at all', 'circumstances-unanswered', enriching, { ...step, circumstances: {} }],
    [
      'one that the way of working does not know',
      'circumstances-unanswered',
      enriching,
      { ...step, circumstances: { nationality: 'yes' } },
    ],
    ['before the enrichment began', 'not-in-this-state', aSignalIn('confirmed'), step],
  ])('%s: %s', (_what, expected, signal, one) => {
    expect(outcomeOf(signal, one, sanne)).toBe(expected)
  })
})
