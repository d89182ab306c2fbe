// Whatever people and machines do, in whatever order: no rule of policy is broken. Where a decider lets something
// through that a rule forbids, this finds it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Actor } from '#process/duty.ts'
import { drawSecondLook, isNegative } from '#process/second-look.ts'
import { noteChange } from '#process/signal.ts'
import { SIGNAL_STATES } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { aColleague, actDone, noCircumstances, rulesOf } from '../a-signal.ts'
import { answersOf, bring, ground, guardsOf, offerOf, proposed, S } from './road.ts'
import { alleRegels } from './rules/all.ts'
import {
  circumstancesOf,
  deliver,
  happened,
  NOTHING,
  sideOf,
  signalOf,
  take,
  watch,
  type World,
} from './world.ts'

const STARTS = SIGNAL_STATES.filter((state) => state !== 'offered')

/** Two people of every unit. */
const peopleOf = (organisation: OrganisationId): readonly Actor[] =>
  rulesOf(organisation).units.flatMap(({ id }) => [aColleague(`${id}-1`, id), aColleague(`${id}-2`, id)])

/** Steps, sound and unsound, in the words of an organisation. */
function stepsOf(organisation: OrganisationId): readonly Step[] {
  const rules = rulesOf(organisation)
  const answers = answersOf(rules)
  const guards = guardsOf(rules)
  const urgent = answersOf(rules, { 'danger-now': 'yes', coercion: 'yes' })
  const stop = { ...S['propose-stop'], answers, guards }
  return [
    ...Object.values(S),
    noCircumstances(organisation),
    ...rules.circumstances.map(({ id }): Step => ({ ...noCircumstances(), circumstances: { [id]: 'yes' } })),
    ...rules.acts.flatMap(({ id, notPossible: [reason] }): readonly Step[] => [
      actDone(id, organisation),
      { ...actDone(id, organisation), result: 'not-possible', provenance: null, reason: reason ?? null },
      { ...actDone(id, organisation), result: 'not-needed', provenance: null },
    ]),
    ...rules.units.map(({ id: unit }): Step => ({ type: 'offer-unit', unit, ground })),
    ...rules.urgentTerms.map(({ id }): Step => ({ ...S['set-urgency'], urgency: [id] })),
    { ...S['set-urgency'], urgency: [] },
    ...(rules.routing?.lanes ?? []).flatMap(({ id: lane }): readonly Step[] => [
      { ...S.route, lane },
      { ...S.route, lane, protection: { coercion: 'yes', protection: 'unknown' } },
    ]),
    { ...S['review-routing'], agrees: false },
    ...rules.armCrossings.map(({ id }): Step => ({
      ...S['offer-crossing'],
      crossing: id,
      acts: ['joint-inspection'],
    })),
    ...rules.handovers.map(({ id, moments: [moment] }): Step => ({
      ...S['offer-handover'],
      rule: id,
      moment: moment?.id ?? '',
      guards,
    })),
    offerOf({ ...NOTHING, focus: organisation }, null),
    ...(['received', 'accepted', 'refused', 'outcome'] as const).map((receipt): Step => ({
      ...S['enter-receipt'],
      receipt,
      says: 'Zo zeiden zij.',
    })),
    ...rules.outcomes.map(({ id }): Step => ({ ...stop, outcome: id })),
    { ...stop, outcome: 'shelve', reviewOn: '2026-07-20' },
    { ...S.weigh, answers: urgent },
    { ...S.weigh, answers, decision: 'enrich-further' },
    { ...S['start-investigation'], answers, assignedBy: 'FP 2026/7', civilAviation: true },
    { ...S['start-investigation'], answers, exOfficio: false },
  ]
}

/** What happens without a step of somebody of this organisation. */
const MACHINES: readonly ((world: World) => World)[] = [
  watch,
  deliver,
  (world) => ({ ...world, post: world.post.toReversed() }),
  (world) => changed(world, true),
  (world) => changed(world, false),
  (world) => {
    const negative = sideOf(world).history.findLast(isNegative)
    if (!negative || !('proposedBy' in negative.data) || negative.data.proposedBy === null) return world
    const drawn = drawSecondLook(
      signalOf(world),
      negative.seq,
      [negative.data.proposedBy, negative.by],
      circumstancesOf(world),
    )
    return drawn ? happened(world, drawn) : world
  },
]

type Move = typeof aMove extends fc.Arbitrary<infer M> ? M : never

/** A text can only change of a signal that has one: what another offered and we did not accept has none of ours. */
function changed(world: World, isSignal: boolean): World {
  if (signalOf(world).registrations.length === 0) return world
  const change = { registration: 'reg-2', catalogue: 'c', indicators: ['ALG-03'] }
  return happened(world, noteChange(signalOf(world), change, isSignal, circumstancesOf(world)))
}

/** A `machine` beyond the list: somebody takes a step instead, which is most often so. */
const aMove = fc.record({
  hours: fc.nat({ max: 30 }),
  machine: fc.nat({ max: 24 }),
  step: fc.nat({ max: 1000 }),
  who: fc.nat({ max: 30 }),
  at: fc.constantFrom(...ORGANISATIONS),
})

/** How many steps somebody tries before they let it be, so that most moves do something. */
const TRIES = 12

function moved(world: World, { hours, machine, step, who, at }: Move): World {
  const focus = world.sides[at] ? at : world.focus
  const now = new Date(Date.parse(world.now) + hours * 3_600_000).toISOString()
  const later: World = { ...world, now, focus }
  if (machine < MACHINES.length) return MACHINES[machine]?.(later) ?? later
  const people = peopleOf(focus)
  const person = people[who % people.length]
  const look = signalOf(later).secondLook?.look
  const steps = stepsOf(focus)
  for (let tries = 0; person && tries < TRIES; tries++) {
    const chosen = steps[(step + tries * 7) % steps.length]
    const asked = chosen?.type === 'take-second-look' && look !== undefined ? { ...chosen, look } : chosen
    const taken = asked ? take(later, asked, person) : later
    if (taken.refusal === null) return taken
  }
  return later
}

test.each(ORGANISATIONS)('whatever happens to a signal of %s, every rule holds', (organisation) => {
  const begin = fc.constantFrom(...STARTS)
  const seen = new Set<string>()
  fc.assert(
    fc.property(begin, fc.array(aMove, { minLength: 10, maxLength: 60 }), (state, moves) => {
      const world = moves.reduce(moved, bring(proposed(NOTHING, organisation), state))
      for (const each of ORGANISATIONS.filter((one) => world.sides[one])) {
        const { history } = sideOf(world, each)
        history.forEach(({ data }) => seen.add(data.type))
        const rules = rulesOf(each)
        const broken = alleRegels
          .filter(({ voor }) => voor.includes(each))
          .map((rule) => ({ id: rule.id, verdict: rule.toets(history, rules) }))
          .flatMap(({ id, verdict }) => (typeof verdict === 'string' ? [] : [{ id, ...verdict, history }]))
        expect(broken).toEqual([])
      }
    }),
    { numRuns: 60, seed: 20260611 },
  )
  // No idle stories: most kinds of event happen in them.
  expect(seen.size).toBeGreaterThanOrEqual(35)
})
