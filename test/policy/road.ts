// How a scenario comes into the state that its "given" names: by the steps that people would take.
import type { OrganisationId } from '#core/organisation.ts'
import { openActs, unansweredCircumstances, withoutResult } from '#process/act.ts'
import type { Actor } from '#process/duty.ts'
import type { Answers, NewEvent } from '#process/event.ts'
import type { GuardAnswers } from '#process/guard.ts'
import { propose, register, type Birth } from '#process/signal.ts'
import type { SignalState } from '#process/state.ts'
import type { Step, StepOf } from '#process/step.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { actDone, pack, STEP_EXAMPLES, TEAM } from '../a-signal.ts'
import { born, circumstancesOf, Misfit, rulesOf, signalOf, take, type World } from './world.ts'

export const ground = 'Omdat de feiten dat vragen.'
export const S = STEP_EXAMPLES

/** Every question of the weighing answered "unknown", but for these. */
export function answersOf({ weighingCriteria }: WayOfWorking, but: Answers = {}): Answers {
  return { ...Object.fromEntries(weighingCriteria.map(({ id }) => [id, 'unknown' as const])), ...but }
}

/** Every guard answered, with what shows it; of contact nothing that was not recorded. */
export function guardsOf({ guards }: WayOfWorking): GuardAnswers {
  return Object.fromEntries(
    guards.map(({ id, answers }) => {
      const one = answers.find(({ contact }) => contact === undefined)
      return [id, { answer: one?.id ?? '', reference: 'Zie verslag 3.' }]
    }),
  )
}

const BIRTH: Birth = {
  registration: 'reg-1',
  channel: 'mutatie',
  catalogue: 'c',
  indicators: ['ALG-01'],
  forms: ['arbeid'],
}

export function proposed(world: World, organisation: OrganisationId, but: Partial<Birth> = {}): World {
  return born(world, organisation, propose({ ...BIRTH, ...but }, circumstancesOf(world, organisation)))
}

export function registered(world: World, organisation: OrganisationId): World {
  const [one] = TEAM[organisation]
  const event: NewEvent = register(BIRTH, ground, circumstancesOf(world, organisation))
  return born(world, organisation, event, one.id)
}

/** Steps that belong to the "given": one that is refused is a fault of the table. */
export function surely(world: World, step: Step, actor: Actor): World {
  const after = take(world, step, actor)
  if (after.refusal !== null)
    throw new Misfit(`op weg naar het gegeven wordt ${step.type} geweigerd: ${after.refusal}`)
  return after
}

/** Acts that some decision asks to have been considered before it. */
const CONSIDERED = ['consult-prosecutor', 'suspect-as-victim', 'financial-look']

interface Enriched {
  /** The act that is left out. */
  readonly except?: string
  /** Whether what decisions ask for is done as well. */
  readonly considered?: boolean
  readonly contact?: boolean
}

/** The standard enrichment, done: circumstances, contact and every act that this signal asks for. */
export function enriched(world: World, { except, considered = true, contact = true }: Enriched = {}): World {
  const [one] = TEAM[world.focus]
  const rules = rulesOf(world)
  const open = unansweredCircumstances(signalOf(world), rules).map((id) => [id, 'no' as const])
  let now = world
  if (open.length > 0) {
    now = surely(now, { ...S['record-circumstances'], circumstances: Object.fromEntries(open) }, one)
  }
  if (contact && signalOf(now).contacts[signalOf(now).phase] === undefined)
    now = surely(now, S['record-contact'], one)
  const acts = [
    ...openActs(signalOf(now), rules).map(({ id }) => id),
    ...(considered ? withoutResult(signalOf(now), CONSIDERED) : []),
  ]
  for (const act of acts.filter((id) => id !== except)) now = surely(now, actDone(act, now.focus), one)
  return now
}

/** The step that offers a signal to an organisation; null: to the first partner without Spoor that takes it over. */
export function offerOf(world: World, to: OrganisationId | null): StepOf<'offer-handover'> {
  const rules = rulesOf(world)
  const rule = rules.handovers.find((one) => {
    const partner = rules.partners.find(({ id }) => id === one.to)
    return partner?.organisation === to && partner.way === 'transfer'
  })
  if (!rule) throw new Misfit(`geen overdracht van ${world.focus} aan ${to ?? 'een partner zonder Spoor'}`)
  const moment = rule.moments[0]?.id ?? ''
  return { ...S['offer-handover'], rule: rule.id, moment, pack, guards: guardsOf(rules), ground }
}

/** To whom each organisation hands over most. */
const USUAL_RECEIVER = { politie: 'arbeidsinspectie', arbeidsinspectie: 'politie', kmar: 'politie' } as const

/** Steps to a state, from a signal that the scan has just proposed. The first of the team works, the second confirms. */
export function bring(world: World, state: SignalState): World {
  const [one, other] = TEAM[world.focus]
  const rules = rulesOf(world)
  const to = (before: SignalState, step: Step, actor: Actor = one) =>
    surely(bring(world, before), step, actor)
  const answers = answersOf(rules)
  const guards = guardsOf(rules)
  const stop = { ...S['propose-stop'], answers, guards } as const
  switch (state) {
    case 'offered':
      throw new Misfit('wat wordt aangeboden begint bij de ander: schrijf wie het aanbiedt')
    case 'proposed':
      return world
    case 'set-aside-proposed':
      return to('proposed', S['propose-set-aside'])
    case 'confirmed':
      return to('proposed', S.confirm)
    case 'enriching':
      return to('confirmed', S['start-enrichment'])
    case 'weighing': {
      const done = enriched(bring(world, 'enriching'))
      return surely(routedFor(done), S['finish-enrichment'], one)
    }
    case 'interviewing':
      return to('weighing', { ...S.weigh, answers })
    case 'investigating':
      return to('weighing', { ...S['start-investigation'], answers })
    case 'stop-proposed':
      return to('weighing', stop)
    case 'shelved': {
      const shelve = surely(
        bring(world, 'weighing'),
        { ...stop, outcome: 'shelve', reviewOn: '2026-07-01' },
        one,
      )
      return surely(shelve, S['confirm-stop'], other)
    }
    case 'closed':
      return to('stop-proposed', S['confirm-stop'], other)
    case 'held':
      return to('weighing', S.hold)
    case 'handing-over':
      return surely(bring(world, 'weighing'), offerOf(world, USUAL_RECEIVER[world.focus]), one)
    case 'handed-over': {
      const offered = surely(bring(world, 'weighing'), offerOf(world, null), one)
      return surely(offered, S['enter-receipt'], other)
    }
  }
}

/** Where the way of working has lanes: the criminal one, looked at by a second person. */
function routedFor(world: World): World {
  const [one, other] = TEAM[world.focus]
  if (rulesOf(world).routing === null) return world
  return surely(surely(world, S.route, one), S['review-routing'], other)
}
