import type { Form } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'

/** The random id that ties the sender's and the receiver's side of one handover. */
export type HandoverId = string

/** One act of the sender that goes with it, in words that the receiver can read. */
export interface PackedAct {
  readonly label: string
  readonly result: string
  readonly words: string
  readonly source: string
  readonly obtainedOn: string
}

/** One registration that goes with it, as the sender had it. */
export interface PackedRegistration {
  readonly sourceId: string
  readonly registeredAt: string
  readonly incident: string
  readonly title: string
  readonly text: string
}

/** The chosen and previewed part that leaves the sender (NL: overdrachtspakket). */
export interface Pack {
  readonly title: string
  /** Why it goes there, and what has been done. */
  readonly ground: string
  readonly registrations: readonly PackedRegistration[]
  readonly acts: readonly PackedAct[]
}

export const MESSAGE_KINDS = [
  'offer',
  'received',
  'accept',
  'refuse',
  'recall',
  'recall-confirmed',
  'outcome',
] as const

export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** What one side of a handover tells the other. May arrive late, twice, or in another order than it was sent. */
export type HandoverMessage =
  | {
      readonly kind: 'offer'
      readonly handover: HandoverId
      readonly to: OrganisationId
      readonly forms: readonly Form[]
      readonly urgent: boolean
      /** Silence after this is no acceptance. */
      readonly answerBy: Instant
      readonly pack: Pack
    }
  | {
      readonly kind: 'received' | 'accept' | 'recall-confirmed'
      readonly handover: HandoverId
      readonly to: OrganisationId
    }
  | { readonly kind: 'recall'; readonly handover: HandoverId; readonly to: OrganisationId }
  | {
      readonly kind: 'refuse'
      readonly handover: HandoverId
      readonly to: OrganisationId
      readonly reason: string
      readonly words: string
    }
  | {
      readonly kind: 'outcome'
      readonly handover: HandoverId
      readonly to: OrganisationId
      readonly outcome: string
    }
