import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { receiveMessage } from '#process/handover-answer.ts'
import { MESSAGE_KINDS, type HandoverMessage } from '#process/handover-message.ts'
import { lapse } from '#process/handover.ts'
import { drawSecondLook } from '#process/second-look.ts'
import { noteChange } from '#process/signal.ts'
import { isOpen, SIGNAL_STATES, WORK_STATES, type Signal } from '#process/state.ts'
import type { NewEvent } from '#process/event.ts'
import type { Actor } from '#process/duty.ts'
import type { Step, StepType } from '#process/step.ts'
import {
  aColleague,
  actDone,
  after,
  anOffer,
  aSignalIn,
  at,
  atOf,
  daan,
  decideAndEvolve,
  drawn,
  esra,
  jayden,
  kees,
  next,
  offerByDocument,
  pack,
  sanne,
  share,
  shelve,
  STEP_EXAMPLES as S,
} from './a-signal.ts'

const page = readFileSync(new URL('../docs/process.md', import.meta.url), 'utf8')

/** `from --> to: name` lines under these headings, births left out. */
function drawnUnder(...headings: readonly string[]): readonly string[] {
  const sections = page.split(/^## /m).filter((part) => headings.includes(part.split('\n', 1)[0] ?? ''))
  expect(sections.length, `headings ${headings.join()}`).toBe(headings.length)
  return sections
    .flatMap((part) => [...part.matchAll(/^\s*([a-z_]+) --> ([a-z_]+): (.+)$/gm)])
    .map(([, from, to, name]) => `${from} --> ${to}: ${name}`.replaceAll('_', '-'))
    .toSorted()
}

/** Something that may happen to a signal, by the name that it has in the drawing; null: not now. */
type Move = readonly [string, (signal: Signal) => Signal | null]

function step(one: Step, actor: Actor = jayden): Move {
  return [
    one.type,
    (signal) => {
      const decision = decideAndEvolve(signal, one, actor, atOf(signal))
      return decision.ok ? decision.value.after : null
    },
  ]
}

function machine(name: string, happens: (signal: Signal) => NewEvent | null): Move {
  return [
    name,
    (signal) => {
      const event = happens(signal)
      return event && next(signal, event.data)
    },
  ]
}

function message(content: HandoverMessage): Move {
  return machine(`receiveMessage ${content.kind}`, (signal) => {
    const handover = 'handover' in signal ? signal.handover : (signal.from?.handover ?? '')
    const result = receiveMessage(signal, { ...content, handover }, 'kmar', atOf(signal))
    return typeof result === 'string' ? null : result.event
  })
}

function decided(
  starts: readonly Signal[],
  moves: readonly Move[],
  stateOf: (signal: Signal) => string = ({ state }) => state,
): readonly string[] {
  const arrows = starts.flatMap((signal) =>
    moves.flatMap(([name, happens]) => {
      const later = happens(signal)
      return later ? [`${stateOf(signal)} --> ${stateOf(later)}: ${name}`] : []
    }),
  )
  return [...new Set(arrows)].toSorted()
}

const weighing = aSignalIn('weighing')
const change = { registration: 'reg-2', catalogue: 'c', indicators: [] }
const noted = machine('noteChange', (signal) => noteChange(signal, change, true, atOf(signal)))
const states = SIGNAL_STATES.map((state) => aSignalIn(state))
const stops = [
  after(aSignalIn('investigating'), [S['propose-stop'], sanne]),
  after(weighing, [shelve, sanne]),
]

/** Steps that change no state: an answer to what was asked, or what is true besides. They have drawings of their own. */
const ASIDE: readonly StepType[] = [
  ...(['take-up', 'set-urgency', 'record-contact', 'take-second-look'] as const),
  ...(['offer-unit', 'accept-unit', 'refuse-unit', 'recall-unit'] as const),
  ...(['route', 'review-routing', 'offer-crossing', 'accept-crossing', 'refuse-crossing'] as const),
]
/** Steps by which a signal waits or leaves, from any state of work. */
const AWAY: readonly StepType[] = [
  ...(['hold', 'resume', 'offer-handover', 'recall-handover', 'enter-receipt'] as const),
  ...(['accept-handover', 'refuse-handover'] as const),
]

test('the phases are drawn with the arrows that the deciders have, and no others', () => {
  const steps = [
    ...Object.values(S),
    { ...S.weigh, decision: 'enrich-further' } as const,
    actDone('call-back-reporter'),
  ]
  const moves = steps.filter(({ type }) => ![...ASIDE, ...AWAY].includes(type)).map((one) => step(one))
  const reopened = machine('noteChange', (signal) =>
    signal.state === 'shelved' || !isOpen(signal) ? noteChange(signal, change, true, atOf(signal)) : null,
  )
  const drawing = drawnUnder('Signal', 'Enrichment', 'Weighing', 'Interview', 'Investigation')
  expect(drawing).toEqual(decided([...states, ...stops], [...moves, reopened]))
})

test('waiting and handing over are drawn with the arrows that the deciders have, and no others', () => {
  const document = after(weighing, [offerByDocument, sanne])
  const receipts = (['received', 'accepted', 'refused', 'outcome'] as const).map(
    (receipt) => ({ ...S['enter-receipt'], receipt, says: 'Zo zeiden zij.' }) as const,
  )
  const steps = [...Object.values(S), ...receipts].filter(({ type }) => AWAY.includes(type))
  const late = machine('lapse', (signal) =>
    isOpen(signal) ? lapse(signal, at('2026-07-01T07:00:00.000Z')) : null,
  )
  const to = { handover: '', to: 'politie' } as const
  const messages: readonly HandoverMessage[] = [
    ...(['received', 'accept', 'recall', 'recall-confirmed'] as const).map((kind) => ({ ...to, kind })),
    { ...to, kind: 'refuse', reason: 'not-our-field', words: 'x' },
    { ...to, kind: 'outcome', outcome: 'no-leads' },
    { ...to, kind: 'offer', forms: [], urgent: false, answerBy: '2026-07-01T07:00:00.000Z', pack },
  ]
  const collapsed = ({ state }: Signal) => (WORK_STATES.some((one) => one === state) ? 'work' : state)
  const moves = [...steps.map((one) => step(one)), late, ...messages.map(message)]
  const starts = [...states, document].filter(({ state }) => state !== 'closed')
  const drawing = drawnUnder('Waiting', 'Handover to another organisation')
  // Of a signal that was opened again an outcome is noted, whatever its state.
  const isNote = (arrow: string) => /^(?!handed-over)(\S+) --> \1: receiveMessage outcome$/.test(arrow)
  expect(drawing).toEqual(decided(starts, moves, collapsed).filter((arrow) => !isNote(arrow)))
})

test('sharing', () => {
  const shared = after(weighing, [share, sanne])
  const answered = after(shared, [S['enter-receipt'], sanne])
  const how = ({ share: one }: Signal) => (one === null ? 'not-shared' : one.accepted ? 'answered' : 'shared')
  const receipts = (['received', 'accepted', 'refused', 'outcome'] as const).map(
    (receipt) => ({ ...S['enter-receipt'], receipt, says: 'Zo zeiden zij.' }) as const,
  )
  const moves = [share, S['recall-handover'], ...receipts].map((one) => step(one))
  expect(drawnUnder('Sharing')).toEqual(decided([weighing, shared, answered], moves, how))
})

test('between units', () => {
  const asked = after(weighing, [S['offer-unit'], sanne])
  const where = ({ unit, unitOffer }: Signal) =>
    unitOffer ? 'asked' : unit === 'intelligence' ? 'at-the-other' : 'at-its-unit'
  const moves = (['offer-unit', 'accept-unit', 'refuse-unit', 'recall-unit'] as const).map((one) =>
    step(S[one]),
  )
  expect(drawnUnder('Between units')).toEqual(decided([weighing, asked], moves, where))
})

test('routing', () => {
  const enriching = aSignalIn('enriching', 'arbeidsinspectie')
  const routed = after(enriching, [S.route, daan])
  const reviewed = after(routed, [S['review-routing'], esra])
  const how = ({ routed: one }: Signal) => (one === null ? 'unrouted' : one.reviewed ? 'reviewed' : 'routed')
  const moves = [
    step(S.route, daan),
    step(S['review-routing'], esra),
    step({ ...S['review-routing'], agrees: false }, esra),
  ]
  expect(drawnUnder('Routing')).toEqual(decided([enriching, routed, reviewed], moves, how))
})

test('crossing', () => {
  const inspection = actDone('joint-inspection', 'arbeidsinspectie')
  const learned = after(aSignalIn('enriching', 'arbeidsinspectie'), [inspection, kees])
  const offered = after(learned, [S['offer-crossing'], kees])
  const crossed = after(offered, [S['accept-crossing'], daan])
  const stayed = after(offered, [S['refuse-crossing'], daan])
  const where = (signal: Signal) => {
    if (signal.crossingOffer) return 'offered-across'
    if (signal.crossed.length > 0) return 'crossed'
    return signal.stayed.length > 0 ? 'stayed' : 'learned'
  }
  const moves = [
    step(inspection, kees),
    step(S['offer-crossing'], kees),
    step(S['accept-crossing'], daan),
    step(S['refuse-crossing'], daan),
  ]
  expect(drawnUnder('Crossing')).toEqual(decided([learned, offered, crossed, stayed], moves, where))
})

test('second look', () => {
  const rests = [aSignalIn('closed'), aSignalIn('shelved')]
  const looked = rests.map(drawn)
  const mo = aColleague('mo', 'intelligence')
  const where = ({ state, secondLook }: Signal) =>
    secondLook ? 'drawn' : state === 'closed' || state === 'shelved' ? 'rests' : 'open-again'
  const take = (verdict: 'agrees' | 'follow-up'): Move => [
    'take-second-look',
    (signal) => {
      const look = signal.secondLook?.look ?? ''
      const decision = decideAndEvolve(signal, { ...S['take-second-look'], look, verdict }, mo, atOf(signal))
      return decision.ok ? decision.value.after : null
    },
  ]
  const draw = machine('drawSecondLook', (signal) => drawSecondLook(signal, signal.seq, [], atOf(signal)))
  const moves = [draw, take('agrees'), take('follow-up'), noted, step(S['review-shelved'])]
  expect(drawnUnder('Second look')).toEqual(decided([...rests, ...looked], moves, where))
})

test('what is drawn aside changes no state, in any state', () => {
  const changed = [...states, anOffer()].flatMap((signal) =>
    ASIDE.map((type) => ({ type, from: signal.state, to: step(S[type])[1](signal)?.state ?? signal.state })),
  )
  expect(changed.filter(({ from, to }) => from !== to)).toEqual([])
})

test('the page names the duty of every state, and every message of a handover', () => {
  for (const state of SIGNAL_STATES) {
    const kind = aSignalIn(state).duty?.kind ?? 'none'
    expect(page).toMatch(new RegExp(`\\| ${state} \\| ${kind}`))
  }
  const sequence = /```mermaid\nsequenceDiagram[^]*?```/.exec(page)?.[0] ?? ''
  expect(MESSAGE_KINDS.filter((kind) => !sequence.includes(`: ${kind}`))).toEqual([])
})
