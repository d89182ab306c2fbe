import type { checkLedger } from '#check/check.ts'
import { checkLedger as sound } from '#check/check.ts'
import type { Mismatch } from '#check/mismatch.ts'
import { AForger } from '../a-forger.ts'
import { aLedger, type ALedger } from '../a-ledger.ts'
import { FAULTS_IN_TABLES } from '../ledger-faults-beside.ts'
import { FAULTS_BETWEEN } from '../ledger-faults-between.ts'
import { FAULTS_IN_EVENTS, forge } from '../ledger-faults.ts'
import { allStories } from '../ledger-stories.ts'
import type { InvariantId } from '../model/invariants.ts'
import { CHECK_MUTANTS, type CheckMutant } from './checks.ts'
import { withFault } from './plant.ts'
import type { Verdict } from './run-deciders.ts'

/** Plants the fault that each rule is about; the check must tell of it by that rule, and the faulty check does not. */
export async function runCheckMutants(tell: (verdict: Verdict) => void): Promise<void> {
  const ledger = await aLedger()
  try {
    const stories = await allStories(ledger)
    const forger = await AForger.of(ledger.database)
    for (const [id, mutant] of Object.entries(CHECK_MUTANTS)) {
      const invariant = id as InvariantId
      const faulty = await withFault<{ readonly checkLedger: typeof checkLedger }>(
        `check-${id}`,
        mutant,
        'src/check/check.ts',
      )
      const before = (await told(ledger, faulty.checkLedger)).length
      await plant(forger, stories, mutant)
      const byRule = ({ rule }: Mismatch) => rule === mutant.rule
      const right = (await told(ledger, sound)).filter(byRule)
      const wrong = (await told(ledger, faulty.checkLedger)).filter(byRule)
      await forger.undo()
      const survived = verdictOf(before, right.length, wrong.length)
      tell({ invariant, layer: 'check', survived })
    }
  } finally {
    await ledger.close()
  }
}

function verdictOf(before: number, right: number, wrong: number): string | null {
  if (before > 0) return 'it tells of a sound ledger'
  if (right === 0) return 'the sound check does not tell of the fault either'
  return wrong < right ? null : `it told all the same, ${wrong} times`
}

async function told(ledger: ALedger, check: typeof checkLedger): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await check(ledger.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  return found
}

/** @throws when no fault is planted against this rule. */
async function plant(
  forger: AForger,
  stories: Readonly<Record<string, string>>,
  { rule, nth }: CheckMutant,
): Promise<void> {
  const row = FAULTS_IN_EVENTS[rule]?.[nth]
  if (row) {
    const [story, place, path, forged] = row
    await forger.rewrite(stories[story]!, (events) => forge(events, place, path, forged))
    return
  }
  const fault = [...FAULTS_IN_TABLES, ...FAULTS_BETWEEN].filter((one) => one.rule === rule)[nth]
  if (!fault) throw new Error(`no fault against "${rule}"`)
  await fault.plant(forger, stories)
}
