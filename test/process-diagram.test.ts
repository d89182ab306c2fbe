import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noteChange } from '#process/signal.ts'
import { evolve, SIGNAL_STATES, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import {
  after,
  aSignalIn,
  decideAndEvolve,
  jayden,
  morning,
  ROAD_TO,
  sanne,
  STEP_EXAMPLES as S,
} from './a-signal.ts'

const page = readFileSync(new URL('../docs/process.md', import.meta.url), 'utf8')

/** `from --> to: step` lines of the drawing, births and remarks in brackets left out. */
function drawn(): string[] {
  const arrows = [...page.matchAll(/^\s*([a-z_]+) --> ([a-z_]+): ([\w-]+)/gm)]
  return arrows.map(([, from, to, step]) => `${from} --> ${to}: ${step}`.replaceAll('_', '-')).sort()
}

/** Every signal worth drawing from: each state, and each of the two ways into a proposed stop. */
function starts(): readonly Signal[] {
  const investigationStop = after(aSignalIn('investigating'), [S['propose-stop'], sanne])
  const shelve: Step = { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2026-07-01' }
  const shelfProposed = after(aSignalIn('weighing'), [shelve, sanne])
  return [...SIGNAL_STATES.map(aSignalIn), investigationStop, shelfProposed]
}

function decided(): string[] {
  const steps: Step[] = [...Object.values(S), { ...S.weigh, decision: 'enrich-further' }]
  const arrows = new Set<string>()
  for (const signal of starts()) {
    for (const step of steps) {
      const decision = decideAndEvolve(signal, step, jayden, morning)
      if (!decision.ok || step.type === 'take-up' || step.type === 'change-unit') continue
      arrows.add(`${signal.state} --> ${decision.value.after.state}: ${step.type}`)
    }
    const change = { registration: 'reg-2', catalogue: 'c', indicators: [] }
    const { data } = noteChange(signal.state, signal.unit, change, true, morning)
    const changed = evolve(signal, { seq: signal.seq + 1, at: morning.now, by: 'spoor', data })
    if (changed.state !== signal.state) arrows.add(`${signal.state} --> ${changed.state}: noteChange`)
  }
  return [...arrows].sort()
}

test('the drawing in docs/process.md has the arrows that the deciders have, and no others', () => {
  expect(drawn()).toEqual(decided())
})

test('the page names the duty of every state', () => {
  for (const state of Object.keys(ROAD_TO) as (keyof typeof ROAD_TO)[]) {
    const kind = aSignalIn(state).duty?.kind ?? 'none'
    expect(page).toMatch(new RegExp(`\\| ${state} \\| ${kind}`))
  }
})
