import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AForger } from '../../test/a-forger.ts'
import { aLedger, type ALedger } from '../../test/a-ledger.ts'
import { FAULTS_IN_EVENTS } from '../../test/ledger-faults.ts'
import { FAULTS_IN_EMERGENCY } from '../../test/ledger-faults-emergency.ts'
import { FAULTS_IN_TABLES } from '../../test/ledger-faults-beside.ts'
import { FAULTS_BETWEEN } from '../../test/ledger-faults-between.ts'
import { FAULTS_IN_RETENTION } from '../../test/ledger-faults-retention.ts'
import { FAULTS_IN_SAMPLES } from '../../test/ledger-faults-sample.ts'
import { allStories } from '../../test/ledger-stories.ts'
import { checkLedger, type CheckOptions } from './check.ts'
import type { Mismatch } from './mismatch.ts'
import { RULES } from './rule.ts'

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

async function mismatches(options: CheckOptions = {}): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await checkLedger(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch), options)
  return found
}

const FAULTS_BESIDE = [...FAULTS_IN_TABLES, ...FAULTS_BETWEEN]

test.each(FAULTS_BESIDE)('$rule: somebody $what', async ({ rule, story, event, plant }) => {
  await plant(forger, stories)
  const told = (await mismatches()).filter((one) => one.rule === rule)
  const seq =
    typeof event === 'string'
      ? (await forger.events(stories[story!]!)).find(({ type }) => type === event)!.seq
      : event
  if (story === null) expect(told.length).toBeGreaterThan(0)
  else expect(told).toContainEqual(expect.objectContaining({ signal: stories[story] ?? '', event: seq }))
})

// Nobody worked for weeks, and nothing climbed: the job that escalates did not run.
test.each([
  ['an overdue duty has climbed', 'held', 2, 'contact-possible-victim at step 2'],
  ['an overdue duty has climbed', 'noted', 1, 'answer-proposal at step 2'],
  ['an overdue duty has climbed', 'held', 3, 'review-hold at step 2'],
] as const)('%s: %s, event %i', async (rule, story, event, expected) => {
  const found = await mismatches({ now: '2026-09-01T09:00:00.000Z' })
  expect(found).toContainEqual({ signal: stories[story], event, rule, expected, found: 'step 0' })
})

test('silence asks a handover back', async () => {
  const found = await mismatches({ now: '2026-09-01T09:00:00.000Z' })
  const { seq } = (await forger.events(stories.waiting!)).find(({ type }) => type === 'handover-offered')!
  expect(found).toContainEqual(
    expect.objectContaining({ signal: stories.waiting, event: seq, rule: 'silence asks a handover back' }),
  )
})

test.each([
  ['is not overdue by the tolerance yet', '2026-06-12T16:59:59.000Z', undefined, false],
  ['is overdue by more than the tolerance', '2026-06-12T17:00:00.000Z', undefined, true],
  ['is overdue by more than another tolerance', '2026-06-12T15:01:00.000Z', 60_000, true],
])('a duty that %s', async (_what, now, tolerance, told) => {
  const found = await mismatches({ now, ...(tolerance !== undefined && { tolerance }) })
  const late = found.filter(({ signal, event }) => signal === stories.noted && event === 1)
  expect(late.map(({ rule }) => rule)).toEqual(told ? ['an overdue duty has climbed'] : [])
})

test('a fault is planted against every rule', () => {
  const planted = new Set<string>([
    ...Object.keys(FAULTS_IN_EVENTS),
    ...FAULTS_BESIDE.map(({ rule }) => rule),
    ...FAULTS_IN_EMERGENCY.map(({ rule }) => rule),
    ...FAULTS_IN_RETENTION.map(({ rule }) => rule),
    ...FAULTS_IN_SAMPLES.map(({ rule }) => rule),
    ...['an overdue duty has climbed', 'silence asks a handover back', 'what climbs is heard'],
  ])
  expect(RULES.filter((rule) => !planted.has(rule))).toEqual([])
})
