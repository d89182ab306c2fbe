import type { StepType } from '../../shared/queries.ts'

/**
 * Where on the page a step is taken, in the order in which they are shown: a line that brings the signal further; one
 * that can be done beside it in any state; one of a handover between organisations; or a part of the page of its own.
 * A step without a place does not compile.
 */
const PLACES = {
  'accept-unit': 'onward',
  'refuse-unit': 'onward',
  'accept-crossing': 'onward',
  'refuse-crossing': 'onward',
  'review-routing': 'onward',
  confirm: 'onward',
  'propose-set-aside': 'onward',
  'confirm-set-aside': 'onward',
  'reject-set-aside': 'onward',
  resume: 'onward',
  'start-enrichment': 'onward',
  route: 'onward',
  'record-interview': 'onward',
  'finish-enrichment': 'onward',
  'finish-interview': 'onward',
  'review-shelved': 'onward',
  conclude: 'onward',
  'propose-stop': 'beside',
  'set-urgency': 'beside',
  hold: 'beside',
  'offer-unit': 'beside',
  'recall-unit': 'beside',
  'offer-crossing': 'beside',
  'offer-handover': 'handover',
  'recall-handover': 'handover',
  'enter-receipt': 'handover',
  'accept-handover': 'handover',
  'refuse-handover': 'handover',
  'take-up': 'elsewhere',
  'record-act': 'elsewhere',
  'record-circumstances': 'elsewhere',
  'record-contact': 'elsewhere',
  weigh: 'elsewhere',
  'start-investigation': 'elsewhere',
  'confirm-stop': 'elsewhere',
  'reject-stop': 'elsewhere',
  'take-second-look': 'elsewhere',
} as const satisfies Readonly<
  Record<StepType | 'take-second-look', 'onward' | 'beside' | 'handover' | 'elsewhere'>
>

/** A step with a line of its own in the panel. */
export type LineStep = {
  [T in keyof typeof PLACES]: (typeof PLACES)[T] extends 'onward' | 'beside' ? T : never
}[keyof typeof PLACES]

export const ONWARD = linesAt('onward')
export const BESIDE = linesAt('beside')

function linesAt(place: 'onward' | 'beside'): readonly LineStep[] {
  return (Object.keys(PLACES) as (keyof typeof PLACES)[]).filter(
    (type): type is LineStep => PLACES[type] === place,
  )
}
