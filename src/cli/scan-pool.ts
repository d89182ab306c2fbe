import { Worker } from 'node:worker_threads'

import type { Catalogue, CatalogueFile } from '#scan/scan.ts'

import { type BatchResult, type LineBatch, scanBatch } from './scan-batch.ts'
import type { ScanWorkerData } from './scan-worker.ts'

/** Scans batches, in this thread or in several at once. The result does not depend on which. */
export interface Scanner {
  readonly scan: (batch: LineBatch) => Promise<BatchResult>
  /** How many batches it can be given before the first must be waited for. */
  readonly room: number
  readonly close: () => Promise<void>
}

/** `files`: of the catalogue, from which each thread compiles its own. */
export function openScanner(
  catalogue: Catalogue,
  files: readonly CatalogueFile[],
  all: boolean,
  jobs: number,
): Scanner {
  if (jobs > 1) return new ThreadScanner(files, all, jobs)
  return {
    scan: (batch) => Promise.resolve(scanBatch(catalogue, batch, all)),
    room: 1,
    close: () => Promise.resolve(),
  }
}

interface Waiting {
  readonly batch: LineBatch
  readonly resolve: (result: BatchResult) => void
  readonly reject: (fault: unknown) => void
}

/** One batch a thread at a time; the rest waits in line here, where it is cheap. */
class ThreadScanner implements Scanner {
  readonly room: number
  readonly #threads: readonly Worker[]
  readonly #idle: Worker[]
  readonly #busy = new Map<Worker, Waiting>()
  readonly #line: Waiting[] = []
  #fault: { readonly error: unknown } | undefined

  constructor(files: readonly CatalogueFile[], all: boolean, jobs: number) {
    const workerData: ScanWorkerData = { files, all }
    this.room = jobs * 2
    this.#threads = Array.from({ length: jobs }, () => this.#start(workerData))
    this.#idle = [...this.#threads]
  }

  scan(batch: LineBatch): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      if (this.#fault) return reject(this.#fault.error)
      this.#line.push({ batch, resolve, reject })
      this.#handOut()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }

  #start(workerData: ScanWorkerData): Worker {
    const thread = new Worker(new URL('./scan-worker.ts', import.meta.url), { workerData })
    thread.on('message', (result: BatchResult) => {
      this.#busy.get(thread)?.resolve(result)
      this.#busy.delete(thread)
      this.#idle.push(thread)
      this.#handOut()
    })
    thread.on('error', (error) => this.#fail(error))
    return thread
  }

  #handOut(): void {
    while (this.#idle.length > 0 && this.#line.length > 0) {
      const thread = this.#idle.pop()!
      const waiting = this.#line.shift()!
      this.#busy.set(thread, waiting)
      thread.postMessage(waiting.batch, [waiting.batch.bytes.buffer])
    }
  }

  /** A thread that died took its batch along: no result may be given as if it were whole. */
  #fail(error: unknown): void {
    this.#fault = { error }
    for (const waiting of [...this.#busy.values(), ...this.#line.splice(0)]) waiting.reject(error)
    this.#busy.clear()
  }
}
