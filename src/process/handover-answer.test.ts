import { describe, expect, test } from 'vitest'
import { after, anOffer, aSignalIn, at, next, pack, sanne, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { receiveMessage } from './handover-answer.ts'
import type { HandoverMessage, MessageKind } from './handover-message.ts'
import { WORK_STATES, type HandingOver, type Signal } from './state.ts'

const away = aSignalIn('handing-over') as HandingOver
const asked = after(away, [S['recall-handover'], sanne])
const received = next(away, { type: 'handover-received', handover: away.handover })
const accepted = next(away, { type: 'handover-accepted', handover: away.handover })
const ours = after(anOffer(), [S['accept-handover'], sanne])
const refused = after(anOffer(), [S['refuse-handover'], sanne])

function message(kind: MessageKind, handover: string): HandoverMessage {
  const to = 'politie' as const
  switch (kind) {
    case 'offer':
      return { kind, handover, to, forms: [], urgent: false, answerBy: '2026-06-16T15:00:00.000Z', pack }
    case 'refuse':
      return { kind, handover, to, reason: 'not-our-field', words: 'Niet voor ons.' }
    case 'outcome':
      return { kind, handover, to, outcome: 'no-leads' }
    default:
      return { kind, handover, to }
  }
}

function reception(signal: Signal | null, kind: MessageKind, handover = 'handover-1'): string {
  const result = receiveMessage(signal, message(kind, handover), 'kmar', at('2026-06-12T07:00:00.000Z'))
  return typeof result === 'string' ? result : result.event.data.type
}

describe('the receiver', () => {
  test.each<readonly [string, string, Signal | null, MessageKind]>([
    ['an offer', 'signal-offered', null, 'offer'],
    ['the same offer again', 'nothing', anOffer(), 'offer'],
    ['the offer again, after it was accepted', 'nothing', ours, 'offer'],
    ['the offer again, after it was refused', 'nothing', refused, 'offer'],
    ['a recall that overtook its offer', 'too-early', null, 'recall'],
    ['a recall before anybody answered', 'offer-recalled', anOffer(), 'recall'],
    ['a recall that crosses our acceptance', 'nothing', ours, 'recall'],
    ['a recall that crosses our refusal', 'nothing', refused, 'recall'],
    ['a recall again', 'nothing', next(anOffer(), { type: 'offer-recalled' }), 'recall'],
  ])('gets %s: %s', (_what, expected, signal, kind) => {
    expect(reception(signal, kind)).toBe(expected)
  })

  test('confirms a recall, and tells that an offer arrived', () => {
    const now = at('2026-06-12T07:00:00.000Z')
    const offer = receiveMessage(null, message('offer', 'h'), 'kmar', now)
    expect(offer).toMatchObject({ event: { sends: { kind: 'received', handover: 'h', to: 'kmar' } } })
    const recall = receiveMessage(anOffer(), message('recall', 'handover-1'), 'kmar', now)
    expect(recall).toMatchObject({ event: { sends: { kind: 'recall-confirmed', to: 'kmar' } } })
  })
})

describe('the sender', () => {
  test.each<readonly [string, string, Signal | null, MessageKind]>([
    ['that it arrived', 'handover-received', away, 'received'],
    ['that it arrived, twice', 'nothing', received, 'received'],
    ['an acceptance', 'handover-accepted', received, 'accept'],
    ['an acceptance before the receipt', 'handover-accepted', away, 'accept'],
    ['an acceptance that crosses our recall', 'handover-accepted', asked, 'accept'],
    ['the acceptance again', 'nothing', accepted, 'accept'],
    ['the receipt after the acceptance', 'nothing', accepted, 'received'],
    ['a refusal', 'handover-refused', away, 'refuse'],
    ['a refusal that crosses our recall', 'handover-refused', asked, 'refuse'],
    ['a refusal of what was accepted', 'nothing', accepted, 'refuse'],
    ['that the recall is confirmed', 'handover-returned', asked, 'recall-confirmed'],
    ['that a recall is confirmed, after it was accepted', 'nothing', accepted, 'recall-confirmed'],
    ['an outcome', 'handover-reported', accepted, 'outcome'],
    ['an outcome before the acceptance', 'too-early', away, 'outcome'],
    [
      'the same outcome again',
      'nothing',
      next(accepted, { type: 'handover-reported', handover: away.handover, outcome: 'no-leads' }),
      'outcome',
    ],
    ['an answer, while there is no such signal', 'too-early', null, 'accept'],
  ])('gets %s: %s', (_what, expected, signal, kind) => {
    expect(reception(signal, kind, away.handover)).toBe(expected)
  })

  test.each(WORK_STATES.filter((state) => state !== 'confirmed'))(
    'what does not go through comes back to where it was: %s',
    (state) => {
      const before = aSignalIn(state)
      const posted = after(before, [S['offer-handover'], sanne]) as HandingOver
      const now = at('2026-06-12T07:00:00.000Z')
      for (const kind of ['refuse', 'recall-confirmed'] as const) {
        const result = receiveMessage(posted, message(kind, posted.handover), 'kmar', now)
        if (typeof result === 'string') throw new Error(result)
        const back = next(posted, result.event.data)
        expect(back).toMatchObject({ state, phase: before.phase, duty: { kind: before.duty?.kind } })
      }
    },
  )

  test('an answer to another handover changes nothing', () => {
    expect(reception(away, 'accept', 'another')).toBe('nothing')
    expect(reception(away, 'refuse', 'another')).toBe('nothing')
  })

  test('an outcome of an earlier handover says nothing of the one that runs', () => {
    const later = next(accepted, { type: 'handover-reported', handover: 'earlier', outcome: 'no-leads' })
    expect(later).toMatchObject({ state: 'handed-over', reported: null })
  })
})
