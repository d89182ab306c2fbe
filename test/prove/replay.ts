import { testDatabase } from '#store/testing.ts'
import { tamper } from '../replay/by-hand.ts'
import { replay } from '../replay/replay.ts'

const HOW = { processes: 4, seconds: 120, events: 10_000, seed: 20260611, days: 120 }
const ROWS_OF_EACH = 10

/** Three minutes of several processes on one PostgreSQL, killed all the time; then rows changed by hand. */
export async function proveReplay(say: (line: string) => void) {
  const database = await testDatabase()
  try {
    say(`${HOW.processes} processes for ${HOW.seconds} seconds, ${HOW.days} days go by`)
    const replayed = await replay(database, HOW)
    const { kills, faults, mismatches, report } = replayed
    for (const fault of faults) say(fault)
    for (const one of mismatches) say(JSON.stringify(one))
    say(`${report.events} events, ${kills} kills, ${mismatches.length} mismatches; now by hand`)
    const { tampered, unnamed } = await tamper(database, replayed, ROWS_OF_EACH)
    for (const one of unnamed) say(`not named: ${one}`)
    return {
      ...{ processes: HOW.processes, kills, signals: report.signals, events: report.events },
      ...{ mismatches: mismatches.length, tampered, named: tampered - unnamed.length },
      violations: faults.length + mismatches.length + unnamed.length,
      seed: HOW.seed,
    }
  } finally {
    await database.drop()
  }
}
