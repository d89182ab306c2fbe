import fc from 'fast-check'
import { FORMS } from '#core/form.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { MACHINE } from '#process/event.ts'
import { noteChange, propose, register } from '#process/signal.ts'
import { Chance } from './chance.ts'
import type { Coverage } from './coverage.ts'
import { filled } from './filled.ts'
import { Broken } from './invariants.ts'
import { someActor, someStepType } from './steps.ts'
import type { Watch } from './watch.ts'
import type { Kept, World } from './world.ts'

/** So many signals may be open at once in each organisation: few enough to see them through. */
const OPEN_AT_ONCE = 7

const CHANNELS = ['mutatie', 'melding', 'grenscontrole', 'MMA-melding', 'inspectie']

/** What is watched, and what is counted of it. */
export interface Model {
  readonly watch: Watch
  readonly coverage: Coverage
}

type Move = (world: World, model: Model, chance: Chance) => void

/** One thing that happens, told by one number. Shrinks to fewer things. */
class Happen implements fc.Command<Model, World> {
  readonly #name: string
  readonly #move: Move
  readonly #seed: number

  constructor(name: string, move: Move, seed: number) {
    this.#name = name
    this.#move = move
    this.#seed = seed
  }

  check(): boolean {
    return true
  }

  run(model: Model, world: World): void {
    model.coverage.steps++
    this.#move(world, model, new Chance(this.#seed))
  }

  toString(): string {
    return `${this.#name}(${this.#seed})`
  }
}

const MOVES: Readonly<Record<string, readonly [weight: number, move: Move]>> = {
  begin: [6, begin],
  step: [100, step],
  stepTooLate: [3, stepTooLate],
  twoAtOnce: [3, twoAtOnce],
  message: [14, message],
  messageTwice: [2, messageTwice],
  overdueJob: [3, overdueJob],
  drawJob: [2, drawJob],
  newText: [2, newText],
  timeGoesBy: [9, timeGoesBy],
  longSilence: [1, longSilence],
}

/** Any history of the chain, of at most so many things. */
export function histories(most: number) {
  const kinds = Object.entries(MOVES).flatMap(([name, [weight, move]]) =>
    Array.from({ length: weight }, () => [name, move] as const),
  )
  const command = fc
    .tuple(fc.nat(kinds.length - 1), fc.nat(0x7fffffff))
    .map(([kind, seed]) => new Happen(kinds[kind]![0], kinds[kind]![1], seed))
  return fc.commands([command], { maxCommands: most, size: 'max' })
}

function begin(world: World, _model: Model, chance: Chance): void {
  const organisation = chance.one(ORGANISATIONS)
  const open = [...world.side(organisation).signals.values()].filter(({ signal }) => signal.duty !== null)
  if (open.length >= OPEN_AT_ONCE) return
  const now = world.inForce(organisation)
  const birth = {
    registration: world.newId(),
    channel: chance.one(CHANNELS),
    catalogue: 'c',
    forms: chance.is(0.7) ? (['arbeid'] as const) : [chance.one(FORMS)],
    indicators: ['ALG-01'],
  }
  if (chance.is(0.7)) {
    world.bear(organisation, propose(birth, now), MACHINE)
    return
  }
  const officer = chance.one(world.side(organisation).colleagues)
  world.bear(organisation, register(birth, 'Gezien en gemeld.', now), officer.id)
}

/** Mostly of those that are open; sometimes of one that has ended. */
function someSignal(world: World, chance: Chance): Kept | undefined {
  const all = world.signals()
  const open = all.filter(({ signal }) => signal.duty !== null || signal.secondLook !== null)
  const from = chance.is(0.93) && open.length > 0 ? open : all
  return from.length > 0 ? chance.one(from) : undefined
}

function step(world: World, model: Model, chance: Chance): void {
  const kept = someSignal(world, chance)
  if (kept) tryStep(world, model, kept, chance)
}

