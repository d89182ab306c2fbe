import { mayTake } from './authority.ts'
import type { Actor } from './duty.ts'
import { openActs } from './enrichment.ts'
import type { Refusal } from './refusal.ts'
import type { Signal, SignalState } from './state.ts'
import type { StepType } from './step.ts'
import type { WayOfWorking } from './way-of-working.ts'

/** Whether a person may take a step now; if not, the screen shows the button with the reason. */
export interface AvailableStep {
  readonly type: StepType
  readonly allowed: boolean
  readonly because: Refusal | null
}

const ALWAYS = ['take-up', 'change-unit'] as const

/** Which steps belong to a state. A test walks every state × step and compares this table with the deciders. */
export const STEPS_IN: Readonly<Record<SignalState, readonly StepType[]>> = {
  proposed: ['confirm', 'propose-set-aside', ...ALWAYS],
  'set-aside-proposed': ['confirm-set-aside', 'reject-set-aside', ...ALWAYS],
  confirmed: ['start-enrichment', ...ALWAYS],
  enriching: ['record-act', 'record-interview', 'finish-enrichment', ...ALWAYS],
  weighing: ['weigh', 'start-investigation', 'propose-stop', 'record-interview', ...ALWAYS],
  'stop-proposed': ['confirm-stop', 'reject-stop', ...ALWAYS],
  shelved: ['review-shelved', ...ALWAYS],
  interviewing: ['record-interview', 'record-act', 'finish-interview', ...ALWAYS],
  investigating: ['record-act', 'record-interview', 'conclude', 'propose-stop', ...ALWAYS],
  closed: [],
}

const SECOND_PERSON: readonly StepType[] = [
  'confirm-set-aside',
  'reject-set-aside',
  'confirm-stop',
  'reject-stop',
]

export function availableSteps(signal: Signal, actor: Actor, rules: WayOfWorking): readonly AvailableStep[] {
  return STEPS_IN[signal.state].map((type) => {
    const because = whyNot(signal, type, actor, rules)
    return { type, allowed: because === null, because }
  })
}

function whyNot(signal: Signal, type: StepType, actor: Actor, rules: WayOfWorking): Refusal | null {
  if (!mayTake(type, actor.roles)) return 'role-missing'
  const own = 'proposedBy' in signal && signal.proposedBy === actor.id
  if (own && SECOND_PERSON.includes(type)) return 'needs-another-person'
  if (type === 'finish-enrichment' && openActs(signal, rules).length > 0) return 'acts-open'
  if (type === 'take-up' && signal.assignee === actor.id) return 'already-resolved'
  return null
}
