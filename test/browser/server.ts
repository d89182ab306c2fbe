// Starts the house as anybody would, with a data folder of its own, and stops it after the tests.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the server answers; the workers read it from their environment. */
export const ADDRESS = 'SPOOR_TEST_ADDRESS'

const START_MAX = 120_000

/** The global set-up of Playwright: gives back how to end what it began. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for it
export default async function startServer(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'spoor-browser-'))
  const port = await freePort()
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port), SPOOR_DATA: data }
  const server = spawn(process.execPath, ['spoor.mjs', 'serve', '--demo'], {
    env: { ...env, REQUESTS_PER_MINUTE: '100000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.env[ADDRESS] = await addressOf(server)
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** What it prints when the first page can be used. @throws with what it said, when it ends or takes too long. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (why: string) => reject(new Error(`spoor serve --demo ${why}:\n${said}`))
    const tooLong = setTimeout(() => fail('was not ready in time'), START_MAX)
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const ready = /^ready (http\S+)$/m.exec(said)?.[1]
      if (ready === undefined) return
      clearTimeout(tooLong)
      resolve(ready)
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => fail(`ended with ${String(code)}`))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
