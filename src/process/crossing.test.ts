import { expect, test } from 'vitest'
import {
  aColleague,
  actDone,
  after,
  aSignalIn,
  atOf,
  daan,
  esra,
  kees,
  outcomeOf,
  rulesOf,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { undecidedCrossings } from './crossing.ts'
import type { Actor } from './duty.ts'
import type { Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'

// Kees of Supervision does the joint inspection; Daan and Esra are of the Investigation Service.
const rules = rulesOf('arbeidsinspectie')
const inspection = actDone('joint-inspection', 'arbeidsinspectie')
const begun = aSignalIn('enriching', 'arbeidsinspectie')
const inspected = after(begun, [inspection, kees])
const offer = S['offer-crossing']
const offered = after(inspected, [offer, kees])
const lotte = aColleague('lotte', 'toezicht')

test.each<readonly [string, string, Signal, Partial<StepOf<'offer-crossing'>>]>([
  ['what the inspection saw', 'enriching', inspected, {}],
  ['by a crossing that does not exist', 'crossing-unknown', inspected, { crossing: 'to-the-police' }],
  ['an act that was not done', 'act-unknown', begun, {}],
  ['no act at all', 'act-unknown', inspected, { acts: [] }],
  ['an act of the other arm', 'act-unknown', inspected, { acts: ['joint-inspection', 'company-data'] }],
  ['with what somebody had to state', 'statements-stay', inspected, { withoutStatements: false }],
  ['seen tomorrow', 'provenance-missing', inspected, { seenOn: '2026-06-12' }],
  ['seen today', 'enriching', inspected, { seenOn: '2026-06-11' }],
  ['seen on 31 June', 'provenance-missing', inspected, { seenOn: '2026-06-31' }],
  ['without what was seen', 'provenance-missing', inspected, { seen: ' ' }],
  ['without under which power', 'provenance-missing', inspected, { power: '' }],
  ['twice', 'already-offered', offered, {}],
  ['while it is held', 'not-in-this-state', after(inspected, [S.hold, daan]), {}],
  ['at the police, which has no arms', 'crossing-unknown', aSignalIn('enriching'), {}],
])('offered %s: %s', (_what, expected, signal, part) => {
  expect(outcomeOf(signal, { ...offer, ...part }, kees)).toBe(expected)
})

test('what is on its way is answered before it is done anew', () => {
  expect(outcomeOf(offered, inspection, kees)).toBe('already-offered')
  expect(outcomeOf(offered, actDone('housing-check', 'arbeidsinspectie'), kees)).toBe('enriching')
  expect(outcomeOf(after(offered, [S['accept-crossing'], daan]), inspection, kees)).toBe('enriching')
})

test('what was refused once may be offered again, and crosses then', () => {
  const again = after(offered, [S['refuse-crossing'], daan], [offer, kees])
  expect(after(again, [S['accept-crossing'], daan])).toMatchObject({
    crossed: ['joint-inspection'],
    stayed: [],
  })
  const known = after(offered, [S['accept-crossing'], daan], [offer, kees], [S['refuse-crossing'], daan])
  expect(known).toMatchObject({ crossed: ['joint-inspection'], stayed: [] })
})

test('where no unit of the other arm is left, nobody could accept it', () => {
  const now = atOf(inspected)
  const units = now.rules.units.filter(({ arm }) => arm === 'toezicht')
  const elsewhere = { ...inspected, unit: 'toezicht' }
  const lonely = { ...now, rules: { ...now.rules, units } }
  expect(outcomeOf(elsewhere, offer, kees, lonely)).toBe('unit-unknown')
  expect(outcomeOf(elsewhere, offer, kees, now)).toBe('enriching')
})

const byDaan = after(inspected, [offer, daan])
test.each<readonly [string, string, Signal, Step, Actor]>([
  ['the other arm accepts', 'enriching', offered, S['accept-crossing'], daan],
  ['the same arm accepts', 'unit-not-yours', offered, S['accept-crossing'], lotte],
  ['who offered it accepts', 'needs-another-person', offered, S['accept-crossing'], kees],
  [
    'Investigation offers it to itself, one person',
    'needs-another-person',
    byDaan,
    S['accept-crossing'],
    daan,
  ],
  ['Investigation offers it, another person accepts', 'enriching', byDaan, S['accept-crossing'], esra],
  ['nothing was offered', 'nothing-offered', inspected, S['accept-crossing'], daan],
  ['the other arm does not take it', 'enriching', offered, S['refuse-crossing'], daan],
  ['the same arm refuses', 'unit-not-yours', offered, S['refuse-crossing'], lotte],
  ['nothing was offered to refuse', 'nothing-offered', inspected, S['refuse-crossing'], daan],
  ['accepted while it is held', 'held', after(offered, [S.hold, daan]), S['accept-crossing'], daan],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('it is a duty of the other arm, within a working day', () => {
  expect(offered.sideDuties.filter(({ kind }) => kind === 'accept-crossing')).toMatchObject([
    { unit: 'arbeidsuitbuiting', dueAt: '2026-06-11T15:00:00.000Z' },
  ])
  const accepted = after(offered, [S['accept-crossing'], daan])
  expect(accepted.sideDuties.map(({ kind }) => kind)).not.toContain('accept-crossing')
  expect(accepted).toMatchObject({ crossed: ['joint-inspection'], stayed: [], crossingOffer: null })
  const refused = after(offered, [S['refuse-crossing'], daan])
  expect(refused).toMatchObject({ crossed: [], stayed: ['joint-inspection'], crossingOffer: null })
})

test.each<readonly [string, readonly string[], Signal]>([
  ['nothing, where Supervision did nothing', [], begun],
  ['a joint inspection by Supervision', ['joint-inspection'], inspected],
  ['the same, whoever wrote it down', ['joint-inspection'], after(begun, [inspection, daan])],
  [
    'what somebody of Supervision did',
    ['open-sources'],
    after(begun, [actDone('open-sources', 'arbeidsinspectie'), kees]),
  ],
  ['not the same by Investigation', [], after(begun, [actDone('open-sources', 'arbeidsinspectie'), daan])],
  ['not what was offered and accepted', [], after(offered, [S['accept-crossing'], daan])],
  ['not what was offered and stays', [], after(offered, [S['refuse-crossing'], daan])],
  [
    'what was done anew after it was accepted',
    ['joint-inspection'],
    after(offered, [S['accept-crossing'], daan], [inspection, kees]),
  ],
])('must be decided before an investigation: %s', (_what, expected, signal) => {
  expect(undecidedCrossings(signal, rules)).toEqual(expected)
})

const toWeighing = (signal: Signal) =>
  after(signal, [S.route, daan], [S['review-routing'], esra], [S['finish-enrichment'], daan])
test.each<readonly [string, string, Signal]>([
  ['nobody decided about the inspection', 'crossing-missing', toWeighing(inspected)],
  ['it is offered, and not answered', 'crossing-missing', toWeighing(offered)],
  ['it reached the criminal file', 'investigating', toWeighing(after(offered, [S['accept-crossing'], daan]))],
  ['it stays with Supervision', 'investigating', toWeighing(after(offered, [S['refuse-crossing'], daan]))],
])('an investigation when %s: %s', (_what, expected, signal) => {
  expect(outcomeOf(signal, S['start-investigation'], daan)).toBe(expected)
})

test('what Investigation knows reaches Supervision by a crossing of its own', () => {
  const step = { ...offer, crossing: 'investigation-to-supervision', acts: ['company-data'] }
  const other = after(begun, [step, daan])
  expect(other.sideDuties).toMatchObject([{ kind: 'accept-crossing', unit: 'toezicht' }])
  expect(outcomeOf(other, S['accept-crossing'], esra)).toBe('unit-not-yours')
  expect(after(other, [S['accept-crossing'], kees]).crossed).toEqual(['company-data'])
})
