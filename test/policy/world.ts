import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import { decide } from '#process/decide.ts'
import { escalate } from '#process/escalation.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import { MACHINE, type NewEvent, type SignalEvent } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import { lapse, outcomeToTell } from '#process/handover.ts'
import type { HandoverMessage } from '#process/handover-message.ts'
import type { Refusal } from '#process/refusal.ts'
import { isOpen, type OpenSignal, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { at } from '../a-signal.ts'

/** One organisation's side of a scenario: its own signal in its own ledger. */
export interface Side {
  readonly signal: Signal
  readonly history: readonly SignalEvent[]
}

interface Letter {
  readonly from: OrganisationId
  readonly message: HandoverMessage
}

/** All that a scenario has made so far. Every sentence makes a new one. */
export interface World {
  readonly now: Instant
  /** Whose signal the sentences are about. */
  readonly focus: OrganisationId
  readonly sides: Readonly<Partial<Record<OrganisationId, Side>>>
  /** Messages under way, oldest first. */
  readonly post: readonly Letter[]
  /** Why the last step was refused; null: it was not. */
  readonly refusal: Refusal | null
  /** As it was when the "given" was in place. */
  readonly before: Side | null
}

/** Thursday 11 June 2026, nine o'clock Dutch time. */
export const START: Instant = '2026-06-11T07:00:00.000Z'

export const NOTHING: World = {
  now: START,
  focus: 'politie',
  sides: {},
  post: [],
  refusal: null,
  before: null,
}

/** A sentence that does not fit the scenario: the table is wrong, not the policy. */
export class Misfit extends Error {
  override readonly name = 'Misfit'
}

export function circumstancesOf(world: World, organisation = world.focus): Circumstances {
  return at(world.now, organisation)
}

export const rulesOf = (world: World, organisation = world.focus) =>
  circumstancesOf(world, organisation).rules

/** @throws Misfit when the organisation has no signal in this scenario. */
export function sideOf(world: World, organisation = world.focus): Side {
  const side = world.sides[organisation]
  if (!side) throw new Misfit(`er is geen signaal bij ${organisation}`)
  return side
}

export const signalOf = (world: World, organisation = world.focus): Signal =>
  sideOf(world, organisation).signal

/** @throws Misfit when it has ended there. */
export function openSignalOf(world: World, organisation = world.focus): OpenSignal {
  const signal = signalOf(world, organisation)
  if (!isOpen(signal)) throw new Misfit(`het signaal is hier ${signal.state}`)
  return signal
}

/** A new signal of an organisation, which the sentences after it are about. */
export function born(
  world: World,
  organisation: OrganisationId,
  event: NewEvent,
  by: string = MACHINE,
): World {
  const history = [{ seq: 1, at: world.now, by, data: event.data }]
  const side = { history, signal: fold(`signaal-${organisation}`, history) }
  return posted(
    { ...world, focus: organisation, sides: { ...world.sides, [organisation]: side } },
    organisation,
    event,
  )
}

/** One event further, on the side of an organisation. */
export function happened(
  world: World,
  event: NewEvent,
  by: string = MACHINE,
  organisation = world.focus,
): World {
  const { signal, history } = sideOf(world, organisation)
  const next: SignalEvent = { seq: signal.seq + 1, at: world.now, by, data: event.data }
  const after = evolve(signal, next)
  const side = { signal: after, history: [...history, next] }
  const told = outcomeToTell(signal, after)
  const on = posted({ ...world, sides: { ...world.sides, [organisation]: side } }, organisation, event)
  return told === null ? on : { ...on, post: [...on.post, { from: organisation, message: told }] }
}

function posted(world: World, from: OrganisationId, { sends }: NewEvent): World {
  return sends ? { ...world, post: [...world.post, { from, message: sends }] } : world
}

/** Somebody takes a step; a refusal is kept and changes nothing. After a refusal nothing more happens. */
export function take(world: World, step: Step, actor: Actor): World {
  if (world.refusal !== null) return world
  const decision = decide(signalOf(world), step, actor, circumstancesOf(world))
  if (!decision.ok) return { ...world, refusal: decision.refusal }
  return happened(world, decision.value, actor.id)
}

/** Every message under way arrives; what comes too early waits for the next round. */
export function deliver(world: World): World {
  let now = world
  for (let round = 0; now.post.length > 0 && round < 10; round++) {
    const letters = now.post
    now = letters.reduce(receive, { ...now, post: [] })
    if (now.post.length === letters.length && now.post.every((one, at) => one === letters[at])) break
  }
  return now
}

/** One message arrives where it was sent. */
export function receive(world: World, letter: Letter): World {
  const { message, from } = letter
  const signal = world.sides[message.to]?.signal ?? null
  const reception = receiveMessage(signal, message, from, circumstancesOf(world, message.to))
  if (reception === 'nothing') return world
  if (reception === 'too-early') return { ...world, post: [...world.post, letter] }
  if (signal !== null) return happened(world, reception.event, MACHINE, message.to)
  return { ...born(world, message.to, reception.event), focus: world.focus }
}

/** Spoor looks at the due moments of every signal, as its job does each quarter of an hour. */
export function watch(world: World): World {
  return ORGANISATIONS.reduce((now, organisation) => {
    if (now.sides[organisation] === undefined) return now
    return climbed(returnedInTime(now, organisation), organisation)
  }, world)
}

function returnedInTime(world: World, organisation: OrganisationId): World {
  const signal = signalOf(world, organisation)
  const event = isOpen(signal) ? lapse(signal, circumstancesOf(world, organisation)) : null
  return event ? happened(world, event, MACHINE, organisation) : world
}

function climbed(world: World, organisation: OrganisationId): World {
  const event = escalate(signalOf(world, organisation), circumstancesOf(world, organisation))
  return event ? climbed(happened(world, event, MACHINE, organisation), organisation) : world
}
