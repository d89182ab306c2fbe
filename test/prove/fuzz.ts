import { fuzz } from '../fuzz/fuzz.ts'

const SEED = 20260612
const REQUESTS = 40_000

/** Tens of thousands of requests that nobody should send, to every operation. */
export async function proveFuzz(say: (line: string) => void) {
  const { requests, operations, statuses, faults } = await fuzz(REQUESTS, SEED)
  for (const fault of faults) say(fault)
  return { requests, operations, statuses, violations: faults.length, seed: SEED }
}
