// Runs the mutants of the layers that are named; a line of JSON for each. A process of its own, for it loads faulty modules.
import { runCheckMutants } from './run-checks.ts'
import { runDatabaseMutants } from './run-database.ts'
import { runDeciderMutants, type Verdict } from './run-deciders.ts'

const LAYERS: Readonly<Record<string, (tell: (verdict: Verdict) => void) => Promise<void>>> = {
  decider: runDeciderMutants,
  database: runDatabaseMutants,
  check: runCheckMutants,
}

for (const layer of process.argv.slice(2)) {
  await LAYERS[layer]?.((verdict) => console.log(JSON.stringify(verdict)))
}
