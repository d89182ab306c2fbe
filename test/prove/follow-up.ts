import { Coverage } from '../model/coverage.ts'
import { walk } from '../model/walk.ts'

const SEED = 20260611
const STEPS = 500_000
const HISTORIES_AT_ONCE = 100

/** Half a million steps, every invariant looked at after each. */
export async function proveFollowUp(say: (line: string) => void) {
  const coverage = new Coverage()
  let violations = 0
  for (let seed = SEED; coverage.steps < STEPS && violations === 0; seed++) {
    const { broken, report } = walk({ seed, histories: HISTORIES_AT_ONCE, most: 1000 }, coverage)
    if (broken) {
      violations++
      say(report)
    }
    say(`${coverage.steps} of ${STEPS} steps, ${coverage.signals} signals`)
  }
  const { steps, signals, events, refusals } = coverage
  const written = [...events.values()].reduce((sum, one) => sum + one, 0)
  const refused = [...refusals.values()].reduce((sum, one) => sum + one, 0)
  return { steps, signals, events: written, refusals: refused, violations, seed: SEED }
}