function tryStep(
  world: World,
  { coverage }: Model,
  kept: Kept,
  chance: Chance,
  version = kept.signal.seq,
): boolean {
  const type = someStepType(kept, world.rulesOf(kept.signal), chance)
  const actor = someActor(world, kept, type, chance)
  const before = kept.events.length
  const refusal = world.take(kept, filled(world, kept, type, actor, chance), actor, version)
  if (refusal === null) coverage.took(type)
  else coverage.refused(type, refusal)
  // A refusal writes nothing, and a step writes one event.
  const written = kept.events.length - before
  if (written !== (refusal === null ? 1 : 0)) throw new Broken('INV-26', `${type} wrote ${written} events`)
  return refusal === null
}

/** Somebody asks something of what they saw before the last thing happened. */
function stepTooLate(world: World, model: Model, chance: Chance): void {
  const kept = someSignal(world, chance)
  if (!kept || kept.signal.seq === 1) return
  const version = kept.signal.seq - 1 - chance.below(Math.min(3, kept.signal.seq - 1))
  if (tryStep(world, model, kept, chance, version)) throw new Broken('INV-26', 'a step on an older version')
}

/** Two people look at the same version and decide: one at most is done. */
function twoAtOnce(world: World, model: Model, chance: Chance): void {
  const kept = someSignal(world, chance)
  if (!kept) return
  const version = kept.signal.seq
  const first = tryStep(world, model, kept, chance, version)
  const second = tryStep(world, model, kept, chance, version)
  if (first && second) throw new Broken('INV-26', 'two steps on one version')
}

function message(world: World, _model: Model, chance: Chance): void {
  const waiting = world.post.filter(({ handled }) => !handled)
  if (waiting.length > 0) world.deliver(chance.one(waiting))
}

/** A second copy of what was dealt with: it is handled once, and would change nobody's accountability anyway. */
function messageTwice(world: World, _model: Model, chance: Chance): void {
  const handled = world.post.filter((one) => one.handled)
  if (handled.length === 0) return
  const again = chance.one(handled)
  world.deliver(again)
  const reception = world.receptionOf(again)
  const harmless = typeof reception === 'string' || reception.event.data.type === 'handover-reported'
  if (!harmless) throw new Broken('INV-10', `a second copy of ${again.message.kind} would write`)
}

/** Late, doubled or not for days: whenever it comes, all climbs as far as it must, and a second run does nothing. */
function overdueJob(world: World, { watch }: Model): void {
  world.runOverdue()
  watch.seeOverdue()
  const again = world.runOverdue()
  if (again > 0) throw new Broken('INV-05', `a second run of the job wrote ${again} events`)
}

function drawJob(world: World, _model: Model, chance: Chance): void {
  // Oftener than the way of working says, so that there is something to look at.
  world.runDraw((share) => chance.is(share * 6))
}

function newText(world: World, _model: Model, chance: Chance): void {
  // What another offered and we did not take has no text of ours that could change.
  const all = world.signals().filter(({ signal }) => signal.registrations.length > 0)
  if (all.length === 0) return
  const kept = chance.one(all)
  const { state } = kept.signal
  const isSignal = chance.is(0.4)
  const change = { registration: world.newId(), catalogue: 'c', indicators: ['ALG-01'] }
  world.write(
    kept,
    noteChange(kept.signal, change, isSignal, world.under(world.rulesOf(kept.signal))),
    MACHINE,
  )
  const rested = ['closed', 'handed-over', 'shelved'].includes(state)
  const opened = kept.signal.state !== state
  if (opened !== (rested && isSignal))
    throw new Broken('INV-28', `new text on ${state} made it ${kept.signal.state}`)
}

function timeGoesBy(world: World, _model: Model, chance: Chance): void {
  pass(world, chance.below(30))
}

function longSilence(world: World, _model: Model, chance: Chance): void {
  pass(world, 24 * (2 + chance.below(8)))
}

function pass(world: World, hours: number): void {
  world.now = new Date(Date.parse(world.now) + hours * 3_600_000 + 60_000).toISOString()
}

/** Lets everything that is under way arrive, and the jobs run: then both sides must agree. */
export function settle(world: World, { watch }: Model): void {
  pass(world, 24 * 14)
  for (let left = 200; left > 0; left--) {
    const waiting = world.post.filter(({ handled }) => !handled)
    const dealt = waiting.filter((one) => world.deliver(one)).length
    const climbed = world.runOverdue()
    if (dealt + climbed === 0) break
  }
  watch.seeOverdue()
  watch.seeEnd()
}
