import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { BROWSER_ARGUMENTS, browserPath } from './browser-path.ts'

// Chosen once; the workers read this file again and find what was chosen in their environment.
const port = (process.env.SPOOR_TEST_PORT ??= String(await freePort()))
const data = (process.env.SPOOR_TEST_DATA ??= temporaryFolder())

/** The screens in a real Chromium, against the server as anybody would start it, with the example day. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI === 'true',
  webServer: {
    command: 'node spoor.mjs serve --demo',
    cwd: join(import.meta.dirname, '../..'),
    env: { HOST: '127.0.0.1', PORT: port, SPOOR_DATA: data, REQUESTS_PER_MINUTE: '100000' },
    url: `http://127.0.0.1:${port}/v1/health`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: await browserPath(), args: BROWSER_ARGUMENTS },
  },
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-browser-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
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
