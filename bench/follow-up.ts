import { takeStep } from '#actions/steps.ts'
import type { StepRequest } from '#contract/step.ts'
import { checkLedger } from '#check/check.ts'
import type { Caller } from '#actions/house.ts'
import { sql } from 'kysely'
import { aHouse, type TestHouse } from '../test/a-house.ts'
import { loadLedger } from './ledger.ts'

const SMALL = 10_000
const LARGE = 1_000_000
/** Signals on which two steps each are measured. */
const WORKED_ON = 400

export interface FollowUpFigures {
  readonly at: readonly Measured[]
  /** What a signal costs the check, and a step the house, at a million events against ten thousand: flat is 1. */
  readonly checkRatio: number
  readonly stepRatio: number
}

interface Measured {
  readonly events: number
  readonly signals: number
  readonly checkSeconds: number
  readonly checkedSignalsPerSecond: number
  readonly checkedEventsPerSecond: number
  readonly stepsPerSecond: number
}

/**
 * How many steps a second people can take, and how many signals a second `spoor check` reads, in a ledger of ten thousand
 * and of a million events.
 *
 * @throws when the check does not read what was loaded, finds anything, or a step is refused.
 */
export async function benchFollowUp(large = LARGE): Promise<FollowUpFigures> {
  const small = await measureAt(SMALL)
  const big = await measureAt(large)
  return {
    at: [small, big],
    checkRatio: round(small.checkedSignalsPerSecond / big.checkedSignalsPerSecond),
    stepRatio: round(small.stepsPerSecond / big.stepsPerSecond),
  }
}

async function measureAt(wanted: number): Promise<Measured> {
  const house = await aHouse('2026-06-11T09:00:00.000Z')
  try {
    const { signals, events } = await loadLedger(house.database, wanted)
    // The first reading warms up what is compiled and what lies in memory; the second is measured.
    await check(house)
    const begun = performance.now()
    const report = await check(house)
    const checkSeconds = (performance.now() - begun) / 1000
    if (report.events !== events || report.signals !== signals) {
      throw new Error(`loaded ${signals} signals and ${events} events, checked ${JSON.stringify(report)}`)
    }
    const stepsPerSecond = await measureSteps(house)
    return {
      ...{ events, signals, checkSeconds: round(checkSeconds), stepsPerSecond: Math.round(stepsPerSecond) },
      checkedSignalsPerSecond: Math.round(signals / checkSeconds),
      checkedEventsPerSecond: Math.round(events / checkSeconds),
    }
  } finally {
    await house.close()
  }
}

function check(house: TestHouse) {
  return checkLedger(house.database.url('spoor_check'), (mismatch) => {
    throw new Error(`the check found ${JSON.stringify(mismatch)}`)
  })
}

/** Steps one after the other, by one person: each a transaction that is committed. */
async function measureSteps(house: TestHouse): Promise<number> {
  const caller: Caller = await house.colleague('Sanne')
  const { rows } = await sql<{ id: string; seq: number }>`
    select id, seq from spoor.signal where state = 'weighing' order by incident_key desc limit ${WORKED_ON}`.execute(
    house.stores.politie,
  )
  const ground = 'Omdat de feiten dat vragen.'
  const hold = { type: 'hold', reason: 'awaiting-information', reviewOn: '2026-06-25', ground } as const
  const begun = performance.now()
  for (const { id, seq } of rows) {
    for (const [at, step] of [hold, { type: 'resume', ground } as const].entries()) {
      const taken = await takeStep(house, caller, id, { version: seq + at, step } as StepRequest)
      if (!taken.ok) throw new Error(`${step.type} refused: ${taken.refusal}`)
    }
  }
  return (2 * rows.length) / ((performance.now() - begun) / 1000)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
