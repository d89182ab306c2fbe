import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,test,examples,eval}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/browser/**'],
    globalSetup: ['test/global-setup.ts'],
    // Processes rather than threads: tests change the environment, and send signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
