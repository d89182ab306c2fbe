import { defineConfig } from '@playwright/test'
import { BROWSER_ARGUMENTS, browserPath } from './browser-path.ts'

/** The screens in a real Chromium, against the real server with the example day. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './server.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI === 'true',
  use: {
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await browserPath(), args: BROWSER_ARGUMENTS },
  },
})
