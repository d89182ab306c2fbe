import type { MemberId } from './event.ts'
import type { Refusal } from './refusal.ts'

/** Why somebody opens what they may not see (NL: noodtoegang). A closed list; words come with it. */
export const GLASS_REASONS = [
  'danger-to-person',
  'possible-victim-now',
  'danger-to-colleague',
  'trace-vanishes',
] as const
export type GlassReason = (typeof GLASS_REASONS)[number]

/** What a reviewer holds of it afterwards. */
export const GLASS_VERDICTS = ['justified', 'not-justified'] as const
export type GlassVerdict = (typeof GLASS_VERDICTS)[number]

/** The alarm for who leads the unit, and the review by who answers for privacy. */
export const GLASS_DUTIES = ['answer-glass', 'review-glass'] as const

/** What is known of one use, as far as it decides who may answer for it. */
export interface GlassUse {
  readonly usedBy: MemberId
  readonly answeredBy: MemberId | null
  readonly reviewedBy: MemberId | null
}

/** Why this person may not answer the alarm (any more); null: they may. */
export function faultInAnswer(
  { usedBy, answeredBy }: GlassUse,
  by: MemberId,
  ground: string,
): Refusal | null {
  return answeredBy === null ? faultOf(usedBy, by, ground) : 'already-resolved'
}

/** Why this person may not review it (any more); null: they may. */
export function faultInReview(
  { usedBy, reviewedBy }: GlassUse,
  by: MemberId,
  ground: string,
): Refusal | null {
  return reviewedBy === null ? faultOf(usedBy, by, ground) : 'already-resolved'
}

/** Nobody judges what they did themselves, and nobody judges without a reason. */
function faultOf(usedBy: MemberId, by: MemberId, ground: string): Refusal | null {
  if (usedBy === by) return 'needs-another-person'
  return ground.trim() === '' ? 'ground-missing' : null
}
