import type { Step } from './program.ts'

/** What stands in a cell where a step begins; behind it come its own cells. */
export const END = 0
/** term, next step */
export const WORD = 1
/** most words in between, next step */
export const GAP = 2
/** how many options, the step that each begins with */
export const CHOICE = 3

/** The steps of all expressions as one table of numbers: to follow it costs no more than a few reads a word. */
export class StepTable {
  readonly #cells: number[] = []
  readonly #places = new Map<Step, number>()

  /** The cell where a step begins. Steps that share what comes after them share it here too. */
  place(step: Step): number {
    const known = this.#places.get(step)
    if (known !== undefined) return known
    const cells = this.#cellsOf(step)
    const place = this.#cells.length
    this.#cells.push(...cells)
    this.#places.set(step, place)
    return place
  }

  cells(): Int32Array {
    return Int32Array.from(this.#cells)
  }

  #cellsOf(step: Step): readonly number[] {
    switch (step.kind) {
      case 'end':
        return [END]
      case 'word':
        return [WORD, step.term, this.place(step.next)]
      case 'gap':
        return [GAP, step.most, this.place(step.next)]
      case 'choice':
        return [CHOICE, step.options.length, ...step.options.map((option) => this.place(option))]
    }
  }
}
