import { closeSync, fchmodSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs'

const LINE_END = Uint8Array.of(0x0a)
/** Only the owner: what could not be read may hold anything about anybody. */
const ONLY_OWNER = 0o600

/** The file in which rejected lines are kept, byte for byte, one a line, so that it can be repaired and read again. */
export class RejectsFile {
  readonly #descriptor: number

  /** Begins anew. Throws an error of the file system, or one without a code when it is the input itself. */
  constructor(path: string, input: string | undefined) {
    if (input !== undefined && isSameFile(path, input)) throw new Error('is the file that is read')
    this.#descriptor = openSync(path, 'a', ONLY_OWNER)
    fchmodSync(this.#descriptor, ONLY_OWNER)
    ftruncateSync(this.#descriptor)
  }

  add(line: Uint8Array): void {
    this.#write(line)
    this.#write(LINE_END)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at)
  }
}

function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((name) => statSync(name, { throwIfNoEntry: false }))
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino
}
