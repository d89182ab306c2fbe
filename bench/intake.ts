import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { generateRegistrations } from './registrations.ts'

const COUNT = 100_000
const SECONDS_MAX = 60
const MIB_MAX = 512

export interface IntakeFigures {
  readonly registrations: number
  readonly mebibytes: number
  /** Start of the embedded database, import, scan and stop: the whole command. */
  readonly seconds: number
  readonly rowsPerSecond: number
  /** The same file once more: everything is known. */
  readonly againSeconds: number
  /** Most memory that our own process held at any moment. */
  readonly peakMiB: number
  readonly proposed: number
}

/**
 * Imports and scans 100,000 registrations with `spoor import` on an embedded database of its own, twice.
 * @throws when a count is not what was generated, or a figure is worse than it may be.
 */
export async function benchIntake(): Promise<IntakeFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-bench-'))
  try {
    const file = join(folder, 'registrations.ndjson')
    const descriptor = openSync(file, 'w')
    const made = generateRegistrations(COUNT, (chunk) => writeSync(descriptor, chunk))
    closeSync(descriptor)

    const first = await importOnce(file, join(folder, 'data'))
    expectLine(
      first.output,
      `lines in ${COUNT} = accepted ${COUNT} + already known 0 + rejected 0 (corrections 0)`,
    )
    expectLine(first.output, `politie: scanned ${COUNT}, proposed ${made.signals}`)
    const again = await importOnce(file, join(folder, 'data'))
    expectLine(
      again.output,
      `lines in ${COUNT} = accepted 0 + already known ${COUNT} + rejected 0 (corrections 0)`,
    )

    const figures = {
      registrations: COUNT,
      mebibytes: round(made.bytes / 2 ** 20),
      seconds: round(first.seconds),
      rowsPerSecond: Math.round(COUNT / first.seconds),
      againSeconds: round(again.seconds),
      peakMiB: Math.round(Math.max(first.peakMiB, again.peakMiB)),
      proposed: made.signals,
    }
    if (figures.seconds > SECONDS_MAX || figures.peakMiB > MIB_MAX) {
      throw new Error(`intake is too slow or too large: ${JSON.stringify(figures)}`)
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function importOnce(file: string, dataDir: string) {
  const start = performance.now()
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, ['src/cli/main.ts', 'import', '--as', 'politie', file], {
    env: { ...environment, SPOOR_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let peak = 0
  const looking = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 100)
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
  clearInterval(looking)
  if (child.exitCode !== 0) throw new Error(`spoor import ended with ${child.exitCode}: ${output}`)
  return { output, seconds: (performance.now() - start) / 1000, peakMiB: peak / 1024 }
}

/** Most memory that a process held so far, in KiB (Linux). */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
  } catch {
    return 0
  }
}

function expectLine(output: string, expected: string): void {
  if (!output.includes(expected)) throw new Error(`expected "${expected}" in:\n${output}`)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
