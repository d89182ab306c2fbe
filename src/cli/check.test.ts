import { expect, test } from 'vitest'
import { balanceTable } from './check.ts'

test('the balance is a table that people can read', () => {
  const counts = { received: 12, closed: 7, open: 4, handedOver: 1 }
  const kmar = { organisation: 'kmar', period: '2026-06' }
  const lines = balanceTable({
    balances: [
      { ...kmar, form: null, ...counts },
      { ...kmar, form: 'arbeid', received: 2, closed: 0, open: 2, handedOver: 0 },
      { organisation: 'politie', period: '2026-06', form: null, ...counts, received: 1200 },
    ],
  })
  expect(lines).toEqual([
    'organisation  month    form    received  closed  open  handed over',
    'kmar          2026-06  all           12       7     4            1',
    '                       arbeid         2       0     2            0',
    'politie       2026-06  all         1200       7     4            1',
  ])
})

test('nothing received is no table', () => {
  expect(balanceTable({ balances: [] })).toEqual([])
})
