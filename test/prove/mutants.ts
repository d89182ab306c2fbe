import { runMutants } from '../mutants/run.ts'

/** Every mutant of every layer. */
export async function proveMutants(say: (line: string) => void) {
  const verdicts = await runMutants(['decider', 'database', 'check'])
  const survived = verdicts.filter((one) => one.survived !== null)
  for (const one of survived) say(`${one.invariant} ${one.layer}: ${one.survived}`)
  const of = (layer: string) => verdicts.filter((one) => one.layer === layer).length
  const counts = { decider: of('decider'), database: of('database'), check: of('check') }
  return {
    mutants: verdicts.length,
    ...counts,
    found: verdicts.length - survived.length,
    violations: survived.length,
  }
}
