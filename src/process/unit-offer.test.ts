import { expect, test } from 'vitest'
import {
  aColleague,
  after,
  aProposal,
  aSignalIn,
  at,
  daan,
  decideAndEvolve,
  fatima,
  kees,
  mila,
  next,
  outcomeOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import { escalate } from './escalation.ts'
import type { Signal } from './state.ts'
import type { Step } from './step.ts'

// The scan proposes to avim-midden; Sanne is of intelligence, Fatima of regionale-recherche.
const offered = after(aProposal(), [S['offer-unit'], fatima])

test.each<readonly [string, string, Signal, Step, Actor]>([
  ['another unit is asked', 'proposed', aProposal(), S['offer-unit'], sanne],
  ['the unit that has it', 'unit-unknown', aProposal(), { ...S['offer-unit'], unit: 'avim-midden' }, sanne],
  ['a unit that does not exist', 'unit-unknown', aProposal(), { ...S['offer-unit'], unit: 'elders' }, sanne],
  ['a second unit while the first thinks', 'already-offered', offered, S['offer-unit'], sanne],
  ['the other unit takes it', 'proposed', offered, S['accept-unit'], sanne],
  ['a third unit takes it', 'unit-not-yours', offered, S['accept-unit'], fatima],
  ['nothing was offered to take', 'nothing-offered', aProposal(), S['accept-unit'], sanne],
  ['the other unit does not take it, with a reason', 'proposed', offered, S['refuse-unit'], sanne],
  ['a third unit refuses', 'unit-not-yours', offered, S['refuse-unit'], fatima],
  ['nothing was offered to refuse', 'nothing-offered', aProposal(), S['refuse-unit'], sanne],
  ['refused for capacity', 'reason-unknown', offered, { ...S['refuse-unit'], reason: 'capacity' }, sanne],
  ['asked back', 'proposed', offered, S['recall-unit'], fatima],
  ['nothing to ask back', 'nothing-offered', aProposal(), S['recall-unit'], fatima],
  ['of a closed signal', 'signal-closed', aSignalIn('closed'), S['offer-unit'], sanne],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('the present unit stays accountable until the other accepts, with the same due moment', () => {
  const before = aProposal()
  const waiting = after(before, [S['offer-unit'], fatima])
  expect(waiting).toMatchObject({ unit: 'avim-midden', duty: before.duty, assignee: null })
  expect(waiting.sideDuties).toMatchObject([{ kind: 'answer-unit', unit: 'intelligence' }])
  const taken = after(waiting, [S['take-up'], fatima], [S['accept-unit'], sanne])
  expect(taken).toMatchObject({ unit: 'intelligence', assignee: null, unitOffer: null, sideDuties: [] })
  expect(taken.duty).toMatchObject({
    kind: 'answer-proposal',
    unit: 'intelligence',
    dueAt: before.duty?.dueAt,
  })
  for (const back of [S['refuse-unit'], S['recall-unit']]) {
    const returned = after(waiting, [back, sanne])
    expect(returned).toMatchObject({
      unit: 'avim-midden',
      duty: before.duty,
      unitOffer: null,
      sideDuties: [],
    })
    expect(outcomeOf(returned, S['offer-unit'], sanne)).toBe('proposed')
  }
})

const CONTACT = {
  id: 'contact',
  kind: 'contact-possible-victim',
  unit: 'arbeidsuitbuiting',
  dueAt: '2026-06-12T15:00:00.000Z',
} as const

test('the duty to seek contact moves with the signal, and keeps its due moment', () => {
  const confirmed = aSignalIn('confirmed')
  const moved = after(confirmed, [S['offer-unit'], fatima], [S['accept-unit'], sanne])
  const [contact] = confirmed.sideDuties
  expect(moved.sideDuties).toMatchObject([
    { kind: 'contact-possible-victim', unit: 'intelligence', dueAt: contact?.dueAt },
  ])
})

test('a duty that was overdue stays so when another unit takes the signal', () => {
  const late = at('2026-06-20T07:00:00.000Z')
  const signal = after(aProposal(), [S['offer-unit'], fatima])
  const climbed = next(signal, escalate(signal, late)!.data, 'spoor', late.now)
  const taken = decideAndEvolve(climbed, S['accept-unit'], sanne, late)
  if (!taken.ok) throw new Error(taken.refusal)
  expect(taken.value.after.escalations).toMatchObject([{ level: 2, of: taken.value.after.duty?.id }])
})

test('what was overdue beside it stays so too, and with the same named role', () => {
  const late = at('2026-07-30T07:00:00.000Z', 'arbeidsinspectie')
  const offer = { ...S['offer-unit'], unit: 'leiding-opsporingsdienst' }
  const routed = after(aSignalIn('enriching', 'arbeidsinspectie'), [S.route, daan], [offer, daan])
  const sought = next(routed, { type: 'urgency-set', urgency: [], duty: routed.duty!, opens: [CONTACT] })
  const climb = (signal: Signal): Signal => {
    const event = escalate(signal, late)
    return event ? climb(next(signal, event.data, 'spoor', late.now)) : signal
  }
  const climbed = climb(sought)
  const before = climbed.escalations.map(({ id }) => id)
  expect(before).toHaveLength(4)
  const taken = decideAndEvolve(climbed, S['accept-unit'], aColleague('mo', offer.unit), late)
  if (!taken.ok) throw new Error(taken.refusal)
  const { escalations, sideDuties, duty } = taken.value.after
  expect(new Set(escalations.map(({ of }) => of))).toEqual(
    new Set([duty?.id, ...sideDuties.map(({ id }) => id)]),
  )
  // But the one of the offer, which was answered.
  const offered = climbed.unitOffer?.duty
  const kept = climbed.escalations.filter(({ of }) => of !== offered)
  expect(escalations.map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
})

// A running investigation does not move to where nobody may investigate.
const eindhoven = aColleague('bo', 'brigade-eindhoven')
const grens = aColleague('cas', 'brigade-grenstoezicht')
const bonaire = aColleague('ilse', 'brigade-bonaire')
test.each<readonly [string, string, Signal, string, Actor, Actor]>([
  ['Supervision', 'no-legal-power', aSignalIn('investigating', 'arbeidsinspectie'), 'toezicht', daan, kees],
  [
    'the management of the Investigation Service',
    'investigating',
    aSignalIn('investigating', 'arbeidsinspectie'),
    'leiding-opsporingsdienst',
    daan,
    aColleague('mo', 'leiding-opsporingsdienst'),
  ],
  [
    'a brigade at the border',
    'no-legal-power',
    aSignalIn('investigating', 'kmar'),
    'brigade-grenstoezicht',
    mila,
    grens,
  ],
  [
    'Eindhoven, for civil aviation only',
    'no-legal-power',
    aSignalIn('investigating', 'kmar'),
    'brigade-eindhoven',
    mila,
    eindhoven,
  ],
  ['Bonaire', 'investigating', aSignalIn('investigating', 'kmar'), 'brigade-bonaire', mila, bonaire],
  [
    'an enrichment to a brigade at the border',
    'enriching',
    aSignalIn('enriching', 'kmar'),
    'brigade-grenstoezicht',
    mila,
    grens,
  ],
  [
    'an enrichment to Supervision',
    'enriching',
    aSignalIn('enriching', 'arbeidsinspectie'),
    'toezicht',
    daan,
    kees,
  ],
])('to %s: %s', (_where, expected, signal, unit, from, to) => {
  const step = { ...S['offer-unit'], unit }
  expect(outcomeOf(signal, step, from)).toBe(expected)
  if (expected === signal.state) {
    const moved = after(signal, [step, from], [S['accept-unit'], to])
    expect(moved).toMatchObject({ unit, duty: { unit } })
  }
})

test('what was offered before the investigation began cannot be taken after it', () => {
  const weighing = after(aSignalIn('weighing', 'arbeidsinspectie'), [
    { ...S['offer-unit'], unit: 'toezicht' },
    daan,
  ])
  const started = after(weighing, [S['start-investigation'], daan])
  expect(outcomeOf(started, S['accept-unit'], kees)).toBe('no-legal-power')
  expect(outcomeOf(started, S['refuse-unit'], kees)).toBe('investigating')
})
