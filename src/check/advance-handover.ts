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
  if (type === 'handover-offered') {
    const { partner = '', via = '', duty } = data
    story.away = data.handover
    story.offers.set(data.handover, {
      ...{ by, partner, via, seq, at, answerBy: duty?.dueAt ?? '' },
      ...{ receivedAt: null, recalledAt: null, answeredAt: null },
      ...{ recall: null, answer: null, reason: null, reported: null },
    })
    return
  }
  const offer = story.offers.get(data.handover)
  if (offer) advanceOffer(offer, event)
}

function advanceOffer(offer: Offered, { type, at, data }: EventRow): void {
  switch (type) {
    case 'handover-received':
      offer.receivedAt = at
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
