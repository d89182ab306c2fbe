// Two organisations and a post that is late, doubled and out of order: one of the two is accountable in the end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aSignalIn, at, daan, decideAndEvolve, sanne, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import type { Actor, Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import { evolve, fold } from './fold.ts'
import { receiveMessage } from './handover-answer.ts'
import type { HandoverMessage } from './handover-message.ts'
import { lapse } from './handover.ts'
import { isOpen, type Signal } from './state.ts'
import type { Step } from './step.ts'

const SENDER = 'politie'
const RECEIVER = 'arbeidsinspectie'

interface World {
  readonly sender: Signal
  /** The receiver's signals, by handover. */
  readonly receivers: ReadonlyMap<string, Signal>
  /** The post keeps a message until it was delivered, and may deliver it again. */
  readonly post: readonly HandoverMessage[]
  /** Hours since the first morning. */
  readonly hours: number
}

const start: World = { sender: aSignalIn('weighing'), receivers: new Map(), post: [], hours: 0 }

function nowOf({ hours }: World, organisation: typeof SENDER | typeof RECEIVER): Circumstances {
  return at(new Date(Date.UTC(2026, 5, 11, 7 + hours)).toISOString(), organisation)
}

function further(signal: Signal | undefined, { data }: NewEvent, by: string, now: string): Signal {
  if (!signal) return fold('theirs', [{ seq: 1, at: now, by, data }])
  return evolve(signal, { seq: signal.seq + 1, at: now, by, data })
}

function bySender(world: World, event: NewEvent): World {
  const sender = further(world.sender, event, sanne.id, nowOf(world, SENDER).now)
  return { ...world, sender, post: event.sends ? [...world.post, event.sends] : world.post }
}

function byReceiver(world: World, handover: string, event: NewEvent): World {
  const theirs = further(world.receivers.get(handover), event, daan.id, nowOf(world, RECEIVER).now)
  const receivers = new Map(world.receivers).set(handover, theirs)
  return { ...world, receivers, post: event.sends ? [...world.post, event.sends] : world.post }
}

/** A person of the sender, or of the receiver for its newest signal, takes a step; refused, nothing happens. */
function take(world: World, step: Step, actor: Actor): World {
  const [handover, theirs] = [...world.receivers].at(-1) ?? []
  const isSender = actor === sanne
  const signal = isSender ? world.sender : theirs
  if (!signal) return world
  const decision = decideAndEvolve(signal, step, actor, nowOf(world, isSender ? SENDER : RECEIVER))
  if (!decision.ok) return world
  const { event } = decision.value
  return isSender ? bySender(world, event) : byReceiver(world, handover!, event)
}

/** `again`: it stays in the post as well, as when its receipt was lost. */
function deliver(world: World, place: number, again: boolean): World {
  const message = world.post[place]
  if (!message) return world
  const kept = again ? world : { ...world, post: world.post.filter((_, at) => at !== place) }
  if (message.to === SENDER) {
    const result = receiveMessage(world.sender, message, RECEIVER, nowOf(world, SENDER))
    if (result === 'too-early') return world
    return result === 'nothing' ? kept : bySender(kept, result.event)
  }
  const theirs = world.receivers.get(message.handover) ?? null
  const result = receiveMessage(theirs, message, SENDER, nowOf(world, RECEIVER))
  if (result === 'too-early') return world
  return result === 'nothing' ? kept : byReceiver(kept, message.handover, result.event)
}

/** The sender's job that looks for silence. */
function look(world: World): World {
  if (!isOpen(world.sender)) return world
  const event = lapse(world.sender, nowOf(world, SENDER))
  return event ? bySender(world, event) : world
}

/** How many hold the signal as theirs: what is only offered is not theirs yet. */
function accountable({ sender, receivers }: World): number {
  return [sender, ...receivers.values()].filter((one) => isOpen(one) && one.state !== 'offered').length
}

/** Everything arrives in the end, in the order of `turns`. */
function settled(world: World, turns: readonly number[]): World {
  let rest = world
  for (let turn = 0; rest.post.length > 0; turn++) {
    if (turn > 200) throw new Error(`post that never arrives: ${rest.post.map(({ kind }) => kind).join()}`)
    rest = deliver(rest, (turns[turn % turns.length]! + turn) % rest.post.length, false)
  }
  return rest
}

const offer = (world: World) => take(world, S['offer-handover'], sanne)
const accept = (world: World) => take(world, S['accept-handover'], daan)
const refuse = (world: World) => take(world, S['refuse-handover'], daan)
const recall = (world: World) => take(world, S['recall-handover'], sanne)
const wait = (world: World): World => ({ ...world, hours: world.hours + 60 })

