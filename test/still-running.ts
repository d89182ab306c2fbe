import type { Reporter, TestCase } from 'vitest/node'

const MINUTE = 60_000

/** Vitest's reporter that names a test which takes more than a minute, each minute again: a test that hangs is found. */
export class StillRunning implements Reporter {
  readonly #begun = new Map<string, { readonly name: string; readonly at: number }>()
  #every: ReturnType<typeof setInterval> | undefined

  onTestRunStart(): void {
    this.#every = setInterval(() => this.#tell(), MINUTE).unref()
  }

  onTestCaseReady(test: TestCase): void {
    this.#begun.set(test.id, { name: `${test.module.relativeModuleId} › ${test.fullName}`, at: Date.now() })
  }

  onTestCaseResult(test: TestCase): void {
    this.#begun.delete(test.id)
  }

  onTestRunEnd(): void {
    clearInterval(this.#every)
  }

  #tell(): void {
    for (const { name, at } of this.#begun.values()) {
      const seconds = Math.round((Date.now() - at) / 1000)
      if (seconds >= 60) console.log(`… ${seconds} s: ${name}`)
    }
  }
}
