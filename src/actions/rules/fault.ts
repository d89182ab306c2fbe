import type { Label } from '#process/sourced.ts'

/** What is wrong at one line of a file, in a plain sentence of both languages. */
export interface Fault {
  /** As it is shown, e.g. `agencies/kmar/2026-01-01.json`. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly says: Label
}

/** `agencies/kmar/2026-01-01.json:41: …` */
export function faultLine({ file, line, says }: Fault, language: keyof Label = 'en'): string {
  return `${file}:${line}: ${says[language]}`
}
