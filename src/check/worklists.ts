import type { Found, HandoverRow } from './ledger-rows.ts'
import type { Tell } from './mismatch.ts'
import type { Rule } from './rule.ts'
import type { Story } from './story.ts'
import { dutchDay } from './working-days.ts'

/** Compares what the events say with what the rest of Spoor works with. */
export function compare(story: Story, found: Found, tell: Tell): void {
  const same = (rule: Rule, expected: unknown, is: unknown) => {
    if (expected === is) return
    tell({ signal: story.signal, event: null, rule, expected: String(expected), found: String(is) })
  }
  const { signal } = found
  if (!signal) {
    same('every signal of the ledger is in the worklists', story.state, 'absent')
    return
  }
  same('the state is what the events say', story.state, signal.state)
  same('the owner is what the events say', story.unit, signal.unit)
  same('the outcome is what the events say', story.outcome, signal.outcome)
  same('the version is the number of the newest event', story.seq, signal.seq)
  const facts = 'the facts beside the state are what the events say'
  const [expected, is] = factsOf(story, found)
  same(facts, expected, is)
  same('the open duties are what the events say', dutiesOf(story), openDuties(found))
  const register = 'the register of handovers is what the events say'
  same(register, handoversOf(story), found.handovers.map(handoverText).toSorted().join('; '))
  same('each decision not to follow up is in the draw', drawsOf(story), drawsIn(found))
}

function factsOf(story: Story, { signal }: Found): readonly [expected: string, found: string] {
  const with_ = story.away === null ? story.from : story.offers.get(story.away)
  const partner = with_ && ('organisation' in with_ ? with_.organisation : with_.partner)
  const expected = {
    phase: story.phase,
    origin: story.origin,
    forms: story.forms.toSorted(),
    way: story.wayOfWorking,
    received: story.receivedAt,
    on: story.receivedAt && dutchDay(story.receivedAt),
    handover: story.away ?? story.from?.handover ?? null,
    partner: partner ?? null,
    held: story.holdReason,
    urgency: story.urgency.toSorted(),
  }
  const found = signal && {
    phase: signal.phase,
    origin: signal.origin,
    forms: signal.forms.toSorted(),
    way: signal.way_of_working,
    received: signal.received_at,
    on: signal.received_on,
    handover: signal.handover_id,
    partner: signal.partner,
    held: signal.hold_reason,
    urgency: signal.urgency.toSorted(),
  }
  return [JSON.stringify(expected), JSON.stringify(found)]
}

function dutiesOf({ duty, sides, climbs }: Story): string {
  const own = duty ? [duty, ...sides.values()] : [...sides.values()]
  return sorted([
    ...own.map(({ id, kind, unit, dueAt }) => `${id} ${kind} ${unit} ${dueAt}`),
    ...[...climbs].map(
      ([of, { id, unit, role, dueAt }]) => `${id} escalation of ${of} ${unit} ${role} ${dueAt}`,
    ),
  ])
}

function openDuties({ duties }: Found): string {
  return sorted(
    duties.map(({ id, kind, unit, role, due_at, escalates }) =>
      escalates === null
        ? `${id} ${kind} ${unit} ${due_at}`
        : `${id} ${kind} of ${escalates} ${unit} ${role} ${due_at}`,
    ),
  )
}

function sorted(list: readonly string[]): string {
  return list.toSorted().join(', ') || 'none'
}

type Handover = Omit<HandoverRow, 'signal_id'>

function handoversOf({ from, answer, receivedAt, offers, firstDue }: Story): string {
  const out = [...offers].map(([id, one]): Handover => ({
    ...{ id, direction: 'out', partner: one.partner, via: one.via, moves: one.moves },
    ...{ offered_at: one.at, answer_by: one.answerBy, received_at: one.receivedAt },
    ...{ recalled_at: one.recalledAt, answered_at: one.answeredAt },
    ...{ answer: one.answer, reason: one.reason, reported: one.reported },
  }))
  const came: readonly Handover[] = from
    ? [
        {
          ...{ id: from.handover, direction: 'in', partner: from.organisation, via: 'spoor', moves: true },
          ...{ offered_at: receivedAt, answer_by: firstDue, received_at: receivedAt },
          ...{ recalled_at: null, answered_at: answer?.at ?? null },
          ...{ answer: answer?.answer ?? null, reason: answer?.reason ?? null, reported: null },
        },
      ]
    : []
  return [...came, ...out].map(handoverText).toSorted().join('; ')
}

function handoverText(one: Handover): string {
  const { id, direction, partner, via, moves, offered_at, answer_by, received_at } = one
  const { recalled_at, answered_at, answer, reason, reported } = one
  const offer = [id, direction, partner, via, moves, offered_at, answer_by, received_at, recalled_at]
  return [...offer, answered_at, answer, reason, reported].map((value) => value ?? '-').join(' ')
}

function drawsOf({ negatives, looks }: Story): string {
  return [...negatives]
    .map(
      ([seq, { type }]) => `${seq} ${type} ${looks.get(seq)?.look ?? '-'} ${looks.get(seq)?.verdict ?? '-'}`,
    )
    .join('; ')
}

function drawsIn({ draws }: Found): string {
  return draws
    .map(({ seq, decision, look, verdict }) => `${seq} ${decision} ${look ?? '-'} ${verdict ?? '-'}`)
    .join('; ')
}
