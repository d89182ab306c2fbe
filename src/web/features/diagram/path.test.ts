import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventData } from '#process/event.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import { noteChange } from '#process/signal.ts'
import { SIGNAL_STATES, type Signal, type SignalState } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import {
  anOffer,
  aProposal,
  atOf,
  decideAndEvolve,
  drawn,
  jayden,
  next,
  offerByDocument,
  ROAD_TO,
  sanne,
  shelve,
  STEP_EXAMPLES,
} from '../../../../test/a-signal.ts'
import { NEXT, pathOf } from './path.ts'

interface Told {
  readonly signal: Signal
  readonly timeline: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
}

const BIRTHS = { offered: 'signal-offered', proposed: 'signal-proposed' } as const

function born(state: SignalState): Told {
  const signal = state === 'offered' ? anOffer() : aProposal()
  const type = state === 'offered' ? BIRTHS.offered : BIRTHS.proposed
  return { signal, timeline: [{ type, data: {} }] }
}

function further({ signal, timeline }: Told, data: EventData): Told {
  return { signal: next(signal, data), timeline: [...timeline, { type: data.type, data: { ...data } }] }
}

function taken(told: Told, step: Step, actor = jayden): Told {
  const decision = decideAndEvolve(told.signal, step, actor, atOf(told.signal))
  if (!decision.ok) return told
  const { data } = decision.value.event
  return {
    signal: decision.value.after,
    timeline: [...told.timeline, { type: data.type, data: { ...data } }],
  }
}

/** What the machine does of itself: the other side answers, the text changes, a lot is drawn. */
const MACHINE: readonly ((told: Told) => Told)[] = [
  ...(['accept', 'recall-confirmed'] as const).map((kind) => (told: Told) => answered(told, kind)),
  (told) => {
    const change = { registration: 'reg-2', catalogue: 'c', indicators: [] }
    return further(told, noteChange(told.signal, change, true, atOf(told.signal)).data)
  },
  (told) => {
    return told.signal.restsOn !== null && told.signal.secondLook === null
      ? { ...told, signal: drawn(told.signal) }
      : told
  },
  (told) => {
    const look = told.signal.secondLook?.look ?? ''
    return taken(told, { ...STEP_EXAMPLES['take-second-look'], look, verdict: 'follow-up' }, third)
  },
]

const third = { ...jayden, id: 'third' }

function answered(told: Told, kind: 'accept' | 'recall-confirmed'): Told {
  if (told.signal.state !== 'handing-over') return told
  const message = { kind, handover: told.signal.handover, to: 'politie' } as const
  const reception = receiveMessage(told.signal, message, 'arbeidsinspectie', atOf(told.signal))
  return typeof reception === 'string' ? told : further(told, reception.event.data)
}

test('whatever happens to a signal, the path ends where the signal is and takes known arrows only', () => {
  const steps = [...Object.values(STEP_EXAMPLES), shelve, offerByDocument]
  const step = fc.tuple(fc.constantFrom(...steps), fc.constantFrom(sanne, jayden))
  const act = fc.oneof(
    step.map(
      ([one, actor]) =>
        (told: Told) =>
          taken(told, one, actor),
    ),
    fc.constantFrom(...MACHINE),
  )
  const walked = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...SIGNAL_STATES), fc.array(act, { maxLength: 30 }), (state, acts) => {
      const road = ROAD_TO[state].reduce((told, [one, actor]) => taken(told, one, actor), born(state))
      const { signal, timeline } = acts.reduce((told, one) => one(told), road)
      const path = pathOf(timeline)
      expect(path.at(-1)).toBe(signal.state)
      for (const [at, to] of path.slice(1).entries()) {
        const from = path[at]!
        expect(NEXT[from]).toContain(to)
        walked.add(`${from} → ${to}`)
      }
    }),
    { numRuns: 400, seed: 3 },
  )
  expect(walked.size).toBeGreaterThan(25)
})

test('every state that the process knows stands in the drawing', () => {
  expect(Object.keys(NEXT).toSorted()).toEqual(SIGNAL_STATES.toSorted())
})
