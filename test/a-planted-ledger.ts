import type { SignalId } from '#process/event.ts'
import type { Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { ALedger, type Colleague } from './a-ledger.ts'
import type { Aviary } from './canary.ts'

/** Written by a person: more than a code, a number of one word, or a moment. */
const WORDS = /^(?!\d{4}-).*[ A-Z]/

/** A ledger in which every word that somebody writes with a step has a canary behind it. */
export class PlantedLedger extends ALedger {
  readonly words: string[] = []
  readonly #aviary: Aviary

  constructor(aviary: Aviary, ...of: ConstructorParameters<typeof ALedger>) {
    super(...of)
    this.#aviary = aviary
  }

  override take(signalId: SignalId, ...steps: readonly (readonly [Colleague, Step])[]): Promise<Signal> {
    return super.take(
      signalId,
      ...steps.map(([actor, step]) => [actor, this.#planted(step) as Step] as const),
    )
  }

  #planted(value: unknown): unknown {
    if (typeof value === 'string') return WORDS.test(value) ? `${value} ${this.#word()}` : value
    if (Array.isArray(value)) return value.map((one) => this.#planted(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#planted(one)]))
  }

  #word(): string {
    const word = this.#aviary.loose()
    this.words.push(word)
    return word
  }
}
