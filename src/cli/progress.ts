import type { Writable } from 'node:stream'

/** How often a line on a terminal is rewritten, and how often a log gets a line, in milliseconds. */
const ON_TERMINAL_MS = 200
const IN_LOG_MS = 10_000

/** What long work says of itself: on a terminal one line that changes, with an estimate; in a log plain lines. */
export class Progress {
  readonly #stream: Writable & { readonly isTTY?: boolean }
  readonly #total: number | undefined
  readonly #elapsed: () => number
  #last = 0
  #shown = false

  /** `total`: bytes in all, when that is known. `elapsed`: milliseconds since the work began. */
  constructor(stream: Writable, total: number | undefined, elapsed: () => number) {
    this.#stream = stream
    this.#total = total
    this.#elapsed = elapsed
  }

  /** Says how far the work is, when it is time to. */
  update(bytes: number, text: string): void {
    const elapsed = this.#elapsed()
    if (elapsed - this.#last < (this.#stream.isTTY ? ON_TERMINAL_MS : IN_LOG_MS)) return
    this.#last = elapsed
    const line = [this.#share(bytes), text, this.#left(bytes, elapsed)].filter(Boolean).join(', ')
    this.#stream.write(this.#stream.isTTY ? `\r\u001B[K${line}` : `${line}\n`)
    this.#shown = true
  }

  /** Takes the line that changes away, so that what follows stands on a line of its own. */
  clear(): void {
    if (this.#shown && this.#stream.isTTY) this.#stream.write('\r\u001B[K')
    this.#shown = false
  }

  #share(bytes: number): string {
    return this.#total ? `${Math.floor((Math.min(bytes, this.#total) / this.#total) * 100)} %` : ''
  }

  #left(bytes: number, elapsed: number): string {
    if (!this.#total || bytes <= 0 || bytes >= this.#total) return ''
    const seconds = Math.ceil(((elapsed / bytes) * (this.#total - bytes)) / 1000)
    return seconds < 60 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`
  }
}
