import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SECONDS_MAX = 5

export interface StartFigures {
  /** A new data folder: database made, example day imported and scanned, screens built when they were not. */
  readonly firstSeconds: number
  readonly secondSeconds: number
}

/** From the command to the line `ready URL`, on a new data folder and once more on the same. @throws when too slow. */
export async function benchStart(): Promise<StartFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'spoor-bench-'))
  try {
    const figures = { firstSeconds: await start(dataDir), secondSeconds: await start(dataDir) }
    if (figures.secondSeconds > SECONDS_MAX)
      throw new Error(`second start too slow: ${JSON.stringify(figures)}`)
    return figures
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function start(dataDir: string): Promise<number> {
  const begun = performance.now()
  const { DATABASE_URL: _, ...environment } = process.env
  const server = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--demo'], {
    env: { ...environment, SPOOR_DATA: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  for await (const chunk of server.stdout.setEncoding('utf8')) {
    if (String(chunk).includes('ready ')) break
  }
  const seconds = (performance.now() - begun) / 1000
  server.kill('SIGINT')
  const [status] = (await ended) as [number | null]
  if (status !== 0) throw new Error(`spoor serve ended with ${status}`)
  return Math.round(seconds * 100) / 100
}
