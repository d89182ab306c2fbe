import { defineConfig } from 'vitest/config'
import { StillRunning } from './test/still-running.ts'

/** Where `npm test` wants the report that it counts by. */
const report = process.env.VITEST_REPORT

export default defineConfig({
  test: {
    include: ['{src,test,examples,eval}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/browser/**'],
    reporters: [
      'default',
      new StillRunning(),
      ...(report === undefined ? [] : [['json', { outputFile: report }] satisfies ['json', object]]),
    ],
    globalSetup: ['test/global-setup.ts'],
    // Processes rather than threads: tests change the environment, and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
