// Every rule on a history that keeps it, and on the same history with one fault planted in it that breaks it and no other.
import { describe, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import type { SignalEvent } from '#process/event.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { historyOf } from '../table.ts'
import { alleRegels } from './all.ts'
import { P } from './case.ts'
import { CASES_BETWEEN } from './cases-between.ts'
import { CASES_OF_ONE_SIGNAL } from './cases-one-signal.ts'

const CASES = [...CASES_OF_ONE_SIGNAL, ...CASES_BETWEEN]

function broken(history: readonly SignalEvent[], rules: WayOfWorking): readonly string[] {
  return alleRegels
    .filter(
      ({ voor, toets }) => voor.includes(rules.organisation) && typeof toets(history, rules) !== 'string',
    )
    .map(({ id }) => id)
}

const ruleOf = (id: string) => {
  const rule = alleRegels.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

describe.each(CASES)('%s', (id, sentences, organisation, plant) => {
  const { history, rules } = historyOf(sentences, organisation)

  test('is kept by what people do', () => {
    expect(ruleOf(id).toets(history, rules)).toBe('voldaan')
    expect(broken(history, rules)).toEqual([])
  })

  test('is broken by the planted fault, and says why; no other rule is', () => {
    const planted = plant(history)
    const end = planted.at(-1)?.seq ?? 0
    const verdict = ruleOf(id).toets(planted, rules)
    if (typeof verdict === 'string') throw new Error(`${id} holds the planted fault to be ${verdict}`)
    expect(verdict.geschonden).toBeGreaterThan(0)
    expect(verdict.geschonden).toBeLessThanOrEqual(end)
    expect(verdict.want).toMatch(/^[A-Z].*[.?]$/)
    expect(broken(planted, rules)).toEqual([id])
  })
})

test('waiting for capacity that is not counted apart breaks A-06', () => {
  const { history, rules } = historyOf(P('aangehouden'), 'politie')
  const uncounted = {
    ...rules,
    holdReasons: rules.holdReasons.map((one) => ({ ...one, countedApart: false })),
  }
  expect(ruleOf('A-06').toets(history, rules)).toBe('voldaan')
  expect(broken(history, uncounted)).toEqual(['A-06'])
})

describe('the rules', () => {
  test('are at least forty, each with a case, a sentence, a source and somebody to whom it applies', () => {
    expect(alleRegels.length).toBeGreaterThanOrEqual(40)
    const shown = new Set([...CASES.map(([id]) => id), 'A-06'])
    expect(alleRegels.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([])
    for (const { regel, bron, voor } of alleRegels) {
      expect(regel).toMatch(/^["A-Z].*\.$/)
      expect(bron).not.toBe('')
      expect(voor.filter((one) => ORGANISATIONS.includes(one))).not.toEqual([])
    }
  })

  test('have an id of their own', () => {
    const ids = alleRegels.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })
})
