import type { Instant } from '#core/time.ts'
import type { UnderRules } from './at.ts'
import type { Duty } from './event-data.ts'
import { DUTY_OF } from './kinds.ts'
import { dutchHour, termEnds, type Term } from './working-days.ts'

/** A review begins at this hour of its day. */
const REVIEW_HOUR = 9

const RULE = 'a duty is due within its term'

/** Every duty that an event opens is due by the shortest term that holds for it, or sooner. */
export function checkDue(at: UnderRules): void {
  const { event, fault } = at
  const { duty, opens = [] } = event.data
  if (duty) told(at, duty, mainLimit(at, duty))
  for (const side of opens) told(at, side, sideLimit(at, side))
  function told({ event: { at: from } }: UnderRules, { kind, dueAt }: Duty, limit: Instant | null): void {
    if (limit === null) return
    if (!(Date.parse(dueAt) <= Date.parse(limit))) fault(RULE, `${kind} by ${limit}`, dueAt)
    else if (dueAt < from && limit >= from && !MOVES.has(event.type)) {
      fault(RULE, `${kind} after ${from}`, dueAt)
    }
  }
}

/** A duty that passes on, or comes forward, may be overdue already. */
const MOVES = new Set(['unit-changed', 'unit-accepted', 'urgency-set'])

/** Where every criterion is answered: a "yes" may say that it is urgent. */
const WEIGHS = new Set(['weighed', 'stop-proposed', 'investigation-started', 'second-look-taken'])

/** null: no term of the way of working says it; it is held against the other side of the handover. */
function mainLimit({ story, event, way }: UnderRules, { kind }: Duty): Instant | null {
  const { type, data, at } = event
  switch (type) {
    case 'signal-offered':
      return null
    case 'unit-changed':
    case 'unit-accepted':
      return story.duty?.dueAt ?? null
    case 'shelved':
      return review(story.proposal?.reviewOn)
    case 'held':
      return review(data.reviewOn)
    case 'handover-offered': {
      const rule = way.handovers.find(({ id }) => id === data.rule)
      return rule ? termEnds(at, rule.acceptWithin.value) : null
    }
    case 'urgency-set':
      return earliest([story.duty?.dueAt ?? at, ...urgent(worked()).map((term) => termEnds(at, term))])
    default: {
      const term = way.terms[kind]?.value
      return term ? earliest([term, ...urgent(kind)].map((one) => termEnds(at, one))) : null
    }
  }

  /** What waits is looked at as soon as the work that it waits with would have to be done. */
  function worked(): string {
    if (story.state === 'shelved') return 'weigh'
    return story.state === 'held' ? (DUTY_OF[story.left] ?? kind) : kind
  }

  function urgent(of: string): readonly Term[] {
    // The oldest events told of no urgency but with a weighing.
    const tells = type === 'weighed' || (WEIGHS.has(type) && story.channel !== null)
    const answers = tells ? (data.answers ?? {}) : {}
    const holds = data.urgency ?? story.urgency
    return way.urgentTerms
      .filter(
        ({ id, criterion }) => holds.includes(id) || (criterion !== null && answers[criterion] === 'yes'),
      )
      .flatMap(({ terms }) => terms[of] ?? [])
  }
}

function sideLimit({ story, event, way }: UnderRules, { kind }: Duty): Instant | null {
  const { at, data, type } = event
  if (type === 'unit-accepted') {
    return [...story.sides.values()].find((one) => one.kind === kind)?.dueAt ?? null
  }
  const terms = sideTerms()
  return terms.length === 0 ? null : earliest(terms.map((term) => termEnds(at, term)))

  function sideTerms(): readonly Term[] {
    const usual = way.clocks[kind]?.value
    const holds = data.urgency ?? story.urgency
    switch (kind) {
      case 'contact-possible-victim': {
        const sooner = way.urgentTerms.filter(({ id }) => holds.includes(id))
        return [...(usual ? [usual] : []), ...sooner.flatMap(({ clocks }) => clocks[kind] ?? [])]
      }
      case 'answer-unit':
        return [way.clocks['accept-handover']?.value].filter((term) => term !== undefined)
      case 'accept-crossing':
        return way.armCrossings.filter(({ id }) => id === data.crossing).map(({ within }) => within.value)
      case 'review-routing':
        return way.routing ? [way.routing.reviewWithin.value] : []
      case 'second-look':
        return [way.secondLook.within.value]
      case 'await-receipt':
        return way.handovers
          .filter(({ id }) => id === data.rule)
          .map(({ acceptWithin }) => acceptWithin.value)
      default:
        return []
    }
  }
}

function review(day: string | null | undefined): Instant | null {
  return day ? dutchHour(day, REVIEW_HOUR) : null
}

function earliest(moments: readonly Instant[]): Instant {
  return moments.reduce((first, one) => (one < first ? one : first))
}
