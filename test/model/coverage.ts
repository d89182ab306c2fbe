import type { SignalEvent } from '#process/event.ts'
import type { Refusal } from '#process/refusal.ts'
import type { StepType } from '#process/step.ts'

/** What the histories came past, so that they cannot quietly stop reaching something. */
export class Coverage {
  steps = 0
  signals = 0
  readonly events = new Map<string, number>()
  readonly states = new Set<string>()
  readonly taken = new Map<string, number>()
  readonly refusals = new Map<string, number>()

  event({ seq, data }: SignalEvent, state: string): void {
    if (seq === 1) this.signals++
    count(this.events, data.type)
    this.states.add(state)
  }

  took(step: StepType): void {
    count(this.taken, step)
  }

  refused(_step: StepType, refusal: Refusal): void {
    count(this.refusals, refusal)
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}
