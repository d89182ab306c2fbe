// docs/process.md is drawn from what the deciders do: every state is walked with every step.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decideAndEvolve } from '#process/decide.ts'
import { noteChange, register } from '#process/signal.ts'
import { evolve, fold, SIGNAL_STATES, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { after, aProposal, aSignalIn, jayden, morning, sanne, STEP_EXAMPLES } from './a-signal.ts'

/** `from --function--> to`, as one line. */
type Arrow = string

const S = STEP_EXAMPLES
const shelve: Step = { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2026-07-01' }
const steps: readonly Step[] = [...Object.values(S), { ...S.weigh, decision: 'enrich-further' }, shelve]
const signals: readonly Signal[] = [
  ...SIGNAL_STATES.map(aSignalIn),
  after(aSignalIn('weighing'), [shelve, sanne]),
  after(aSignalIn('investigating'), [S['propose-stop'], sanne]),
]
// They belong to every open state and change none of them: said in words, not drawn.
const NOT_DRAWN = ['takeUp', 'changeUnit']

test('every arrow that the deciders make is drawn, and no other', () => {
  const walked = new Set([...births(), ...signals.flatMap(arrowsFrom), ...reopenings()])
  expect(drawn().toSorted()).toEqual([...walked].toSorted())
})

test('no arrow is drawn twice', () => {
  expect(drawn().length).toBe(new Set(drawn()).size)
})

function drawn(): readonly Arrow[] {
  const lines = readFileSync('docs/process.md', 'utf8').matchAll(/^ {2}(\S+) --> (\S+): (\w+)$/gm)
  return [...lines].map(([, from = '', to = '', name = '']) => arrow(from, name, to))
}

/** Sanne brought the signal where it is; Jayden takes the step, as the second person where one is needed. */
function arrowsFrom(signal: Signal): readonly Arrow[] {
  return steps.flatMap((step) => {
    const decision = decideAndEvolve(signal, step, jayden, morning)
    const name = step.type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    if (!decision.ok || NOT_DRAWN.includes(name)) return []
    return [arrow(signal.state, name, decision.value.after.state)]
  })
}

const seen = { registration: 'reg-2', catalogue: 'c', indicators: ['ALG-01'] }

function births(): readonly Arrow[] {
  const { data } = register({ ...seen, forms: ['arbeid'] }, 'Ik zag het.', morning)
  const registered = fold('sig-2', [{ seq: 1, at: morning.now, by: sanne.id, data }])
  return [arrow('[*]', 'propose', aProposal().state), arrow('[*]', 'register', registered.state)]
}

/** A change of the text in which the scan sees something; where the state stays the same there is no arrow. */
function reopenings(): readonly Arrow[] {
  return signals.flatMap((signal) => {
    const { data } = noteChange(signal.state, signal.unit, seen, true, morning)
    const changed = evolve(signal, { seq: signal.seq + 1, at: morning.now, by: 'spoor', data })
    return changed.state === signal.state ? [] : [arrow(signal.state, 'noteChange', changed.state)]
  })
}

function arrow(from: string, name: string, to: string): Arrow {
  return `${from} --${name}--> ${to}`
}
