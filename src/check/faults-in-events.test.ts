import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AForger } from '../../test/a-forger.ts'
import { aLedger, type ALedger } from '../../test/a-ledger.ts'
import { FAULTS_IN_EVENTS, forge, nthOf } from '../../test/ledger-faults.ts'
import { allStories } from '../../test/ledger-stories.ts'
import { checkLedger } from './check.ts'
import type { Mismatch } from './mismatch.ts'

let ledger: ALedger
let stories: Readonly<Record<string, string>>
let forger: AForger

beforeAll(async () => {
  ledger = await aLedger()
  stories = await allStories(ledger)
  forger = await AForger.of(ledger.database)
})
afterEach(() => forger.undo())
afterAll(() => ledger.close())

const rows = Object.entries(FAULTS_IN_EVENTS).flatMap(([rule, faults]) =>
  faults.map(([story, place, path, forged, told = place]) => {
    return { rule, story, place, path, forged, told, of: `${story}, ${place.join(' ')} ${path}` }
  }),
)

// The owner of the database writes a history anew, with hashes and a head that fit: no chain shows it, the rule does.
test.each(rows)('$rule: $of', async ({ rule, story, place, path, forged, told }) => {
  const signal = stories[story]!
  await forger.rewrite(signal, (events) => forge(events, place, path, forged))
  const events = await forger.events(signal)
  const event = events.indexOf(nthOf(events, told) as never) + 1
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  const named = found.map((one) => ({ signal: one.signal, event: one.event, rule: one.rule }))
  expect(named).toContainEqual({ signal, event, rule })
})

const A_PLACE = 'a unit at a place that the law names'

test.each([
  ['no place that the law names', 'intelligence-kmar', A_PLACE, 'intelligence-kmar at no such place'],
  ['a place for civil aviation', 'brigade-eindhoven', 'civil aviation', 'something else at eindhoven'],
])('only who may investigates: the Marechaussee at %s', async (_what, unit, expected, told) => {
  const signal = stories.refused!
  await forger.rewrite(signal, (events) => {
    for (const { data } of events) {
      if (data.unit) data.unit = unit
      if (data.duty) data.duty.unit = unit
    }
    return [
      ...events,
      { ...events[1]!, type: 'enrichment-finished' },
      { ...events[1]!, type: 'investigation-started' },
    ]
  })
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  const { length: event } = await forger.events(signal)
  expect(found).toContainEqual({
    ...{ signal, event, rule: 'only who may investigates' },
    ...{ expected, found: told },
  })
})

test('what was put back is clean', async () => {
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  expect(found).toEqual([])
})
