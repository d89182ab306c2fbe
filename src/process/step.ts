import type { Day } from '#core/time.ts'
import type { ActResult, Answers, ComplaintChoice } from './event.ts'
import type { GuardAnswers } from './guard.ts'

/**
 * What a person can ask to be done with a signal. `ground` is the why, in their own words; every step has one but
 * taking a signal up.
 */
export type Step =
  | { readonly type: 'take-up' }
  | { readonly type: 'change-unit'; readonly unit: string; readonly ground: string }
  | { readonly type: 'confirm'; readonly ground: string }
  | { readonly type: 'propose-set-aside'; readonly criterion: string; readonly ground: string }
  | { readonly type: 'confirm-set-aside'; readonly ground: string }
  | { readonly type: 'reject-set-aside'; readonly ground: string }
  | { readonly type: 'start-enrichment'; readonly ground: string }
  | { readonly type: 'record-act'; readonly act: string; readonly result: ActResult; readonly ground: string }
  | { readonly type: 'finish-enrichment'; readonly ground: string }
  | {
      readonly type: 'weigh'
      readonly decision: 'interview' | 'enrich-further'
      readonly answers: Answers
      readonly ground: string
    }
  | {
      readonly type: 'propose-stop'
      readonly outcome: string
      readonly reviewOn: Day | null
      readonly answers: Answers
      readonly guards: GuardAnswers
      readonly ground: string
    }
  | { readonly type: 'confirm-stop'; readonly ground: string }
  | { readonly type: 'reject-stop'; readonly ground: string }
  | { readonly type: 'review-shelved'; readonly ground: string }
  | {
      readonly type: 'record-interview'
      readonly held: boolean
      readonly complaint: ComplaintChoice
      readonly ground: string
    }
  | { readonly type: 'finish-interview'; readonly ground: string }
  | {
      readonly type: 'start-investigation'
      readonly exOfficio: boolean
      readonly prosecutor: string
      readonly answers: Answers
      readonly ground: string
    }
  | {
      readonly type: 'conclude'
      readonly outcome: string
      readonly guards: GuardAnswers
      readonly ground: string
    }

export type StepType = Step['type']

export type StepOf<T extends StepType> = Extract<Step, { type: T }>
