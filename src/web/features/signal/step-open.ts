import type { SignalDetail } from '#contract/signal.ts'
import type { StepType } from '../../shared/queries.ts'
import type { Refusal } from './step-form.tsx'

/** Whether a step belongs to the state that the signal is in; whoever may take it. */
export function hasStep({ steps }: SignalDetail, type: StepType): boolean {
  return steps.some((step) => step.type === type)
}

/** Why this person cannot take a step now; null: they can. Of several steps: why none of them. */
export function whyNot({ steps }: SignalDetail, ...types: readonly StepType[]): Refusal | null {
  const own = steps.filter(({ type }) => types.includes(type))
  if (own.length === 0) return 'not-in-this-state'
  return own.some(({ allowed }) => allowed) ? null : (own[0]?.because ?? 'role-missing')
}
