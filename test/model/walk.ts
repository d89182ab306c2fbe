import fc from 'fast-check'
import { histories, settle, type Model } from './commands.ts'
import { Coverage } from './coverage.ts'
import { Watch } from './watch.ts'
import { World } from './world.ts'

export interface Walked {
  readonly coverage: Coverage
  /** What did not hold, with the history that shows it; null: all did. */
  readonly broken: unknown
  readonly report: string
}

interface How {
  readonly seed: number
  readonly histories: number
  readonly most: number
  /** Whether a history that breaks something is made as short as it can be. */
  readonly shrink?: boolean
}

/** Walks random histories of the whole chain, and looks after every step whether all still holds. */
export function walk({ seed, histories: runs, most, shrink = true }: How, coverage = new Coverage()): Walked {
  const property = fc.property(histories(most), (commands) => {
    const model: Model = { watch: new Watch(), coverage }
    const world = new World((happening) => {
      coverage.event(happening.event, happening.kept.signal.state)
      model.watch.see(happening)
    })
    model.watch.of(world)
    fc.modelRun(() => ({ model, real: world }), commands)
    settle(world, model)
  })
  // Making a history shorter must not take longer than reading a long one.
  const details = fc.check(property, {
    seed,
    numRuns: runs,
    endOnFailure: !shrink,
    interruptAfterTimeLimit: 60_000,
  })
  return {
    coverage,
    broken: details.errorInstance ?? null,
    report: details.failed ? (fc.defaultReportMessage(details) ?? '') : '',
  }
}
