import type { At } from './at.ts'

const RULE = 'a handover comes back when it was asked back'

/** What was offered comes back because somebody asked, or because nobody answered in time; then a named role hears of it. */
export function checkReturn({ story, event, fault }: At): void {
  const { type, at, data } = event
  const offer = story.offers.get(story.away ?? '')
  if (!offer) return
  const silence = data.because === 'silence'
  const asks = type === 'recall-requested' || (type === 'handover-returned' && offer.via === 'document')
  if (asks && silence && at < offer.answerBy) fault(RULE, `silence until ${offer.answerBy}`, at)
  if (type !== 'handover-returned') return
  if (offer.via !== 'document' && offer.recall !== data.because) {
    fault(RULE, `asked back because ${offer.recall ?? 'nobody asked'}`, String(data.because))
  }
  if (silence && !data.escalation) fault(RULE, 'a named role', 'nobody')
}
