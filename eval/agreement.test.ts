import { expect, test } from 'vitest'
import type { TextLabel } from '#cli/train/lessons.ts'
import { agreementOf, type SecondReading } from './agreement.ts'

const label = (signal: boolean, forms: TextLabel['forms'] = []): TextLabel => ({
  signal,
  forms,
  strength: signal ? 'medium' : 'none',
  hiddenness: signal ? 'H2' : null,
  evidence: [],
  trap: null,
})

const reading = (id: string, signal: boolean, more: Partial<SecondReading> = {}): SecondReading => ({
  ...{ id, signal, reader: 'reader-1', strength: signal ? 'medium' : 'none', forms: [], sure: true },
  ...more,
})

const texts = [
  { id: 'a', label: label(true, ['arbeid', 'overig']) },
  { id: 'b', label: label(true, ['seksueel']) },
  { id: 'c', label: label(false) },
  { id: 'd', label: label(false) },
]

test('of four texts three agreed: half of what chance leaves', () => {
  const found = agreementOf(texts, [
    reading('a', true, { forms: ['overig'], strength: 'strong' }),
    reading('b', false, { sure: false }),
    reading('c', false),
    reading('d', false, { reader: 'reader-2' }),
  ])
  expect(found).toMatchObject({
    texts: 4,
    readers: 2,
    agreed: { hits: 3, n: 4 },
    sameForm: { hits: 1, n: 1 },
    sameStrength: { hits: 0, n: 1 },
    inDoubt: { hits: 1, n: 4 },
    different: ['b'],
  })
  // Signals: author 2 of 4, reader 1 of 4; by chance 1/8 + 3/8 = 1/2; (3/4 - 1/2) / (1 - 1/2) = 1/2.
  expect(found.kappa).toBe(0.5)
})

test('what nobody read a second time, and a reading of another text, are not counted', () => {
  expect(agreementOf(texts, [reading('a', true), reading('z', true)])).toMatchObject({
    texts: 1,
    kappa: undefined,
  })
})
