import type { EventRow } from './ledger-rows.ts'
import type { Offered, Story } from './story.ts'

const ANSWERS: Readonly<Record<string, string>> = {
  'offer-accepted': 'accepted',
  'offer-refused': 'refused',
  'offer-recalled': 'recalled',
}

/** What an event says of handovers between organisations: those that brought the signal here, and those that took it away. */
export function advanceHandover(story: Story, event: EventRow): void {
  const { type, at, seq, by_member: by, data } = event
  const answer = ANSWERS[type]
  if (answer !== undefined) story.answer = { answer, at, reason: data.reason ?? null }
  if (data.handover === undefined || type === 'signal-offered') return
  if (type === 'handover-offered' || type === 'share-offered') {
    const moves = type === 'handover-offered'
    const receipt = data.opens?.find(({ kind }) => kind === 'await-receipt')
    const answerBy = (moves ? data.duty : receipt)?.dueAt ?? ''
    const { partner = '', via = moves ? '' : 'document' } = data
    if (moves) story.away = data.handover
    else story.share = { handover: data.handover, duty: receipt?.id ?? '' }
    story.offers.set(data.handover, {
      ...{ by, partner, via, moves, seq, at, answerBy },
      ...{ receivedAt: null, recalledAt: null, answeredAt: null },
      ...{ recall: null, answer: null, reason: null, reported: null },
    })
    return
  }
  if (type === 'share-answered' || type === 'share-recalled') story.share = null
  const offer = story.offers.get(data.handover)
  if (offer) advanceOffer(offer, event)
}

function advanceOffer(offer: Offered, { type, at, data }: EventRow): void {
  switch (type) {
    case 'handover-received':
    case 'share-received':
      offer.receivedAt ??= at
      return
    case 'share-answered': {
      const reason = data.answer === 'refused' ? 'told-by-partner' : null
      Object.assign(offer, { answer: data.answer ?? '', answeredAt: at, reason })
      return
    }
    case 'share-recalled':
      Object.assign(offer, { answer: 'recalled', answeredAt: at })
      return
    case 'recall-requested':
      offer.recalledAt = at
      offer.recall = data.because ?? ''
      return
    case 'handover-accepted':
      Object.assign(offer, { answer: 'accepted', answeredAt: at })
      return
    case 'handover-refused':
      Object.assign(offer, { answer: 'refused', answeredAt: at, reason: data.reason ?? null })
      return
    case 'handover-returned':
      Object.assign(offer, { answer: data.because ?? '', answeredAt: at })
      return
    case 'handover-reported':
      offer.reported = data.outcome ?? ''
  }
}

/** What ended takes with it what was shared and nobody answered yet. */
export function endShare(story: Story, at: string): void {
  const offer = story.offers.get(story.share?.handover ?? '')
  if (offer) Object.assign(offer, { answer: 'ended', answeredAt: at })
  story.share = null
}
