import type { At } from './at.ts'
import type { Rule } from './rule.ts'

const MACHINE = 'spoor'

/** Four eyes: whoever confirms, reviews, accepts or looks again is another person than who decided first. */
export function checkPeople(at: At): void {
  const { story, event } = at
  const { type, data } = event
  const { crossing, routed } = story
  switch (type) {
    case 'set-aside-confirmed':
    case 'set-aside-rejected':
    case 'shelved':
    case 'stop-rejected':
      return checkConfirmation(at)
    case 'closed':
      if (story.state === 'stop-proposed' || typeof data.proposedBy === 'string') checkConfirmation(at)
      return
    case 'crossing-accepted':
    case 'crossing-refused':
      return another(at, 'a crossing is answered by another', [crossing?.by])
    case 'handover-accepted': {
      // No system shows it: not on the word alone of who offered it.
      const offer = story.offers.get(story.away ?? '')
      if (offer?.via === 'document') another(at, 'an acceptance on paper is entered by another', [offer.by])
      return
    }
    case 'routing-reviewed':
      return another(at, 'a routing is reviewed by another', [routed?.by])
    case 'second-look-drawn':
      return checkDraw(at)
    case 'second-look-taken': {
      const negative = story.negatives.get(data.of ?? 0)
      if (negative) another(at, 'a second look is taken by another', negative.deciders)
      return
    }
  }
}

function checkConfirmation(at: At): void {
  const { story, event, fault } = at
  another(at, 'a decision not to follow up is confirmed by another', [story.proposal?.by])
  const named = event.data.proposedBy
  if (event.type.endsWith('-rejected') || story.proposal === null || named === story.proposal.by) return
  fault('who confirms names who proposed', story.proposal.by, String(named))
}

function another({ event, fault }: At, rule: Rule, first: readonly (string | undefined)[]): void {
  const by = event.by_member
  if (first.includes(undefined)) fault(rule, 'another person', 'nobody before')
  else if (first.includes(by)) fault(rule, 'another person', 'the same')
  else if (by === MACHINE) fault(rule, 'another person', MACHINE)
}

function checkDraw({ story, event, fault }: At): void {
  const { of = 0, opens = [] } = event.data
  const negative = story.negatives.get(of)
  if (!negative) {
    fault('a second look is of a decision not to follow up', 'a decision', `event ${of}`)
    return
  }
  if (opens.some(({ unit }) => unit === negative.unit)) {
    fault('a second look is of another unit', `another unit than ${negative.unit}`, negative.unit)
  }
}
