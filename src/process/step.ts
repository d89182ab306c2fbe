import type { Day } from '#core/time.ts'
import type { ContactResult, ContactWith } from './contact.ts'
import type { ActResult, Answers, ComplaintChoice, FactCodes, MemberId } from './event.ts'
import type { GuardAnswers } from './guard.ts'
import type { Pack } from './handover-message.ts'
import type { Qualification } from './qualification.ts'
import type { Urgency } from './way-of-working.ts'

/** Where a fact comes from (NL: herkomst), with how and by whom it was obtained in words. */
export interface Provenance extends FactCodes {
  readonly obtainedBy: string
  readonly howObtained: string
}

/**
 * What a person can ask to be done with a signal. `ground` is the why, in their own words; every step has one but
 * taking a signal up.
 */
export type Step =
  | { readonly type: 'take-up' }
  | { readonly type: 'offer-unit'; readonly unit: string; readonly ground: string }
  | { readonly type: 'accept-unit'; readonly ground: string }
  | { readonly type: 'refuse-unit'; readonly reason: string; readonly ground: string }
  | { readonly type: 'recall-unit'; readonly ground: string }
  | { readonly type: 'confirm'; readonly urgency: readonly Urgency[]; readonly ground: string }
  | { readonly type: 'propose-set-aside'; readonly criterion: string; readonly ground: string }
  | { readonly type: 'confirm-set-aside'; readonly ground: string }
  | { readonly type: 'reject-set-aside'; readonly ground: string }
  | { readonly type: 'start-enrichment'; readonly ground: string }
  | {
      readonly type: 'record-act'
      readonly act: string
      readonly result: ActResult
      /** Of a result "not-possible": why, from the closed list of the act; null otherwise. */
      readonly reason: string | null
      /** Of a result "done": where the facts come from; null otherwise. */
      readonly provenance: Provenance | null
      /** Requirements of the guideline that were not met, by their place in the list, from 0. */
      readonly unmet: readonly number[]
      /** Why somebody without the qualification that the guideline asks for did it; empty: not needed. */
      readonly unqualifiedBecause: string
      readonly ground: string
    }
  | { readonly type: 'record-circumstances'; readonly circumstances: Answers; readonly ground: string }
  | {
      readonly type: 'record-contact'
      readonly with: ContactWith
      readonly result: ContactResult
      /** Of a result "not-possible": why, from the reasons of the way of working; null otherwise. */
      readonly reason: string | null
      readonly ground: string
    }
  | { readonly type: 'set-urgency'; readonly urgency: readonly Urgency[]; readonly ground: string }
  | { readonly type: 'hold'; readonly reason: string; readonly reviewOn: Day; readonly ground: string }
  | { readonly type: 'resume'; readonly ground: string }
  | {
      readonly type: 'route'
      readonly lane: string
      readonly answers: Answers
      readonly protection: Answers
      readonly ground: string
    }
  | { readonly type: 'review-routing'; readonly agrees: boolean; readonly ground: string }
  | {
      readonly type: 'offer-crossing'
      readonly crossing: string
      readonly acts: readonly string[]
      /** What was seen, and under which power. */
      readonly seen: string
      readonly power: string
      readonly seenOn: Day
      readonly withoutStatements: boolean
      readonly ground: string
    }
  | { readonly type: 'accept-crossing'; readonly ground: string }
  | { readonly type: 'refuse-crossing'; readonly ground: string }
  | {
      readonly type: 'offer-handover'
      readonly rule: string
      readonly moment: string
      /** What was chosen and previewed. */
      readonly pack: Pack
      readonly guards: GuardAnswers
      readonly ground: string
    }
  | { readonly type: 'recall-handover'; readonly ground: string }
  | {
      readonly type: 'enter-receipt'
      readonly receipt: 'received' | 'accepted' | 'refused' | 'outcome'
      /** Number, letter or name by which the receipt can be found. */
      readonly reference: string
      /** Of "refused" and "outcome": which, in the words of the receiver. */
      readonly says: string
      readonly ground: string
    }
  | { readonly type: 'accept-handover'; readonly ground: string }
  | { readonly type: 'refuse-handover'; readonly reason: string; readonly ground: string }
  | {
      readonly type: 'take-second-look'
      readonly look: string
      readonly verdict: 'agrees' | 'follow-up'
      readonly answers: Answers
      readonly ground: string
    }
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
      /** The second person who was there; null: nobody. */
      readonly second: MemberId | null
      /** Whether it was recorded in sound or image. */
      readonly recorded: boolean
      readonly unqualifiedBecause: string
      readonly ground: string
    }
  | { readonly type: 'finish-interview'; readonly ground: string }
  | {
      readonly type: 'start-investigation'
      readonly exOfficio: boolean
      readonly prosecutor: string
      readonly answers: Answers
      readonly qualification: Qualification
      /** Outside the own field: the public prosecutor assigned it (reference); empty: within it. */
      readonly assignedBy: string
      /** At a place where only civil aviation is ours: whether this is about that. */
      readonly civilAviation: boolean
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
