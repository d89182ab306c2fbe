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

test('only who may investigates: the Marechaussee at no place that the law names', async () => {
  const signal = stories.refused!
  await forger.rewrite(signal, (events) => {
    for (const { data } of events) {
      if (data.unit) data.unit = 'intelligence-kmar'
      if (data.duty) data.duty.unit = 'intelligence-kmar'
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
    ...{ expected: 'a unit at a place that the law names', found: 'intelligence-kmar at no such place' },
  })
})

test('what was put back is clean', async () => {
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  expect(found).toEqual([])
})
