import type { At } from './at.ts'
import { AFTER_END, ENDED, KINDS } from './kinds.ts'

const MACHINE = 'spoor'

/** Births once and first, known kinds, each in a state that it fits, after an end what may follow it, people for decisions. */
export function checkOrder(at: At): void {
  const { story, event, fault } = at
  const kind = KINDS[event.type]
  if (!kind) {
    fault('the kind of event is known', 'a known kind', event.type)
    return
  }
  const unborn = story.state === 'unborn'
  if (kind.from.includes('unborn') !== unborn) {
    fault('a signal is born once, first', unborn ? 'a birth' : 'a step', event.type)
  } else if (ENDED.includes(story.state) && !AFTER_END.includes(event.type)) {
    fault('after an end comes only what may follow it', AFTER_END.join(' or '), event.type)
  } else if (!fits(at, kind.from)) {
    fault('an event fits the state it meets', kind.from.join(' or '), story.state)
  }
  if (
    event.by_member === MACHINE &&
    (kind.machine !== true || isOnPaper(at) || event.data.sample !== undefined)
  ) {
    fault('a person decides', 'a person', MACHINE)
  }
  checkAnswers(at)
}

/** What another organisation offered, and was never ours: there is nothing to open. */
const UNACCEPTED = ['offer-refused', 'offer-recalled']

function fits({ story, event }: At, from: readonly string[]): boolean {
  // Text that changes opens what rests; what is being worked on only takes note.
  const opens = event.type === 'registration-changed' && Boolean(event.data.duty)
  const rests = [...ENDED, 'shelved'].includes(story.state) && !UNACCEPTED.includes(story.outcome ?? '')
  return from.includes(story.state) && (!opens || rests)
}

/** Somebody enters what a partner without Spoor answered. */
function isOnPaper({ story, event: { type, data } }: At): boolean {
  const told = ['handover-received', 'handover-accepted', 'handover-refused', 'handover-reported']
  return told.includes(type) && story.offers.get(data.handover ?? '')?.via === 'document'
}

/** An answer is to what was asked, by its own id, and nothing is answered twice. */
function checkAnswers(at: At): void {
  const { story, event, fault } = at
  const asked = whatWasAsked(at)
  if (asked !== undefined && asked.is !== asked.answered) {
    fault('what is answered was offered', asked.is ?? 'no answer', asked.answered ?? 'nothing')
  }
  const duty = answeredDuty(at)
  if (duty !== undefined && story.sides.has(duty) && !(event.data.ends ?? []).includes(duty)) {
    fault('an answer ends its duty', duty, 'a duty that stays')
  }
}

interface Asked {
  readonly is: string | undefined
  readonly answered: string | undefined
}

function whatWasAsked({ story, event: { type, data } }: At): Asked | undefined {
  const { unitOffer, crossing, look, proposal, routed } = story
  switch (type) {
    case 'unit-accepted':
      return { is: unitOffer?.unit ?? 'an offer', answered: data.unit }
    case 'unit-refused':
    case 'unit-recalled':
      return { is: 'an offer', answered: unitOffer ? 'an offer' : undefined }
    case 'crossing-accepted':
      return {
        is: crossing ? [crossing.crossing, ...crossing.acts].join() : 'an offer',
        answered: [data.crossing, ...(data.acts ?? [])].join(),
      }
    case 'crossing-refused':
      return { is: crossing?.crossing ?? 'an offer', answered: data.crossing }
    case 'routing-reviewed':
      return { is: 'a routing', answered: routed?.reviewed === false ? 'a routing' : undefined }
    case 'second-look-taken':
      return { is: look ? `${look.look} of ${look.of}` : 'a draw', answered: `${data.look} of ${data.of}` }
    case 'closed':
      if (story.state !== 'stop-proposed') return undefined
      return { is: endOf(proposal), answered: `${data.outcome}` }
    case 'shelved':
      return { is: endOf(proposal), answered: 'shelve' }
    case 'handover-received':
    case 'handover-accepted':
    case 'handover-refused':
    case 'handover-returned':
    case 'recall-requested':
      return { is: story.away ?? 'an offer', answered: data.handover }
    case 'share-received':
    case 'share-answered':
    case 'share-recalled':
      return { is: story.share?.handover ?? 'an offer', answered: data.handover }
    case 'handover-reported': {
      const ours = story.offers.has(data.handover ?? '')
      return { is: 'an offer', answered: ours ? 'an offer' : data.handover }
    }
    default:
      return undefined
  }
}

/** A proposal with a review date shelves; without one it ends the signal. */
function endOf(
  proposal: { readonly outcome: string; readonly reviewOn: string | null } | null,
): string | undefined {
  return proposal?.reviewOn ? 'shelve' : proposal?.outcome
}

function answeredDuty({ story, event: { type, data } }: At): string | undefined {
  switch (type) {
    case 'unit-accepted':
    case 'unit-refused':
    case 'unit-recalled':
      return story.unitOffer?.duty
    case 'crossing-accepted':
    case 'crossing-refused':
      return story.crossing?.duty
    case 'share-answered':
    case 'share-recalled':
      return story.share?.duty
    case 'second-look-taken':
      return data.duty ? undefined : story.look?.duty
    case 'routing-reviewed':
      return [...story.sides.values()].find(({ kind }) => kind === 'review-routing')?.id
    default:
      return undefined
  }
}
