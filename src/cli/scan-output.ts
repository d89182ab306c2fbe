import type { Writable } from 'node:stream'

/** The reader of the output closed it. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}

/** Writes at the pace of the reader, and notices when it is gone. */
export class Output {
  readonly #stream: Writable
  #fault: Error | undefined
  #wake: (() => void) | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#fault = error.code === 'EPIPE' ? new OutputClosed() : error
      this.#wake?.()
    })
    stream.on('close', () => {
      this.#fault ??= new OutputClosed()
      this.#wake?.()
    })
    stream.on('drain', () => this.#wake?.())
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#fault) throw this.#fault
    if (bytes.length === 0) return
    if (!this.#stream.write(bytes)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (this.#fault) resolve()
      })
    }
    if (this.#fault) throw this.#fault
  }

  /** Waits until everything is handed over, so that the exit does not cut it off. */
  async end(): Promise<void> {
    if (this.#fault) throw this.#fault
    await new Promise<void>((resolve) => this.#stream.write('', () => resolve()))
    if (this.#fault) throw this.#fault
  }
}
