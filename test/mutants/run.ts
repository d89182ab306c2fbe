import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Verdict } from './run-deciders.ts'

/** Runs the mutants of these layers in a process of their own. @throws when it ends badly: a mutant is out of date. */
export async function runMutants(layers: readonly Verdict['layer'][]): Promise<readonly Verdict[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...layers], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (status !== 0) throw new Error(`the mutants ended with ${status}: ${err}`)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Verdict)
}