test.each<readonly [string, string, string | null, (world: World) => World]>([
  ['offered and nothing more', 'handing-over', 'offered', (w) => settled(offer(w), [0])],
  ['accepted', 'handed-over', 'confirmed', (w) => settled(accept(settled(offer(w), [0])), [0])],
  ['refused', 'weighing', 'closed', (w) => settled(refuse(settled(offer(w), [0])), [0])],
  ['asked back before it arrived', 'weighing', 'closed', (w) => settled(recall(offer(w)), [1])],
  ['asked back after it arrived', 'weighing', 'closed', (w) => settled(recall(settled(offer(w), [0])), [0])],
  [
    'asked back while it was accepted',
    'handed-over',
    'confirmed',
    (w) => settled(recall(accept(settled(offer(w), [0]))), [0]),
  ],
  [
    'accepted while it was asked back',
    'handed-over',
    'confirmed',
    (w) => settled(accept(recall(settled(offer(w), [0]))), [0]),
  ],
  [
    'refused while it was asked back',
    'weighing',
    'closed',
    (w) => settled(refuse(recall(settled(offer(w), [0]))), [0]),
  ],
  ['silence', 'weighing', 'closed', (w) => settled(look(wait(wait(wait(settled(offer(w), [0]))))), [0])],
  ['silence because the post is down', 'handing-over', null, (w) => look(wait(wait(wait(offer(w)))))],
  [
    'offered again after it was asked back',
    'handed-over',
    'confirmed',
    (w) => settled(accept(settled(offer(settled(recall(offer(w)), [0])), [0])), [0]),
  ],
])('%s: %s here, %s there', (_what, here, there, story) => {
  const world = story(start)
  expect(world.sender.state).toBe(here)
  expect([...world.receivers.values()].at(-1)?.state ?? null).toBe(there)
  expect(accountable(world)).toBe(1)
})

test('silence comes back to a named role, and an answer that is late by then says nothing any more', () => {
  const back = settled(look(wait(wait(wait(settled(offer(start), [0]))))), [0])
  expect(back.sender.escalations).toMatchObject([{ role: 'team-lead', of: back.sender.duty?.id }])
  expect(accept(back)).toBe(back)
})

/** Every order in which the post and the people can act, each message delivered once. */
function everyOrder(
  world: World,
  left: readonly ((world: World) => World)[],
  seen: (world: World) => void,
): void {
  expect(accountable(world)).toBeGreaterThan(0)
  let moved = false
  world.post.forEach((_, place) => {
    const later = deliver(world, place, false)
    if (later === world) return
    moved = true
    everyOrder(later, left, seen)
  })
  left.forEach((act, at) => {
    const later = act(world)
    if (later === world) return
    moved = true
    everyOrder(
      later,
      left.filter((_, other) => other !== at),
      seen,
    )
  })
  if (!moved) seen(world)
}

test.each([
  ['accepted and asked back', [accept, recall]],
  ['refused and asked back', [refuse, recall]],
  ['accepted and silence', [accept, (world: World) => look(wait(wait(wait(world))))]],
  ['asked back, and offered again', [recall, offer, accept]],
])('%s, in every order: one holds it', (_what, acts) => {
  let orders = 0
  everyOrder(offer(start), acts, (world) => {
    orders++
    expect(world.post).toEqual([])
    expect(accountable(world)).toBe(1)
  })
  expect(orders).toBeGreaterThan(3)
})

const anAction = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver'), place: fc.nat(9), again: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('offer', 'accept', 'refuse', 'recall', 'wait', 'look'),
      place: fc.constant(0),
      again: fc.constant(false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('take-up', 'urgent', 'unit', 'unit-back'),
      place: fc.nat(1),
      again: fc.constant(false),
    }),
  },
)
type Action = typeof anAction extends fc.Arbitrary<infer T> ? T : never

function acted(world: World, { do: what, place, again }: Action): World {
  const who = place === 0 ? sanne : daan
  switch (what) {
    case 'deliver':
      return world.post.length === 0 ? world : deliver(world, place % world.post.length, again)
    case 'offer':
      return offer(world)
    case 'accept':
      return accept(world)
    case 'refuse':
      return refuse(world)
    case 'recall':
      return recall(world)
    case 'wait':
      return wait(world)
    case 'look':
      return look(world)
    case 'take-up':
      return take(world, S['take-up'], who)
    case 'urgent':
      return take(world, S['set-urgency'], who)
    case 'unit':
      return take(world, { ...S['offer-unit'], unit: place === 0 ? 'intelligence' : 'toezicht' }, who)
    default:
      return take(world, S['recall-unit'], who)
  }
}

test('whatever people do and however the post behaves: never nobody, and one in the end', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(anAction, { maxLength: 60 }),
      fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }),
      (actions, turns) => {
        let world = offer(start)
        for (const action of actions) {
          world = acted(world, action)
          expect(accountable(world)).toBeGreaterThan(0)
        }
        const rest = settled(world, turns)
        expect(accountable(rest)).toBe(1)
        reached.add(rest.sender.state)
      },
    ),
    { numRuns: 600, seed: 20260611 },
  )
  // A property that never gets anywhere proves nothing.
  expect([...reached].toSorted()).toEqual(['handed-over', 'handing-over', 'weighing'])
})
