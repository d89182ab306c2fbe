// The long form of every proof. `npm run prove -- NAME`; `--list` names them. The last line is JSON.
import { proveAccess } from './access.ts'
import { proveAudit } from './audit.ts'
import { proveFollowUp } from './follow-up.ts'
import { proveFuzz } from './fuzz.ts'
import { proveMutants } from './mutants.ts'
import { proveReplay } from './replay.ts'

type Say = (line: string) => void

/** What came of a proof: figures, and what did not hold. */
export interface Proved {
  readonly violations: number
  readonly [figure: string]: unknown
}

const PROOFS: Readonly<Record<string, readonly [about: string, prove: (say: Say) => Promise<Proved>]>> = {
  access: [
    'everybody against the table of who sees what: function, lists, HTTP, SQL as each login',
    proveAccess,
  ],
  audit: ['a million rows of the audit log: whatever is touched is found and located', proveAudit],
  'follow-up': ['random histories of three organisations, every invariant after every step', proveFollowUp],
  fuzz: ['requests that nobody should send, to every operation: never a fault of ours', proveFuzz],
  mutants: ['a fault planted in each layer of each invariant: its test fails', proveMutants],
  replay: [
    'several processes on one PostgreSQL, killed at random moments: the check finds nothing',
    proveReplay,
  ],
}

const [name = ''] = process.argv.slice(2)
const proof = PROOFS[name]
if (name === '--list') {
  for (const [one, [about]] of Object.entries(PROOFS)) console.log(`${one.padEnd(12)}${about}`)
} else if (!proof) {
  console.error(`no such proof: ${name || '(none named)'} (there are: ${Object.keys(PROOFS).join(', ')})`)
  process.exitCode = 2
} else {
  const begun = performance.now()
  const proved = await proof[1]((line) => console.error(line))
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  console.log(JSON.stringify({ proof: name, ...proved, seconds }))
  process.exitCode = proved.violations === 0 ? 0 : 1
}
